using VoisinsVigilants.Domain.Communes;

namespace VoisinsVigilants.Domain.Turns;

/// <summary>What somebody asked for themselves and that still needs an answer of theirs. Stored by name.</summary>
public enum RequestKind
{
    Enrol,

    /// <summary>An enrolled person has moved house.</summary>
    Move,
    Erase,
}

/// <summary>
/// An enrolment, a move or an erasure that waits for an answer. Stored as JSON, and forgotten with all it holds when the answer is no or
/// does not come. A report in between does not end it.
/// </summary>
/// <param name="Until">Silence until then is a no.</param>
public sealed record Request(RequestKind Kind, DateTimeOffset Until)
{
    public string? Quartier { get; init; }

    /// <summary>Canonical name, or the person's own words for a street we do not have.</summary>
    public string? Place { get; init; }

    /// <summary>Names among which the person was asked to choose, of places or of quartiers.</summary>
    public IReadOnlyList<string> Offered { get; init; } = [];

    /// <summary>Version of the charter that was shown; null before.</summary>
    public string? Charter { get; init; }

    /// <summary>Carrier ids of the SMS that speak of this request: they are emptied when nothing comes of it.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    public bool IsLocated => Quartier is not null;
}

/// <summary>A phone that becomes a member, with the proof that its owner wanted it.</summary>
/// <param name="Key">Drawn; stays the same for as long as they are enrolled.</param>
/// <param name="CharterText">The charter word for word, as it was shown.</param>
public sealed record NewMember(string Key, string Quartier, string? Place, EnrolmentProof Proof, string CharterText);
