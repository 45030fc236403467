using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace VoisinsVigilants.Domain.Communes;

/// <summary>
/// The pieces of dates in a French text, in its order: <c>24/12</c>, <c>1er août 2026</c>, <c>vendredi</c>, <c>ce week-end</c>,
/// <c>15 jours</c>. What they mean together is <see cref="DaysReader"/>'s.
/// </summary>
internal static partial class FrenchDates
{
    /// <summary>A day named by some of its parts; <paramref name="Day"/> alone takes the month of its neighbour.</summary>
    /// <param name="Fixed">Already a date: a day of the week, tomorrow.</param>
    /// <param name="Start">Where it stands in the folded text.</param>
    public sealed record Point(int Start, int? Day, int? Month, int? Year, DateOnly? Fixed, bool IsNext = false)
    {
        public DayOfWeek? Weekday { get; init; }
    }

    /// <summary>All that a text says of dates.</summary>
    /// <param name="Span">"ce week-end", "la semaine prochaine", "en août".</param>
    /// <param name="Length">"pour 15 jours".</param>
    public sealed record Found(string Folded, IReadOnlyList<Point> Points, Days? Span, int? Length);

    private const string Months = "janvier|janv|fevrier|fevr|fev|mars|avril|avr|mai|juin|juillet|juil|aout|septembre|sept|octobre|oct|novembre|nov|decembre|dec";
    private const string Weekdays = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche";
    private const string Counts = @"\d{1,3}|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|quinze";

    private static readonly string[] MonthBeginnings = ["jan", "fev", "mar", "avr", "mai", "juin", "juil", "aou", "sep", "oct", "nov", "dec"];
    private static readonly string[] WeekdayNames = ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"];

    private static readonly Dictionary<string, int> Numbers = new()
    {
        ["un"] = 1, ["une"] = 1, ["deux"] = 2, ["trois"] = 3, ["quatre"] = 4, ["cinq"] = 5, ["six"] = 6, ["sept"] = 7, ["huit"] = 8, ["neuf"] = 9, ["dix"] = 10, ["quinze"] = 15,
    };

    public static Found Find(string text, DateOnly today)
    {
        var folded = Fold(text);
        var span = SpanIn(folded, today);
        var points = new List<Point>();
        foreach (Match match in PointPattern().Matches(folded)) points.AddRange(PointsOf(match, today));
        return new Found(folded, points, span, LengthIn(folded));
    }

