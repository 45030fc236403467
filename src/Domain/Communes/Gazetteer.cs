using VoisinsVigilants.Domain.Messages;

namespace VoisinsVigilants.Domain.Communes;

/// <summary>What the mairie's files say about the words of places, by sound.</summary>
/// <param name="Types">Kinds of street with their abbreviations: <c>av</c> → <c>avenue</c>.</param>
/// <param name="Links">Words between a kind and a name: de, du, la.</param>
/// <param name="Elsewhere">Places named in texts that are not in the commune's list, but are places.</param>
/// <param name="Quartier">Words that announce a quartier.</param>
public sealed record PlaceWords(
    IReadOnlyDictionary<string, string> Types, IReadOnlySet<string> Links, IReadOnlySet<string> Elsewhere, IReadOnlySet<string> Quartier, IReadOnlySet<string> NotNames);

/// <summary>
/// The streets and landmarks of one commune, found in a text however they are written: abbreviated, without articles, by sound, with a
/// slip of the finger. Never invents: a street we do not have is said to be unknown.
/// </summary>
public sealed class Gazetteer
{
    private readonly Dictionary<string, List<Name>> byCore = [];
    private readonly Dictionary<string, string> quartierNames = [];

    public Gazetteer(IReadOnlyList<Quartier> quartiers, IReadOnlyList<Place> places, PlaceWords words)
    {
        (Quartiers, Words) = (quartiers, words);
        foreach (var place in places)
            foreach (var name in place.Aliases.Prepend(place.Name)) Add(place, name);
        foreach (var quartier in quartiers)
            foreach (var key in Significant(quartier.Name)) quartierNames.TryAdd(key, quartier.Code);
    }

    public IReadOnlyList<Quartier> Quartiers { get; }

    public PlaceWords Words { get; }

    /// <summary>The place a text names. With <paramref name="isAnswer"/> the whole text answers "where?", and a bare name is enough.</summary>
    public PlaceReading Find(string text, bool isAnswer = false) => Find(SmsWords.Of(text), text, isAnswer);

    public PlaceReading Find(IReadOnlyList<SmsWord> words, string text, bool isAnswer)
    {
        if (NamedQuartier(words) is { } named) return new PlaceReading(null, named, [], false, null);

        var found = Enumerable.Range(0, words.Count).SelectMany(i => NamesAt(words, i, isAnswer)).OrderByDescending(match => match.Score).ThenBy(match => match.First).ToList();
        if (found.Count > 0)
        {
            var best = found[0];
            var rivals = found.Where(match => match.Score == best.Score && match.First == best.First).Select(match => match.Place).Distinct().ToList();
            return rivals.Count == 1
                ? new PlaceReading(best.Place, best.Place.Quartier, [], false, Quote(words, text, best.First, best.Last))
                : new PlaceReading(null, null, rivals.Take(5).ToList(), false, Quote(words, text, best.First, best.Last));
        }
        if (BareQuartier(words, isAnswer) is { } quartier) return new PlaceReading(null, quartier, [], false, null);
        return Unknown(words, text, isAnswer);
    }

    private sealed record Name(Place Place, string? Type, IReadOnlyList<string> Core, bool TypeIsLast);

    private readonly record struct Match(Place Place, int Score, int First, int Last);

    private void Add(Place place, string name)
    {
        var keys = SmsWords.Of(name).Select(word => Canonical(word.Key)).Where(key => !Words.Links.Contains(key)).ToList();
        if (keys.Count == 0) return;
        var isType = keys.Select(key => Words.Types.Values.Contains(key)).ToList();
        var typeAt = keys.Count > 1 ? isType.IndexOf(true) : -1;
        var core = keys.Where((_, index) => index != typeAt).ToList();
        var entry = new Name(place, typeAt < 0 ? null : keys[typeAt], core, typeAt == keys.Count - 1);
        if (!byCore.TryGetValue(core[0], out var same)) byCore[core[0]] = same = [];
        same.Add(entry);
    }

    private string Canonical(string key) => Words.Types.GetValueOrDefault(key, key);

    private IEnumerable<Match> NamesAt(IReadOnlyList<SmsWord> words, int i, bool isAnswer)
    {
        foreach (var name in Candidates(words[i].Key))
        {
            if (LastOfCore(name, words, i) is not { } last) continue;
            var typeAt = name.Type is null ? -1 : TypeAt(name, words, i, last);
            if (typeAt < 0 && name.Type is not null && !MayStandAlone(words, i, isAnswer)) continue;
            if (typeAt < 0 && FollowsAnotherType(words, i)) continue;
            yield return new Match(name.Place, 2 * name.Core.Count + (typeAt >= 0 ? 3 : name.Type is null ? 1 : 0), typeAt >= 0 ? Math.Min(typeAt, i) : i, Math.Max(last, typeAt));
        }
    }

