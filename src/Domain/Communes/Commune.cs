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
    /// <summary>A protocol lasts three years (PRODUCT §1).</summary>
    public bool GendarmerieMayReceive(DateTimeOffset now) =>
        GendarmerieOpen && ProtocolSignedOn is { } signed && DateOnly.FromDateTime(Local(now)) < signed.AddYears(3);

    /// <summary>The wall clock in the commune.</summary>
    public DateTime Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, TimeZone).DateTime;

    public bool IsNight(DateTimeOffset now) => Night.Contains(TimeOnly.FromDateTime(Local(now)));

    /// <summary>The next time the wall clock of the commune shows the end of the night.</summary>
    public DateTimeOffset NextMorning(DateTimeOffset now) => Night.NextEnd(Local(now), TimeZone);
}
