using VoisinsVigilants.Domain.Conversations.Flows;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Conversations;

/// <summary>The part of the table about enrolling, moving house and being erased.</summary>
public sealed partial class ConversationMachine
{
    private bool IsLocated => request?.IsLocated == true;

    private bool IsMove => request?.Kind == RequestKind.Move;

    private bool MayEnrol => !Enrolling.IsAnsweredAtOnce(turn);

    // A yes to a charter that was changed since is no yes to the new one.
    private bool SawCharter => turn.Conversation.Request is not { Kind: RequestKind.Enrol } || !MayEnrol || Enrolling.SawThisCharter(turn);

    private void TabulateRequests(Step from)
    {
        Permit(from, Trigger.AskedToEnrol, Step.EnrolCharter, () => MayEnrol && IsLocated, "the address is known");
        Permit(from, Trigger.AskedToEnrol, Step.EnrolPlace, () => MayEnrol && !IsLocated, "the address is missing");
        Permit(from, Trigger.AskedToMove, Step.EnrolPlace, () => turn.Situation.Sender is not null && !IsLocated, "the address is missing");
        Permit(from, Trigger.AskedToErase, Step.Confirm, () => OwnData.MayErase(turn), "holds no office, is not suspended");
        Permit(from, Trigger.Agreed, Step.EnrolCharter, () => !SawCharter, "the charter has changed");
        machine.Configure(from)
            .InternalTransitionIf(Trigger.AskedToEnrol, _ => !MayEnrol, _ => Enrolling.AnswerAtOnce(turn), "enrolled already, or silent")
            .InternalTransitionIf(Trigger.AskedToMove, _ => turn.Situation.Sender is null, _ => Requests.TellNotEnrolled(turn), "not enrolled")
            .InternalTransitionIf(Trigger.AskedToErase, _ => !OwnData.MayErase(turn), _ => OwnData.SendToMairie(turn), "holds an office, or is suspended");
        Ends(from, Trigger.AskedToMove, () => Addresses.Move(turn, request!), () => turn.Situation.Sender is not null && IsLocated, "the address is known");
        Ends(from, Trigger.Agreed, Agree, () => SawCharter, "the charter is the one that was shown");
        Ends(from, Trigger.Declined, () => Requests.Decline(turn), () => true, "nothing is kept");
        Ends(from, Trigger.SaidMinor, () => Enrolling.TellMinor(turn), () => true, "a parent may enrol");
        if (from is not (Step.AskingCategory or Step.AskingPlace or Step.AskingDetails)) Ends(from, Trigger.PatienceEnded, () => Requests.LetGo(turn), () => true, "silence is a no");
        if (from is not (Step.EnrolPlace or Step.EnrolCharter)) return;

        Permit(from, Trigger.GaveAddress, Step.EnrolCharter, () => IsLocated && !IsMove, "the address is known");
        Permit(from, Trigger.GaveAddress, Step.EnrolPlace, () => !IsLocated, "the address is missing");
        Ends(from, Trigger.GaveAddress, () => Addresses.Move(turn, request!), () => IsLocated && IsMove, "moves house");
    }

    private void TabulateEntries()
    {
        foreach (var trigger in new[] { Trigger.AskedToEnrol, Trigger.AskedToMove, Trigger.GaveAddress })
            machine.Configure(Step.EnrolPlace).OnEntryFrom(trigger, () => Addresses.Ask(turn, request!), "ask where they live");
        foreach (var trigger in new[] { Trigger.AskedToEnrol, Trigger.GaveAddress })
            machine.Configure(Step.EnrolCharter).OnEntryFrom(trigger, () => Enrolling.ShowCharter(turn, request!), "show the charter");
        machine.Configure(Step.EnrolCharter).OnEntryFrom(Trigger.Agreed, () => Enrolling.ShowCharter(turn, request!), "show the new charter");
        machine.Configure(Step.Confirm).OnEntryFrom(Trigger.AskedToErase, () => OwnData.AskErase(turn, request!), "ask whether to erase");
        machine.Configure(Step.Idle)
            .OnEntryFrom(Trigger.AskedToMove, () => Addresses.Move(turn, request!), "change the address")
            .OnEntryFrom(Trigger.GaveAddress, () => Addresses.Move(turn, request!), "change the address")
            .OnEntryFrom(Trigger.Agreed, Agree, "enrol or erase")
            .OnEntryFrom(Trigger.Declined, () => Requests.Decline(turn), "keep nothing of it")
            .OnEntryFrom(Trigger.SaidMinor, () => Enrolling.TellMinor(turn), "send to a parent")
            .OnEntryFrom(Trigger.PatienceEnded, () => Requests.LetGo(turn), "keep nothing of it");
    }

    // From the step of a question back to rest; after a report the step stays, for what follows may complete it.
    private void Ends(Step from, Trigger trigger, Action action, Func<bool> guard, string description)
    {
        if (from is Step.EnrolPlace or Step.EnrolCharter or Step.Confirm) machine.Configure(from).PermitIf(trigger, Step.Idle, guard, description);
        else machine.Configure(from).InternalTransitionIf(trigger, _ => guard(), _ => action(), description);
    }

    private void Agree()
    {
        if (turn.Conversation.Request?.Kind == RequestKind.Erase) OwnData.Erase(turn);
        else if (MayEnrol) Enrolling.Enrol(turn, reading);
        else Requests.EnrolledMeanwhile(turn);
    }
}
