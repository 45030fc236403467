using System.Collections.Immutable;
using System.Globalization;
using VoisinsVigilants.Domain.Messages;

namespace VoisinsVigilants.Domain.Texts;

/// <summary>A word or phrase of the mairie's files.</summary>
/// <param name="Group">Name between square brackets above it.</param>
/// <param name="Weight">How much it says, 1 to 9.</param>
/// <param name="Words">Its words by sound; behind an <c>=</c> as written.</param>
public sealed record Keyword(string Group, int Weight, ImmutableArray<string> Words, string Written);

/// <summary>A keyword found in a text.</summary>
/// <param name="First">Index of its first word in the text.</param>
public readonly record struct KeywordHit(Keyword Keyword, int First, int Last);

/// <summary>The names that may stand between brackets, and those with a use of their own.</summary>
/// <param name="Fillers">Words a phrase may skip.</param>
/// <param name="Abbreviations">Short spellings and what they stand for.</param>
/// <param name="Families">Words that stand for one another.</param>
/// <param name="ReadByOthers">Words that are known here, but looked for elsewhere.</param>
public sealed record KeywordGroups(IReadOnlySet<string> Names, string Fillers, string Abbreviations, string Families, IReadOnlySet<string> ReadByOthers);

/// <summary>
/// The words of <c>sms-scripts/mots-cles</c> and <c>categories</c>. Format: <c>[GROUP]</c>, then one word or phrase a line, optionally
/// <c>: weight</c>; <c>=</c> in front asks for the very spelling; <c>...</c> between two words stands for up to eight others, <c>&lt;name&gt;</c> for any
/// word of a family, <c>+</c> for the same but no auxiliary ("il force", not "il a forcé"); <c>#</c> begins a remark.
/// </summary>
public sealed class KeywordTable
{
    /// <summary>The family of "a", "ont", "avait": what makes a verb past.</summary>
    public static readonly string Auxiliaries = WordFamilies.NameOf("auxiliaire");

    private readonly Dictionary<string, KeywordsByLast> byFirstWord;
    private readonly LastWords lastWords = new();
    private readonly HashSet<string> vocabulary = [];
    private readonly Dictionary<string, string> nearby = [];
    private readonly HashSet<string> fillers;
    private readonly WordFamilies families;

    private KeywordTable(IReadOnlyList<Keyword> keywords, KeywordGroups groups)
    {
        Abbreviations = new Abbreviations(Written(groups.Abbreviations));
        families = new WordFamilies(Written(groups.Families));
        All = [.. keywords.Where(keyword => keyword.Group != groups.Abbreviations && keyword.Group != groups.Families).Select(WrittenOut)];
        foreach (var word in families.Words) Learn(word);
        foreach (var word in All.SelectMany(keyword => keyword.Words)) Learn(word);
        byFirstWord = All.Where(keyword => !groups.ReadByOthers.Contains(keyword.Group)).GroupBy(keyword => keyword.Words[0])
            .ToDictionary(same => same.Key, same => new KeywordsByLast(same, lastWords));
        fillers = [.. All.Where(keyword => keyword.Group == groups.Fillers).Select(keyword => keyword.Words[0])];

        IEnumerable<string> Written(string group) => keywords.Where(keyword => keyword.Group == group).Select(keyword => keyword.Written);
    }

    public IReadOnlyList<Keyword> All { get; }

    /// <summary>Short spellings; texts are written out with them before anything is looked up.</summary>
    public Abbreviations Abbreviations { get; }

    /// <summary>Reads all files; the errors say file, line and what to write instead.</summary>
    public static (KeywordTable Table, IReadOnlyList<FileError> Errors) Load(IReadOnlyList<SourceFile> files, KeywordGroups groups)
    {
        var keywords = new List<Keyword>();
        var errors = new List<FileError>();
        foreach (var file in files) Parse(file, groups.Names, keywords, errors);
        foreach (var missing in groups.Names.Except(keywords.Select(keyword => keyword.Group)).Order())
            errors.Add(new FileError("mots-cles", 0, $"Il manque la liste [{missing}] : ajoutez-la avec au moins un mot."));
        var table = new KeywordTable(keywords, groups);
        errors.AddRange(table.UnknownFamilies());
        return (table, errors);
    }

