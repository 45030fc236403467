using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Options;
using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Gateway.Carriers;
using VoisinsVigilants.Gateway.Carriers.Twilio;
using VoisinsVigilants.Gateway.Jobs;
using VoisinsVigilants.Gateway.Privacy;

namespace VoisinsVigilants.Gateway.Messages;

/// <summary>Empties the outbox: claim what is due, send it, record what became of it.</summary>
public sealed class OutboxDrain(
    OutboxStore outbox, PlateStore plates, TwilioClient carrier, SenderRates rates, Bells bells, TimeProvider clock, IOptions<GatewaySettings> gateway, ILogger<OutboxDrain> log)
{
    private const int Batch = 10;
    private const int MostAttempts = 6;

    // What has waited longer for its turn in a batch is not sent any more: its lease must outlive the carrier's answer (10 s at most), or another drain would send it too.
    private static readonly TimeSpan StartWithin = OutboxStore.Lease / 2;

    // Twice the same words to the same phone, both with an unknown outcome: each row finds an id of its own. Rare, so nothing is forgotten.
    private readonly ConcurrentDictionary<string, long> adopted = new();

    private int busy;
    private int broadcasting;

    /// <summary>One batch. Returns how many rows it took.</summary>
    public async Task<int> Drain(CancellationToken stop) => await TryDrain(stop) ?? 0;

    // Null: nothing but broadcasts may be due, and another drain is at them.
    private async Task<int?> TryDrain(CancellationToken stop)
    {
        Interlocked.Increment(ref busy);
        try
        {
            var claimed = await Revealed(await outbox.Claim(Lane.Reply, Lane.Outcome, Batch, clock.GetUtcNow(), stop), stop);
            return claimed.Count > 0 ? await SendAll(claimed, stop) : await DrainBroadcasts(stop);
        }
        finally
        {
            Interlocked.Decrement(ref busy);
        }
    }

    // One drain at most is held up by a broadcast that waits for its sender's rate; the others are free for whatever comes.
    private async Task<int?> DrainBroadcasts(CancellationToken stop)
    {
        if (Interlocked.Exchange(ref broadcasting, 1) == 1) return null;
        try
        {
            var claimed = await outbox.Claim(Lane.Broadcast, Lane.Broadcast, Batch, clock.GetUtcNow(), stop);
            return claimed.Count > 0 ? await SendAll(claimed, stop) : 0;
        }
        finally
        {
            Volatile.Write(ref broadcasting, 0);
        }
    }

    private async Task<int> SendAll(IReadOnlyList<Claimed> claimed, CancellationToken stop)
    {
        bells.Outbox.Ring();
        var since = Stopwatch.StartNew();

        // What was claimed is brought to its end also while the program stops: otherwise it would wait for its lease to run out.
        var settled = (await Task.WhenAll(claimed.GroupBy(row => row.To).Select(rows => SendInOrder(rows, since, CancellationToken.None)))).SelectMany(rows => rows).ToList();
        await outbox.Settle(settled, clock.GetUtcNow(), CancellationToken.None);
        if (settled.Any(one => one.Status.IsLost())) bells.Due.Ring();
        return claimed.Count;
    }

    /// <summary>Returns once nothing is due and nothing is on its way to the carrier.</summary>
    public async Task DrainUntilIdle(CancellationToken stop)
    {
        while (await TryDrain(stop) != 0 || Volatile.Read(ref busy) > 0)
            if (Volatile.Read(ref busy) > 0) await Task.Delay(1, stop);
    }

    // Number plates stand sealed in the database; they are put into the words here, on their way out, and nowhere else.
    private async Task<IReadOnlyList<Claimed>> Revealed(IReadOnlyList<Claimed> claimed, CancellationToken stop)
    {
        var alerts = claimed.Select(row => row.PlatesOf).OfType<Guid>().Distinct().ToList();
        if (alerts.Count == 0) return claimed;
        var known = await plates.Load(alerts, stop);
        return [.. claimed.Select(row => row.PlatesOf is { } alert ? row with { Body = PlateReader.Revealed(row.Body, known[alert]) } : row)];
    }

    // To different phones at once; to one phone one after the other, as they were written.
    private async Task<IReadOnlyList<Settled>> SendInOrder(IEnumerable<Claimed> toOnePhone, Stopwatch since, CancellationToken stop)
    {
        var settled = new List<Settled>();
        foreach (var row in toOnePhone.OrderBy(row => row.Id)) settled.Add(await Send(row, since, stop));
        return settled;
    }

    private async Task<Settled> Send(Claimed row, Stopwatch since, CancellationToken stop)
    {
        try
        {
            if (row.TriedBefore is { } tried && await FindAtCarrier(row, tried, stop) is { } sid) return Accepted(row, sid);
            if (row.ExpiresAt <= clock.GetUtcNow()) return new Settled(row.Id, DeliveryStatus.Expired, null, null, null, true);

            await rates.Wait(row.From, row.Lane, stop);
            if (since.Elapsed > StartWithin) return PutBack(row);
            var sms = new CarrierSms(row.Id, row.From, row.To, row.Body, row.ExpiresAt - clock.GetUtcNow());
            return After(row, await carrier.Create(sms, new Uri(gateway.Value.PublicBaseUrl!, $"twilio/status/{row.Id}"), stop));
        }
        catch (Exception exception) when (!stop.IsCancellationRequested)
        {
            log.LogWarning("SMS {Id}: the carrier could not be asked ({Reason}); asked again later", row.Id, exception.GetType().Name);
            return Unknown(row);
        }
    }

    private Settled After(Claimed row, SendOutcome outcome) => outcome switch
    {
        SendOutcome.Accepted accepted => Accepted(row, accepted.CarrierSid),
        SendOutcome.Refused refused => Refused(row, refused.ErrorCode),
        _ => Unknown(row),
    };

    private Settled PutBack(Claimed row) => new(row.Id, DeliveryStatus.Waiting, null, null, clock.GetUtcNow(), row.TriedBefore is null);

    private static Settled Accepted(Claimed row, string sid) => new(row.Id, DeliveryStatus.Accepted, sid, null, null, true);

    private Settled Refused(Claimed row, int code)
    {
        var action = TwilioErrors.ActionFor(code);
        if (action is ErrorAction.StopSending or ErrorAction.SenderRefused or ErrorAction.OurFault)
            log.LogCritical("ALARM: the carrier refused SMS {Id} with {Code} ({Action})", row.Id, code, action);
        var again = action is ErrorAction.RetrySoon or ErrorAction.RetryLater or ErrorAction.StopSending;
        return again
            ? new Settled(row.Id, DeliveryStatus.Waiting, null, code, clock.GetUtcNow() + Backoff(action, row.Attempts), true)
            : new Settled(row.Id, DeliveryStatus.Failed, null, code, null, true);
    }

    // Not given up for want of tries: as long as it may still arrive in time, the carrier is asked and it is sent again.
    private Settled Unknown(Claimed row) => row.ExpiresAt <= clock.GetUtcNow() && row.Attempts >= MostAttempts
        ? new Settled(row.Id, DeliveryStatus.Expired, null, null, null, false)
        : new Settled(row.Id, DeliveryStatus.Unknown, null, null, clock.GetUtcNow() + Backoff(ErrorAction.RetrySoon, row.Attempts), false);

    /// <summary>Exponential, with as much jitter again, so that what failed together does not come back together.</summary>
    private static TimeSpan Backoff(ErrorAction action, int attempts)
    {
        var first = action switch { ErrorAction.RetrySoon => 1.0, ErrorAction.StopSending => 60.0, _ => 20.0 };
        return TimeSpan.FromSeconds(Math.Min(first * Math.Pow(2, attempts - 1), 120) * (1 + Random.Shared.NextDouble()));
    }

    /// <summary>Was it sent after all? The same words to the same phone since the attempt, under an id that belongs to no other row.</summary>
    private async Task<string?> FindAtCarrier(Claimed row, DateTimeOffset tried, CancellationToken stop)
    {
        // The carrier's clock is not ours, and shows whole seconds.
        var listed = await carrier.List(row.To, clock.GetUtcNow() - tried + TimeSpan.FromMinutes(1), stop);
        var same = listed.Where(message => !message.IsInbound && message.From == row.From.Value && message.Body == row.Body).Select(message => message.Sid).ToList();
        if (same.Count == 0) return null;
        var others = await outbox.SidsOfOthers(row.Id, same, stop);
        return same.Find(sid => !others.Contains(sid) && adopted.GetOrAdd(sid, row.Id) == row.Id);
    }
}
