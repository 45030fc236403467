using System.Text.RegularExpressions;
using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Tests.Properties;

/// <summary>What must be true of every decision, whatever was texted by whomever.</summary>
internal static partial class Promises
{
    /// <summary>The first promise that a decision breaks; null when it keeps them all.</summary>
    public static string? Broken(World before, Decision decision) =>
        Sent(decision).Select(sms => BrokenBy(sms, before, decision)).Concat(decision.Effects.Select(BrokenBy)).Append(Twice(decision)).FirstOrDefault(broken => broken is not null);

    /// <summary>Somebody in danger reads whom to call, before anything else.</summary>
    public static string? BrokenToSomebodyInDanger(PhoneNumber phone, Decision decision) =>
        Sent(decision).FirstOrDefault(sms => sms.To == phone) is { } first && WhomToCall().IsMatch(first.Text) ? null : "an emergency was not answered with the number to call";

    /// <summary>What was reported is in an alert, or in a draft that time will send.</summary>
    public static string? BrokenToAReport(Decision decision) => decision.Effects.Any(effect => effect
        is Effect.CreateAlert or Effect.ChangeAlert or Effect.SaveWitness
        or Effect.SaveContact { Contact.Conversation: { Draft: not null, PatienceEnds: not null } }) ? null : "a report was left behind";

    public static IEnumerable<OutgoingSms> Sent(Decision decision) => decision.Effects.OfType<Effect.SendSms>().Select(effect => effect.Sms);

    private static string? BrokenBy(OutgoingSms sms, World before, Decision decision)
    {
        if (!Gsm7.Contains(sms.Text)) return $"outside the GSM alphabet: {sms.Text}";
        if (sms.Text.Length == 0 || sms.Segments > 2) return $"{sms.Segments} segments: {sms.Text}";
        if (ContentScreen.WithoutPhoneNumbers(sms.Text) != sms.Text || sms.Text.Contains("63998", StringComparison.Ordinal)) return $"a phone number: {sms.Text}";
        if (PlateReader.Masked(sms.Text) != sms.Text) return $"a number plate: {sms.Text}";
        if (sms.AlertId is not { } id || !sms.Purpose.TellsOfAlert()) return null;
        var alerts = decision.Effects.OfType<Effect.CreateAlert>().Select(effect => effect.Alert).Concat(decision.Effects.OfType<Effect.ChangeAlert>().Select(effect => effect.Alert)).Concat(before.Alerts);
        return alerts.First(alert => alert.Id == id).IsFrom(sms.To) ? $"an author was told of their own alert: {sms.Text}" : null;
    }

    private static string? BrokenBy(Effect effect) => effect switch
    {
        Effect.CreateAlert { Alert: { Urgent: true, State: AlertState.Held } } => "an urgent report was held",
        Effect.CreateAlert { Alert: { IsEnded: false, DueAt: null } } or Effect.ChangeAlert { Alert: { IsEnded: false, DueAt: null } } => "an alert that time forgets",
        Effect.CreateAlert { Alert: var alert } when PlateReader.Masked(alert.Body) != alert.Body => $"a number plate is kept: {alert.Body}",
        Effect.SaveContact { Contact.Conversation: { Draft: not null, PatienceEnds: null } } => "a draft that time forgets",
        _ => null,
    };

    // Compare and set: the second change of one alert in one decision could never be written.
    private static string? Twice(Decision decision) =>
        decision.Effects.OfType<Effect.ChangeAlert>().GroupBy(effect => effect.Alert.Id).Any(changes => changes.Count() > 1) ? "an alert is changed twice in one decision" : null;

    [GeneratedRegex("^Appelez le (17|18|15)")]
    private static partial Regex WhomToCall();
}
