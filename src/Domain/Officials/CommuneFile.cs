using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Texts;

namespace VoisinsVigilants.Domain.Officials;

/// <summary>A commune as its town hall wrote it down in <c>communes/&lt;code&gt;/</c>: all that an import needs, already checked.</summary>
/// <param name="Code">Name of the directory, the commune's key.</param>
/// <param name="Number">The published number.</param>
/// <param name="Policy">The defaults, with what <c>commune.txt</c> changes.</param>
/// <param name="PricePerSegment">EUR, for the kind of sender the published number is.</param>
/// <param name="Remarks">Not wrong, but worth a look: a quartier with a single référent, say.</param>
public sealed record CommuneFile(
    string Code,
    string Name,
    PhoneNumber Number,
    TimeZoneInfo TimeZone,
    QuietHours Night,
    bool GendarmerieOpen,
    DateOnly? ProtocolSignedOn,
    bool DeskWantsAll,
    decimal PricePerSegment,
    RelayPolicy Policy,
    IReadOnlyList<Quartier> Quartiers,
    IReadOnlyList<Place> Places,
    IReadOnlyList<CommunePerson> People,
    IReadOnlyList<FileError> Remarks)
{
    /// <summary>The next quarterly meeting of the référents, on the commune's wall clock.</summary>
    public DateTime? NextMeeting { get; init; }

    /// <summary>EUR; null when none was written.</summary>
    public decimal? MonthlyBudget { get; init; }

    /// <summary>Two more public holidays.</summary>
    public bool IsInAlsaceMoselle { get; init; }

    /// <summary>What the published number is: carriers bill each kind its own price.</summary>
    public SenderKind Sender { get; init; } = SenderKind.GeographicNumber;
}

/// <summary>One line of <c>personnes.csv</c>.</summary>
/// <param name="Key">The person's key in the town hall's own file; stays the same when name or phone change.</param>
/// <param name="Quartier">Code of the quartier of their address; that of <paramref name="Place"/> when only the place was written.</param>
/// <param name="Place">Canonical name of the street or landmark they live in.</param>
/// <param name="ReferentOf">Codes of the quartiers they watch over.</param>
/// <param name="DutyRank">Place in the adjoints' duty order; 1 is called first.</param>
public sealed record CommunePerson(
    string Key, string Name, PhoneNumber Phone, Roles Roles, string? Quartier, string? Place, IReadOnlyList<string> ReferentOf, int? DutyRank)
{
    /// <summary>When they were, or will be, trained.</summary>
    public DateOnly? TrainedOn { get; init; }

    /// <summary>Of a desk or a brigade only.</summary>
    public string? Email { get; init; }

    /// <summary>Null when the file says nothing of it.</summary>
    public PaperProof? Proof { get; init; }
}

/// <summary>That somebody agreed to the charter, as the town hall wrote it down.</summary>
public sealed record PaperProof(DateOnly On, ProofSource Source, string Charter);
