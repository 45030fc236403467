using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Conversations.Flows;
using VoisinsVigilants.Domain.Texts;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Conversations;

/// <summary>What time itself does for a whole commune: each morning the dates that come near are reminded; when many reports come in, the adjoint is told.</summary>
public static class CommuneDay
{
    private static readonly int[] BeforeProtocolEnds = [60, 7];
    private static readonly int[] BeforeMeeting = [7, 1];
    private static readonly TimeSpan FloodToldEvery = TimeSpan.FromHours(1);

    /// <summary>Decides what is due for the commune now; nothing when another run was faster.</summary>
    public static Decision TimeCame(Situation situation)
    {
        var turn = new Turn(situation);
        var duty = situation.Duty;
        if (duty.FloodDueAt <= turn.Now) duty = TellOfFlood(turn, duty);
        if (duty.DayDueAt is { } due && due <= turn.Now) duty = Remind(turn, duty, due);
        if (duty != situation.Duty) turn.Do(new Effect.SaveDuty(duty));
        return turn.Decided();
    }

    /// <summary>A report more than a commune usually has: time looks at it at once, and only once for all who report.</summary>
    internal static void NoticeReport(Turn turn)
    {
        var (duty, policy) = (turn.Situation.Duty, turn.Situation.Policy.Duty);
        var isToldOf = duty.FloodDueAt is not null || duty.FloodToldAt + FloodToldEvery > turn.Now;
        if (duty.RecentAlerts + 1 >= policy.FloodAlerts && !isToldOf) turn.Do(new Effect.NoticeFlood());
    }

    private static CommuneDuty TellOfFlood(Turn turn, CommuneDuty duty)
    {
        duty = duty with { FloodDueAt = null };
        if (duty.FloodToldAt + FloodToldEvery > turn.Now || DutyWords.WhoeverDecides(turn) is not { } adjoint) return duty;
        turn.Inform(adjoint, turn.Render(TextKeys.ManyReports, ("nombre", $"{duty.RecentAlerts}")));
        return duty with { FloodToldAt = turn.Now };
    }

    // One day at a time: after a long sleep of the gateway each missed morning is looked at, but nothing past is reminded.
    private static CommuneDuty Remind(Turn turn, CommuneDuty duty, DateTimeOffset due)
    {
        var commune = turn.Situation.Commune;
        var day = commune.Today(due);
        RemindOfProtocol(turn, day);
        RemindOfMeeting(turn, day);
        RemindOfTraining(turn, day);
        return duty with { DayDueAt = commune.MorningOf(day.AddDays(1)) };
    }

    private static void RemindOfProtocol(Turn turn, DateOnly day)
    {
        var commune = turn.Situation.Commune;
        if (!commune.GendarmerieOpen || commune.ProtocolEndsOn is not { } end || DutyWords.WhoeverDecides(turn) is not { } adjoint) return;
        if (end == day) turn.Inform(adjoint, turn.Render(TextKeys.ProtocolEnded));
        else if (IsDay(turn, end, BeforeProtocolEnds, day) && end > commune.Today(turn.Now)) turn.Inform(adjoint, turn.Render(TextKeys.ProtocolEnds, ("jour", DutyWords.Day(end))));
    }

    private static void RemindOfMeeting(Turn turn, DateOnly day)
    {
        if (turn.Situation.Commune.NextMeeting is not { } meeting || !IsDay(turn, DateOnly.FromDateTime(meeting), BeforeMeeting, day) || IsOver(turn, meeting)) return;
        foreach (var referent in turn.Situation.Staff.Where(member => member.Roles.Has(Roles.Referent)))
            turn.Inform(referent, turn.Render(TextKeys.MeetingComes, ("jour", DutyWords.Moment(meeting))));
    }

    private static void RemindOfTraining(Turn turn, DateOnly day)
    {
        foreach (var referent in turn.Situation.Staff.Where(member => member.Roles.Has(Roles.Referent)))
            if (referent.TrainedOn is { } training && IsDay(turn, training, BeforeMeeting, day) && training >= turn.Situation.Commune.Today(turn.Now))
                turn.Inform(referent, turn.Render(TextKeys.TrainingComes, ("jour", DutyWords.Day(training))));
    }

    // A reminder that would fall on a Sunday or a holiday comes on the working day before.
    private static bool IsDay(Turn turn, DateOnly date, int[] before, DateOnly day) =>
        before.Any(days => turn.Situation.Commune.WorkingDayUpTo(date.AddDays(-days)) == day);

    private static bool IsOver(Turn turn, DateTime meeting) => meeting < turn.Situation.Commune.Local(turn.Now);
}
