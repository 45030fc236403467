using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Conversations;

/// <summary>What a text does to an enrolment, a move or an erasure. Danger and reports come before any of them.</summary>
internal static class RequestReader
{
    /// <summary>Null when the text has nothing to do with a request.</summary>
    public static Trigger? Read(Turn turn, Reading reading, InboundSms sms, Step step)
    {
        if (reading.Urgent || reading.Intent is Intent.Report or Intent.Verdict) return null;
        if (reading.Intent == Intent.Command) return Asked(turn, reading);
        if (turn.Conversation.Request is not { } request || step is Step.AskingCategory or Step.AskingPlace) return null;
        return Answered(request, reading, sms, step);
    }

    private static Trigger? Asked(Turn turn, Reading reading) => reading.Command switch
    {
        Command.Enrol when reading.SaysMinor => Trigger.SaidMinor,
        Command.Enrol => Trigger.AskedToEnrol,
        Command.ChangeQuartier => Trigger.AskedToMove,
        Command.Erase => Trigger.AskedToErase,
        Command.Cancel when turn.Conversation.Request is not null && turn.Conversation.Draft is null && reading.Codes.Count == 0 => Trigger.Declined,
        _ => null,
    };

    // A yes must be a yes: with a question behind it, it is none.
    private static Trigger? Answered(Request request, Reading reading, InboundSms sms, Step step)
    {
        if (request.Kind == RequestKind.Enrol && reading.SaysMinor) return Trigger.SaidMinor;
        var mayAgree = request.Kind == RequestKind.Erase || request.Charter is not null;
        if (reading.Yes == false) return reading.Place.Quartier is null ? Trigger.Declined : Trigger.GaveAddress;
        if (reading.Yes == true && mayAgree && !sms.Body.Contains('?')) return Trigger.Agreed;
        return step switch
        {
            Step.EnrolPlace when reading.Intent == Intent.Answer && reading.Yes is null => Trigger.GaveAddress,
            Step.EnrolCharter when reading.Intent == Intent.Answer && reading.Place.Quartier is not null => Trigger.GaveAddress,
            _ => null,
        };
    }
}
