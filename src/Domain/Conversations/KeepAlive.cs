using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Conversations.Flows;
using VoisinsVigilants.Domain.Texts;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Conversations;

/// <summary>
/// The monthly test of the phones of référents and adjoints: keeps the number alive with the carriers, and shows phones that are dead
/// before an alert depends on them.
/// </summary>
public static class KeepAlive
{
    private static readonly TimeSpan AfterNight = TimeSpan.FromHours(3);

    /// <summary>Decides what happens to a phone whose <see cref="PhoneTest.DueAt"/> has come.</summary>
    public static Decision TimeCame(Situation situation)
    {
        var turn = new Turn(situation);
        if (situation.Sender is not { } member || !(member.Test.DueAt <= turn.Now)) return Decision.Nothing;

        if (!member.Roles.Has(Roles.Referent | Roles.Adjoint)) Plan(turn, member, PhoneTest.Unplanned);
        else if (member.Test.SentAt is { } sent) GiveUp(turn, member, sent);
        else if (situation.Commune.IsNight(turn.Now)) Plan(turn, member, member.Test with { DueAt = situation.Commune.NextMorning(turn.Now) + AfterNight });
        else if (situation.Commune.IsDayOff(situation.Commune.Today(turn.Now))) Plan(turn, member, member.Test with { DueAt = NextWorkingMorning(turn) });
        else if (member.IsAbsent(turn.Now)) Plan(turn, member, member.Test with { DueAt = AfterAbsence(turn, member) });
        else if (!member.Reachable) NoticeSilence(turn, member, Next(turn, turn.Now), TextKeys.PhoneSilent);
        else Send(turn, member);
        return turn.Decided();
    }

    /// <summary>Whatever the phone texts shows that it lives.</summary>
    internal static void Heard(Turn turn)
    {
        if (turn.Situation.Sender is { Test: { SentAt: not null } or { SilentSince: not null } } member)
            Plan(turn, member, new PhoneTest(Next(turn, member.Test.SentAt ?? turn.Now), null, null, null));
    }

    /// <summary>"1", and a test is open: with no other question open it can only be its answer.</summary>
    internal static bool IsAnswer(Turn turn, string body, Step step) =>
        turn.Situation.Sender?.Test.SentAt is not null && step is Step.Idle or Step.AfterReport && body.Trim(' ', '.', '!', '"', '\n', '\r') == "1";

    private static void Send(Turn turn, Member member)
    {
        turn.Inform(member, turn.Render(TextKeys.PhoneTest));
        Plan(turn, member, member.Test with { DueAt = turn.Now + turn.Situation.Policy.Duty.TestAnswerWithin, SentAt = turn.Now, FailedAt = null });
    }

    // 48 hours without a word, or the carrier could not deliver it.
    private static void GiveUp(Turn turn, Member member, DateTimeOffset sent) =>
        NoticeSilence(turn, member, Next(turn, sent), member.Test.FailedAt is null ? TextKeys.PhoneSilent : TextKeys.PhoneLost);

    /// <summary>Noted, and told once: while it stays silent, each month's test goes out without another word to the adjoint.</summary>
    private static void NoticeSilence(Turn turn, Member member, DateTimeOffset next, TextKey key)
    {
        if (member.Test.SilentSince is null && DutyWords.WhoeverDecides(turn, except: member) is { } told)
            turn.Inform(told, turn.Render(key, ("qui", DutyWords.Who(turn, member))));
        Plan(turn, member, new PhoneTest(next, null, null, member.Test.SilentSince ?? turn.Now));
    }

    private static DateTimeOffset NextWorkingMorning(Turn turn)
    {
        var commune = turn.Situation.Commune;
        return commune.MorningOf(commune.WorkingDayAfter(commune.Today(turn.Now))).AddHours(1);
    }

    private static DateTimeOffset AfterAbsence(Turn turn, Member member) =>
        member.AbsentUntil is { } back ? turn.Situation.Commune.MorningOf(turn.Situation.Commune.Today(back)).AddHours(1) : Next(turn, turn.Now);

    private static DateTimeOffset Next(Turn turn, DateTimeOffset after)
    {
        var next = after + turn.Situation.Policy.Duty.TestEvery;
        return next > turn.Now ? next : turn.Now + turn.Situation.Policy.Duty.TestEvery;
    }

    private static void Plan(Turn turn, Member member, PhoneTest test) => turn.Do(new Effect.PlanTest(member.Id, test));
}
