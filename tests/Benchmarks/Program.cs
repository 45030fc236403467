using System.Globalization;
using VoisinsVigilants.Benchmarks;

// Figures, never verdicts: machines are noisy, so what is compared is measured side by side in one run.
var parts = new Dictionary<string, Func<Task>>
{
    ["inbound"] = Inbound.Run,
    ["fan-out"] = FanOut.Run,
    ["latency"] = Latency.Run,
    ["cost"] = Cost.Run,
    ["start"] = Startup.Run,
    ["growth"] = Growth.Run,
    ["reading"] = () => Task.Run(Reading.Run),
    ["month"] = Month.Run,
    ["commune-memory"] = () => Task.Run(CommuneMemory.Run),
};

Report.WritesDocs = args.Contains("--write");
if (args.FirstOrDefault(word => word.StartsWith("--rounds=", StringComparison.Ordinal)) is { } rounds) Report.Rounds = int.Parse(rounds.AsSpan(9), CultureInfo.InvariantCulture);
if (args.FirstOrDefault(word => word.StartsWith("--messages=", StringComparison.Ordinal)) is { } messages) Growth.Messages = int.Parse(messages.AsSpan(11), CultureInfo.InvariantCulture);
var wanted = args.Where(word => !word.StartsWith('-')).ToList();
Report.Smoke = wanted.Remove("smoke");
if (wanted.Count == 0 || wanted.Contains("all")) wanted = Report.Smoke || wanted.Count > 0 ? [.. parts.Keys] : ["?"];
if (wanted.FirstOrDefault(word => !parts.ContainsKey(word)) is { } unknown)
{
    Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"No such benchmark: {unknown}. There are: all, smoke, {string.Join(", ", parts.Keys)}; --write puts the figures into docs/performance.md, --rounds=5 says how often each is run."));
    return 2;
}
foreach (var part in wanted)
    try
    {
        await parts[part]();
    }
    catch (Exception exception)
    {
        // The others are still worth having.
        Console.Error.WriteLine($"\n{part} was not finished: {exception}");
        Environment.ExitCode = 1;
    }
return Environment.ExitCode;
