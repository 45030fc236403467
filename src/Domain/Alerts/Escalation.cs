using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Messages;

namespace VoisinsVigilants.Domain.Alerts;

/// <summary>What silence leads to: when time must act next on an alert, and what it then does (PRODUCT §4).</summary>
public sealed class Escalation(Alert alert, Commune commune, RelayPolicy policy, IReadOnlyList<Member> staff, IReadOnlyList<Telling> told, DateTimeOffset now)
{
    /// <summary>The next thing to be done at <c>now</c>; null when it is not time yet.</summary>
    public EscalationAction? Due()
    {
        if (alert.IsEnded) return null;
        if (Elapsed >= policy.ExpiresAfter) return EscalationAction.Expire;
        if (alert.DigestAt <= now) return EscalationAction.SendDigest;
        if (alert.State != AlertState.Open) return null;
        if (alert.Escalation < EscalationStep.AtDesk && (Elapsed >= policy.DeskAfter || NobodyIsLeft)) return EscalationAction.TellDesk;
        if (alert.Escalation < EscalationStep.AtDesk && AdjointIsDue && NextAdjoint is not null) return EscalationAction.TellNextAdjoint;
        return MayRemind(now) && Elapsed >= policy.ReminderAfter ? EscalationAction.Remind : null;
    }

    /// <summary>When time must act next, given that nothing else happens.</summary>
    public DateTimeOffset NextDue()
    {
        var expiry = Relayed + policy.ExpiresAfter;
        var next = alert.State == AlertState.Open ? NextStepAt() ?? expiry : expiry;
        return alert.DigestAt is { } digest && digest < next ? digest : next;
    }

    /// <summary>The adjoint whose turn it is: on duty, first in the duty order among those not told.</summary>
    public Recipient? NextAdjoint =>
        RelayPlan.AdjointsOnDuty(alert, staff, now).Without(told.Select(telling => telling.Phone)).FirstOrDefault();

    // What was held counts from when it left.
    private DateTimeOffset Relayed => alert.State == AlertState.Open ? alert.StateSince : alert.CreatedAt;

    private TimeSpan Elapsed => now - Relayed;

    // Everybody told so far, and no SMS reached any of them: the next person is told at once.
    private bool AllLost => told.Count > 0 && told.All(telling => telling.Status.IsLost());

    private bool ReferentsLost => ToldReferents is { Count: > 0 } referents && referents.All(telling => telling.Status.IsLost());

    private bool NobodyIsLeft => AllLost && NextAdjoint is null;

    private bool AdjointIsDue => AllLost || (ToldAdjoints.Count == 0 ? ReferentsLost || Elapsed >= policy.AdjointAfter : now >= AdjointTurnEnds);

    // An adjoint told when the alert was created (urgent, night, unknown number) has as long to answer as the référents would have had.
    private DateTimeOffset AdjointTurnEnds
    {
        get
        {
            var turn = ToldAdjoints.Max(telling => telling.At) + policy.NextAdjointEvery;
            var first = Relayed + policy.AdjointAfter;
            return turn > first ? turn : first;
        }
    }

    private IReadOnlyList<Telling> ToldReferents => ToldAs(Roles.Referent);

    private IReadOnlyList<Telling> ToldAdjoints => ToldAs(Roles.Adjoint);

    private DateTimeOffset? NextStepAt()
    {
        if (alert.Escalation == EscalationStep.AtDesk) return null;
        var desk = Relayed + policy.DeskAfter;
        var step = NextAdjoint is null ? desk : ToldAdjoints.Count > 0 ? AdjointTurnEnds : Relayed + policy.AdjointAfter;
        var reminder = Relayed + policy.ReminderAfter;
        if (MayRemind(reminder)) step = Earlier(step, reminder);
        return Earlier(step, desk);
    }

    // Reminders and reinforcements wake nobody: at night the adjoint's turn simply comes next.
    private bool MayRemind(DateTimeOffset at) => alert.Escalation == EscalationStep.Relayed && !commune.IsNight(at);

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private IReadOnlyList<Telling> ToldAs(Roles role) =>
        [.. told.Where(telling => staff.Any(member => member.Phone == telling.Phone && member.Roles.Has(role)))];
}

public enum EscalationAction
{
    /// <summary>The référents are asked again, those of the other quartiers are told; never at night.</summary>
    Remind,
    TellNextAdjoint,
    TellDesk,

    /// <summary>Morning: the référents learn in one SMS what the night brought.</summary>
    SendDigest,
    Expire,
}