    /// <summary>The words of a text with short spellings written out and lost apostrophes given back: <c>dentrer</c> → d entrer.</summary>
    /// <param name="isName">Words that are names of places, whatever they seem to be made of.</param>
    public List<SmsWord> WrittenOut(string text, Func<SmsWord, bool>? isName = null)
    {
        var written = Abbreviations.Expand(SmsWords.Of(text));
        var words = new List<SmsWord>(written.Count + 4);
        foreach (var word in written)
        {
            var bare = IsListed(word) || isName?.Invoke(word) == true ? null : WithoutArticle(word.Plain);
            if (bare is null || SmsWords.Key(bare) is var key && (key.Length < 3 || !vocabulary.Contains(key)))
            {
                words.Add(word);
                continue;
            }
            var article = word.Plain[..^bare.Length];
            words.Add(word with { Plain = article, Key = article });
            words.Add(word with { Plain = bare, Key = SmsWords.Key(bare), BeginsSentence = false });
        }
        return words;
    }

    /// <summary>All keywords that stand in the text; where several begin at the same word, all of them.</summary>
    public List<KeywordHit> Find(IReadOnlyList<SmsWord> text)
    {
        var keys = text.Select(Known).ToArray();
        var read = new KeywordText(text, keys, families, fillers, lastWords);
        var hits = new List<KeywordHit>(2 * keys.Length);
        for (var i = 0; i < keys.Length; i++)
        {
            var (key, exact, its) = read.At(i);
            FindAt(key, i, read, hits);
            FindAt(exact, i, read, hits);
            foreach (var family in its) FindAt(family, i, read, hits);
        }
        return hits;
    }

    private void FindAt(string first, int i, KeywordText text, List<KeywordHit> hits)
    {
        if (!byFirstWord.TryGetValue(first, out var candidates)) return;
        foreach (var (word, keywords) in candidates.Groups)
            if (text.Holds(word))
                foreach (var keyword in keywords)
                    if (text.LastOf(keyword, i) is { } last) hits.Add(new KeywordHit(keyword, i, last));
    }

    // A list may hold "jai peur" as well as "j ai peur": both are written out in the same way.
    private Keyword WrittenOut(Keyword keyword) => keyword with { Words = [.. KeysOf(keyword.Written)] };

    private IEnumerable<string> KeysOf(string written) => written.Replace(KeywordText.Gap, $" {KeywordText.Gap} ", StringComparison.Ordinal)
        .Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(token => token switch
        {
            KeywordText.Gap or KeywordText.Present => [token],
            [WordFamilies.Mark, ..] => [WordFamilies.NameOf(token)],
            ['=', ..] => SmsWords.Of(token).Select(word => "=" + word.Plain),
            _ => Abbreviations.Expand(SmsWords.Of(token)).Select(word => word.Key),
        });

    private IEnumerable<FileError> UnknownFamilies() => All
        .SelectMany(keyword => keyword.Words.Where(word => word[0] == WordFamilies.Mark && !families.Has(word)).Select(word => (keyword.Written, Family: word)))
        .Select(unknown => new FileError("mots-cles", 0, $"« {unknown.Written} » : la famille {unknown.Family}> n'existe pas ; ajoutez-la dans [FAMILLES]."));

    private bool IsListed(SmsWord word) => word.IsNumber || vocabulary.Contains(word.Key);

    // A word nobody listed may be a listed one with one slip of the finger, if it is long enough to be sure.
    private string Known(SmsWord word)
    {
        if (IsListed(word)) return word.Key;
        if (SmsWords.WithOrWithoutMute(word.Key) is { } cut && vocabulary.Contains(cut)) return cut;
        if (!SmsWords.IsLong(word.Key)) return word.Key;
        if (nearby.TryGetValue(word.Key, out var close) && SmsWords.IsOneSlipAway(word.Key, close)) return close;
        foreach (var shorter in WithoutOneLetter(word.Key))
            if (vocabulary.Contains(shorter) && SmsWords.IsLong(shorter)) return shorter;
            else if (nearby.TryGetValue(shorter, out close) && SmsWords.IsOneSlipAway(word.Key, close)) return close;
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
        if (word[0] is '=' or '.' or '+' or WordFamilies.Mark || !vocabulary.Add(word) || !SmsWords.IsLong(word)) return;
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
        if (SmsWords.Of(parts[0]).Count > 0) return new Keyword(group, weight, [], parts[0].Trim());

        errors.Add(new FileError(file.Path, number, $"« {line} » ne contient aucun mot."));
        return null;
    }
}
