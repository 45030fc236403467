namespace VoisinsVigilants.Domain.Communes;

/// <summary>What was understood of a place.</summary>
/// <param name="Known">The place of the commune, when exactly one fits.</param>
/// <param name="Quartier">Code of the quartier named or implied.</param>
/// <param name="Candidates">Places between which the author must choose (2 to 5), else empty.</param>
/// <param name="NamesUnknown">The text names a place that is not in the commune's list.</param>
/// <param name="Words">The words of the text that name the place, as typed; null when it names none.</param>
public sealed record PlaceReading(Place? Known, string? Quartier, IReadOnlyList<Place> Candidates, bool NamesUnknown, string? Words)
{
    public static PlaceReading None { get; } = new(null, null, [], false, null);
}
