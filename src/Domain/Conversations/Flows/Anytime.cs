using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Texts;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Conversations.Flows;

/// <summary>What anyone may text at any moment; an open question stays open.</summary>
internal static class Anytime
{
    public static void OptOut(Turn turn, bool carrierAnswered)
    {
        // Confirmed once: a second STOP asks for silence again, not for another SMS.
        if (!turn.Contact.HasOptedOut && !carrierAnswered) turn.Reply(TextKeys.Stopped);
        if (!turn.Contact.HasOptedOut && turn.Situation.Roles.Has(RolesExtensions.Staff)) StaffSilence.Notice(turn, turn.Situation.Sender!);
        if (!turn.Contact.HasOptedOut) turn.Contact = turn.Contact with { OptedOutAt = turn.Now };
    }

    public static void Resume(Turn turn, bool carrierAnswered)
    {
        turn.Contact = turn.Contact with { OptedOutAt = null };
        if (!carrierAnswered) turn.Reply(TextKeys.Resumed);
    }

    public static void Command(Turn turn, Reading reading, InboundSms sms)
    {
        switch (reading.Command)
        {
            case Conversations.Command.Help: Help(turn); break;
            case Conversations.Command.Rules: turn.Reply(TextKeys.Rules); break;
            case Conversations.Command.Contact: turn.Reply(TextKeys.Contact); break;
            case Conversations.Command.Advice: turn.Reply(AdviceOn(reading.Theme)); break;
            case Conversations.Command.HolidayWatch: TellHolidayWatch(turn, sms); break;
            case Conversations.Command.MyData: OwnData.Tell(turn); break;
            case Conversations.Command.Follow: FollowingUp.Follow(turn, reading); break;
            case Conversations.Command.Cancel: FollowingUp.Cancel(turn, reading); break;
            case Conversations.Command.Absent: Absences.Leave(turn, reading.Rest, sms); break;
            case Conversations.Command.Available: Absences.Return(turn, reading.Rest); break;
            case Conversations.Command.Suspend: Suspensions.Suspend(turn, reading); break;
            case Conversations.Command.LiftSuspension: Suspensions.Lift(turn, reading); break;
            case Conversations.Command.List when turn.Situation.Roles.Has(RolesExtensions.Staff): Verdicts.List(turn); break;
            case Conversations.Command.List: turn.Reply(TextKeys.NotForYou); break;
            case Conversations.Command.Broadcast: Broadcasting.Ask(turn, reading); break;
            case Conversations.Command.Figures: Figures.Tell(turn); break;
            default: turn.Reply(TextKeys.SeeMairie); break;
        }
    }

    /// <summary>One text that says what can be done; at most a few a day, so that two robots never talk to each other all night.</summary>
    public static void Help(Turn turn)
    {
        if (turn.Contact.HasOptedOut || !MayHelp(turn)) return;
        turn.Reply(HelpFor(turn.Situation.Roles));
    }

    /// <summary>Counts one more help text, unless there were enough today.</summary>
    public static bool MayHelp(Turn turn)
    {
        var today = DateOnly.FromDateTime(turn.Situation.Commune.Local(turn.Now));
        var given = turn.Conversation.HelpDay == today ? turn.Conversation.HelpCount : 0;
        if (given >= turn.Situation.Policy.HelpPerDay) return false;

        turn.Conversation = turn.Conversation with { HelpDay = today, HelpCount = given + 1 };
        return true;
    }

    /// <summary>Thanks and greetings need no answer, except a first word from somebody who has nothing going on with us.</summary>
    public static void SmallTalk(Turn turn)
    {
        var knowsUs = turn.Situation.Roles.Has(RolesExtensions.Staff) || turn.Conversation.Step != Step.Idle || turn.Conversation.LastAlert is not null;
        if (!knowsUs) Help(turn);
    }

    private static TextKey HelpFor(Roles roles)
    {
        if (roles.Has(Roles.Referent | Roles.Adjoint | Roles.Mairie)) return TextKeys.HelpForReferent;
        if (roles.Has(Roles.Gendarmerie)) return TextKeys.HelpForGendarmerie;
        return roles == Roles.None ? TextKeys.HelpForUnknown : TextKeys.Help;
    }

    /// <summary>Who is away and when is what a burglar wants to know: of such a text only the word is kept.</summary>
    public static void TellHolidayWatch(Turn turn, InboundSms sms)
    {
        turn.EmptySms([sms.CarrierMessageId], "OTV");
        turn.Reply(TextKeys.HolidayWatch);
    }

    private static TextKey AdviceOn(AdviceTheme? theme) => theme switch
    {
        AdviceTheme.Locks => TextKeys.AdviceLocks,
        AdviceTheme.Holidays => TextKeys.AdviceHolidays,
        AdviceTheme.Scams => TextKeys.AdviceScams,
        AdviceTheme.Doorstep => TextKeys.AdviceDoorstep,
        AdviceTheme.Vehicle => TextKeys.AdviceCars,
        _ => TextKeys.Advice,
    };
}
