using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Texts;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Conversations.Flows;

/// <summary>SUSPENDRE and LEVER: an adjoint decides that a number's reports go nowhere. Urgent ones still reach the adjoint.</summary>
internal static class Suspensions
{
    public static void Suspend(Turn turn, Reading reading)
    {
        if (!turn.Situation.Roles.Has(Roles.Adjoint)) turn.Reply(TextKeys.NotForYou);
        else if (reading.Codes.Count != 1) turn.Reply(TextKeys.SuspendWhich);
        else if (VerdictTargets.Visible(turn).FirstOrDefault(alert => FollowingUp.Quotes(reading.Codes[0], alert)) is not { } alert) SayUnknown(turn, reading.Codes[0]);
        else if (turn.Situation.StaffMember(alert.Author) is not null) turn.Reply(TextKeys.StaffIsNotSuspended, ("code", alert.Code.ToString()));
        else if (turn.Situation.SuspensionOf(alert.Author) is { } already) turn.Reply(TextKeys.NumberSuspendedAlready, ("code", already.Code));
        else Suspend(turn, alert, Reason(reading));
    }

    public static void Lift(Turn turn, Reading reading)
    {
        if (!turn.Situation.Roles.Has(Roles.Adjoint)) turn.Reply(TextKeys.NotForYou);
        else if (Meant(turn, reading) is { } suspension) Lift(turn, suspension);
        else turn.Reply(TextKeys.NothingSuspended, ("codes", CodesOf(turn)));
    }

    /// <summary>A suspended number reports: kept in the inbox, answered once, relayed to nobody.</summary>
    public static void Ignore(Turn turn)
    {
        turn.Conversation = turn.Conversation.Rested();
        if (turn.Situation.SuspensionOf(turn.Contact.Phone) is not { AnsweredAt: null }) return;
        turn.Reply(TextKeys.YouAreSuspended);
        turn.Do(new Effect.AnswerSuspended(turn.Contact.Phone));
    }

    private static void Suspend(Turn turn, Alert alert, string reason)
    {
        var code = alert.Code.ToString();
        turn.Do(new Effect.Suspend(new Suspension(alert.Author, code, reason, turn.Now, null), turn.Contact.Phone));
        turn.Log(alert, EntryKind.Suspended, reason);
        turn.Reply(TextKeys.NumberSuspended, ("code", code));
    }

    private static void Lift(Turn turn, Suspension suspension)
    {
        turn.Do(new Effect.LiftSuspension(suspension.Phone, turn.Contact.Phone));
        if (turn.Situation.Alerts.FirstOrDefault(alert => alert.Author == suspension.Phone && alert.Code.ToString() == suspension.Code) is { } alert)
            turn.Log(alert, EntryKind.SuspensionLifted, "");
        turn.Reply(TextKeys.SuspensionLifted, ("code", suspension.Code));
    }

    // The alert may be long gone; its code still names the suspension. A missing letter is forgiven when one only is meant.
    private static Suspension? Meant(Turn turn, Reading reading)
    {
        if (reading.Codes is not [var code]) return reading.Codes.Count == 0 && turn.Situation.Suspensions.Count == 1 ? turn.Situation.Suspensions[0] : null;
        var named = turn.Situation.Suspensions.Where(suspension => suspension.Code == code || suspension.Code[..^1] == code).ToList();
        return named.Count == 1 ? named[0] : null;
    }

    private static string CodesOf(Turn turn) => turn.Situation.Suspensions.Count == 0
        ? turn.Render(TextKeys.WordNone)
        : string.Join(", ", turn.Situation.Suspensions.OrderByDescending(suspension => suspension.Since).Take(4).Select(suspension => suspension.Code));

    private static void SayUnknown(Turn turn, string code)
    {
        var living = VerdictTargets.Visible(turn).Where(alert => !alert.IsEnded).ToList();
        turn.Reply(TextKeys.UnknownCode, ("code", code), ("codes", living.Count > 0 ? VerdictTargets.CodesOf(living) : turn.Render(TextKeys.WordNone)));
    }

    // What is written behind the code.
    private static string Reason(Reading reading)
    {
        var words = SmsWords.Of(reading.Rest);
        var digits = new string([.. reading.Codes[0].TakeWhile(char.IsAsciiDigit)]);
        var at = words.FindIndex(word => word.Plain.StartsWith(digits, StringComparison.Ordinal));
        if (at < 0) return "";
        if (words[at].Plain == digits && reading.Codes[0].Length > digits.Length) at++;
        return at + 1 < words.Count ? reading.Rest[words[at + 1].Start..].Trim() : "";
    }
}
