using System.Threading.Channels;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Gateway.Jobs;

namespace VoisinsVigilants.Gateway.Messages;

/// <summary>Records what became of claimed SMS: what ended meanwhile is one group with one commit. Never given up while the program lives.</summary>
public sealed class OutcomeRecorder(OutboxStore outbox, Bells bells, TimeProvider clock, ILogger<OutcomeRecorder> log) : BackgroundService
{
    private const int LargestGroup = 256;
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMilliseconds(500);

    // Bounded by the number of SMS that a drain has under way.
    private readonly Channel<(Settled Outcome, TaskCompletionSource Written)> ended = Channel.CreateUnbounded<(Settled, TaskCompletionSource)>();

    /// <summary>Returns once it is durable.</summary>
    public Task Record(Settled outcome)
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ended.Writer.TryWrite((outcome, written));
        return written.Task;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await ended.Reader.WaitToReadAsync(stoppingToken))
        {
            var group = new List<(Settled Outcome, TaskCompletionSource Written)>();
            while (group.Count < LargestGroup && ended.Reader.TryRead(out var one)) group.Add(one);
            await Write([.. group.Select(one => one.Outcome)], stoppingToken);
            group.ForEach(one => one.Written.TrySetResult());
        }
    }

    // Should we die first, the rows are taken over and the carrier's list tells what we knew.
    private async Task Write(IReadOnlyList<Settled> outcomes, CancellationToken stop)
    {
        while (true)
            try
            {
                await outbox.Settle(outcomes, clock.GetUtcNow(), CancellationToken.None);
                if (outcomes.Any(one => one.Status.IsLost())) bells.Due.Ring();
                return;
            }
            catch (Exception exception) when (!stop.IsCancellationRequested)
            {
                log.LogWarning("What became of {Count} SMS could not be recorded ({Reason}); tried again", outcomes.Count, exception.GetType().Name);
                await Task.Delay(AfterFailure, stop);
            }
    }
}
