using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using VoisinsVigilants.Domain.Messages;

namespace VoisinsVigilants.Gateway.Messages;

/// <summary>
/// Each sender's own rate: a carrier that is offered more than it takes only answers 429. A broadcast takes only what nobody else wants,
/// and always leaves a part for the alert that comes next.
/// </summary>
public sealed class SenderRates(IOptions<DeliverySettings> settings) : IDisposable
{
    private readonly ConcurrentDictionary<PhoneNumber, TokenBucketRateLimiter> buckets = new();

    // How long a broadcast waits before it looks again; short against the carrier's own answer.
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(20);

    public async Task Wait(PhoneNumber sender, Lane lane, CancellationToken stop)
    {
        var bucket = buckets.GetOrAdd(sender, _ => Bucket());
        if (lane == Lane.Broadcast) await WaitForSpare(bucket, stop);
        else (await bucket.AcquireAsync(1, stop)).Dispose();
    }

    // Not in the queue, where an alert would have to stand behind it.
    private async Task WaitForSpare(TokenBucketRateLimiter bucket, CancellationToken stop)
    {
        while (bucket.GetStatistics() is not { CurrentQueuedCount: 0 } now || now.CurrentAvailablePermits <= Reserve || !Taken(bucket)) await Task.Delay(LookAgain, stop);
    }

    private int Reserve => settings.Value.SmsPerSecond / 2;

    private static bool Taken(TokenBucketRateLimiter bucket)
    {
        using var lease = bucket.AttemptAcquire();
        return lease.IsAcquired;
    }

    public void Dispose()
    {
        foreach (var bucket in buckets.Values) bucket.Dispose();
    }

    private TokenBucketRateLimiter Bucket()
    {
        var perSecond = settings.Value.SmsPerSecond;
        var perTenth = Math.Max(1, perSecond / 10);
        return new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = perSecond,
            TokensPerPeriod = perTenth,
            ReplenishmentPeriod = TimeSpan.FromSeconds((double)perTenth / perSecond),
            QueueLimit = int.MaxValue,
            AutoReplenishment = true,
        });
    }
}