    /// <summary>Lower case without accents; apostrophes and other strange characters are spaces.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text.Replace('’', '\'').Normalize(NormalizationForm.FormD))
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                folded.Append(char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : c is '/' or '.' or '-' ? c : ' ');
        return Spaces().Replace(folded.ToString(), " ").Trim();
    }

    public static DateOnly On(DayOfWeek weekday, DateOnly notBefore) => notBefore.AddDays(((int)weekday - (int)notBefore.DayOfWeek + 7) % 7);

    private static IEnumerable<Point> PointsOf(Match match, DateOnly today)
    {
        Group Group(string name) => match.Groups[name];
        int? Number(string name) => Group(name).Success ? int.Parse(Group(name).Value, CultureInfo.InvariantCulture) : null;

        if (Group("first").Success)
        {
            var month = MonthOf(Group("rangemonth").Value);
            return [new Point(match.Index, Number("first"), month, null, null), new Point(Group("last").Index, Number("last"), month, Number("rangeyear"), null)];
        }
        if (Group("named").Success) return [new Point(match.Index, Number("named"), MonthOf(Group("month").Value), Number("year"), null)];
        if (Group("day").Success) return [new Point(match.Index, Number("day"), Number("number"), FullYear(Number("numberyear")), null)];
        if (Group("weekday").Success) return [new Point(match.Index, null, null, null, null, Group("next").Success) { Weekday = (DayOfWeek)Array.IndexOf(WeekdayNames, Group("weekday").Value) }];
        if (Group("alone").Success) return [new Point(Group("alone").Index, Number("alone"), null, null, null)];
        var days = Group("after").Success ? 2 : Group("tomorrow").Success ? 1 : 0;
        return [new Point(match.Index, null, null, null, today.AddDays(days))];
    }

    private static int MonthOf(string name) => Array.FindIndex(MonthBeginnings, begins => name.StartsWith(begins, StringComparison.Ordinal)) + 1;

    private static int? FullYear(int? year) => year < 100 ? 2000 + year : year;

    private static Days? SpanIn(string folded, DateOnly today)
    {
        // "jusqu'à la fin de la semaine": the span is only an end.
        var saturday = today.DayOfWeek == DayOfWeek.Sunday ? today.AddDays(-1) : On(DayOfWeek.Saturday, today);
        var sunday = On(DayOfWeek.Sunday, today);
        if (NextWeekend().IsMatch(folded)) return new Days(saturday.AddDays(7), saturday.AddDays(8));
        if (Weekend().IsMatch(folded)) return new Days(saturday < today ? today : saturday, saturday.AddDays(1));
        if (NextWeek().IsMatch(folded)) return new Days(sunday.AddDays(1), sunday.AddDays(7));
        if (ThisWeek().IsMatch(folded)) return new Days(today, sunday);
        if (EndOfMonth().IsMatch(folded)) return new Days(today, LastOf(today));
        if (WholeMonth().Match(folded) is not { Success: true } match) return null;

        var first = new DateOnly(today.Year, MonthOf(match.Groups["month"].Value), 1);
        if (LastOf(first) < today) first = first.AddYears(1);
        return new Days(first < today ? today : first, LastOf(first));
    }

    private static DateOnly LastOf(DateOnly month) => new(month.Year, month.Month, DateTime.DaysInMonth(month.Year, month.Month));

    private static int? LengthIn(string folded)
    {
        if (LengthPattern().Match(folded) is not { Success: true } match) return null;
        var count = Numbers.TryGetValue(match.Groups["count"].Value, out var number) ? number : int.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture);
        return count * match.Groups["unit"].Value switch { "semaine" => 7, "mois" => 30, _ => 1 };
    }

    [GeneratedRegex(
        @"\b(?<first>\d{1,2}) ?- ?(?<last>\d{1,2}) (?<rangemonth>" + Months + @")\b(?: (?<rangeyear>20\d\d))?" +
        @"|\b(?<named>\d{1,2})(?:er)? (?:de |d )?(?<month>" + Months + @")\b(?: (?<year>20\d\d))?" +
        @"|\b(?<day>\d{1,2}) ?[/.-] ?(?<number>\d{1,2})(?: ?[/.-] ?(?<numberyear>20\d\d|\d\d))?\b" +
        @"|\b(?<weekday>" + Weekdays + @")\b(?! (?:le )?\d)(?<next> prochain)?" +
        @"|(?<=\b(?:du|au|le|de|a|et|" + Weekdays + @") )(?<alone>\d{1,2})(?:er)?\b(?! ?(?:h\b|heures?|jours?|semaines?|mois|min|ans?\b|rue|[/.-] ?\d))" +
        @"|\b(?<after>apres[- ]?demain)\b|\b(?<tomorrow>demain)\b|\b(?:aujourd hui|maintenant|ce soir|ce matin|ce midi|cet apres[- ]midi|cette nuit)\b")]
    private static partial Regex PointPattern();

    [GeneratedRegex(@"\b(?:week ?-?end|we|fin de semaine) prochaine?\b")]
    private static partial Regex NextWeekend();

    [GeneratedRegex(@"\b(?:(?:ce|le|du|tout le|pour le) (?:week ?-?end|we)|week ?-?end|cette fin de semaine)\b")]
    private static partial Regex Weekend();

    [GeneratedRegex(@"\bsemaine prochaine\b")]
    private static partial Regex NextWeek();

    [GeneratedRegex(@"\b(?:cette semaine|(?:la )?fin de (?:la )?semaine|toute la semaine|de la semaine)\b")]
    private static partial Regex ThisWeek();

    [GeneratedRegex(@"\bfin (?:du|de ce) mois\b")]
    private static partial Regex EndOfMonth();

    [GeneratedRegex(@"\b(?:en|mois de|mois d|tout le mois de|tout) (?<month>" + Months + @")\b")]
    private static partial Regex WholeMonth();

    [GeneratedRegex(@"\b(?<count>" + Counts + @") (?<unit>jour|semaine|mois)s?\b")]
    private static partial Regex LengthPattern();

    [GeneratedRegex(" +")]
    private static partial Regex Spaces();
}
