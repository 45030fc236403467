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
    /// <summary>When they were, or will be, trained.</summary>
    public DateOnly? TrainedOn { get; init; }

    /// <summary>Of a desk or a brigade only; null when there is none, or when the installation writes no mail.</summary>
    public string? Email { get; init; }

    public PhoneTest Test { get; init; } = PhoneTest.Unplanned;

    /// <summary>Away from duty at an instant, by their own word.</summary>
    public bool IsAbsent(DateTimeOffset at) => AbsentFrom is { } from && at >= from && (AbsentUntil is not { } until || at < until);

    public DateTimeOffset EnrolledAt { get; init; }

    /// <summary>Null for those whose enrolment the town hall keeps elsewhere.</summary>
    public EnrolmentProof? Proof { get; init; }

    public bool IsOnDuty(DateTimeOffset now) =>
        Reachable && !IsAbsent(now);

    public bool WatchesOver(string? quartier) => Roles.Has(Roles.Referent) && quartier is not null && ReferentOf.Contains(quartier);
}

/// <summary>The monthly test of a phone (PRODUCT §5).</summary>
/// <param name="DueAt">When time looks at it next: to send a test, or because the answer to one is late. Null until planned.</param>
/// <param name="SentAt">A test waits for its answer since.</param>
/// <param name="FailedAt">The carrier could not deliver it.</param>
/// <param name="SilentSince">No answer; the adjoint was told. Any word from the phone ends it.</param>
public sealed record PhoneTest(DateTimeOffset? DueAt, DateTimeOffset? SentAt, DateTimeOffset? FailedAt, DateTimeOffset? SilentSince)
{
    public static PhoneTest Unplanned { get; } = new(null, null, null, null);
}
