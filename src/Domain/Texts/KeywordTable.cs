using System.Globalization;
using VoisinsVigilants.Domain.Messages;

namespace VoisinsVigilants.Domain.Texts;

/// <summary>A word or phrase of the mairie's files.</summary>
/// <param name="Group">Name between square brackets above it.</param>
/// <param name="Weight">How much it says, 1 to 9.</param>
/// <param name="Words">Its words by sound; behind an <c>=</c> as written.</param>
public sealed record Keyword(string Group, int Weight, IReadOnlyList<string> Words, bool IsExact, string Written);

/// <summary>A keyword found in a text.</summary>
/// <param name="First">Index of its first word in the text.</param>
public readonly record struct KeywordHit(Keyword Keyword, int First, int Last);

/// <summary>
/// The words of <c>sms-scripts/mots-cles</c> and <c>categories</c>. Format: <c>[GROUP]</c>, then one word or phrase a line, optionally
/// <c>: weight</c>; <c>=</c> in front asks for the very spelling; <c>...</c> between two words stands for up to six others; <c>#</c> begins a remark.
/// </summary>
public sealed class KeywordTable
{
    private const string Gap = "...";
    private const int LongestGap = 6;
    private const int MostFillers = 2;

    private readonly Dictionary<string, List<Keyword>> byFirstWord = [];
    private readonly HashSet<string> vocabulary = [];
    private readonly Dictionary<string, string> nearby = [];
    private readonly HashSet<string> fillers;

    private KeywordTable(IReadOnlyList<Keyword> keywords, string fillerGroup, string abbreviationGroup, IReadOnlySet<string> otherGroups)
    {
        Abbreviations = new Abbreviations(keywords.Where(keyword => keyword.Group == abbreviationGroup).Select(keyword => keyword.Written));
        keywords = [.. keywords.Where(keyword => keyword.Group != abbreviationGroup).Select(WrittenOut)];
        All = keywords;
        foreach (var keyword in keywords)
        {
            var first = keyword.Words[0];
            foreach (var word in keyword.Words.Where(word => word != Gap)) Learn(word);
            if (otherGroups.Contains(keyword.Group)) continue;
            if (!byFirstWord.TryGetValue(first, out var same)) byFirstWord[first] = same = [];
            same.Add(keyword);
        }
        fillers = [.. keywords.Where(keyword => keyword.Group == fillerGroup).Select(keyword => keyword.Words[0])];
    }

    public IReadOnlyList<Keyword> All { get; }

    /// <summary>Short spellings; texts are written out with them before anything is looked up.</summary>
    public Abbreviations Abbreviations { get; }

    /// <summary>
    /// Reads all files. <paramref name="groups"/> are the names that may stand between brackets; <paramref name="fillerGroup"/> holds words
    /// a phrase may skip, <paramref name="abbreviationGroup"/> short spellings and what they stand for, <paramref name="otherGroups"/> words
    /// that others read: they are known here, but not looked for.
    /// </summary>
    public static (KeywordTable Table, IReadOnlyList<FileError> Errors) Load(IReadOnlyList<SourceFile> files, IReadOnlySet<string> groups, string fillerGroup, string abbreviationGroup, IReadOnlySet<string> otherGroups)
    {
        var keywords = new List<Keyword>();
        var errors = new List<FileError>();
        foreach (var file in files) Parse(file, groups, keywords, errors);
        foreach (var missing in groups.Except(keywords.Select(keyword => keyword.Group)).Order())
            errors.Add(new FileError("mots-cles", 0, $"Il manque la liste [{missing}] : ajoutez-la avec au moins un mot."));
        return (new KeywordTable(keywords, fillerGroup, abbreviationGroup, otherGroups), errors);
    }

    /// <summary>The words of a text with short spellings written out and lost apostrophes given back: <c>dentrer</c> → d entrer.</summary>
    /// <param name="isName">Words that are names of places, whatever they seem to be made of.</param>
    public List<SmsWord> WrittenOut(string text, Func<SmsWord, bool>? isName = null)
    {
        var words = new List<SmsWord>();
        foreach (var word in Abbreviations.Expand(SmsWords.Of(text)))
        {
            var bare = IsListed(word) || isName?.Invoke(word) == true ? null : WithoutArticle(word.Plain);
            if (bare is null || SmsWords.Key(bare) is var key && (key.Length < 3 || !vocabulary.Contains(key)))
            {
                words.Add(word);
                continue;
            }
            var article = word.Plain[..^bare.Length];
            words.Add(word with { Plain = article, Key = article });
            words.Add(word with { Plain = bare, Key = SmsWords.Key(bare) });
        }
        return words;
    }

    /// <summary>All keywords that stand in the text; where several begin at the same word, all of them.</summary>
    public List<KeywordHit> Find(IReadOnlyList<SmsWord> text)
    {
        var keys = text.Select(word => Known(word)).ToArray();
        var hits = new List<KeywordHit>();
        for (var i = 0; i < keys.Length; i++)
        {
            FindAt(keys[i], i, text, keys, hits);
            if (text[i].Plain != keys[i]) FindAt("=" + text[i].Plain, i, text, keys, hits);
            else FindAt("=" + keys[i], i, text, keys, hits);
        }
        return hits;
    }

    private void FindAt(string first, int i, IReadOnlyList<SmsWord> text, string[] keys, List<KeywordHit> hits)
    {
        if (!byFirstWord.TryGetValue(first, out var candidates)) return;
        foreach (var keyword in candidates)
            if (LastOf(keyword, i, text, keys) is { } last) hits.Add(new KeywordHit(keyword, i, last));
    }

