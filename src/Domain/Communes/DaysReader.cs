using System.Text.RegularExpressions;

namespace VoisinsVigilants.Domain.Communes;

/// <summary>
/// Which days somebody means: "du 3 au 10 août", "jusqu'à dimanche", "ce week-end", "demain", "du 24/12 au 02/01", "15 jours".
/// Pure; the day it is (in the commune) is an argument.
/// </summary>
public static partial class DaysReader
{
    // Dates without a year that lie this little in the past were meant as past; older ones are next year's.
    private const int JustPast = 60;

    // "du 10 au 3 août": nobody leaves for the best part of a year without writing the year.
    private const int LongestWithoutYear = 183;

    public static DaysRead Read(string text, DateOnly today)
    {
        var found = FrenchDates.Find(text, today);
        if (found.Points.Count == 0 && found.Span is { } span) return new DaysRead(EndsOnly(found.Folded) ? span with { From = today } : span, null);
        if (found.Points.Count == 0) return found.Length is { } days ? new DaysRead(new Days(today, today.AddDays(days - 1)), null) : DaysRead.None;

        var (first, second) = (found.Points[0], found.Points.Count > 1 ? found.Points[1] : null);
        return second is null ? One(found, first, today) : Two(first, second, today);
    }

    /// <summary>The first day that is named, as in "dispo lundi"; null when none is, or when it is an end ("jusqu'à lundi").</summary>
    public static DateOnly? FirstDay(string text, DateOnly today)
    {
        var found = FrenchDates.Find(text, today);
        if (EndsOnly(found.Folded)) return null;
        return found.Points.Count > 0 ? Resolve(found.Points[0], today, null) : found.Span?.From;
    }

    private static DaysRead One(FrenchDates.Found found, FrenchDates.Point point, DateOnly today)
    {
        if (Resolve(point, today, null) is not { } day) return new DaysRead(null, DaysProblem.Impossible);
        if (day < today) return new DaysRead(null, DaysProblem.Past);

        var before = found.Folded[..point.Start].TrimEnd();
        if (UntilBefore().IsMatch(before)) return new DaysRead(new Days(today, day), null);
        if (ReturnBefore().IsMatch(before)) return day > today ? new DaysRead(new Days(today, day.AddDays(-1)), null) : new DaysRead(null, DaysProblem.Past);
        if (found.Length is { } days) return new DaysRead(new Days(day, day.AddDays(days - 1)), null);
        return new DaysRead(new Days(day, FromBefore().IsMatch(before) ? null : day), null);
    }

    private static DaysRead Two(FrenchDates.Point first, FrenchDates.Point second, DateOnly today)
    {
        // "du 3 au 10 août": the month is said once.
        if (first is { Day: not null, Month: null } && second.Month is not null) first = first with { Month = second.Month, Year = first.Year ?? second.Year };
        if (Begun(first, second, today) is { } begun) return new DaysRead(begun, null);
        if (Resolve(first, today, null) is not { } from || Resolve(second, from, from) is not { } until) return new DaysRead(null, DaysProblem.Impossible);

        if (until < today || IsJustPast(second, today)) return new DaysRead(null, DaysProblem.Past);
        if (until < from || (second.Year is null && until.DayNumber - from.DayNumber > LongestWithoutYear)) return new DaysRead(null, DaysProblem.Reversed);
        return new DaysRead(new Days(from, until), null);
    }

    // "du 20 au 30 mars", said on the 25th.
    private static Days? Begun(FrenchDates.Point first, FrenchDates.Point second, DateOnly today)
    {
        if (first is not { Day: { } day, Month: { } month } || Date(first.Year ?? today.Year, month, day) is not { } from || from >= today) return null;
        var until = second is { Day: { } lastDay, Month: { } lastMonth } ? Date(second.Year ?? today.Year, lastMonth, lastDay) : Resolve(second, today, from);
        return until >= today && until.Value.DayNumber - from.DayNumber <= LongestWithoutYear ? new Days(today, until) : null;
    }

    private static bool IsJustPast(FrenchDates.Point point, DateOnly today) =>
        point is { Day: { } day, Month: { } month, Year: null } && Date(today.Year, month, day) is { } date && date < today && today.DayNumber - date.DayNumber <= JustPast;

    /// <summary>The date a point names; null when there is none. Without a year, and alone, a date of the last weeks stays past.</summary>
    private static DateOnly? Resolve(FrenchDates.Point point, DateOnly notBefore, DateOnly? after)
    {
        if (point.Fixed is { } date) return date;
        if (point.Weekday is { } weekday) return FrenchDates.On(weekday, point.IsNext ? notBefore.AddDays(1) : notBefore);
        if (point is { Month: { } month, Year: { } year }) return Date(year, month, point.Day!.Value);
        if (point.Month is { } named) return Upcoming(named, point.Day!.Value, notBefore, keepJustPast: after is null);

        for (var next = new DateOnly(notBefore.Year, notBefore.Month, 1); next < notBefore.AddMonths(3); next = next.AddMonths(1))
            if (Date(next.Year, next.Month, point.Day!.Value) is { } found && found >= notBefore) return found;
        return null;
    }

    private static DateOnly? Upcoming(int month, int day, DateOnly notBefore, bool keepJustPast)
    {
        var thisYear = Date(notBefore.Year, month, day);
        if (thisYear >= notBefore) return thisYear;
        if (keepJustPast && thisYear is { } past && notBefore.DayNumber - past.DayNumber <= JustPast) return past;
        return Date(notBefore.Year + 1, month, day);
    }

    private static DateOnly? Date(int year, int month, int day) =>
        month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    private static bool EndsOnly(string folded) => UntilAnywhere().IsMatch(folded);

    [GeneratedRegex(@"\bjusqu ?(?:au|a|en|e)?(?: la| le)?$")]
    private static partial Regex UntilBefore();

    [GeneratedRegex(@"\bjusqu ?(?:au|a|en|e)\b")]
    private static partial Regex UntilAnywhere();

    [GeneratedRegex(@"\b(?:retour|rentre|reviens|revient|rentrerai|reviendrai|la|dispo|disponible)(?: (?:le|a|des|que|a partir (?:de|du)))?$")]
    private static partial Regex ReturnBefore();

    [GeneratedRegex(@"(?:^| )(?:du|des|depuis|a partir (?:de|du)|a compter (?:de|du)|des le)$")]
    private static partial Regex FromBefore();
}
