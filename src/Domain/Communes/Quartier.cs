namespace VoisinsVigilants.Domain.Communes;

/// <summary>A sector of a commune with its own référents.</summary>
/// <param name="Code">Key within the commune, lower-case letters, digits and hyphens: <c>centre-bourg</c>.</param>
/// <param name="Name">As people say it: <c>Centre-Bourg</c>.</param>
public sealed record Quartier(string Code, string Name);

/// <summary>A street or landmark of a commune.</summary>
/// <param name="Name">Canonical name, with accents: <c>Rue du Château d'Eau</c>.</param>
/// <param name="Quartier">Code of the quartier it lies in.</param>
/// <param name="Aliases">Other names people use, possibly none.</param>
public sealed record Place(string Name, string Quartier, IReadOnlyList<string> Aliases);