    // The words of a phrase stand in this order; between them at most two fillers ("de", "la", "trop"), or a gap where the list says so.
    private int? LastOf(Keyword keyword, int first, IReadOnlyList<SmsWord> text, string[] keys)
    {
        var at = first;
        var gap = false;
        foreach (var wanted in keyword.Words.Skip(1))
        {
            if (wanted == Gap) gap = true;
            else if (NextOf(wanted, at + 1, gap, text, keys) is { } next) (at, gap) = (next, false);
            else return null;
        }
        return at;
    }

    private int? NextOf(string wanted, int from, bool gap, IReadOnlyList<SmsWord> text, string[] keys)
    {
        var furthest = Math.Min(from + (gap ? LongestGap : MostFillers), keys.Length - 1);
        for (var next = from; next <= furthest; next++)
            if (Same(wanted, next, text, keys)) return next;
            else if (!gap && !fillers.Contains(keys[next])) return null;
        return null;
    }

    private static bool Same(string wanted, int at, IReadOnlyList<SmsWord> text, string[] keys) =>
        wanted == keys[at] || (wanted[0] == '=' && wanted.AsSpan(1).SequenceEqual(text[at].Plain));

    // A list may hold "jai peur" as well as "j ai peur": both are written out in the same way.
    private Keyword WrittenOut(Keyword keyword) =>
        keyword.IsExact ? keyword : keyword with { Words = [.. KeysOf(keyword.Written)] };

    private IEnumerable<string> KeysOf(string written) => written.Split(Gap)
        .SelectMany((part, index) => Abbreviations.Expand(SmsWords.Of(part)).Select(word => word.Key).Prepend(index > 0 ? Gap : "")).Where(word => word.Length > 0);

    private bool IsListed(SmsWord word) => word.IsNumber || vocabulary.Contains(word.Key);

    // A word nobody listed may be a listed one with one slip of the finger, if it is long enough to be sure.
    private string Known(SmsWord word)
    {
        if (word.Key.Length < 5 || IsListed(word)) return word.Key;
        if (nearby.TryGetValue(word.Key, out var close) && SmsWords.IsOneSlipAway(word.Key, close)) return close;
        foreach (var shorter in WithoutOneLetter(word.Key))
            if (vocabulary.Contains(shorter) && shorter.Length >= 5) return shorter;
            else if (shorter.Length >= 5 && nearby.TryGetValue(shorter, out close) && SmsWords.IsOneSlipAway(word.Key, close)) return close;
        return word.Key;
    }

    // "lescalier", "dentrer", "quelle": a small word may have run into the next.
    private static string? WithoutArticle(string plain)
    {
        var start = plain.StartsWith("qu", StringComparison.Ordinal) ? 2 : plain.Length > 0 && "ldjmnts".Contains(plain[0]) ? 1 : 0;
        return start > 0 && plain.Length >= start + 4 && "aeiouh".Contains(plain[start]) ? plain[start..] : null;
    }

    private void Learn(string word)
    {
        if (word[0] == '=' || !vocabulary.Add(word) || word.Length < 5) return;
        foreach (var shorter in WithoutOneLetter(word)) nearby.TryAdd(shorter, word);
    }

    private static IEnumerable<string> WithoutOneLetter(string word) => Enumerable.Range(0, word.Length).Select(i => word.Remove(i, 1));

    private static void Parse(SourceFile file, IReadOnlySet<string> groups, List<Keyword> keywords, List<FileError> errors)
    {
        string? group = null;
        var lines = file.Content.TrimStart('\uFEFF').Split('\n');
        for (var number = 1; number <= lines.Length; number++)
        {
            var line = lines[number - 1].Split('#')[0].Trim();
            if (line.Length == 0) continue;
            if (line[0] == '[') group = ReadGroup(file, number, line, groups, errors);
            else if (group is null) errors.Add(new FileError(file.Path, number, "Ce mot n'est dans aucune liste : écrivez d'abord une ligne comme [AIDE]."));
            else if (ReadKeyword(file, number, line, group, errors) is { } keyword) keywords.Add(keyword);
        }
    }

    private static string? ReadGroup(SourceFile file, int number, string line, IReadOnlySet<string> groups, List<FileError> errors)
    {
        var group = line.Trim('[', ']').Trim().ToUpperInvariant();
        if (!groups.Contains(group))
            errors.Add(new FileError(file.Path, number, $"[{group}] n'est pas une liste connue. Les listes : {string.Join(", ", groups.Order())}."));
        return group;
    }

    private static Keyword? ReadKeyword(SourceFile file, int number, string line, string group, List<FileError> errors)
    {
        var parts = line.Split(':');
        var weight = 2;
        if (parts.Length > 2 || (parts.Length == 2 && !(int.TryParse(parts[1].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out weight) && weight is >= 1 and <= 9)))
            errors.Add(new FileError(file.Path, number, $"« {line} » : après les deux-points, écrivez un poids de 1 à 9."));
        var exact = parts[0].StartsWith('=');
        var words = SmsWords.Of(parts[0]);
        if (words.Count > 0) return new Keyword(group, weight, [.. words.Select(word => exact ? "=" + word.Plain : word.Key)], exact, parts[0].Trim());

        errors.Add(new FileError(file.Path, number, $"« {line} » ne contient aucun mot."));
        return null;
    }
}
