using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using VoisinsVigilants.Domain.Messages;

namespace VoisinsVigilants.Gateway.Messages;

/// <summary>Each sender's own rate: a carrier that is offered more than it takes only answers 429.</summary>
public sealed class SenderRates(IOptions<DeliverySettings> settings) : IDisposable
{
    private readonly ConcurrentDictionary<PhoneNumber, TokenBucketRateLimiter> buckets = new();

    public async Task Wait(PhoneNumber sender, CancellationToken stop)
    {
        using var lease = await buckets.GetOrAdd(sender, _ => Bucket()).AcquireAsync(1, stop);
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
