using System.Threading.Channels;
using VoisinsVigilants.Gateway.Jobs;

namespace VoisinsVigilants.Gateway.Messages;

/// <summary>News of an SMS from the carrier.</summary>
/// <param name="MessageId">Ours, from the callback's address; null when it was none.</param>
/// <param name="Word">The carrier's own word.</param>
public sealed record StatusEvent(long? MessageId, string CarrierSid, string Word, int? ErrorCode);

/// <summary>Writes the news that arrived meanwhile as one group, with one commit; answers each caller once it is durable.</summary>
public sealed class StatusRecorder(DeliveryStore store, Bells bells, TimeProvider clock) : BackgroundService
{
    private const int LargestGroup = 256;

    private readonly Channel<(StatusEvent News, TaskCompletionSource Written)> arrived = Channel.CreateBounded<(StatusEvent, TaskCompletionSource)>(4_096);

    public async Task Record(StatusEvent news, CancellationToken stop)
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await arrived.Writer.WriteAsync((news, written), stop);
        await written.Task.WaitAsync(stop);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await arrived.Reader.WaitToReadAsync(stoppingToken))
        {
            var group = new List<(StatusEvent News, TaskCompletionSource Written)>();
            while (group.Count < LargestGroup && arrived.Reader.TryRead(out var one)) group.Add(one);
            await Write(group, stoppingToken);
        }
    }

    private async Task Write(List<(StatusEvent News, TaskCompletionSource Written)> group, CancellationToken stop)
    {
        try
        {
            if (await store.Hear([.. group.Select(one => one.News)], clock.GetUtcNow(), stop)) bells.Due.Ring();
            group.ForEach(one => one.Written.TrySetResult());
        }
        catch (Exception exception)
        {
            group.ForEach(one => one.Written.TrySetException(exception));
        }
    }
}
