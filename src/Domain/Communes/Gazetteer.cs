using VoisinsVigilants.Domain.Messages;

namespace VoisinsVigilants.Domain.Communes;

/// <summary>
/// The streets and landmarks of one commune, found in a text however they are written: abbreviated, without articles, by sound, with a
/// slip of the finger, with the wrong kind of street. Never invents: a street we do not have is said to be unknown.
/// </summary>
public sealed class Gazetteer
{
    private readonly Dictionary<string, List<PlaceName>> byFirstWord = [];
    private readonly Dictionary<string, string> quartierNames = [];
    private readonly HashSet<string> nameWords = [];
    private readonly UnknownPlaces unknown;

    public Gazetteer(IReadOnlyList<Quartier> quartiers, IReadOnlyList<Place> places, PlaceWords words)
    {
        (Quartiers, Words, unknown) = (quartiers, words, new UnknownPlaces(words));
        foreach (var place in places)
            foreach (var name in place.Aliases.Prepend(place.Name)) Add(place, name);
        foreach (var quartier in quartiers)
            foreach (var key in Significant(quartier.Name)) quartierNames.TryAdd(key, quartier.Code);
    }

    public IReadOnlyList<Quartier> Quartiers { get; }

    public PlaceWords Words { get; }

    /// <summary>The word is part of the name of a place of this commune.</summary>
    public bool Names(SmsWord word) => nameWords.Contains(word.Key);

    /// <summary>The place a text names. With <paramref name="isAnswer"/> the whole text answers "where?", and a bare name is enough.</summary>
    public PlaceReading Find(string text, bool isAnswer = false) => Find(SmsWords.Of(text), text, isAnswer);

    public PlaceReading Find(IReadOnlyList<SmsWord> words, string text, bool isAnswer)
    {
        var found = NamesIn(words, text, isAnswer);
        if (found.Count == 0 || !found[0].IsSure)
            if (NamedQuartier(words) is { } named) return new PlaceReading(null, named, [], false, null);
        if (found.Count > 0) return Chosen(found, words, text);
        if (BareQuartier(words, isAnswer) is { } quartier) return new PlaceReading(null, quartier, [], false, null);
        return unknown.In(words, isAnswer) is (var first, var last) ? new PlaceReading(null, null, [], true, Quote(words, text, first, last)) : PlaceReading.None;
    }

    /// <param name="IsSure">The kind of street was written too.</param>
    private readonly record struct Match(Place Place, int Score, int First, int Last, bool IsSure);

    private static PlaceReading Chosen(List<Match> found, IReadOnlyList<SmsWord> words, string text)
    {
        var best = found[0];
        var rivals = found.Where(match => match.Score == best.Score && match.First == best.First).Select(match => match.Place).Distinct().ToList();
        var quote = Quote(words, text, best.First, best.Last);
        if (rivals.Count == 1) return new PlaceReading(best.Place, best.Place.Quartier, [], false, quote);
        var quartiers = rivals.Select(place => place.Quartier).Distinct().ToList();
        return new PlaceReading(null, quartiers.Count == 1 ? quartiers[0] : null, rivals.Take(5).ToList(), false, quote);
    }

    private void Add(Place place, string name)
    {
        var words = SmsWords.Of(name).Where(word => !Words.Links.Contains(word.Key)).ToList();
        if (words.Count == 0) return;
        var typeAt = words.Count > 1 ? words.FindIndex(word => Words.TypeOf(word) is not null) : -1;
        var core = words.Where((_, index) => index != typeAt).ToList();
        var entry = new PlaceName(place, typeAt < 0 ? null : Words.TypeOf(words[typeAt]), core, typeAt == words.Count - 1);
        nameWords.UnionWith(words.Select(word => word.Key));
        if (!byFirstWord.TryGetValue(core[0].Key, out var same)) byFirstWord[core[0].Key] = same = [];
        same.Add(entry);
    }

    // The best first.
    private List<Match> NamesIn(IReadOnlyList<SmsWord> words, string text, bool isAnswer)
    {
        var found = new List<Match>();
        for (var i = 0; i < words.Count; i++)
            foreach (var name in Candidates(words[i]))
                if (MatchAt(name, words, text, i, isAnswer) is { } match) found.Add(match);
        return found.Count > 1 ? [.. found.OrderByDescending(match => match.Score).ThenBy(match => match.First)] : found;
    }

    private Match? MatchAt(PlaceName name, IReadOnlyList<SmsWord> words, string text, int i, bool isAnswer)
    {
        if (name.LastIn(words, i, Words) is not { } last) return null;
        var typeAt = name.Type is null ? -1 : TypeAt(name, words, i, last);
        var other = typeAt < 0 ? OtherTypeAt(words, i) : -1;
        if (typeAt < 0 && !MayStand(name, words, text, i, other, isAnswer)) return null;
        var first = typeAt >= 0 ? Math.Min(typeAt, i) : other >= 0 ? other : i;
        var exact = name.Core[0].Key == words[i].Key ? 1 : 0;
        return new Match(name.Place, (4 * name.Core.Count) + (typeAt >= 0 ? 6 : other >= 0 ? 4 : name.Type is null ? 2 : 0) + exact, first, Math.Max(last, typeAt), typeAt >= 0 || other >= 0);
    }

