using VoisinsVigilants.Domain.Messages;

namespace VoisinsVigilants.Domain.Communes;

/// <summary>Recognises that a text names a place the commune's list does not hold: "rue des Lilas", "derrière la pharmacie", "la D836".</summary>
internal sealed class UnknownPlaces(PlaceWords places)
{
    private readonly ILookup<string, IReadOnlyList<string>> elsewhere = places.Elsewhere.ToLookup(phrase => phrase[0]);

    /// <summary>Indices of the first and last word of the name; null when no place is named.</summary>
    public (int First, int Last)? In(IReadOnlyList<SmsWord> words, bool isAnswer)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (places.TypeOf(words[i]) is not null && NameBehind(words, i, isAnswer) is { } name) return (i, name);
            if (places.Estates.Contains(words[i].Key) && NameBehind(words, i, isAnswer) is { } estate && (words[estate].IsCapital || estate > i + 1)) return (i, estate);
            if (IsRoadNumber(words[i].Plain) && (isAnswer || IsLinked(words, i))) return (i, i);
            if ((isAnswer || i == 0 || IsLinked(words, i)) && PhraseAt(words, i) is { } last) return (i, last);
            if (places.Directions.Contains(words[i].Key) && NameBehind(words, i, isAnswer: true) is { } town && !words[town].IsNumber) return (i, town);
            if (places.Before.Contains(words[i].Key) && NameBehind(words, i, isAnswer: false) is { } landmark && words[landmark].IsCapital && !words[i].IsCapital) return (i, landmark);
        }
        return isAnswer && IsBareName(words) ? (0, words.Count - 1) : null;
    }

    public bool IsElsewhere(IReadOnlyList<SmsWord> words, int at) => PhraseAt(words, at) is not null;

    // "rue des Lilas": a kind of street, then a name we do not have. "dans la rue qui descend" names nothing.
    private int? NameBehind(IReadOnlyList<SmsWord> words, int type, bool isAnswer)
    {
        var next = type + 1;
        while (next < words.Count && places.Links.Contains(words[next].Key)) next++;
        if (next >= words.Count || words[next].Plain.Length <= 2 || words[next].IsNumber || (places.NotNames.Contains(words[next].Key) && !(words[next].IsCapital && !words[type].IsCapital))) return null;
        return next > type + 1 || words[next].IsCapital || isAnswer ? next : null;
    }

    private bool IsLinked(IReadOnlyList<SmsWord> words, int i) => i > 0 && (places.IsLink(words[i - 1]) || places.Before.Contains(words[i - 1].Key));

    private int? PhraseAt(IReadOnlyList<SmsWord> words, int i)
    {
        var longest = LongestAt(words, i, words[i].Key);
        if (PlaceName.WithoutArticle(words[i]) is { } bare) longest = Math.Max(longest, LongestAt(words, i, bare));
        return longest > 0 ? i + longest - 1 : null;
    }

    // How many words the longest phrase has that begins here with this one; 0 when none does.
    private int LongestAt(IReadOnlyList<SmsWord> words, int i, string first)
    {
        var longest = 0;
        foreach (var phrase in elsewhere[first])
            if (phrase.Count > longest && StandsAt(phrase, words, i)) longest = phrase.Count;
        return longest;
    }

    private static bool StandsAt(IReadOnlyList<string> phrase, IReadOnlyList<SmsWord> words, int i)
    {
        if (i + phrase.Count > words.Count) return false;
        for (var part = 1; part < phrase.Count; part++)
            if (words[i + part].Key != phrase[part]) return false;
        return true;
    }

    // "la D836", "la N20": roads between communes.
    private static bool IsRoadNumber(string word) =>
        word.Length is >= 3 and <= 6 && (word[0] is 'd' or 'n' or 'a' || word.StartsWith("rd", StringComparison.Ordinal) || word.StartsWith("rn", StringComparison.Ordinal))
        && char.IsAsciiDigit(word[^1]) && word.TrimStart('r', 'd', 'n', 'a').All(char.IsAsciiDigit);

    // Asked where, somebody answers "la boucherie".
    private bool IsBareName(IReadOnlyList<SmsWord> words) =>
        words.Count is >= 2 and <= 4 && places.IsLink(words[0]) && words.All(word => !places.NotNames.Contains(word.Key)) && words[^1].Plain.Length > 3;
}
