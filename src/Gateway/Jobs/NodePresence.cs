using Npgsql;

namespace VoisinsVigilants.Gateway.Jobs;

/// <summary>
/// This node among the others: one session that says it is alive and hears the bell of the others. When the session breaks, the node comes
/// back under another number; what it held under the old one is free for anybody.
/// </summary>
public sealed class NodePresence(NodeStore nodes, Bells bells, ILogger<NodePresence> log) : BackgroundService
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMilliseconds(500);

    private volatile CancellationTokenSource session = new();
    private volatile int number;

    /// <summary>Null while the database is away: nothing may be taken then.</summary>
    public int? Number => number == 0 ? null : number;

    /// <summary>PostgreSQL does not know us any more.</summary>
    public void Lost() => session.Cancel();

    /// <summary>More waits than this node can take.</summary>
    public async Task RingOthers(CancellationToken stop)
    {
        if (Number is { } me) await nodes.Ring(me, stop);
    }

    public override void Dispose()
    {
        session.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
            try
            {
                await Stay(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("This node is not among the others any more ({Reason}); it comes back as soon as it can", exception.GetType().Name);
                await Task.Delay(AfterFailure, stoppingToken);
            }
            finally
            {
                number = 0;
            }
    }

    private async Task Stay(CancellationToken stop)
    {
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(stop);
        session = lost;
        var (connection, node) = await nodes.Announce(lost.Token);
        await using (connection)
        {
            connection.Notification += (_, ring) =>
            {
                if (ring.Payload != number.ToString(System.Globalization.CultureInfo.InvariantCulture)) bells.Outbox.Ring();
            };
            number = node;
            bells.Outbox.Ring();
            while (true) await connection.WaitAsync(lost.Token);
        }
    }
}
