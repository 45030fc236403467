using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Gateway.Jobs;

namespace VoisinsVigilants.Gateway.Messages;

/// <summary>
/// Empties the outbox: claim what is due, hand it to the carrier, record what became of it. Every node runs one; the claim sees to it that
/// no two have the same row, that no sender is too fast, and that what a dead node held is taken over.
/// </summary>
public sealed class OutboxDrain(OutboxStore outbox, Dispatch dispatch, OutcomeRecorder outcomes, NodePresence node, Bells bells, TimeProvider clock, IOptions<DeliverySettings> settings) : IDisposable
{
    // The carrier answers within tens of milliseconds. Broadcasts leave room for the alert that comes next.
    private const int AtOnce = 128;
    private const int BroadcastsAtOnce = 96;
    private static readonly TimeSpan TakeOverEvery = TimeSpan.FromSeconds(1.5);

    private readonly SemaphoreSlim oneAtATime = new(1);
    private readonly ConcurrentDictionary<long, Lane> underWay = new();
    private long takenOverAt = long.MinValue;
    private bool others;

    /// <summary>One round. Returns what it took, and when there may be more; null when this node may take nothing now.</summary>
    public async Task<ClaimRound?> Drain(CancellationToken stop)
    {
        await oneAtATime.WaitAsync(stop);
        try
        {
            if (node.Number is not { } me || Room() is not { All: > 0 } room) return null;

            // Not to be interrupted: rows would be held of which nobody knows.
            var round = await outbox.Claim(me, room, TakesOver() ? [.. underWay.Keys] : null, clock.GetUtcNow(), CancellationToken.None);
            foreach (var row in round.Rows) Begin(row);
            if (round.Nodes.Count > 0) Meet(round.Nodes, me);
            if (round.Next <= clock.GetUtcNow() && others) await node.RingOthers(stop);
            return round;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    private void Meet(IReadOnlyList<int> nodes, int me)
    {
        others = nodes.Count > 1;
        if (!nodes.Contains(me)) node.Lost();
    }

    private void Begin(Claimed row)
    {
        underWay[row.Id] = row.Lane;
        _ = Task.Run(async () =>
        {
            await outcomes.Record(await dispatch.Send(row));
            underWay.TryRemove(row.Id, out _);
            bells.Outbox.Ring();
        });
    }

    /// <summary>Returns once nothing is due here and nothing is on its way to the carrier.</summary>
    public async Task DrainUntilIdle(CancellationToken stop)
    {
        Volatile.Write(ref takenOverAt, long.MinValue);
        while (await Drain(stop) is not { Rows.Count: 0 } round || !underWay.IsEmpty || round.Next <= clock.GetUtcNow() + settings.Value.Pause) await Task.Delay(1, stop);
    }

    /// <summary>Stopping: what was begun is brought to its end, which the carrier's time-out bounds; the others may take the rest.</summary>
    public async Task Finish()
    {
        while (!underWay.IsEmpty) await Task.Delay(20);
        await node.RingOthers(CancellationToken.None);
    }

    public void Dispose() => oneAtATime.Dispose();

    private Room Room() => new(AtOnce - underWay.Count, Math.Max(0, BroadcastsAtOnce - underWay.Values.Count(lane => lane == Lane.Broadcast)));

    private bool TakesOver()
    {
        if (takenOverAt != long.MinValue && Environment.TickCount64 - takenOverAt < TakeOverEvery.TotalMilliseconds) return false;
        takenOverAt = Environment.TickCount64;
        return true;
    }
}
