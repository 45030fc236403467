using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Texts;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Conversations.Flows;

/// <summary>
/// What may never be relayed waits for a human (PRODUCT §3.7), but not for long: undecided, the alert leaves with category, place and time
/// only. Where somebody is in danger or needs help, it leaves like that at once.
/// </summary>
internal static class Holding
{
    public static bool MustWait(Turn turn, Alert alert, ScreenedWords words) =>
        words.AreWithheld && !alert.Urgent && alert.Category is not (AlertCategory.Solidarity or AlertCategory.Danger) && Readers(turn, alert).Count > 0;

    public static void Hold(Turn turn, Alert alert, ScreenedWords words)
    {
        var held = alert with { State = AlertState.Held, HeldWords = words.Read };
        held = held with { DueAt = NextDue(turn, held, turn.Now) };
        turn.Create(held);
        turn.Keep(held, words.Plates);
        turn.Log(held, EntryKind.Reported, held.Body);
        turn.Log(held, EntryKind.Held, turn.Words.Reasons(words.Reasons));
        turn.Receipt(turn.Words.Tell(TextKeys.ReportHeld, held, turn.Now), held.Id);
        Show(turn, held, Readers(turn, held)[0].Member);
    }

    /// <summary>The alert has left or goes on without these words: a human may still find a fact in them.</summary>
    public static void ShowWithheld(Turn turn, Alert alert, ScreenedWords words)
    {
        if (!words.AreWithheld || Readers(turn, alert).FirstOrDefault() is not { } reader) return;
        var text = turn.Words.Tell(TextKeys.WithheldForReading, alert with { Body = words.Read }, turn.Now, ("raison", turn.Words.Reasons(words.Reasons)));
        turn.Tell(reader.Member, alert, MessagePurpose.Update, text);
    }

    /// <summary>LIBERER or REFUSER. False when there is nothing (left) to decide.</summary>
    public static bool Decide(Turn turn, Alert alert, AlertTrigger decision, string reason)
    {
        if (AlertLifecycle.After(alert.State, decision) is null) return false;
        foreach (var member in Shown(turn, alert).Where(member => member.Phone != turn.Contact.Phone))
            turn.Tell(member, alert, MessagePurpose.Outcome, turn.Render(TextKeys.HeldDecided, ("code", alert.Code.ToString()), ("qui", turn.Words.Who(turn.Situation.Sender, alert))));
        if (decision == AlertTrigger.Release)
        {
            turn.Log(alert, EntryKind.Released, "");
            Leave(turn, alert);
            return true;
        }
        turn.Log(alert, EntryKind.Rejected, reason);
        turn.Change(alert.Moved(AlertState.Refused, turn.Now, null) with { HeldWords = null });
        turn.TellAuthor(alert, turn.Render(TextKeys.HeldRefusedToAuthor, ("code", alert.Code.ToString()), ("motif", Outcomes.ReasonForAuthor(turn, alert, turn.PassOn(reason) ?? ""))));
        return true;
    }

    /// <summary>The next reader is asked; after half an hour, or when nobody can be reached, the alert leaves by itself.</summary>
    public static void TimeCame(Turn turn, Alert alert)
    {
        var told = turn.Situation.ToldOf(alert);
        var next = NextReader(turn, alert);
        var allLost = told.All(telling => telling.Status.IsLost());
        if (turn.Now >= alert.CreatedAt + turn.Situation.Policy.HeldAtMost || (next is null && allLost)) LeaveUndecided(turn, alert);
        else if (next is not null && (allLost || turn.Now >= told.Max(telling => telling.At) + turn.Situation.Policy.NextReaderAfter))
        {
            Show(turn, alert, next.Member);
            turn.LogTime(alert, EntryKind.Escalated);
            turn.Change(alert with { DueAt = NextDue(turn, alert, turn.Now) });
        }
        else turn.Change(alert with { DueAt = NextDue(turn, alert, told.Max(telling => telling.At)) });
    }

    /// <summary>What was held goes to those who would have been told, with category, place and time; its words are forgotten.</summary>
    public static void Leave(Turn turn, Alert alert)
    {
        var open = alert.Moved(AlertState.Open, turn.Now, null) with { HeldWords = null };
        var (commune, policy, staff) = (turn.Situation.Commune, turn.Situation.Policy, turn.Situation.Staff);
        var recipients = RelayPlan.AtCreation(open, commune, policy, staff, turn.Now);
        open = Reporting.Timed(turn, open, recipients);
        turn.Change(open);
        foreach (var recipient in recipients.Where(recipient => recipient.Member.Phone != turn.Contact.Phone))
            turn.Tell(recipient.Member, open, MessagePurpose.Alert, turn.Words.Tell(Reporting.KeyFor(recipient.Kind, open), open, turn.Now));
        if (!open.Urgent) turn.TellAuthor(open, turn.Words.Tell(TextKeys.HeldLeavesToAuthor, open, turn.Now));
    }

    private static void LeaveUndecided(Turn turn, Alert alert)
    {
        foreach (var member in Shown(turn, alert))
            turn.Tell(member, alert, MessagePurpose.Outcome, turn.Words.Tell(TextKeys.HeldUndecided, alert, turn.Now));
        turn.LogTime(alert, EntryKind.Released);
        Leave(turn, alert);
    }

    private static void Show(Turn turn, Alert alert, Member reader)
    {
        var reasons = turn.Words.Reasons(turn.Situation.Screen.Find(alert.HeldWords!, turn.Situation.Gazetteer));
        turn.Tell(reader, alert, MessagePurpose.Escalation, turn.Words.Tell(TextKeys.HeldForReading, alert with { Body = alert.HeldWords! }, turn.Now, ("raison", reasons)));
    }

    private static IReadOnlyList<Recipient> Readers(Turn turn, Alert alert) => RelayPlan.Readers(alert, turn.Situation.Staff, turn.Now);

    private static Recipient? NextReader(Turn turn, Alert alert) => Readers(turn, alert).Without(turn.Situation.ToldOf(alert).Select(telling => telling.Phone)).FirstOrDefault();

    private static IEnumerable<Member> Shown(Turn turn, Alert alert) => turn.Situation.ToldOf(alert).Select(telling => turn.Situation.StaffMember(telling.Phone)).OfType<Member>();

    private static DateTimeOffset NextDue(Turn turn, Alert alert, DateTimeOffset asked)
    {
        var (next, last) = (asked + turn.Situation.Policy.NextReaderAfter, alert.CreatedAt + turn.Situation.Policy.HeldAtMost);
        return next < last && next > turn.Now ? next : last > turn.Now ? last : turn.Now.AddMinutes(1);
    }
}
