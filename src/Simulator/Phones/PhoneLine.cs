using System.Globalization;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Simulator.FakeTwilio;
using VoisinsVigilants.Simulator.Faults;

namespace VoisinsVigilants.Simulator.Phones;

/// <summary>What one person texted, and how the gateway took it.</summary>
public sealed record TextResult(string Sid, int Status, int Attempts, string? Error);

/// <summary>From a person's phone through the carrier to the gateway's webhook.</summary>
public sealed class PhoneLine(
    MessageBook book, WebhookSender webhooks, FaultPlan faults, MessageJourney journey, PendingWork pending, GatewayLink gateway, SimulatorSettings settings)
{
    /// <summary>Texts the commune's number. Returns once the webhook was answered, or given up.</summary>
    /// <param name="sid">Given only to offer the same SMS once more.</param>
    public async Task<TextResult> Text(string phone, string number, string body, string? sid, CancellationToken stop)
    {
        var (now, shown) = (DateTimeOffset.UtcNow, await gateway.Now(stop));
        var sms = book.Add(new CarriedSms(0, sid ?? CarriedSms.NewSid(), phone, number, body, FromPhone: true, "received", now, now, shown));
        var answered = new TaskCompletionSource<WebhookAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        pending.Start(() => Offer(sms, answered));

        // The webhook goes on even when whoever pressed the key has gone.
        var answer = await answered.Task.WaitAsync(stop);
        return new TextResult(sms.Sid, answer.Status, answer.Attempts, answer.Error);
    }

    private async Task Offer(CarriedSms sms, TaskCompletionSource<WebhookAnswer> answered)
    {
        try
        {
            var optOut = OptOutWords.TypeOf(sms.Body);
            if (optOut is not null) Obey(optOut, sms);
            var answer = faults.LosesWebhook()
                ? new WebhookAnswer(0, 0, "lost on its way (fault loseWebhooks)")
                : await webhooks.Post(new Uri(settings.PublicBaseUrl, "twilio/sms"), Form(sms, optOut));
            book.Change(sms.Sid, known => known with { WebhookStatus = answer.Status });
            answered.TrySetResult(answer);
        }
        catch (Exception exception)
        {
            answered.TrySetException(exception);
            throw;
        }
    }

    private void Obey(string optOut, CarriedSms sms)
    {
        var changed = optOut switch
        {
            "STOP" => book.OptOut(sms.From, sms.To),
            "START" => book.OptIn(sms.From, sms.To),
            _ => !book.HasOptedOut(sms.From, sms.To),
        };
        if (!changed || !settings.AnswersOptOut) return;

        var (sid, words) = (CarriedSms.NewSid(), Gsm7.Transliterate(OptOutWords.AnswerTo(optOut)));
        journey.Start(book.Add(new CarriedSms(0, sid, sms.To, sms.From, words, FromPhone: false, "queued", sms.CreatedAt, sms.CreatedAt, sms.ShownAt)));
    }

    private Dictionary<string, string> Form(CarriedSms sms, string? optOut)
    {
        var form = new Dictionary<string, string>
        {
            ["ToCountry"] = "FR", ["ToState"] = "", ["ToCity"] = "", ["ToZip"] = "",
            ["FromCountry"] = "FR", ["FromState"] = "", ["FromCity"] = "", ["FromZip"] = "",
            ["SmsMessageSid"] = sms.Sid,
            ["SmsSid"] = sms.Sid,
            ["MessageSid"] = sms.Sid,
            ["SmsStatus"] = "received",
            ["NumMedia"] = "0",
            ["NumSegments"] = Gsm7.Segments(sms.Body).ToString(CultureInfo.InvariantCulture),
            ["AccountSid"] = settings.AccountSid,
            ["From"] = sms.From,
            ["To"] = sms.To,
            ["Body"] = sms.Body,
            ["ApiVersion"] = TwilioJson.ApiVersion,
        };
        if (optOut is not null) form["OptOutType"] = optOut;
        return form;
    }
}
