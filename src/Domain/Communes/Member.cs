using VoisinsVigilants.Domain.Messages;

namespace VoisinsVigilants.Domain.Communes;

/// <summary>Somebody enrolled in the programme of one commune.</summary>
/// <param name="HomeQuartier">Code of the quartier of their address.</param>
/// <param name="ReferentOf">Codes of the quartiers they watch over.</param>
/// <param name="DutyRank">Place in the adjoints' duty order; 1 is called first.</param>
/// <param name="Reachable">False when the phone opted out or the carrier says that nothing reaches it.</param>
public sealed record Member(
    long Id,
    PhoneNumber Phone,
    string Name,
    Roles Roles,
    string? HomeQuartier,
    string? HomePlace,
    IReadOnlyList<string> ReferentOf,
    int? DutyRank,
    DateTimeOffset? AbsentFrom,
    DateTimeOffset? AbsentUntil,
    bool Reachable)
{
    public bool IsOnDuty(DateTimeOffset now) =>
        Reachable && !(AbsentFrom is { } from && now >= from && (AbsentUntil is not { } until || now < until));

    public bool WatchesOver(string? quartier) => Roles.Has(Roles.Referent) && quartier is not null && ReferentOf.Contains(quartier);
}
