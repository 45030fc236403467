using VoisinsVigilants.Village;

namespace VoisinsVigilants.Faults.Tests;

/// <summary>Two gateways behind one address. A node that is down is started again until it is up; killing one that is down does nothing.</summary>
internal sealed class Nodes : IAsyncDisposable
{
    private readonly GatewayProcess[] processes;
    private readonly SemaphoreSlim[] gates = [new(1), new(1)];

    public Nodes(IReadOnlyDictionary<string, string> settings, int[] ports) => processes = [.. ports.Select(port => new GatewayProcess(settings, port))];

    public int Kills { get; private set; }

    public int Stops { get; private set; }

    public int StopsThatFailed { get; private set; }

    public IEnumerable<string> Output => processes.Select(process => process.Output);

    public Task Start() => Task.WhenAll(Up(0), Up(1));

    /// <summary>Down, a pause, and up again.</summary>
    public async Task Restart(int node, bool politely, TimeSpan pause)
    {
        await gates[node].WaitAsync();
        try
        {
            if (politely) await Stop(node);
            else
            {
                await processes[node].Kill();
                Kills++;
            }
            await Task.Delay(pause);
            await Up(node);
        }
        finally
        {
            gates[node].Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes) await process.DisposeAsync();
        foreach (var gate in gates) gate.Dispose();
    }

    private async Task Stop(int node)
    {
        var since = System.Diagnostics.Stopwatch.StartNew();
        Stops++;
        if (await processes[node].Stop() != 0 || since.Elapsed > TimeSpan.FromSeconds(15)) StopsThatFailed++;
    }

    // The database may be away at that moment: whoever runs a service starts it again.
    private async Task Up(int node)
    {
        for (var attempt = 1; ; attempt++)
            try
            {
                await processes[node].Start();
                return;
            }
            catch (Exception exception) when (attempt < 10 && exception is InvalidOperationException or TimeoutException)
            {
                await processes[node].KillIfAlive();
                await Task.Delay(500);
            }
    }
}
