using VoisinsVigilants.Domain.Messages;

namespace VoisinsVigilants.Domain.Communes;

/// <summary>What the mairie's files say about the words of places, by sound.</summary>
/// <param name="Types">Kinds of street and their abbreviations as written, with the sound of the full word: <c>av</c> → <c>avenu</c>.</param>
/// <param name="Estates">Kinds of place that are no street: ferme, bois, lotissement.</param>
/// <param name="Links">Words between a kind and a name: de, du, la.</param>
/// <param name="Prepositions">Other small words that lead to a place: au, dans, vers.</param>
/// <param name="Elsewhere">Places named in texts that are not in the commune's list, but are places; phrases word by word.</param>
/// <param name="Quartier">Words that announce a quartier.</param>
/// <param name="NotNames">Words that are no name behind a kind of street: "la rue qui descend".</param>
/// <param name="Institutions">Places that also act ("la mairie a appelé"): a place only where one can stand.</param>
/// <param name="Before">Words that say that something stands or happens there: devant, derrière, mur, cour.</param>
/// <param name="NotBefore">Words that make what follows no place: "est garé".</param>
/// <param name="Directions">Words that announce a town somebody left for.</param>
public sealed record PlaceWords(
    IReadOnlyDictionary<string, string> Types,
    IReadOnlySet<string> Estates,
    IReadOnlySet<string> Links,
    IReadOnlySet<string> Prepositions,
    IReadOnlyList<IReadOnlyList<string>> Elsewhere,
    IReadOnlySet<string> Quartier,
    IReadOnlySet<string> NotNames,
    IReadOnlySet<string> Institutions,
    IReadOnlySet<string> Before,
    IReadOnlySet<string> NotBefore,
    IReadOnlySet<string> Directions)
{
    private readonly HashSet<string> fullTypes = [.. Types.Values];

    /// <summary>The kind of street a word names; abbreviations count as written only ("avait" is no "ave").</summary>
    public string? TypeOf(SmsWord word) => Types.GetValueOrDefault(word.Plain)
        ?? (word.Plain.Length >= 4 && fullTypes.Contains(word.Key) ? word.Key : null);

    public bool IsLink(SmsWord word) => Links.Contains(word.Key) || Prepositions.Contains(word.Key);

    /// <summary>With a slip of the finger in a long word.</summary>
    public string? TypeLike(SmsWord word) => TypeOf(word) ?? (!SmsWords.IsLong(word.Key) ? null : fullTypes.FirstOrDefault(type => SmsWords.IsOneSlipAway(type, word.Key)));
}
