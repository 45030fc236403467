using VoisinsVigilants.Domain.Messages;

namespace VoisinsVigilants.Domain.Alerts;

/// <summary>Where an alert is in its life. Stored by name.</summary>
public enum AlertState
{
    /// <summary>Its words wait for a human; nothing has been relayed.</summary>
    Held,

    /// <summary>Relayed, nobody has answered yet.</summary>
    Open,

    /// <summary>VU: somebody is on it.</summary>
    Taken,
    Confirmed,

    /// <summary>CLOS.</summary>
    Closed,

    /// <summary>FAUX.</summary>
    FalseAlarm,

    /// <summary>ANNULER, by its author.</summary>
    Withdrawn,

    /// <summary>No verdict in seven days.</summary>
    Expired,

    /// <summary>REFUSER: held, and a human decided that it goes nowhere.</summary>
    Refused,
}

/// <summary>How far silence has carried an alert. Stored as the number; only grows.</summary>
public enum EscalationStep
{
    Relayed = 0,

    /// <summary>The référents were reminded and those of the other quartiers told.</summary>
    Reminded = 1,

    /// <summary>The adjoints are being told, one after the other.</summary>
    WithAdjoints = 2,

    /// <summary>The town-hall desk was told; the console shows red.</summary>
    AtDesk = 3,
}

/// <summary>One event in a commune, as the people whose job it is see it.</summary>
/// <param name="Place">Canonical name of the place, or the author's own words when it is not in the commune's list.</param>
/// <param name="Quartier">Code of the quartier; null when nobody could tell.</param>
/// <param name="Incomplete">Relayed although the author had stopped answering.</param>
/// <param name="Author">Never shown to anyone, never told of their own alert.</param>
/// <param name="Body">The author's words, complements included.</param>
/// <param name="TakenBy">Member id of who took charge.</param>
/// <param name="DigestAt">A night alert whose référents will be told in the morning.</param>
/// <param name="DueAt">When time itself must act next; null once ended.</param>
/// <param name="Version">As loaded; a change is written only if nobody has changed the alert since.</param>
public sealed record Alert(
    Guid Id,
    AlertCode Code,
    AlertState State,
    DateTimeOffset StateSince,
    AlertCategory? Category,
    string? Place,
    string? Quartier,
    bool Urgent,
    bool Incomplete,
    PhoneNumber Author,
    bool AuthorEnrolled,
    string Body,
    DateTimeOffset CreatedAt,
    long? TakenBy,
    EscalationStep Escalation,
    DateTimeOffset? DigestAt,
    DateTimeOffset? DueAt,
    int Version)
{
    /// <summary>Words that a human must read before anything leaves; forgotten once decided. <see cref="Body"/> never holds them.</summary>
    public string? HeldWords { get; init; }

    /// <summary>Further authors, and the first one too once they have taken their part back.</summary>
    public IReadOnlyList<Witness> Witnesses { get; init; } = [];

    /// <summary>Its author's number is suspended: it goes no further than the adjoints.</summary>
    public bool AdjointOnly { get; init; }

    public bool IsEnded => State >= AlertState.Closed;

    /// <summary>Those whose report stands: they are told how it ends.</summary>
    public IEnumerable<PhoneNumber> Authors => Witnesses.Where(witness => !witness.Withdrawn).Select(witness => witness.Phone)
        .Concat(Witnesses.Any(witness => witness.Phone == Author) ? [] : [Author]);

    /// <summary>The phone reported it, whether or not its report still stands: it is never told of the alert.</summary>
    public bool IsFrom(PhoneNumber phone) => phone == Author || Witnesses.Any(witness => witness.Phone == phone);

    public Alert With(Witness witness) => this with { Witnesses = [.. Witnesses.Where(other => other.Phone != witness.Phone), witness] };

    /// <summary>The alert in another state; an ended alert waits for nothing more.</summary>
    public Alert Moved(AlertState state, DateTimeOffset now, DateTimeOffset? due) => this with
    {
        State = state,
        StateSince = now,
        DueAt = state >= AlertState.Closed ? null : due,
        DigestAt = state >= AlertState.Closed ? null : DigestAt,
    };
}

/// <summary>Another author of the same alert.</summary>
/// <param name="Body">Their words, as far as they may be relayed.</param>
/// <param name="Withdrawn">They took their part back; the alert lives on with the others.</param>
public sealed record Witness(PhoneNumber Phone, DateTimeOffset At, string Body, bool Withdrawn);

/// <summary>Somebody was sent an SMS that tells of an alert.</summary>
/// <param name="Purpose">The last one that told them.</param>
/// <param name="Status">The best news of any SMS that told them: lost only when all were lost.</param>
public sealed record Telling(PhoneNumber Phone, long? MemberId, MessagePurpose Purpose, DeliveryStatus Status, DateTimeOffset At);

/// <summary>What a line of an alert's log is.</summary>
public enum EntryKind
{
    Reported,
    Complemented,
    Taken,
    Confirmed,
    Forwarded,
    FalseAlarm,
    Closed,
    Withdrawn,
    Expired,
    Note,
    Acknowledged,
    Feedback,
    Reminded,
    Escalated,

    /// <summary>Another witness; the words are theirs.</summary>
    Joined,

    /// <summary>Waits for a human; the body names the reasons.</summary>
    Held,
    Released,
    Rejected,
    Suspended,
    SuspensionLifted,
}
