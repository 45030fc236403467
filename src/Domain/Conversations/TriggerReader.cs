using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Conversations.Flows;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Conversations;

/// <summary>From what a text says to what happened, given what is going on: the same words complete an alert that lives and make a new one when it has ended.</summary>
internal static class TriggerReader
{
    public static Trigger Read(Turn turn, Reading reading, InboundSms sms, Step step)
    {
        if (IsOptOut(reading, sms)) return Trigger.OptedOut;
        if (IsResume(reading, sms)) return Trigger.Resumed;
        if (sms.OptOutType is not null) return Trigger.MadeSmallTalk;
        if (AnswerGuard.IsMachine(turn, reading, sms)) return Trigger.CameFromMachine;
        if (BroadcastAnswers.IsMeant(turn, reading, sms.Body)) return Trigger.AnsweredBroadcast;
        if (KeepAlive.IsAnswer(turn, sms.Body, step)) return Trigger.AnsweredTest;
        if (RequestReader.Read(turn, reading, sms, step) is { } request) return request;
        var trigger = Meant(turn, reading, step, sms.Body);
        return trigger is Trigger.Reported or Trigger.Complemented && turn.Situation.SuspensionOf(turn.Contact.Phone) is not null ? Suspended(turn, reading, trigger) : trigger;
    }

    // Nobody in danger: it goes nowhere. In danger: an alert of its own, for the adjoint alone.
    private static Trigger Suspended(Turn turn, Reading reading, Trigger trigger) =>
        !reading.Urgent ? Trigger.WasSuspended : FollowingUp.AlertMeant(turn, reading) is { AdjointOnly: true } ? trigger : Trigger.Reported;

    private static Trigger Meant(Turn turn, Reading reading, Step step, string body) => reading.Intent switch
    {
        Intent.Verdict => Trigger.GaveVerdict,
        Intent.SmallTalk or Intent.OffTopic when step == Step.AskingDetails && SmsParts.Read(body) is not null => Trigger.Reported,
        Intent.Command => reading.Command == Command.Cancel && IsAsking(step) && reading.Codes.Count == 0 ? Trigger.DroppedDraft : Trigger.GaveCommand,
        Intent.Report when step == Step.AfterReport && (IsSameFact(turn, reading) || IsPartOfIt(turn, reading, body)) => Trigger.Complemented,
        Intent.Report => Trigger.Reported,
        Intent.Complement => Complements(turn, reading, step),
        Intent.Answer when IsAsking(step) => Trigger.Reported,
        Intent.SmallTalk => Trigger.MadeSmallTalk,
        _ => Trigger.WasNotUnderstood,
    };

    private static bool IsOptOut(Reading reading, InboundSms sms) => sms.OptOutType == "STOP" || reading.Command == Command.Stop;

    private static bool IsResume(Reading reading, InboundSms sms) => sms.OptOutType == "START" || reading.Command == Command.Resume;

    private static bool IsAsking(Step step) => step is Step.AskingCategory or Step.AskingPlace or Step.AskingDetails;

    private static Trigger Complements(Turn turn, Reading reading, Step step)
    {
        if (IsAsking(step)) return Trigger.Reported;
        if (FollowingUp.AlertMeant(turn, reading) is { IsEnded: false }) return Trigger.Complemented;
        return reading.Urgent || reading.Category is not null ? Trigger.Reported : Trigger.WasNotUnderstood;
    }

    private static bool IsPartOfIt(Turn turn, Reading reading, string body) =>
        FollowingUp.AlertMeant(turn, reading) is { IsEnded: false } alert && SmsParts.Belongs(FollowingUp.OwnWords(turn, alert), body);

    // Another kind of event, or another quartier, is another fact; an alert that has ended absorbs nothing.
    private static bool IsSameFact(Turn turn, Reading reading)
    {
        if (FollowingUp.AlertMeant(turn, reading) is not { IsEnded: false } alert) return false;
        var sameCategory = reading.Category is null || alert.Category is null || reading.Category == alert.Category;
        var samePlace = reading.Place.Quartier is null || alert.Quartier is null || reading.Place.Quartier == alert.Quartier;
        return sameCategory && samePlace;
    }
}
