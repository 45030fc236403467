using VoisinsVigilants.Domain.Messages;

namespace VoisinsVigilants.Domain.Alerts;

/// <summary>Where a broadcast is. Stored by name.</summary>
public enum BroadcastState
{
    /// <summary>An adjoint was shown the text and asked to confirm it.</summary>
    Asked,

    /// <summary>NON.</summary>
    Refused,

    /// <summary>Nobody answered in time.</summary>
    Lapsed,

    /// <summary>OUI and its number: it leaves when <see cref="Broadcast.DueAt"/> has come.</summary>
    Confirmed,

    /// <summary>The residents' SMS are written; some may still wait for the carrier.</summary>
    Leaving,
    Sent,

    /// <summary>Confirmed, but when its hour came the budget was used up or the alert had ended.</summary>
    Stopped,
}

/// <summary>One text to the residents of a quartier or of the whole commune. Nothing leaves before an adjoint has confirmed it by its number.</summary>
/// <param name="Number">Four digits drawn at random; OUI and these send it.</param>
/// <param name="Text">As it will be sent, in the GSM alphabet.</param>
/// <param name="Quartier">Code; null for the whole commune.</param>
/// <param name="Urgent">Leaves at once, whatever the hour.</param>
/// <param name="AskedOf">The adjoint who confirms; the same as <paramref name="AskedBy"/> when an adjoint asked.</param>
/// <param name="DueAt">When time acts next: the question lapses, the broadcast leaves, or its end is told.</param>
/// <param name="People">Residents counted when it was asked; once it is leaving, those whose SMS the carrier has taken.</param>
public sealed record Broadcast(
    Guid Id,
    string Number,
    BroadcastState State,
    string Text,
    string? Quartier,
    bool Urgent,
    PhoneNumber AskedBy,
    PhoneNumber AskedOf,
    DateTimeOffset AskedAt,
    DateTimeOffset? DueAt,
    int People)
{
    /// <summary>The alert it tells of, and how people call it; null for news.</summary>
    public (Guid Id, string Code)? Alert { get; init; }

    /// <summary>SMS of it that the carrier has not taken yet.</summary>
    public int Waiting { get; init; }

    /// <summary>An adjoint's own text is confirmed in one sitting; a référent's request may find the adjoint busy.</summary>
    public TimeSpan Patience => AskedBy == AskedOf ? TimeSpan.FromMinutes(10) : TimeSpan.FromHours(1);

    public bool IsOpen(DateTimeOffset now) => State == BroadcastState.Asked && now < AskedAt + Patience;

    /// <summary>It goes to the residents, or has gone.</summary>
    public bool IsDecided => State is BroadcastState.Confirmed or BroadcastState.Leaving or BroadcastState.Sent;
}

/// <summary>Whom a broadcast would reach: enrolled residents, without those who asked for silence and dead numbers.</summary>
/// <param name="ByQuartier">Residents by code of their quartier; <c>""</c> for those whose quartier is not known.</param>
/// <param name="Authors">By alert, how many of its authors are among the residents of its quartier: they know already.</param>
public sealed record Audience(IReadOnlyDictionary<string, int> ByQuartier, IReadOnlyDictionary<Guid, int> Authors)
{
    public int Count(string? quartier, Guid? alert) =>
        (quartier is null ? ByQuartier.Values.Sum() : ByQuartier.GetValueOrDefault(quartier)) - (alert is { } id ? Authors.GetValueOrDefault(id) : 0);
}
