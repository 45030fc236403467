using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Conversations.Flows;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Texts;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Conversations;

/// <summary>What time itself does to an alert that waits: each turn takes one step and says when the next is due.</summary>
public static class Patience
{
    /// <summary>Decides what happens to the alert whose <see cref="Alert.DueAt"/> has come; nothing when it has ended meanwhile.</summary>
    public static Decision TimeCame(Situation situation, Guid alertId)
    {
        var turn = new Turn(situation);
        var alert = situation.Alerts.FirstOrDefault(candidate => candidate.Id == alertId);
        if (alert is null || alert.IsEnded) return Decision.Nothing;

        if (alert.State == AlertState.Held)
        {
            Holding.TimeCame(turn, alert);
            return turn.Decided();
        }
        var action = EscalationOf(turn, alert, situation.ToldOf(alert)).Due();
        switch (action)
        {
            case EscalationAction.Remind: Remind(turn, alert); break;
            case EscalationAction.TellNextAdjoint: TellNextAdjoint(turn, alert); break;
            case EscalationAction.TellDesk: TellDesk(turn, alert); break;
            case EscalationAction.SendDigest: SendDigest(turn, alert); break;
            case EscalationAction.Expire: Expire(turn, alert); break;
            default: Postpone(turn, alert); break;
        }
        return turn.Decided();
    }

    private static void Remind(Turn turn, Alert alert)
    {
        var (staff, now) = (turn.Situation.Staff, turn.Now);
        var told = turn.Situation.ToldOf(alert).Select(telling => telling.Phone).ToList();
        var referents = (alert.AdjointOnly ? [] : RelayPlan.Referents(alert, staff, now)).Where(recipient => told.Contains(recipient.Member.Phone));
        foreach (var recipient in referents)
            turn.Tell(recipient.Member, alert, MessagePurpose.Reminder, turn.Words.Tell(TextKeys.Reminder, alert, now));

        // What an unknown number reports goes no further than the adjoint, unless somebody is in danger.
        var reinforcements = !alert.AdjointOnly && (alert.AuthorEnrolled || alert.Urgent) ? RelayPlan.Reinforcements(alert, staff, now).Without(told) : [];
        foreach (var recipient in reinforcements)
            turn.Tell(recipient.Member, alert, MessagePurpose.Escalation, turn.Words.Tell(TextKeys.Reinforcement, alert, now));
        turn.LogTime(alert, EntryKind.Reminded);
        Advance(turn, alert with { Escalation = EscalationStep.Reminded }, [.. reinforcements]);
    }

    private static void TellNextAdjoint(Turn turn, Alert alert)
    {
        var adjoint = EscalationOf(turn, alert, turn.Situation.ToldOf(alert)).NextAdjoint!;
        turn.Tell(adjoint.Member, alert, MessagePurpose.Escalation, turn.Words.Tell(TextKeys.EscalationToAdjoint, alert, turn.Now));
        turn.LogTime(alert, EntryKind.Escalated);
        Advance(turn, alert with { Escalation = EscalationStep.WithAdjoints }, [adjoint]);
    }

    private static void TellDesk(Turn turn, Alert alert)
    {
        var desk = RelayPlan.Desk(alert, turn.Situation.Staff, turn.Now);
        foreach (var recipient in desk)
            turn.Tell(recipient.Member, alert, MessagePurpose.Escalation, turn.Words.Tell(TextKeys.EscalationToDesk, alert, turn.Now));
        turn.MailDesk(TextKeys.MailEscalationSubject, TextKeys.MailEscalation, key => turn.Words.Tell(key, alert, turn.Now, ("commune", turn.Situation.Commune.Name)), alert);
        turn.LogTime(alert, EntryKind.Escalated);
        Advance(turn, alert with { Escalation = EscalationStep.AtDesk }, desk);
    }

    /// <summary>One SMS for each référent with all the night brought to their quartiers; each alert then goes on by itself.</summary>
    private static void SendDigest(Turn turn, Alert alert)
    {
        var night = turn.Situation.Alerts.Where(other => other.DigestAt <= turn.Now && !other.IsEnded).OrderBy(other => other.CreatedAt).ToList();
        var referents = night.SelectMany(other => RelayPlan.Referents(other, turn.Situation.Staff, turn.Now))
            .Select(recipient => recipient.Member).DistinctBy(member => member.Phone);
        foreach (var referent in referents)
        {
            var theirs = night.Where(other => referent.WatchesOver(other.Quartier) && !other.IsFrom(referent.Phone)).ToList();
            var text = turn.Render(TextKeys.Digest, ("liste", string.Join(" ; ", theirs.Select(other => Verdicts.Line(turn, other)))));
            turn.Tell(referent, theirs[0], MessagePurpose.Alert, text, [.. theirs.Skip(1).Select(other => other.Id)]);
        }
        foreach (var other in night) Advance(turn, other with { DigestAt = null }, []);
    }

    private static void Expire(Turn turn, Alert alert)
    {
        foreach (var member in FollowingUp.InCharge(turn, alert))
            turn.Tell(member, alert, MessagePurpose.Outcome, turn.Words.Tell(TextKeys.OutcomeExpired, alert, turn.Now));
        turn.LogTime(alert, EntryKind.Expired);
        turn.Change(alert.Moved(AlertState.Expired, turn.Now, null));
    }

    // Woken early (an SMS was lost, but somebody else was reached): nothing to do yet.
    private static void Postpone(Turn turn, Alert alert)
    {
        var next = EscalationOf(turn, alert, turn.Situation.ToldOf(alert)).NextDue();
        turn.Change(alert with { DueAt = next > turn.Now ? next : turn.Now.AddMinutes(1) });
    }

    private static void Advance(Turn turn, Alert alert, IReadOnlyList<Recipient> toldNow)
    {
        var told = toldNow.Select(recipient => new Telling(recipient.Member.Phone, recipient.Member.Id, MessagePurpose.Escalation, DeliveryStatus.Waiting, turn.Now));
        var next = EscalationOf(turn, alert, [.. turn.Situation.ToldOf(alert), .. told]).NextDue();
        turn.Change(alert with { DueAt = next > turn.Now ? next : turn.Now });
    }

    private static Escalation EscalationOf(Turn turn, Alert alert, IReadOnlyList<Telling> told) =>
        new(alert, turn.Situation.Commune, turn.Situation.Policy, turn.Situation.Staff, told, turn.Now);
}
