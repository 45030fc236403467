using System.Globalization;

namespace VoisinsVigilants.Faults.Tests;

/// <summary>What happens when, all drawn from one seed before anything starts: the same seed is the same storm.</summary>
/// <param name="Kills">kill -9 of a node; for every eight of them one is stopped politely.</param>
/// <param name="Away">The database goes away once, for so long; null: several times, for seconds.</param>
internal sealed record StormPlan(int Seed, int Reports, int Kills, TimeSpan Length, int Broadcast, TimeSpan? Away = null)
{
    public static readonly StormPlan Short = new(20_261, 60, 3, TimeSpan.FromSeconds(18), 20);

    /// <summary>That of <c>VOISINS_FAULTS</c> (seed, reports, kills, seconds, and seconds without database), or the short one.</summary>
    public static StormPlan Wanted()
    {
        if (Environment.GetEnvironmentVariable("VOISINS_FAULTS") is not { Length: > 0 } text) return Short;
        var numbers = text.Split(' ').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        return new StormPlan(numbers[0], numbers[1], numbers[2], TimeSpan.FromSeconds(numbers[3]), 300, numbers[4] > 0 ? TimeSpan.FromSeconds(numbers[4]) : null);
    }

    public bool IsLong => Reports > Short.Reports;

    /// <summary>Instants spread over the storm, none at its very beginning, with jitter from the seed.</summary>
    public IEnumerable<TimeSpan> Moments(int count, int salt)
    {
        var dice = new Random(Seed + salt);
        var step = (Length - TimeSpan.FromSeconds(2)) / Math.Max(1, count);
        for (var one = 0; one < count; one++) yield return TimeSpan.FromSeconds(1) + (step * (one + dice.NextDouble()));
    }

    public int DatabaseCrashes => Away is not null ? 1 : Math.Max(1, (int)(Length.TotalSeconds / 75));

    public int Cuts => Math.Max(2, (int)(Length.TotalSeconds / 20));

    public int ClockSteps => Math.Max(1, (int)(Length.TotalSeconds / 60));

    public int Weathers => Math.Max(4, (int)(Length.TotalSeconds / 6));
}
