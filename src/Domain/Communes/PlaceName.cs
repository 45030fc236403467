using VoisinsVigilants.Domain.Messages;

namespace VoisinsVigilants.Domain.Communes;

/// <summary>One way of naming a place: <c>Rue du Château d'Eau</c> is the kind <c>rue</c> and the words château, eau.</summary>
/// <param name="TypeIsLast">"Grande Rue": such a name says nothing without its kind.</param>
internal sealed record PlaceName(Place Place, string? Type, IReadOnlyList<SmsWord> Core, bool TypeIsLast)
{
    /// <summary>The index of the name's last word when it begins at <paramref name="first"/>; its other words may have links before them.</summary>
    public int? LastIn(IReadOnlyList<SmsWord> words, int first, PlaceWords links)
    {
        var at = first;
        for (var part = 1; part < Core.Count; part++)
        {
            var next = at + 1;
            while (next < words.Count && next < at + 3 && links.Links.Contains(words[next].Key) && words[next].Key != Core[part].Key) next++;
            if (next >= words.Count || !IsSame(Core[part], words[next], links)) return null;
            at = next;
        }
        return at;
    }

    /// <summary>"garé", "garée", "garer" are no "gare".</summary>
    public bool IsVerbHere(SmsWord word, string text)
    {
        var own = Core[0].Plain;
        if (own.Length >= 6) return false;
        var ending = text[word.Start..(word.Start + word.Length)].TrimEnd('s', 'S');
        return (ending.EndsWith('é') || ending.EndsWith('É') || word.Plain.TrimEnd('s') is [.., 'e', 'e'] or [.., 'e', 'r']) && !own.EndsWith("ee", StringComparison.Ordinal) && !own.EndsWith("er", StringComparison.Ordinal);
    }

    /// <summary>The sound of a word whose article lost its apostrophe: <c>leglise</c>, <c>deau</c>.</summary>
    public static string? WithoutArticle(SmsWord word) =>
        word.Plain.Length >= 4 && word.Plain[0] is 'l' or 'd' && "aeiouh".Contains(word.Plain[1]) ? SmsWords.Key(word.Plain[1..]) : null;

    private static bool IsSame(SmsWord part, SmsWord word, PlaceWords words) =>
        word.Key == part.Key
        || words.TypeOf(word) == part.Key
        || WithoutArticle(word) == part.Key
        || SmsWords.IsOneSlipAway(part.Key, word.Key);
}
