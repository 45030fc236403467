namespace VoisinsVigilants.Domain.Communes;

/// <summary>The hours when référents are not woken, on the commune's wall clock; may pass midnight.</summary>
public sealed record QuietHours(TimeOnly Starts, TimeOnly Ends)
{
    public static QuietHours Default { get; } = new(new TimeOnly(22, 0), new TimeOnly(7, 0));

    // TimeOnly.IsBetween includes the start, excludes the end and passes midnight.
    public bool Contains(TimeOnly time) => Starts != Ends && time.IsBetween(Starts, Ends);

    /// <summary>The next instant at which these hours end. An end that the change to summer time skips happens an hour later.</summary>
    public DateTimeOffset NextEnd(DateTime local, TimeZoneInfo zone)
    {
        var day = TimeOnly.FromDateTime(local) < Ends ? local.Date : local.Date.AddDays(1);
        var end = DateTime.SpecifyKind(day + Ends.ToTimeSpan(), DateTimeKind.Unspecified);
        if (zone.IsInvalidTime(end)) end = end.AddHours(1);
        return new DateTimeOffset(end, zone.GetUtcOffset(end)).ToUniversalTime();
    }
}
