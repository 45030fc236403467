using Stateless;
using VoisinsVigilants.Domain.Conversations.Flows;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Texts;
using VoisinsVigilants.Domain.Turns;
using MermaidGraph = Stateless.Graph.MermaidGraph;

namespace VoisinsVigilants.Domain.Conversations;

/// <summary>
/// The conversation with one phone: one table of what may follow what. Steps are external state (<see cref="Conversation.Step"/>);
/// actions only collect effects.
/// </summary>
public sealed partial class ConversationMachine
{
    private static readonly Step[] Steps = Enum.GetValues<Step>();

    private readonly Turn turn;
    private readonly Reading reading;
    private readonly InboundSms? sms;
    private readonly Draft draft;
    private readonly Request? request;
    private readonly StateMachine<Step, Trigger> machine;
    private Step step;

    private ConversationMachine(Turn turn, Reading reading, InboundSms? sms, bool whole = false)
    {
        (this.turn, this.reading, this.sms) = (turn, reading, sms);
        draft = sms is null ? turn.Conversation.Draft ?? Draft.Empty : Reporting.Merge(turn, reading, sms.Body);
        request = sms is null ? turn.Conversation.Request : Requests.Merge(turn, reading, sms);
        step = turn.Conversation.StepAt(turn.Now, turn.Situation.Policy.ComplementWithin);
        machine = new StateMachine<Step, Trigger>(() => step, next => step = next);
        Tabulate(whole ? Steps : [step]);
    }

    /// <summary>Decides what one SMS changes. Never throws for anything a person can text.</summary>
    public static Decision Decide(Situation situation, Interpreter interpreter, InboundSms sms)
    {
        var now = situation.Contact.Conversation.StepAt(situation.Now, situation.Policy.ComplementWithin);

        // Waiting for the first part of a text is no question: what comes is read as if nothing were open.
        return Decide(situation, PartReader.Read(situation, interpreter, sms, now == Step.AskingDetails ? Step.Idle : now), sms);
    }

    /// <summary>The same, for a text already read.</summary>
    public static Decision Decide(Situation situation, Reading reading, InboundSms sms)
    {
        var turn = new Turn(situation);
        var machine = new ConversationMachine(turn, reading, sms);
        AnswerGuard.Watch(turn, reading, sms);
        KeepAlive.Heard(turn);
        return machine.Fire(TriggerReader.Read(turn, reading, sms, machine.step));
    }

    /// <summary>Decides what happens to a question that nobody answered: the report leaves as it is.</summary>
    public static Decision PatienceEnded(Situation situation)
    {
        if (situation.Contact.Conversation.PatienceEnds > situation.Now) return Decision.Nothing;
        var turn = new Turn(situation);
        var goesNowhere = situation.SuspensionOf(situation.Contact.Phone) is not null && situation.Contact.Conversation.Draft is { Urgent: false };
        return situation.Contact.Conversation is { Draft: null, Request: null } || goesNowhere
            ? Rested(turn)
            : new ConversationMachine(turn, Reading.Silence, null).Fire(Trigger.PatienceEnded);
    }

    /// <summary>The machine as a Mermaid diagram.</summary>
    public static string Diagram(Situation any) => MermaidGraph.Format(new ConversationMachine(new Turn(any), Reading.Silence, null, whole: true).machine.GetInfo());

    private Decision Fire(Trigger trigger)
    {
        machine.Fire(trigger);
        turn.Conversation = turn.Conversation with { Step = step };

        // A report came in between: once it has left, the request goes on waiting for its own time.
        if (turn.Conversation is { Draft: null, Request: { } open }) turn.Conversation = turn.Conversation with { PatienceEnds = open.Until };
        return turn.Decided();
    }

