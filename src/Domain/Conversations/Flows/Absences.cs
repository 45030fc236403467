using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Texts;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Conversations.Flows;

/// <summary>ABSENT and DISPO: référents and adjoints say when nothing is relayed to them. The last word counts: a new absence replaces the one before.</summary>
internal static class Absences
{
    public static void Leave(Turn turn, string words, InboundSms sms)
    {
        if (turn.Situation.Sender is not { } member || !HasDuty(member))
        {
            Anytime.TellHolidayWatch(turn, sms);
            return;
        }
        var read = DaysReader.Read(words, turn.Situation.Commune.Today(turn.Now));
        if (read.Problem is { } problem)
        {
            turn.Reply(KeyFor(problem));
            return;
        }
        var absent = Away(turn, member, read.Days);
        turn.Do(new Effect.SetAbsence(member.Id, absent.AbsentFrom, absent.AbsentUntil));
        var lastAdjoint = member.Roles.Has(Roles.Adjoint) && NobodyElse(turn, absent, Roles.Adjoint, quartier: null);
        Confirm(turn, member, absent, lastAdjoint);
        WarnWhoeverIsLeft(turn, absent, lastAdjoint);
    }

    public static void Return(Turn turn, string words)
    {
        if (turn.Situation.Sender is not { } member || !HasDuty(member))
        {
            turn.Reply(TextKeys.NotForYou);
            return;
        }
        var commune = turn.Situation.Commune;
        if (!HasAbsence(turn, member)) turn.Reply(TextKeys.AlreadyOnDuty);
        else if (member.IsAbsent(turn.Now) && DaysReader.FirstDay(words, commune.Today(turn.Now)) is { } day && day > commune.Today(turn.Now))
        {
            // "dispo lundi": away until then.
            turn.Do(new Effect.SetAbsence(member.Id, member.AbsentFrom, commune.Instant(day, TimeOnly.MinValue)));
            turn.Reply(TextKeys.BackOnDutyLater, ("jour", DutyWords.Day(day)));
        }
        else
        {
            turn.Do(new Effect.SetAbsence(member.Id, null, null));
            turn.Reply(TextKeys.BackOnDuty);
        }
    }

    private static bool HasDuty(Member member) => member.Roles.Has(Roles.Referent | Roles.Adjoint);

    private static bool HasAbsence(Turn turn, Member member) => member.AbsentFrom is not null && !(member.AbsentUntil <= turn.Now);

    private static TextKey KeyFor(DaysProblem problem) => problem switch
    {
        DaysProblem.Past => TextKeys.AbsencePast,
        DaysProblem.Reversed => TextKeys.AbsenceReversed,
        _ => TextKeys.AbsenceImpossible,
    };

    // Today begins now, another day at midnight; the last day is absent to its end. All on the commune's wall clock.
    private static Member Away(Turn turn, Member member, Days? days)
    {
        var commune = turn.Situation.Commune;
        var from = days is { From: var first } && first > commune.Today(turn.Now) ? commune.Instant(first, TimeOnly.MinValue) : turn.Now;
        return member with { AbsentFrom = from, AbsentUntil = days?.Until is { } last ? commune.Instant(last.AddDays(1), TimeOnly.MinValue) : null };
    }

    private static void Confirm(Turn turn, Member before, Member absent, bool lastAdjoint)
    {
        if (turn.Contact.HasOptedOut) return;
        var text = turn.Render(TextKeys.AbsenceNoted, ("periode", DutyWords.Period(turn, absent)));
        if (lastAdjoint) text = $"{text}. {turn.Render(TextKeys.LastAdjointLeaves)}";
        else if (HasAbsence(turn, before)) text = $"{text}. {turn.Render(TextKeys.AbsenceReplaces, ("periode", DutyWords.Period(turn, before)))}";
        turn.Receipt(text, null);
    }

    private static void WarnWhoeverIsLeft(Turn turn, Member absent, bool lastAdjoint)
    {
        var period = ("periode", DutyWords.Period(turn, absent));
        foreach (var quartier in absent.ReferentOf.Where(quartier => NobodyElse(turn, absent, Roles.Referent, quartier)))
            if (DutyWords.AdjointOnDuty(turn, except: absent) is { } adjoint)
                turn.Inform(adjoint, turn.Render(TextKeys.QuartierWithoutReferent, ("quartier", turn.Situation.QuartierName(quartier)), period));
        if (!lastAdjoint) return;
        foreach (var desk in turn.Situation.Staff.Where(member => member.Roles.Has(Roles.Mairie) && member.Id != absent.Id))
            turn.Inform(desk, turn.Render(TextKeys.NoAdjointOnDuty, period));
    }

    /// <summary>True when at some moment of the absence none of the others with this office is on duty.</summary>
    private static bool NobodyElse(Turn turn, Member absent, Roles role, string? quartier)
    {
        var others = turn.Situation.Staff.Where(other => other.Id != absent.Id && (quartier is null ? other.Roles.Has(role) : other.WatchesOver(quartier))).ToList();
        var moments = others.Select(other => other.AbsentFrom).OfType<DateTimeOffset>().Append(absent.AbsentFrom!.Value).Where(absent.IsAbsent);
        return moments.Any(moment => others.All(other => !other.IsOnDuty(moment)));
    }
}
