using VoisinsVigilants.Domain.Messages;

namespace VoisinsVigilants.Domain.Communes;

/// <summary>A commune as it was when the situation was loaded.</summary>
/// <param name="Number">The published number: what residents text, and where its SMS come from.</param>
/// <param name="ProtocolSignedOn">Date of the protocol with the gendarmerie; nothing is sent to them without it.</param>
/// <param name="DeskWantsAll">The town-hall desk receives every alert when it is created.</param>
/// <param name="PricePerSegment">EUR, an estimate.</param>
public sealed record Commune(
    int Id,
    string Code,
    string Name,
    PhoneNumber Number,
    TimeZoneInfo TimeZone,
    QuietHours Night,
    bool GendarmerieOpen,
    DateOnly? ProtocolSignedOn,
    bool DeskWantsAll,
    decimal PricePerSegment)
{
    private static readonly TimeOnly Morning = new(9, 0);

    /// <summary>The next quarterly meeting, on the commune's wall clock.</summary>
    public DateTime? NextMeeting { get; init; }

    /// <summary>Good Friday and 26 December are holidays too.</summary>
    public bool IsInAlsaceMoselle { get; init; }

    /// <summary>The protocol's first day without effect.</summary>
    public DateOnly? ProtocolEndsOn => ProtocolSignedOn?.AddYears(3);

    /// <summary>Hours in which residents are not disturbed by what can wait.</summary>
    private static readonly QuietHours Evening = new(new TimeOnly(20, 0), new TimeOnly(8, 0));

    private static readonly QuietHours Day = new(new TimeOnly(8, 0), new TimeOnly(20, 0));

    /// <summary>EUR a month; null when the mairie set none.</summary>
    public decimal? MonthlyBudget { get; init; }

    /// <summary>A protocol lasts three years (PRODUCT §1).</summary>
    public bool GendarmerieMayReceive(DateTimeOffset now) =>
        GendarmerieOpen && ProtocolEndsOn is { } end && Today(now) < end;

    /// <summary>The wall clock in the commune.</summary>
    public DateTime Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, TimeZone).DateTime;

    /// <summary>The day it is in the commune.</summary>
    public DateOnly Today(DateTimeOffset instant) => DateOnly.FromDateTime(Local(instant));

    /// <summary>The instant at which a wall clock of the commune shows this; what the change to summer time skips is an hour later.</summary>
    public DateTimeOffset Instant(DateOnly day, TimeOnly time)
    {
        var wall = day.ToDateTime(time);
        if (TimeZone.IsInvalidTime(wall)) wall = wall.AddHours(1);
        return new DateTimeOffset(wall, TimeZone.GetUtcOffset(wall)).ToUniversalTime();
    }

    /// <summary>When a day's reminders are written: people are up, and at work.</summary>
    public DateTimeOffset MorningOf(DateOnly day) => Instant(day, Morning);

    /// <summary>Sundays and public holidays: what can wait and what no human asked for disturbs nobody.</summary>
    public bool IsDayOff(DateOnly day) => day.DayOfWeek == DayOfWeek.Sunday || Holidays.Has(day, TimeZone.Id, IsInAlsaceMoselle);

    /// <summary>The last working day that is not after this one.</summary>
    public DateOnly WorkingDayUpTo(DateOnly day)
    {
        while (IsDayOff(day)) day = day.AddDays(-1);
        return day;
    }

    /// <summary>The first working day after this one.</summary>
    public DateOnly WorkingDayAfter(DateOnly day)
    {
        do day = day.AddDays(1);
        while (IsDayOff(day));
        return day;
    }

    public bool IsNight(DateTimeOffset now) => Night.Contains(TimeOnly.FromDateTime(Local(now)));

    /// <summary>The next time the wall clock of the commune shows the end of the night.</summary>
    public DateTimeOffset NextMorning(DateTimeOffset now) => Night.NextEnd(Local(now), TimeZone);

    /// <summary>When a broadcast that can wait may leave: now between 08:00 and 20:00, else the next morning.</summary>
    public DateTimeOffset BroadcastFrom(DateTimeOffset now) =>
        Evening.Contains(TimeOnly.FromDateTime(Local(now))) ? Evening.NextEnd(Local(now), TimeZone) : now;

    /// <summary>When the hours of such a broadcast end.</summary>
    public DateTimeOffset BroadcastUntil(DateTimeOffset from) => Day.NextEnd(Local(from), TimeZone);
}