    private IEnumerable<Name> Candidates(string key)
    {
        if (byCore.TryGetValue(key, out var exact)) return exact;
        return key.Length < 5 ? [] : byCore.Where(entry => entry.Key.Length >= 5 && IsOneSlipAway(entry.Key, key)).SelectMany(entry => entry.Value);
    }

    private int? LastOfCore(Name name, IReadOnlyList<SmsWord> words, int first)
    {
        var at = first;
        foreach (var part in name.Core.Skip(1))
        {
            var next = at + 1;
            while (next < words.Count && next < at + 3 && Words.Links.Contains(words[next].Key) && words[next].Key != part) next++;
            if (next >= words.Count || !(words[next].Key == part || Canonical(words[next].Key) == part || (part.Length >= 5 && IsOneSlipAway(part, words[next].Key)))) return null;
            at = next;
        }
        return at;
    }

    // The kind stands in front of the name, with links between ("rue du lavoir", "r lavoir"), or behind it ("grande rue").
    private int TypeAt(Name name, IReadOnlyList<SmsWord> words, int first, int last)
    {
        if (name.TypeIsLast) return last + 1 < words.Count && Canonical(words[last + 1].Key) == name.Type ? last + 1 : -1;
        for (var at = first - 1; at >= 0 && at >= first - 4; at--)
        {
            if (Canonical(words[at].Key) == name.Type) return at;
            if (!Words.Links.Contains(words[at].Key)) return -1;
        }
        return -1;
    }

    private bool FollowsAnotherType(IReadOnlyList<SmsWord> words, int first)
    {
        for (var at = first - 1; at >= 0 && at >= first - 4; at--)
        {
            if (Words.Types.ContainsKey(words[at].Key)) return true;
            if (!Words.Links.Contains(words[at].Key)) return false;
        }
        return false;
    }

    // A street without its kind ("au lavoir") counts when asked where, or with an article in front and a name long enough to be sure.
    private bool MayStandAlone(IReadOnlyList<SmsWord> words, int first, bool isAnswer) =>
        isAnswer || (words[first].Key.Length >= 5 && first > 0 && Words.Links.Contains(words[first - 1].Key) && !Words.Elsewhere.Contains(words[first].Key));

    private string? NamedQuartier(IReadOnlyList<SmsWord> words)
    {
        for (var i = 0; i < words.Count; i++)
            if (Words.Quartier.Contains(words[i].Key))
                foreach (var next in words.Skip(i + 1).Take(3))
                    if (quartierNames.TryGetValue(next.Key, out var code)) return code;
        return null;
    }

    private string? BareQuartier(IReadOnlyList<SmsWord> words, bool isAnswer)
    {
        for (var i = 0; i < words.Count; i++)
            if ((isAnswer || (i > 0 && Words.Links.Contains(words[i - 1].Key))) && quartierNames.TryGetValue(words[i].Key, out var code) && !FollowsAnotherType(words, i)) return code;
        return null;
    }

    // "rue des Lilas": a kind of street, then a name we do not have. "dans la rue qui descend" names nothing.
    private PlaceReading Unknown(IReadOnlyList<SmsWord> words, string text, bool isAnswer)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var isType = Words.Types.ContainsKey(words[i].Key);
            if (!isType && !Words.Elsewhere.Contains(words[i].Key)) continue;
            var next = i + 1;
            while (next < words.Count && Words.Links.Contains(words[next].Key)) next++;
            var linked = next > i + 1;
            var named = next < words.Count && words[next].Plain.Length > 2 && !Words.NotNames.Contains(words[next].Key) && (linked || words[next].IsCapital || isAnswer);
            if (!isType || named) return new PlaceReading(null, null, [], true, Quote(words, text, i, named && isType ? next : i));
        }
        return PlaceReading.None;
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

    private static bool IsOneSlipAway(string one, string other)
    {
        if (Math.Abs(one.Length - other.Length) > 1) return false;
        var (i, j, slips) = (0, 0, 0);
        while (i < one.Length && j < other.Length)
        {
            if (one[i] == other[j]) (i, j) = (i + 1, j + 1);
            else if (++slips > 1) return false;
            else if (one.Length > other.Length) i++;
            else if (one.Length < other.Length) j++;
            else (i, j) = (i + 1, j + 1);
        }
        return slips + (one.Length - i) + (other.Length - j) <= 1;
    }
}
