namespace VoisinsVigilants.Domain.Communes;

/// <summary>What the mairie's files say about the words of places, by sound.</summary>
/// <param name="Types">Kinds of street with their abbreviations: <c>av</c> → <c>avenue</c>.</param>
/// <param name="Links">Words between a kind and a name: de, du, la.</param>
/// <param name="Elsewhere">Places named in texts that are not in the commune's list, but are places; phrases word by word.</param>
/// <param name="Quartier">Words that announce a quartier.</param>
/// <param name="NotNames">Words that are no name behind a kind of street: "la rue qui descend".</param>
/// <param name="Institutions">Places that also act ("la mairie a appelé"): a place only where one can stand.</param>
/// <param name="Before">Words that say that something stands or happens there: devant, derrière, mur, cour.</param>
/// <param name="NotBefore">Words that make what follows no place: "est garé".</param>
/// <param name="Directions">Words that announce a town somebody left for.</param>
public sealed record PlaceWords(
    IReadOnlyDictionary<string, string> Types,
    IReadOnlySet<string> Links,
    IReadOnlyList<IReadOnlyList<string>> Elsewhere,
    IReadOnlySet<string> Quartier,
    IReadOnlySet<string> NotNames,
    IReadOnlySet<string> Institutions,
    IReadOnlySet<string> Before,
    IReadOnlySet<string> NotBefore,
    IReadOnlySet<string> Directions);
