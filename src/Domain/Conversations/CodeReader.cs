using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Texts;

namespace VoisinsVigilants.Domain.Conversations;

/// <summary>Finds alert codes however they are typed: <c>12K</c>, <c>12 k</c>, <c>n°12k</c>, <c>64-H</c>, and for staff <c>12</c> alone where it can only be a code.</summary>
internal static class CodeReader
{
    /// <param name="Words">Indices of the words that are part of a code.</param>
    public readonly record struct Found(IReadOnlyList<string> Codes, IReadOnlySet<int> Words);

    public static Found Read(string text, IReadOnlyList<SmsWord> words, IReadOnlyList<KeywordHit> hits, bool staff)
    {
        var codes = new List<string>();
        var used = new HashSet<int>();
        for (var i = 0; i < words.Count; i++)
            if (CodeAt(text, words, hits, i, staff) is var (code, length))
            {
                if (!codes.Contains(code)) codes.Add(code);
                used.UnionWith(Enumerable.Range(i, length));
                i += length - 1;
            }
        return new Found(codes, used);
    }

    private static (string Code, int Length)? CodeAt(string text, IReadOnlyList<SmsWord> words, IReadOnlyList<KeywordHit> hits, int i, bool staff)
    {
        var word = words[i].Plain;
        if (!char.IsAsciiDigit(word[0])) return null;
        var letters = word.TrimStart("0123456789".ToCharArray());
        var digits = word[..^letters.Length];
        if (digits.Length > 4 || digits[0] == '0') return null;

        if (letters.Length == 1) return IsHour(text, words[i], letters) ? null : ($"{digits}{letters.ToUpperInvariant()}", 1);
        if (letters.Length > 0) return null;
        if (staff && LetterApart(text, words, i) is { } letter) return ($"{digits}{char.ToUpperInvariant(letter)}", 2);
        return staff && digits.Length <= 3 && IsAnnounced(words, hits, i) ? (digits, 1) : null;
    }

    // "22h" is an hour, "64H" a code.
    private static bool IsHour(string text, SmsWord word, string letter) => letter == "h" && !char.IsUpper(text[word.Start + word.Length - 1]);

    private static char? LetterApart(string text, IReadOnlyList<SmsWord> words, int i)
    {
        if (i + 1 >= words.Count || words[i + 1].Plain is not [>= 'a' and <= 'z' and not ('i' or 'o' or 'q')]) return null;
        var between = text[(words[i].Start + words[i].Length)..words[i + 1].Start];
        var letter = words[i + 1].Plain[0];
        if (between.Contains('\'') || between.Length > 3) return null;

        // "à 3 h" is an hour, "64-H" a code; "12 a" may be a verb, so a lower-case letter apart must not be a word of its own.
        if (between.Contains('-')) return letter;
        if (letter == 'h' || i + 2 < words.Count && letter is 'a' or 'y' or 'c' or 'l' or 'd' or 'j' or 'm' or 's' or 't' && !words[i + 1].IsCapital) return null;
        return letter;
    }

    // "12 confirmé", "ok 12", "pour la 12": nothing else begins a référent's text with a bare number.
    private static bool IsAnnounced(IReadOnlyList<SmsWord> words, IReadOnlyList<KeywordHit> hits, int i)
    {
        if (i == 0) return words.Count == 1 || hits.Any(hit => hit.First == 1 && Vocabulary.Verdicts.ContainsKey(hit.Keyword.Group));
        return hits.Any(hit => hit.Last == i - 1 && (hit.Keyword.Group == Vocabulary.CodeIntroduction || (Vocabulary.Verdicts.ContainsKey(hit.Keyword.Group) && hit.First == 0)))
            && (i + 1 >= words.Count || !words[i + 1].IsNumber);
    }
}
