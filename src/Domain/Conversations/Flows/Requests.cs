using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Texts;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Conversations.Flows;

/// <summary>What an enrolment, a move and an erasure have in common: they begin, wait for an answer, and leave nothing behind without it.</summary>
internal static class Requests
{
    /// <summary>The open request with what this text adds to it, or the one this text begins.</summary>
    public static Request Merge(Turn turn, Reading reading, InboundSms sms)
    {
        var policy = turn.Situation.Policy;
        RequestKind? asked = reading.Command switch
        {
            Command.Enrol => RequestKind.Enrol,
            Command.ChangeQuartier => RequestKind.Move,
            Command.Erase => RequestKind.Erase,
            _ => null,
        };
        var kind = asked ?? turn.Conversation.Request?.Kind ?? RequestKind.Enrol;
        var until = turn.Now + (kind == RequestKind.Erase ? policy.ConfirmPatience : policy.EnrolmentPatience);
        var open = turn.Conversation.Request is { } request && request.Kind == kind ? request : new Request(kind, until);
        return Addresses.Located(turn, open with { Until = until, Texts = [.. open.Texts, sms.CarrierMessageId] }, reading);
    }

    /// <summary>It is done. A report that waits for an answer goes on waiting, as long as it would have.</summary>
    public static void End(Turn turn) => turn.Conversation = turn.Conversation with { Request = null, PatienceEnds = turn.Conversation.Draft is null ? null : turn.Conversation.PatienceEnds };

    /// <summary>Nothing came of it: the address it held goes, and the SMS that told it lose their words.</summary>
    public static void Forget(Turn turn)
    {
        if (turn.Conversation.Request is { Kind: not RequestKind.Erase } request) turn.EmptySms(request.Texts, "");
        End(turn);
    }

    public static void Decline(Turn turn)
    {
        var kind = turn.Conversation.Request?.Kind;
        Forget(turn);
        turn.Answer(kind switch
        {
            RequestKind.Erase => TextKeys.EraseDeclined,
            RequestKind.Move => TextKeys.MoveDeclined,
            _ => TextKeys.EnrolDeclined,
        });
    }

    /// <summary>Nobody answered. Whoever moved keeps the address we know, and needs no SMS to hear it.</summary>
    public static void LetGo(Turn turn)
    {
        var kind = turn.Conversation.Request?.Kind;
        Forget(turn);
        if (kind == RequestKind.Enrol) turn.Reply(TextKeys.EnrolUnanswered);
        if (kind == RequestKind.Erase) turn.Answer(TextKeys.EraseUnanswered);
    }

    /// <summary>An answer that is none: the question once more, as often as help is given.</summary>
    public static void AskAgain(Turn turn)
    {
        if (turn.Conversation.Request is not { } request || !Anytime.MayHelp(turn)) return;
        if (request.Kind == RequestKind.Erase) turn.Answer(TextKeys.AskErase);
        else if (request.IsLocated) turn.Reply(TextKeys.Charter);
        else Addresses.Ask(turn, request);
    }

    /// <summary>The town hall enrolled them on paper, or they asked for silence, before they said yes.</summary>
    public static void EnrolledMeanwhile(Turn turn)
    {
        End(turn);
        Enrolling.AnswerAtOnce(turn);
    }

    public static void TellNotEnrolled(Turn turn) => turn.Answer(TextKeys.NotEnrolled);
}
