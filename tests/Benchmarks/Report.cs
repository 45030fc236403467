using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace VoisinsVigilants.Benchmarks;

/// <summary>Rows for a reader, in Markdown, so that they can stand in docs/performance.md as they are printed.</summary>
internal sealed class Table(params string[] columns)
{
    private readonly List<string[]> rows = [];

    public void Add(params object[] cells) => rows.Add([.. cells.Select(cell => cell is double number ? Figures.Short(number) : cell.ToString()!)]);

    public override string ToString() => string.Join('\n', rows.Prepend([.. columns.Select(_ => "---")]).Prepend(columns).Select(row => $"| {string.Join(" | ", row)} |"));
}

/// <summary>
/// Where figures go: to the screen, as lines of JSON to <c>.data/bench/figures.jsonl</c>, and with <c>--write</c> between the marks of
/// docs/performance.md and as plots to docs/images.
/// </summary>
internal static class Report
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Village.Village.Scripts, ".."));
    private static readonly string Lines = Path.Combine(Root, ".data", "bench", "figures.jsonl");

    // A run too short to measure anything has no figure.
    private static readonly JsonSerializerOptions Json = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    public static bool WritesDocs { get; set; }

    /// <summary>The smallest sizes: it only shows that everything runs.</summary>
    public static bool Smoke { get; set; }

    public static int Rounds { get => Smoke ? 1 : field; set; } = 5;

    public static void Part(string name, params object[] paragraphs)
    {
        var text = string.Join("\n\n", paragraphs.Select(paragraph => paragraph.ToString()));
        Console.WriteLine($"\n## {name}\n\n{text}\n");
        if (WritesDocs) Replace(name, text);
    }

    /// <summary>One line of a summary: a figure, what was aimed at, whether it was reached.</summary>
    public static string Goal(string part, string what, Figures figures, char sense, double goal)
    {
        var met = sense == '≥' ? figures.Median >= goal : figures.Median <= goal;
        Directory.CreateDirectory(Path.GetDirectoryName(Lines)!);
        File.AppendAllText(Lines, JsonSerializer.Serialize(new { part, what, median = figures.Median, runs = figures.Runs, sense = sense == '≥' ? ">=" : "<=", goal, met }, Json) + "\n");
        return string.Create(CultureInfo.InvariantCulture, $"- {what}: **{figures}**, goal {sense} {goal:0.##}: {(met ? "met" : "not met")}");
    }

    public static void Plot(string name, string svg)
    {
        if (WritesDocs) File.WriteAllText(Path.Combine(Root, "docs", "images", $"{name}.svg"), svg);
    }

    public static async Task<string> Machine(Village.TestDatabase database)
    {
        var processor = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown processor";
        var system = File.ReadLines("/etc/os-release").First(line => line.StartsWith("PRETTY_NAME", StringComparison.Ordinal)).Split('"')[1];
        var load = File.ReadAllText("/proc/loadavg").Split(' ')[0];
        var server = await database.Ask<string>("select format('PostgreSQL %s, fsync %s, synchronous_commit %s', current_setting('server_version'), current_setting('fsync'), current_setting('synchronous_commit'))");
        return string.Create(CultureInfo.InvariantCulture, $"""
            {DateTime.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} cores ({processor}), {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GB, {system}, .NET {Environment.Version} ({RuntimeInformation.ProcessArchitecture}),
            {server}; load of the machine when this began: {load}
            """);
    }

    private static void Replace(string name, string text)
    {
        var file = Path.Combine(Root, "docs", "performance.md");
        var marks = new Regex($"(?<=<!-- {Regex.Escape(name)} -->\n).*?(?=<!-- /{Regex.Escape(name)} -->)", RegexOptions.Singleline);
        File.WriteAllText(file, marks.Replace(File.ReadAllText(file), _ => $"\n{text}\n\n"));
    }
}
