namespace VoisinsVigilants.Simulator;

/// <summary>The clock on a commune's wall.</summary>
internal static class WallClock
{
    /// <summary>The next time it shows this hour.</summary>
    public static DateTimeOffset Next(TimeOnly hour, DateTimeOffset now, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(now, zone).DateTime;
        var target = local.Date + hour.ToTimeSpan();
        if (target <= local) target = target.AddDays(1);

        // The hour that a change of clocks leaves out: what comes right after it is meant.
        if (zone.IsInvalidTime(target)) target = target.AddHours(1);
        return new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(target, zone), TimeSpan.Zero);
    }
}
