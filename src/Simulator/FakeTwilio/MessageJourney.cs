using System.Globalization;
using VoisinsVigilants.Simulator.Faults;

namespace VoisinsVigilants.Simulator.FakeTwilio;

/// <summary>
/// The life of an accepted SMS: queued, sending, sent, then delivered or undelivered, each told to the status callback (never the first
/// one: Twilio sends no callback for the initial status).
/// </summary>
public sealed class MessageJourney(MessageBook book, WebhookSender webhooks, FaultPlan faults, PendingWork pending, SimulatorSettings settings)
{
    public void Start(CarriedSms sms) => pending.Start(() => Travel(sms));

    private async Task Travel(CarriedSms sms)
    {
        var held = new List<CarriedSms>();
        var inReverse = faults.ReordersCallbacks();
        foreach (var (status, error) in Stations(sms))
        {
            await pending.Pause(settings.StatusDelay);
            var now = DateTimeOffset.UtcNow;
            var moved = book.Change(sms.Sid, known => known with { Status = status, ErrorCode = error, UpdatedAt = now, SentAt = known.SentAt ?? (status == "sent" ? now : null) });
            if (moved is null) return;
            if (inReverse) held.Add(moved);
            else await Tell(moved);
        }
        held.Reverse();
        foreach (var late in held) await Tell(late);
    }

    private IEnumerable<(string Status, int? Error)> Stations(CarriedSms sms)
    {
        yield return ("sending", null);
        yield return ("sent", null);
        if (faults.ForNumber(sms.To) is { IsAtCreate: false } broken) yield return (broken.FinalStatus, broken.Code);
        else yield return ("delivered", null);
    }

    private async Task Tell(CarriedSms sms)
    {
        if (sms.StatusCallback is null || faults.LosesCallback()) return;
        var twice = faults.DuplicatesCallback();
        await webhooks.Post(sms.StatusCallback, Form(sms));
        if (twice) await webhooks.Post(sms.StatusCallback, Form(sms));
    }

    private Dictionary<string, string> Form(CarriedSms sms)
    {
        var form = new Dictionary<string, string>
        {
            ["SmsSid"] = sms.Sid,
            ["SmsStatus"] = sms.Status,
            ["MessageStatus"] = sms.Status,
            ["To"] = sms.To,
            ["MessageSid"] = sms.Sid,
            ["AccountSid"] = settings.AccountSid,
            ["From"] = sms.From,
            ["ApiVersion"] = TwilioJson.ApiVersion,
        };
        if (sms.ErrorCode is { } code) form["ErrorCode"] = code.ToString(CultureInfo.InvariantCulture);
        return form;
    }
}
