using System.Threading.Channels;
using Npgsql;

namespace VoisinsVigilants.Gateway.Turns;

/// <summary>
/// Turns of some of the communes: whatever has arrived meanwhile is decided and written as one group, with one commit. Never two turns of
/// the same phone in a group. Answers once the turn is durable.
/// </summary>
internal sealed class TurnLane(TurnGroupWriter writer, ILogger log)
{
    private const int LargestGroup = 128;
    private const int MostAttempts = 5;

    private readonly Channel<PendingTurn> arrived = Channel.CreateBounded<PendingTurn>(
        new BoundedChannelOptions(4_096) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    // Turns that may not be in the present group: the same phone is in it, or a group with them could not be written.
    private readonly LinkedList<PendingTurn> held = new();

    public async Task<Receipt> Run(TurnInput input, CancellationToken stop)
    {
        var turn = new PendingTurn(input);
        await arrived.Writer.WriteAsync(turn, stop);
        return await turn.Outcome.WaitAsync(stop);
    }

    public async Task Work(CancellationToken stop)
    {
        try
        {
            while (held.Count > 0 || await arrived.Reader.WaitToReadAsync(stop))
            {
                var group = NextGroup();
                if (group.Count > 0) await Write(group, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopping: nobody who still waits is told that their SMS is safe, so the carrier offers it again.
        }
        foreach (var turn in held) turn.Fail(new OperationCanceledException("The gateway is stopping."));
        while (arrived.Reader.TryRead(out var turn)) turn.Fail(new OperationCanceledException("The gateway is stopping."));
    }

    private List<PendingTurn> NextGroup()
    {
        var group = new List<PendingTurn>();
        var keys = new HashSet<(int, string)>();
        for (var node = held.First; node is not null;)
        {
            var next = node.Next;
            if (MayJoin(node.Value, group, keys))
            {
                held.Remove(node);
                group.Add(node.Value);
            }
            node = next;
        }
        while (group.Count < LargestGroup && arrived.Reader.TryRead(out var turn))
            if (MayJoin(turn, group, keys)) group.Add(turn);
            else held.AddLast(turn);
        return group;
    }

    // The key is reserved even for a turn that must wait, so that a later turn of the same phone cannot overtake it.
    private static bool MayJoin(PendingTurn turn, List<PendingTurn> group, HashSet<(int, string)> keys)
    {
        var isFirst = keys.Add(turn.Input.Key);
        var hasRoom = group.Count == 0 || (!turn.Alone && !group[0].Alone);
        return isFirst && hasRoom && group.Count < LargestGroup;
    }

    private async Task Write(List<PendingTurn> group, CancellationToken stop)
    {
        try
        {
            var result = await writer.Write(group, stop);
            foreach (var (turn, receipt) in result.Done) turn.Succeed(receipt);
            foreach (var turn in result.Again) Hold(turn);
        }
        catch (Exception exception) when (!stop.IsCancellationRequested)
        {
            await Recover(group, exception, stop);
        }
    }

    // One bad turn must not cost the others anything: each is tried again alone, and what still fails is kept for later.
    private async Task Recover(List<PendingTurn> group, Exception exception, CancellationToken stop)
    {
        if (IsDatabaseAway(exception))
        {
            foreach (var turn in group) turn.Fail(exception);
            return;
        }
        log.LogWarning(exception, "A group of {Turns} turns could not be written; each is tried alone", group.Count);
        foreach (var turn in group)
            if (group.Count > 1 || ++turn.Attempts < MostAttempts) Hold(turn);
            else await GiveUp(turn, exception, stop);
    }

    private void Hold(PendingTurn turn)
    {
        turn.Alone = true;
        held.AddLast(turn);
    }

    private async Task GiveUp(PendingTurn turn, Exception exception, CancellationToken stop)
    {
        try
        {
            await writer.KeepForLater(turn, exception, stop);
            turn.Succeed(Receipt.KeptForLater);
        }
        catch (Exception alsoFailed) when (!stop.IsCancellationRequested)
        {
            turn.Fail(alsoFailed);
        }
    }

    private static bool IsDatabaseAway(Exception exception) =>
        exception is TimeoutException or NpgsqlException { InnerException: not PostgresException } and not PostgresException
        or PostgresException { SqlState: "57P01" or "57P02" or "57P03" or "53300" };
}
