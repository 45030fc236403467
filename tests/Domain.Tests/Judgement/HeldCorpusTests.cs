using System.Globalization;
using System.Text;
using System.Text.Json;
using VoisinsVigilants.Domain.Alerts;

namespace VoisinsVigilants.Domain.Tests.Judgement;

/// <summary>
/// Of the reports people write, hardly any may wait for a human. <c>VOISINS_RENEW=1</c> writes the list of those that do into
/// <c>docs/held.md</c>, for somebody to read and judge.
/// </summary>
public sealed class HeldCorpusTests
{
    private const double Most = 0.03;

    [Fact]
    public void Hardly_any_report_is_held()
    {
        var corpora = Directory.EnumerateFiles(Path.Combine(RepositoryFiles.Root, "tests", "corpus"), "*.jsonl", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(Measure).ToList();
        if (Environment.GetEnvironmentVariable("VOISINS_RENEW") == "1") Renew(corpora);
        corpora.Sum(corpus => corpus.Reports).Should().BeGreaterThan(200);
        ((double)corpora.Sum(corpus => corpus.Held.Count) / corpora.Sum(corpus => corpus.Reports)).Should().BeLessThan(Most, "every held report waits:\n{0}", string.Join('\n', corpora.SelectMany(corpus => corpus.Held)));
    }

    private sealed record Corpus(string Name, int Reports, IReadOnlyList<string> Held);

    private static Corpus Measure(string path)
    {
        var reports = File.ReadLines(path).Select(line => JsonDocument.Parse(line).RootElement).Where(sms => sms.GetProperty("intent").GetString() is "report" or "complement")
            .Select(sms => sms.GetProperty("text").GetString()!).ToList();
        var held = reports.Select(text => (Text: text, Reasons: DemoReader.Interpreter.Screen.Find(text, DemoReader.Gazetteer))).Where(sms => sms.Reasons.Count > 0);
        return new Corpus(Path.GetFileNameWithoutExtension(path), reports.Count, [.. held.Select(sms => $"| {Path.GetFileNameWithoutExtension(path)} | {string.Join(", ", sms.Reasons)} | {sms.Text.Replace('|', '/').ReplaceLineEndings(" ")} |")]);
    }

    private static void Renew(IReadOnlyList<Corpus> corpora)
    {
        var page = new StringBuilder("# What is held for a human\n\nReports and complements of `tests/corpus` whose words an adjoint would read before anybody else, and why. The lists are\n"
            + "`sms-scripts/mots-cles/9-retenue.txt`, the rules around them `src/Domain/Alerts/ContentScreen.cs` and `NameRules.cs`. Urgent reports leave at once all the\nsame, without these words. "
            + "Written by `VOISINS_RENEW=1 scripts/test Domain`; the test fails from 3 % on.\n\n| corpus | reports | held | share |\n| --- | --- | --- | --- |\n");
        foreach (var corpus in corpora)
            page.AppendLine(CultureInfo.InvariantCulture, $"| {corpus.Name} | {corpus.Reports} | {corpus.Held.Count} | {(double)corpus.Held.Count / corpus.Reports:P1} |");
        page.Append("\n| corpus | why | text |\n| --- | --- | --- |\n");
        foreach (var line in corpora.SelectMany(corpus => corpus.Held)) page.AppendLine(line);
        File.WriteAllText(Path.Combine(RepositoryFiles.Root, "docs", "held.md"), page.ToString().ReplaceLineEndings("\n"));
    }
}