    // One SMS makes one step: only the diagram needs the rows of all the others, and they are many.
    private void Tabulate(IEnumerable<Step> rows)
    {
        foreach (var from in rows)
        {
            TabulateWhatMayComeAnytime(from);
            TabulateRequests(from);
        }
        TabulateEntries();
        foreach (var asking in new[] { Step.AskingCategory, Step.AskingPlace, Step.AskingDetails })
            machine.Configure(asking)
                .Permit(Trigger.DroppedDraft, Step.Idle)
                .Permit(Trigger.PatienceEnded, Step.AfterReport);

        machine.Configure(Step.Idle)
            .OnEntryFrom(Trigger.DroppedDraft, () => FollowingUp.DropDraft(turn), "drop the draft")
            .OnEntryFrom(Trigger.WasSuspended, () => Suspensions.Ignore(turn), "answer once, relay nothing");
        machine.Configure(Step.AskingCategory)
            .OnEntryFrom(Trigger.Reported, () => Reporting.AskCategory(turn, draft), "ask what is going on");
        machine.Configure(Step.AskingPlace)
            .OnEntryFrom(Trigger.Reported, () => Reporting.AskPlace(turn, draft), "ask where");
        machine.Configure(Step.AskingDetails)
            .OnEntryFrom(Trigger.Reported, () => Reporting.AwaitFirstPart(turn, draft), "wait for the first part");
        machine.Configure(Step.AfterReport)
            .OnEntryFrom(Trigger.Reported, () => Reporting.Relay(turn, draft, reading.Emergency, incomplete: !draft.IsComplete), "relay the alert")
            .OnEntryFrom(Trigger.PatienceEnded, () => Reporting.Relay(turn, draft, null, incomplete: true), "relay the alert as it is")
            .OnEntryFrom(Trigger.Complemented, Complement, "complete the alert");
    }

    private void TabulateWhatMayComeAnytime(Step from)
    {
        Permit(from, Trigger.Reported, Step.AskingDetails, () => IsAhead, "the first part of the text is still to come");
        Permit(from, Trigger.Reported, Step.AfterReport, () => !IsAhead && MayLeave, "nothing is missing, or somebody is in danger");
        Permit(from, Trigger.Reported, Step.AskingCategory, () => !IsAhead && !MayLeave && draft.LacksCategory, "the category is missing");
        Permit(from, Trigger.Reported, Step.AskingPlace, () => !IsAhead && !MayLeave && !draft.LacksCategory, "the place is missing");
        Permit(from, Trigger.Complemented, Step.AfterReport, () => true, "the alert lives");
        Permit(from, Trigger.WasSuspended, Step.Idle, () => true, "the number is suspended");
        machine.Configure(from)
            .InternalTransition(Trigger.GaveVerdict, () => Verdicts.Give(turn, reading))
            .InternalTransition(Trigger.GaveCommand, () => Anytime.Command(turn, reading, sms!))
            .InternalTransition(Trigger.AnsweredBroadcast, () => BroadcastAnswers.Give(turn, reading, sms!.Body))
            .InternalTransition(Trigger.OptedOut, () => Anytime.OptOut(turn, carrierAnswered: sms?.OptOutType is not null))
            .InternalTransition(Trigger.Resumed, () => Anytime.Resume(turn, carrierAnswered: sms?.OptOutType is not null))
            .InternalTransition(Trigger.MadeSmallTalk, () => Anytime.SmallTalk(turn))
            .InternalTransition(Trigger.AnsweredTest, () => turn.Reply(TextKeys.PhoneTestAnswered))
            .InternalTransition(Trigger.CameFromMachine, () => { })
            .InternalTransition(Trigger.WasNotUnderstood, () => NotUnderstood(from));
    }

    private bool IsAhead => !draft.Urgent && sms is not null && PartReader.IsAhead(turn.Situation, sms);

    // Somebody who asked for silence is asked no questions: their report leaves as it is.
    private bool MayLeave => draft.IsComplete || turn.Contact.HasOptedOut;

    private void Permit(Step from, Trigger trigger, Step to, Func<bool> guard, string description)
    {
        if (from == to) machine.Configure(from).PermitReentryIf(trigger, guard, description);
        else machine.Configure(from).PermitIf(trigger, to, guard, description);
    }

    private void Complement() => FollowingUp.Complement(turn, reading, FollowingUp.AlertMeant(turn, reading)!, sms!.Body);

    // While a question is open, a stray word leaves it open: the question itself was the help.
    private void NotUnderstood(Step at)
    {
        if (at is Step.Idle or Step.AfterReport or Step.AskingDetails) Anytime.Help(turn);
        else if (at is Step.EnrolPlace or Step.EnrolCharter or Step.Confirm) Requests.AskAgain(turn);
    }

    private static Decision Rested(Turn turn)
    {
        turn.Conversation = turn.Conversation.Rested();
        return turn.Decided();
    }
}
