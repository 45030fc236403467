using System.Diagnostics;
using System.Globalization;
using Npgsql;
using VoisinsVigilants.Village;

namespace VoisinsVigilants.Benchmarks.Rivals;

/// <summary>A job system of npm as a process of its own, with a database of its own on the same server. <c>scripts/bench</c> installs it into <c>.data/bench/rivals</c>.</summary>
internal sealed class Rival : IAsyncDisposable
{
    private readonly Process process;

    private Rival(string name, TestDatabase database, Process process) => (Name, Database, this.process) = (name, database, process);

    private static readonly string? Packages = Environment.GetEnvironmentVariable("VOISINS_RIVALS");

    /// <summary>Those that are installed: none where there is no Node.js, which only a smoke run puts up with.</summary>
    public static IReadOnlyList<string> Known { get; } = string.IsNullOrEmpty(Packages) ? [] : ["graphile-worker", "graphile-worker, batching", "pg-boss"];

    public string Name { get; }

    public TestDatabase Database { get; }

    public int Id => process.Id;

    public static async Task<Rival> Start(string name, Uri carrier)
    {
        var database = await TestDatabase.Create();
        var postgres = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        var url = string.Create(CultureInfo.InvariantCulture, $"postgres://{postgres.Username}:{postgres.Password}@{postgres.Host}:{postgres.Port}/{postgres.Database}");
        var script = Path.Combine(Village.Village.Scripts, "..", "tests", "Benchmarks", "Rivals", "rival.mjs");
        var start = new ProcessStartInfo("node", [script, name, url, carrier.ToString()]) { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = Packages };
        start.Environment["NODE_ENV"] = "production";
        var rival = new Rival(name, database, Process.Start(start)!);
        if (await rival.process.StandardOutput.ReadLineAsync() != "ready") throw new InvalidOperationException($"{name} did not start.");
        return rival;
    }

    public async Task FanOut(int recipients)
    {
        await process.StandardInput.WriteLineAsync($"fanout {recipients}");
        await process.StandardInput.FlushAsync();
    }

    /// <summary>Milliseconds from adding a job to its start, one after the other.</summary>
    public async Task<double[]> Latency(int jobs)
    {
        await process.StandardInput.WriteLineAsync($"latency {jobs}");
        await process.StandardInput.FlushAsync();
        return [.. (await process.StandardOutput.ReadLineAsync())!.Split(' ').Select(time => double.Parse(time, CultureInfo.InvariantCulture))];
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(TimeSpan.FromSeconds(5))) process.Kill();
        process.Dispose();
        await Database.DisposeAsync();
    }
}
