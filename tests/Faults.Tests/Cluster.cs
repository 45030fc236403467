using System.Diagnostics;

namespace VoisinsVigilants.Faults.Tests;

/// <summary>A PostgreSQL of the suite's own, which it may stop at any moment. Made by <c>scripts/lib/cluster.sh</c>, as all clusters here are.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private static readonly string Script = Path.Combine(Path.GetDirectoryName(Brissy.Scripts)!, "scripts", "lib", "cluster.sh");

    private readonly Dictionary<string, string> facts;

    private Cluster(Dictionary<string, string> facts) => this.facts = facts;

    public string ConnectionString => facts["POSTGRES"];

    public static async Task<Cluster> Start()
    {
        var said = await Run("bash", Script, "up");
        return new Cluster(said.Split('\n').Select(line => line.Split('=', 2)).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1]));
    }

    /// <summary>As a crash of the server: nobody is waited for, and it recovers from its log when it comes back.</summary>
    public Task Crash() => Control("--mode=immediate", "--wait", "stop");

    public Task ComeBack() => Control(
        "--wait", "--timeout=60", $"--log={Path.Combine(Path.GetDirectoryName(facts["DATA"])!, "server.log")}",
        $"--options=-p {facts["PORT"]} -k {facts["SOCKETS"]} -c listen_addresses=127.0.0.1 -c max_connections=200 -c fsync=off -c full_page_writes=off", "start");

    public async ValueTask DisposeAsync() => await Run("bash", Script, "down");

    private async Task Control(params string[] args)
    {
        string[] command = [Path.Combine(facts["BIN"], "pg_ctl"), $"--pgdata={facts["DATA"]}", .. args];
        if (facts["ACCOUNT"].Length > 0) command = ["runuser", "-u", facts["ACCOUNT"], "--", .. command];
        await Run(command[0], command[1..]);
    }

    // The server keeps the standard output of whoever starts it; it is not waited for to end.
    private static async Task<string> Run(string program, params string[] args)
    {
        var starts = args.Contains("start");
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = !starts, WorkingDirectory = "/" };
        foreach (var arg in args) start.ArgumentList.Add(arg);
        using var process = Process.Start(start)!;
        var said = starts ? "" : await ReadUntilEnd(process);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', args)} ended with {process.ExitCode}:\n{said}");
        return said;
    }

    private static async Task<string> ReadUntilEnd(Process process)
    {
        var lines = new List<string>();
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is not null) lines.Add(line.Data);
        };
        process.BeginOutputReadLine();
        while (!process.HasExited) await Task.Delay(20);
        await Task.Delay(100);
        return string.Join('\n', lines);
    }
}
