using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Texts;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Conversations;

/// <summary>
/// Two robots must never talk to each other all night, and one phone must not cost a month's budget: answers pause, nothing that was
/// texted is lost. Whoever is in danger is always answered.
/// </summary>
internal static class AnswerGuard
{
    private const int StaffFactor = 3;

    // Our shortest words ("OK.") may well be said by people too.
    private const int EchoFrom = 5;

    /// <summary>True when the SMS was written by a machine and is no word of anybody: our own words coming back, an automatic reply, a receipt.</summary>
    public static bool IsMachine(Turn turn, Reading reading, InboundSms sms)
    {
        if (reading.Urgent) return false;
        var words = Plain(sms.Body);
        return reading.IsAutomatic || (words.Count >= EchoFrom && turn.Situation.Traffic.Said.Any(said => Holds(words, Plain(said))));
    }

    /// <summary>Mutes the answers of this turn when too much, or too often the same, came from this phone.</summary>
    public static void Watch(Turn turn, Reading reading, InboundSms sms)
    {
        if (reading.Urgent) return;
        if (turn.Contact.PausedUntil > turn.Now || IsLoop(turn, sms)) turn.IsMuted = true;
        else if (IsFlood(turn)) Pause(turn);
    }

    private static bool IsFlood(Turn turn)
    {
        var policy = turn.Situation.Policy.Duty;
        var limit = turn.Situation.Roles.Has(RolesExtensions.Staff) ? policy.FloodSms * StaffFactor : policy.FloodSms;
        return turn.Situation.Traffic.Heard.Count(heard => heard.At > turn.Now - policy.FloodWithin) > limit;
    }

    // The one text that says so; a pause that follows another is not announced again.
    private static void Pause(Turn turn)
    {
        var policy = turn.Situation.Policy.Duty;
        if (!(turn.Contact.PausedUntil + policy.FloodWithin > turn.Now)) turn.Reply(TextKeys.AnswersPause);
        turn.Contact = turn.Contact with { PausedUntil = turn.Now + policy.FloodWithin };
        turn.IsMuted = true;
    }

    // A person may say the same thing twice; the fourth time within two minutes it is a machine, or somebody whom another answer does not help.
    private static bool IsLoop(Turn turn, InboundSms sms)
    {
        var policy = turn.Situation.Policy.Duty;
        var words = Plain(sms.Body);
        return turn.Situation.Traffic.Heard.Count(heard => heard.At > turn.Now - policy.LoopWithin && Plain(heard.Body).SequenceEqual(words)) > policy.LoopSms;
    }

    // Our words and nothing else, perhaps behind one of the machine's own ("Re: ..."), perhaps cut off at the end. With a word more at
    // the end it may be somebody who quotes us and answers.
    private static bool Holds(List<string> words, List<string> said) =>
        said.Count >= EchoFrom && (said.Take(words.Count).SequenceEqual(words) || (words.Count > EchoFrom && said.Take(words.Count - 1).SequenceEqual(words.Skip(1))));

    private static List<string> Plain(string text) => [.. SmsWords.Of(text).Select(word => word.Plain)];
}
