using System.Globalization;

namespace VoisinsVigilants.Faults.Tests;

/// <summary>Whatever breaks, and whenever: nobody's SMS is lost. <c>scripts/faults</c> plays the long storms.</summary>
public sealed class StormTests
{
    [Fact]
    public async Task Nothing_is_lost()
    {
        var plan = StormPlan.Wanted();
        Console.WriteLine($"Seed {plan.Seed}.");
        await using var theatre = await Theatre.Open(plan);
        var (findings, start) = await theatre.Play(plan);
        var said = await Keep(plan, findings, start, theatre.NodesOutput);

        findings.Broken.Should().BeEmpty($"of every promise there is one (seed {plan.Seed}):\n{said}");
    }

    private static async Task<string> Keep(StormPlan plan, Findings findings, DateTimeOffset start, string output)
    {
        var (said, folder) = (findings.ToString(), Path.Combine(Path.GetDirectoryName(Brissy.Scripts)!, ".data", "faults"));
        Directory.CreateDirectory(folder);
        var name = Path.Combine(folder, plan.Seed.ToString(CultureInfo.InvariantCulture));
        await File.WriteAllTextAsync($"{name}.md", $"{said}\n{string.Join('\n', findings.Broken)}\n");
        await File.WriteAllTextAsync($"{name}.log", output);
        await File.WriteAllTextAsync($"{name}.svg", Plot.Draw(findings.Times(start), $"From the row to the carrier's acceptance, seed {plan.Seed}, {plan.Kills} kills"));
        Console.WriteLine(said);
        return said;
    }
}
