namespace VoisinsVigilants.Domain.Communes;

/// <summary>
/// Public holidays where a commune is: those of the Code du travail (L3133-1), Good Friday and 26 December in Alsace-Moselle (L3134-13), and
/// overseas the day on which the abolition of slavery is remembered (decree 83-1003). Overseas is told by the time zone.
/// </summary>
public static class Holidays
{
    private static readonly (int Month, int Day)[] Fixed = [(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)];

    private static readonly Dictionary<string, (int Month, int Day)> Overseas = new()
    {
        ["Indian/Reunion"] = (12, 20), ["Indian/Mayotte"] = (4, 27), ["America/Martinique"] = (5, 22), ["America/Guadeloupe"] = (5, 27),
        ["America/Cayenne"] = (6, 10), ["America/Marigot"] = (5, 28), ["America/St_Barthelemy"] = (10, 9),
    };

    public static bool Has(DateOnly day, string timeZone, bool alsaceMoselle)
    {
        if (Fixed.Contains((day.Month, day.Day)) || (Overseas.TryGetValue(timeZone, out var own) && own == (day.Month, day.Day))) return true;
        if (alsaceMoselle && (day.Month, day.Day) == (12, 26)) return true;

        // Easter Monday, Ascension Day, Whit Monday; Good Friday.
        var afterEaster = day.DayNumber - Easter(day.Year).DayNumber;
        return afterEaster is 1 or 39 or 50 || (alsaceMoselle && afterEaster == -2);
    }

    // Meeus, Jones, Butcher: the Gregorian computus.
    internal static DateOnly Easter(int year)
    {
        var (a, b, c) = (year % 19, year / 100, year % 100);
        var h = ((19 * a) + b - (b / 4) - ((b - ((b + 8) / 25) + 1) / 3) + 15) % 30;
        var l = (32 + (2 * (b % 4)) + (2 * (c / 4)) - h - (c % 4)) % 7;
        var days = h + l - (7 * ((a + (11 * h) + (22 * l)) / 451)) + 114;
        return new DateOnly(year, days / 31, (days % 31) + 1);
    }
}
