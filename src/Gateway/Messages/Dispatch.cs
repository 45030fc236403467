using System.Diagnostics;
using Microsoft.Extensions.Options;
using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Gateway.Carriers;
using VoisinsVigilants.Gateway.Carriers.Twilio;
using VoisinsVigilants.Gateway.Privacy;

namespace VoisinsVigilants.Gateway.Messages;

/// <summary>Hands one claimed SMS to the carrier, and reads what its answer means.</summary>
public sealed class Dispatch(OutboxStore outbox, PlateStore plates, TwilioClient carrier, TimeProvider clock, IOptions<GatewaySettings> gateway, ILogger<Dispatch> log)
{
    /// <summary>The carrier may still accept what we hung up on. It was called no later than <see cref="BeginWithin"/> after the claim and for
    /// <see cref="TwilioClient.Patience"/> at most; from then on its list is believed.</summary>
    public static readonly TimeSpan Settling = TwilioClient.Patience + TimeSpan.FromSeconds(2);

    // A carrier that answers with a failure has decided: its list needs no such time.
    private static readonly TimeSpan SettlingAfterAnswer = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BeginWithin = TimeSpan.FromSeconds(1);
    private const int MostAttempts = 6;

    /// <summary>Never throws: whatever goes wrong is an outcome.</summary>
    public async Task<Settled> Send(Claimed row)
    {
        var since = Stopwatch.StartNew();
        try
        {
            if (row.SettlesAt is { } settles)
            {
                if (await FindAtCarrier(row) is { } sid) return Accepted(row, sid);
                if (settles > clock.GetUtcNow()) return new Settled(row.Id, DeliveryStatus.Unknown, null, null, settles, settles);
            }
            if (row.ExpiresAt <= clock.GetUtcNow()) return new Settled(row.Id, DeliveryStatus.Expired, null, null, null, null);

            var sms = new CarrierSms(row.Id, row.From, row.To, await Revealed(row), row.ExpiresAt - clock.GetUtcNow());
            if (since.Elapsed > BeginWithin && row.SettlesAt is null) return new Settled(row.Id, DeliveryStatus.Waiting, null, null, clock.GetUtcNow(), null);
            return After(row, await carrier.Create(sms, new Uri(gateway.Value.PublicBaseUrl!, $"twilio/status/{row.Id}"), CancellationToken.None));
        }
        catch (Exception exception)
        {
            log.LogWarning("SMS {Id}: the carrier could not be asked ({Reason}); asked again later", row.Id, exception.GetType().Name);
            return Unknown(row, row.SettlesAt ?? clock.GetUtcNow());
        }
    }

    private Settled After(Claimed row, SendOutcome outcome) => outcome switch
    {
        SendOutcome.Accepted accepted => Accepted(row, accepted.CarrierSid),
        SendOutcome.Refused refused => Refused(row, refused.ErrorCode),
        SendOutcome.Unknown { Answered: true } => Unknown(row, clock.GetUtcNow() + SettlingAfterAnswer),
        _ => Unknown(row, clock.GetUtcNow() + Settling - TwilioClient.Patience),
    };

    private static Settled Accepted(Claimed row, string sid) => new(row.Id, DeliveryStatus.Accepted, sid, null, null, null);

    private Settled Refused(Claimed row, int code)
    {
        var action = TwilioErrors.ActionFor(code);
        if (action is ErrorAction.StopSending or ErrorAction.SenderRefused or ErrorAction.OurFault)
            log.LogCritical("ALARM: the carrier refused SMS {Id} with {Code} ({Action})", row.Id, code, action);
        var again = action is ErrorAction.RetrySoon or ErrorAction.RetryLater or ErrorAction.StopSending;
        return again
            ? new Settled(row.Id, DeliveryStatus.Waiting, null, code, clock.GetUtcNow() + Backoff(action, row.Attempts), null)
            : new Settled(row.Id, DeliveryStatus.Failed, null, code, null, null);
    }

    // Not given up for want of tries: as long as it may still arrive in time, the carrier is asked and it is sent again.
    private Settled Unknown(Claimed row, DateTimeOffset settles) => row.ExpiresAt <= clock.GetUtcNow() && row.Attempts >= MostAttempts
        ? new Settled(row.Id, DeliveryStatus.Expired, null, null, null, settles)
        : new Settled(row.Id, DeliveryStatus.Unknown, null, null, clock.GetUtcNow() + Backoff(ErrorAction.RetrySoon, row.Attempts), settles);

    /// <summary>Exponential, with as much jitter again, so that what failed together does not come back together.</summary>
    private static TimeSpan Backoff(ErrorAction action, int attempts)
    {
        var first = action switch { ErrorAction.RetrySoon => 1.0, ErrorAction.StopSending => 60.0, _ => 20.0 };
        return TimeSpan.FromSeconds(Math.Min(first * Math.Pow(2, Math.Min(attempts, 8) - 1), 120) * (1 + Random.Shared.NextDouble()));
    }

    // Number plates stand sealed in the database; they are put into the words here, on their way out, and nowhere else.
    private async Task<string> Revealed(Claimed row) =>
        row.PlatesOf is { } alert ? PlateReader.Revealed(row.Body, (await plates.Load([alert], CancellationToken.None))[alert]) : row.Body;

    /// <summary>Was it sent after all? The same words to the same phone, under an id that no other row has; from now on it is this row's.</summary>
    private async Task<string?> FindAtCarrier(Claimed row)
    {
        // The carrier's clock is not ours, and ours may have been set since.
        var age = clock.GetUtcNow() - row.CreatedAt;
        var listed = await carrier.List(row.To, (age > TimeSpan.Zero ? age : TimeSpan.Zero) + TimeSpan.FromMinutes(10), CancellationToken.None);
        var body = await Revealed(row);
        var same = listed.Where(message => !message.IsInbound && message.From == row.From.Value && message.Body == body).Select(message => message.Sid).ToList();
        return same.Count == 0 ? null : await outbox.Adopt(row.Id, same, CancellationToken.None);
    }
}