    private List<PlaceName> Candidates(SmsWord word)
    {
        if (byFirstWord.TryGetValue(word.Key, out var exact)) return exact;
        if (SmsWords.WithOrWithoutMute(word.Key) is { } cut && byFirstWord.TryGetValue(cut, out exact)) return exact;
        if (PlaceName.WithoutArticle(word) is { } bare && byFirstWord.TryGetValue(bare, out exact)) return exact;

        var close = new List<PlaceName>();
        if (!SmsWords.IsLong(word.Key) || Words.TypeOf(word) is not null || Words.NotNames.Contains(word.Key)) return close;
        foreach (var (first, names) in byFirstWord)
            if (SmsWords.IsOneSlipAway(first, word.Key)) close.AddRange(names);
        return close;
    }

    // The kind stands in front of the name, with links between ("rue du lavoir", "r lavoir"), or behind it ("grande rue").
    private int TypeAt(PlaceName name, IReadOnlyList<SmsWord> words, int first, int last)
    {
        if (name.TypeIsLast) return last + 1 < words.Count && Words.TypeLike(words[last + 1]) == name.Type ? last + 1 : -1;
        for (var at = first - 1; at >= 0 && at >= first - 4; at--)
        {
            if (Words.TypeLike(words[at]) == name.Type) return at;
            if (!Words.Links.Contains(words[at].Key)) return -1;
        }
        return -1;
    }

    private int OtherTypeAt(IReadOnlyList<SmsWord> words, int first)
    {
        for (var at = first - 1; at >= 0 && at >= first - 4; at--)
        {
            if (Words.TypeOf(words[at]) is not null) return at;
            if (!Words.Links.Contains(words[at].Key)) return -1;
        }
        return -1;
    }

    private bool MayStand(PlaceName name, IReadOnlyList<SmsWord> words, string text, int first, int otherType, bool isAnswer)
    {
        // "rue du gué" is our chemin du Gué, people mix up kinds of street; "rue de l'étang" is no pond.
        if (otherType >= 0)
            return Words.Before.Contains(words[otherType].Key) ? name.Type is null : name.Type is not null && !name.TypeIsLast && !Words.Before.Contains(name.Type);
        if (isAnswer) return !name.TypeIsLast || words.Count <= 2;
        var previous = first > 0 ? words[first - 1].Key : null;
        var linked = first > 0 && Words.IsLink(words[first - 1]);
        if (name.Type is not null) return linked && !name.TypeIsLast && SmsWords.IsLong(words[first].Key) && !unknown.IsElsewhere(words, first);
        if (name.IsVerbHere(words[first], text) || (previous is not null && Words.NotBefore.Contains(previous))) return false;
        return !Words.Institutions.Contains(name.Core[0].Key) || StandsThere(words, first);
    }

    // "devant la mairie", "la cour de la mairie"; not "la mairie a appelé" nor "mandaté par la mairie".
    private bool StandsThere(IReadOnlyList<SmsWord> words, int first)
    {
        for (var at = first - 1; at >= 0 && at >= first - 4; at--)
        {
            if (Words.Before.Contains(words[at].Key)) return true;
            if (!Words.IsLink(words[at])) return false;
        }
        return false;
    }

    private string? NamedQuartier(IReadOnlyList<SmsWord> words)
    {
        for (var i = 0; i < words.Count; i++)
            if (Words.Quartier.Contains(words[i].Key))
                foreach (var next in words.Skip(i + 1).Take(3))
                    if (QuartierOf(next) is { } code) return code;
        return null;
    }

    private string? BareQuartier(IReadOnlyList<SmsWord> words, bool isAnswer)
    {
        for (var i = 0; i < words.Count; i++)
            if ((isAnswer || (i > 0 && Words.IsLink(words[i - 1]))) && OtherTypeAt(words, i) < 0 && QuartierOf(words[i]) is { } code) return code;
        return null;
    }

    private string? QuartierOf(SmsWord word)
    {
        if (quartierNames.TryGetValue(word.Key, out var exact)) return exact;
        if (!SmsWords.IsLong(word.Key)) return null;
        foreach (var (name, code) in quartierNames)
            if (SmsWords.IsOneSlipAway(name, word.Key)) return code;
        return null;
    }

    private IEnumerable<string> Significant(string name)
    {
        var keys = SmsWords.Of(name).Select(word => word.Key).Where(key => !Words.Links.Contains(key)).ToList();
        return keys.Count > 1 ? keys.Skip(1) : keys;
    }

    private static string Quote(IReadOnlyList<SmsWord> words, string text, int first, int last)
    {
        last = Math.Min(last, words.Count - 1);
        return text[words[first].Start..(words[last].Start + words[last].Length)];
    }
}
