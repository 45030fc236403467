using System.Globalization;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Texts;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Conversations.Flows;

/// <summary>STATS: the commune's month in one SMS, for its adjoints.</summary>
internal static class Figures
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    public static void Tell(Turn turn)
    {
        if (!turn.Situation.Roles.Has(Roles.Adjoint))
        {
            turn.Reply(TextKeys.NotForYou);
            return;
        }
        if (turn.FiguresOfMonth() is not { } month) return;
        turn.Reply(
            TextKeys.Figures,
            ("mois", month.Month.ToString("MMMM", French)),
            ("alertes", month.Alerts.ToString(French)),
            ("confirmees", month.Confirmed.ToString(French)),
            ("fausses", month.False.ToString(French)),
            ("delai", month.FirstTaken is { } span ? $"{Math.Round(span.TotalMinutes).ToString(French)} min" : "-"),
            ("sms", month.Segments.ToString(French)),
            ("prix", BroadcastWords.Euros(month.Spent)),
            ("budget", turn.Situation.Commune.MonthlyBudget is { } budget
                ? turn.Render(TextKeys.FiguresBudget, ("reste", BroadcastWords.Euros(month.Left(budget))))
                : ""));
    }
}
