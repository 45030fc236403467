using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Texts;

namespace VoisinsVigilants.Domain.Turns;

/// <summary>Chance, drawn before the decision so that the decision itself has none. Used only if an alert is created, a broadcast is asked for, somebody enrols or is erased.</summary>
public sealed record Drawn(Guid AlertId, AlertCode Code)
{
    public Guid BroadcastId { get; init; }

    /// <summary>Four digits, by which an adjoint confirms a broadcast.</summary>
    public string Number { get; init; } = "";

    /// <summary>The key of a person who enrols now.</summary>
    public string MemberKey { get; init; } = "";

    /// <summary>What stands for the phone of a person who is erased now.</summary>
    public PhoneNumber Pseudonym { get; init; }
}

/// <summary>
/// All the facts of one decision, loaded beforehand. A decision reads nothing else: the same situation and the same input always
/// give the same decision.
/// </summary>
/// <param name="Now">UTC; the only clock of a decision.</param>
/// <param name="Contact">The phone that texts or whose patience ended; for an alert whose time has come, its author's.</param>
/// <param name="Sender">That phone as an enrolled person; null when it is not enrolled.</param>
/// <param name="Staff">Référents, adjoints, desk and gendarmerie of the commune.</param>
/// <param name="Alerts">The contact's own recent alerts; for staff and for time, also the commune's open ones and those ended in the last 72 hours.</param>
/// <param name="Told">By alert, whom an SMS has told of it.</param>
/// <param name="Silent">Authors of these alerts who asked for no more SMS.</param>
public sealed record Situation(
    DateTimeOffset Now,
    Commune Commune,
    RelayPolicy Policy,
    TextCatalog Texts,
    Gazetteer Gazetteer,
    Contact Contact,
    Member? Sender,
    IReadOnlyList<Member> Staff,
    IReadOnlyList<Alert> Alerts,
    IReadOnlyDictionary<Guid, IReadOnlyList<Telling>> Told,
    IReadOnlySet<PhoneNumber> Silent,
    Drawn Drawn)
{
    /// <summary>Living alerts of the commune that are young enough to absorb another report of the same fact.</summary>
    public IReadOnlyList<Alert> Recent { get; init; } = [];

    /// <summary>What of free words may travel on.</summary>
    public ContentScreen Screen { get; init; } = ContentScreen.Empty;

    public IReadOnlyList<Suspension> Suspensions { get; init; } = [];

    /// <summary>By author of the alerts above.</summary>
    public IReadOnlyDictionary<PhoneNumber, FalseAlarms> FalseAlarms { get; init; } = new Dictionary<PhoneNumber, FalseAlarms>();

    public Traffic Traffic { get; init; } = Traffic.None;

    public CommuneDuty Duty { get; init; } = CommuneDuty.None;

    /// <summary>For staff: the commune's broadcasts of the last 24 hours, newest first; for time: the one whose hour has come.</summary>
    public IReadOnlyList<Broadcast> Broadcasts { get; init; } = [];

    /// <summary>The commune's month; null until a decision has asked for it.</summary>
    public MonthFigures? Month { get; init; }

    /// <summary>Whom a broadcast would reach; null until a decision has asked for it.</summary>
    public Audience? Audience { get; init; }

    public Roles Roles => Sender?.Roles ?? Roles.None;

    public IReadOnlyList<Telling> ToldOf(Alert alert) => Told.GetValueOrDefault(alert.Id) ?? [];

    public Member? StaffMember(PhoneNumber phone) => Staff.FirstOrDefault(member => member.Phone == phone);

    public Member? StaffMember(long? id) => Staff.FirstOrDefault(member => member.Id == id);

    public Suspension? SuspensionOf(PhoneNumber phone) => Suspensions.FirstOrDefault(suspension => suspension.Phone == phone);

    public string QuartierName(string? code) => Gazetteer.Quartiers.FirstOrDefault(quartier => quartier.Code == code)?.Name ?? "";
}
