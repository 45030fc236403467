using System.Globalization;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Texts;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Conversations.Flows;

/// <summary>Dates, periods and offices in the mairie's words; who is called first.</summary>
internal static class DutyWords
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    public static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", French);

    public static string Moment(DateTime local) => local.ToString("dd/MM/yyyy 'à' HH'h'mm", French);

    /// <summary>"du 03/08/2026 au 10/08/2026 inclus", the commune's days.</summary>
    public static string Period(Turn turn, Member absent)
    {
        var commune = turn.Situation.Commune;
        var from = commune.Today(absent.AbsentFrom ?? turn.Now);
        if (absent.AbsentUntil is not { } end) return turn.Render(TextKeys.PeriodFrom, ("debut", Day(from)));

        var until = commune.Today(end.AddTicks(-1));
        return until <= from
            ? turn.Render(TextKeys.PeriodOneDay, ("debut", Day(from)))
            : turn.Render(TextKeys.PeriodBetween, ("debut", Day(from)), ("fin", Day(until)));
    }

    /// <summary>Somebody by office and quartier, never by name or number.</summary>
    public static string Who(Turn turn, Member member) => member.Roles.Has(Roles.Referent)
        ? turn.Render(TextKeys.WhoReferent, ("quartier", turn.Situation.QuartierName(member.ReferentOf.FirstOrDefault())))
        : turn.Render(member.Roles.Has(Roles.Adjoint) ? TextKeys.WhoAdjoint : member.Roles.Has(Roles.Gendarmerie) ? TextKeys.WhoGendarmerie : TextKeys.WhoMairie);

    /// <summary>The adjoint on call: on duty, first in the duty order.</summary>
    public static Member? AdjointOnDuty(Turn turn, Member? except = null) => Adjoints(turn, except).FirstOrDefault(member => member.IsOnDuty(turn.Now));

    /// <summary>For what cannot wait for somebody's return: the adjoint on call, else the desk, else any adjoint who can be reached.</summary>
    public static Member? WhoeverDecides(Turn turn, Member? except = null) =>
        AdjointOnDuty(turn, except)
        ?? turn.Situation.Staff.FirstOrDefault(member => member.Id != except?.Id && member.Roles.Has(Roles.Mairie) && member.IsOnDuty(turn.Now))
        ?? Adjoints(turn, except).FirstOrDefault(member => member.Reachable);

    private static IEnumerable<Member> Adjoints(Turn turn, Member? except) => turn.Situation.Staff
        .Where(member => member.Roles.Has(Roles.Adjoint) && member.Id != except?.Id)
        .OrderBy(member => member.DutyRank ?? int.MaxValue).ThenBy(member => member.Id);
}
