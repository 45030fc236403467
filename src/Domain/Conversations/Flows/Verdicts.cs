using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Texts;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Conversations.Flows;

/// <summary>What those whose job it is do with an alert, by code or, when only one waits for them, without.</summary>
internal static class Verdicts
{
    public static void Give(Turn turn, Reading reading)
    {
        var kind = reading.Verdict!.Value;
        if (reading.Urgent) turn.Receipt(turn.Render(Reporting.CallFor(reading.Emergency)), null);
        if (!MayGive(turn.Situation.Roles, kind))
        {
            turn.Reply(TextKeys.NotForYou);
            return;
        }
        var (meant, unknown) = VerdictTargets.Find(turn, reading, kind);
        if (unknown.Count > 0) SayUnknown(turn, unknown);
        if (meant.Count == 0 && unknown.Count == 0) AskWhich(turn, kind);

        var done = meant.Where(alert => Act(turn, kind, alert, reading.Rest)).ToList();
        if (done.Count > 1) turn.Reply(TextKeys.ThanksForSeveral, ("codes", VerdictTargets.CodesOf(done)));
        else if (done.Count == 1 && !SpeaksForItself(turn, kind, reading, done[0])) turn.Reply(ThanksFor(kind, turn.Situation.Roles), ("code", VerdictTargets.CodesOf(done)));
    }

    // Nothing more is asked of whoever ends an alert by its code. Where we had to guess which one was meant, we say which it was.
    private static bool SpeaksForItself(Turn turn, VerdictKind kind, Reading reading, Alert alert) =>
        kind is VerdictKind.Closed or VerdictKind.False && !turn.Situation.Policy.ThanksForEnds && reading.Codes.Contains(alert.Code.ToString());

    public static void List(Turn turn)
    {
        var open = VerdictTargets.Visible(turn).Where(alert => !alert.IsEnded).OrderBy(alert => alert.CreatedAt).ToList();
        if (open.Count == 0) turn.Reply(TextKeys.NoAlertWaiting);
        else turn.Reply(TextKeys.OpenAlerts, ("liste", string.Join(" ; ", open.Select(alert => Line(turn, alert)))));
    }

    public static string Line(Turn turn, Alert alert) => turn.Render(
        TextKeys.OpenAlert,
        ("code", alert.Code.ToString()),
        ("categorie", turn.Words.Category(alert)),
        ("lieu", alert.Place ?? turn.Situation.QuartierName(alert.Quartier)),
        ("etat", turn.Words.ShortState(alert)));

    private static bool MayGive(Roles roles, VerdictKind kind) => kind switch
    {
        VerdictKind.Feedback => roles.Has(Roles.Gendarmerie),
        VerdictKind.Release or VerdictKind.Reject => roles.Has(Roles.Referent | Roles.Adjoint | Roles.Mairie),
        VerdictKind.Taken => true,
        VerdictKind.Note => !roles.Has(Roles.Gendarmerie),
        _ => roles.Has(Roles.Referent | Roles.Adjoint),
    };

    /// <summary>True when the verdict took effect; otherwise the sender was told why not.</summary>
    private static bool Act(Turn turn, VerdictKind kind, Alert alert, string words) => kind switch
    {
        VerdictKind.Note => Annotate(turn, alert, words),
        VerdictKind.Release => DecideHeld(turn, alert, AlertTrigger.Release, words),
        VerdictKind.Reject => DecideHeld(turn, alert, AlertTrigger.Reject, words),
        VerdictKind.Feedback => GiveFeedback(turn, alert, words),
        VerdictKind.Taken when IsOnlyGendarmerie(turn) => Acknowledge(turn, alert),
        VerdictKind.Taken => Move(turn, alert, AlertTrigger.Take, changed => TakeCharge(turn, changed)),
        VerdictKind.Confirmed => Move(turn, alert, AlertTrigger.Confirm, changed => Outcomes.Confirm(turn, alert, changed, words, EntryKind.Confirmed)),
        VerdictKind.False => Move(turn, alert, AlertTrigger.Refuse, changed => Outcomes.End(turn, changed, words, EntryKind.FalseAlarm)),
        VerdictKind.Closed => Move(turn, alert, AlertTrigger.Close, changed => Outcomes.End(turn, changed, words, EntryKind.Closed)),
        _ => Forward(turn, alert, words),
    };

    private static bool DecideHeld(Turn turn, Alert alert, AlertTrigger decision, string words)
    {
        var done = Holding.Decide(turn, alert, decision, words);
        if (!done) SayState(turn, alert);
        return done;
    }

    private static bool Move(Turn turn, Alert alert, AlertTrigger trigger, Action<Alert> story)
    {
        if (AlertLifecycle.After(alert.State, trigger) is not { } next)
        {
            SayState(turn, alert);
            return false;
        }
        // Who takes an alert at night does not keep the morning's digest from the référents.
        var due = alert.DigestAt ?? alert.CreatedAt + turn.Situation.Policy.ExpiresAfter;
        var changed = alert.Moved(next, turn.Now, due) with { TakenBy = alert.TakenBy ?? turn.Situation.Sender?.Id };
        turn.Change(changed);
        story(changed);
        return true;
    }

    private static void TakeCharge(Turn turn, Alert alert)
    {
        turn.Log(alert, EntryKind.Taken, "");
        var who = turn.Words.Who(turn.Situation.Sender, alert);
        var text = turn.Render(TextKeys.TakenBy, ("code", alert.Code.ToString()), ("qui", who));
        foreach (var member in Outcomes.Told(turn, alert).Where(member => !member.Roles.Has(Roles.Gendarmerie)))
            turn.Tell(member, alert, MessagePurpose.Update, text);
    }

    private static bool Forward(Turn turn, Alert alert, string words)
    {
        if (!turn.Situation.Commune.GendarmerieMayReceive(turn.Now))
        {
            turn.Reply(TextKeys.GendarmerieClosed, ("code", alert.Code.ToString()));
            return false;
        }
        if (alert.State != AlertState.Confirmed)
            return Move(turn, alert, AlertTrigger.Confirm, changed => Outcomes.Confirm(turn, alert, changed, words, EntryKind.Forwarded));

        SayState(turn, alert);
        return false;
    }

    private static bool Annotate(Turn turn, Alert alert, string note)
    {
        turn.Log(alert, EntryKind.Note, PlateReader.Masked(note));
        if (turn.PassOn(note) is not { } words)
        {
            turn.Reply(TextKeys.NoteNotPassedOn, ("code", alert.Code.ToString()));
            return false;
        }
        turn.Keep(alert, turn.Screen(note).Plates);
        var who = turn.Words.Who(turn.Situation.Sender, alert);
        var text = turn.Render(TextKeys.Note, ("code", alert.Code.ToString()), ("qui", who), ("texte", words));
        foreach (var member in FollowingUp.InCharge(turn, alert).Where(member => member.Phone != turn.Contact.Phone))
            turn.Tell(member, alert, MessagePurpose.Update, text);
        return true;
    }

    private static bool Acknowledge(Turn turn, Alert alert)
    {
        turn.Log(alert, EntryKind.Acknowledged, "");
        foreach (var member in InChargeAndAdjoint(turn, alert))
            turn.Tell(member, alert, MessagePurpose.Update, turn.Words.Tell(TextKeys.SeenByGendarmerie, alert, turn.Now));
        return true;
    }

    private static bool GiveFeedback(Turn turn, Alert alert, string words)
    {
        turn.Log(alert, EntryKind.Feedback, PlateReader.Masked(words));
        turn.Keep(alert, turn.Screen(words).Plates);
        var text = turn.Words.Tell(TextKeys.Feedback, alert with { Body = turn.PassOn(words) ?? turn.Render(TextKeys.WordsWithheld) }, turn.Now);
        foreach (var member in InChargeAndAdjoint(turn, alert)) turn.Tell(member, alert, MessagePurpose.Update, text);
        turn.TellAuthor(alert, turn.Words.Tell(TextKeys.FeedbackToAuthor, alert, turn.Now));
        return true;
    }

    private static IEnumerable<Member> InChargeAndAdjoint(Turn turn, Alert alert) =>
        FollowingUp.InCharge(turn, alert)
            .Concat(RelayPlan.AdjointsOnDuty(alert, turn.Situation.Staff, turn.Now).Take(1).Select(recipient => recipient.Member))
            .DistinctBy(member => member.Phone);

    private static bool IsOnlyGendarmerie(Turn turn) =>
        turn.Situation.Roles.Has(Roles.Gendarmerie) && !turn.Situation.Roles.Has(Roles.Referent | Roles.Adjoint | Roles.Mairie);

    private static void SayState(Turn turn, Alert alert) => turn.Reply(
        alert.State == AlertState.Taken && alert.TakenBy == turn.Situation.Sender?.Id ? TextKeys.AlreadyYours : TextKeys.AlreadyMoved,
        ("code", alert.Code.ToString()),
        ("etat", turn.Words.State(alert, turn.Situation.Staff)),
        ("heure", turn.Words.Time(alert.StateSince, turn.Now)));

    private static void AskWhich(Turn turn, VerdictKind kind)
    {
        var waiting = VerdictTargets.Waiting(turn);
        if (waiting.Count == 0) turn.Reply(TextKeys.NoAlertWaiting);
        else turn.Reply(TextKeys.WhichAlert, ("codes", VerdictTargets.CodesOf(waiting)), ("exemple", $"{turn.Render(WordFor(kind))} {waiting[0].Code}"));
    }

    public static void SayUnknown(Turn turn, IReadOnlyList<string> unknown)
    {
        var waiting = VerdictTargets.Waiting(turn);
        var codes = waiting.Count > 0 ? VerdictTargets.CodesOf(waiting) : turn.Render(TextKeys.WordNone);
        turn.Reply(TextKeys.UnknownCode, ("code", string.Join(", ", unknown.Take(3))), ("codes", codes));
    }

    private static TextKey WordFor(VerdictKind kind) => kind switch
    {
        VerdictKind.Taken => TextKeys.WordTaken,
        VerdictKind.Confirmed => TextKeys.WordConfirmed,
        VerdictKind.False => TextKeys.WordFalse,
        VerdictKind.Closed => TextKeys.WordClosed,
        VerdictKind.Forward => TextKeys.WordForward,
        VerdictKind.Feedback => TextKeys.WordFeedback,
        VerdictKind.Release => TextKeys.WordRelease,
        VerdictKind.Reject => TextKeys.WordReject,
        _ => TextKeys.WordNote,
    };

    private static TextKey ThanksFor(VerdictKind kind, Roles roles) => kind switch
    {
        VerdictKind.Taken when roles.Has(Roles.Referent | Roles.Adjoint) => TextKeys.ThanksTaken,
        VerdictKind.Confirmed => TextKeys.ThanksConfirmed,
        VerdictKind.Forward => TextKeys.ThanksForwarded,
        VerdictKind.False => TextKeys.ThanksFalse,
        VerdictKind.Closed => TextKeys.ThanksClosed,
        VerdictKind.Note => TextKeys.ThanksNote,
        VerdictKind.Release => TextKeys.ThanksReleased,
        VerdictKind.Reject => TextKeys.ThanksRejected,
        _ => TextKeys.ThanksFeedback,
    };
}
