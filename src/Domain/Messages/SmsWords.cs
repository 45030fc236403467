using System.Globalization;
using System.Text;

namespace VoisinsVigilants.Domain.Messages;

/// <summary>One word of an SMS.</summary>
/// <param name="Plain">Lower case without accents: <c>eglise</c>.</param>
/// <param name="Key">As it sounds: <c>eglis</c>. Words that are said alike have one key.</param>
/// <param name="Start">Where it stands in the text, in characters.</param>
/// <param name="IsCapital">Written with a capital first letter.</param>
/// <param name="BeginsSentence">A full stop or the like stands before it.</param>
public readonly record struct SmsWord(string Plain, string Key, int Start, int Length, bool IsCapital, bool BeginsSentence)
{
    public bool IsNumber => char.IsAsciiDigit(Plain[0]);
}

/// <summary>
/// Takes an SMS apart as French people write it: without regard to case, accents, punctuation and repeated letters, and by sound, so that
/// <c>kambriolaje</c>, <c>cambriolages</c> and <c>cambriolé</c> meet. Works on any Unicode.
/// </summary>
public static class SmsWords
{
    public static List<SmsWord> Of(string text)
    {
        var words = new List<SmsWord>(text.Length / 5 + 1);
        var plain = new StringBuilder(16);
        var (start, capital, begins) = (0, false, true);
        for (var i = 0; i <= text.Length; i++)
        {
            var folded = i < text.Length ? Fold(text[i]) : "";
            if (folded.Length > 0)
            {
                if (plain.Length == 0) (start, capital) = (i, char.IsUpper(text[i]));
                plain.Append(folded);
            }
            else if (plain.Length > 0 && !(i < text.Length && IsMark(text[i])))
            {
                var word = plain.ToString();
                words.Add(new SmsWord(word, Key(word), start, i - start, capital, begins));
                plain.Clear();
                begins = false;
            }
            begins |= i < text.Length && text[i] is '.' or '!' or '?' or ';' or '\n';
        }
        return words;
    }

    /// <summary>How a word sounds, roughly and on purpose: endings that are not heard or only conjugate are dropped.</summary>
    public static string Key(string plain)
    {
        if (char.IsAsciiDigit(plain[0])) return plain;
        if (plain.Length <= 3) return Collapsed(plain);
        plain = WithoutShouting(plain);
        if (plain.Length <= 3) return plain;

        var stem = WithoutEnding(plain, out var isMute);
        var sound = new Sounds(stem.Length <= UsualLength ? stackalloc char[UsualLength] : new char[stem.Length]);
        var at = 0;
        while (at < stem.Length) at += Hear(stem, at, isMute ? 'e' : '\0', ref sound);
        if (!isMute) sound.DropSilentConsonant();
        sound.Collapse();
        if (isMute && sound.Length <= ShortSound) sound.Add('e');
        return sound.SequenceEqual(plain) ? plain : sound.ToString();
    }

    // Longer words are rare, and need room of their own.
    private const int UsualLength = 64;

    // Short words would meet by accident: "il sonne" is not "son", "en bas" not "basse", "le train" not "il traîne".
    private const int ShortSound = 4;

    /// <summary>The same short word as people cut it: <c>gar</c> for gare, <c>tap</c> for tape.</summary>
    public static string? WithOrWithoutMute(string key) => key.Length switch
    {
        >= 3 and <= ShortSound when key[^1] != 'e' => key + 'e',
        > 3 and <= ShortSound + 1 when key[^1] == 'e' => key[..^1],
        _ => null,
    };

    // Plurals, persons and participles of one verb meet: forcé, forcer, forcent, forçait; voleur and voleurs. At least three letters stay.
    private static ReadOnlySpan<char> WithoutEnding(ReadOnlySpan<char> plain, out bool isMute)
    {
        var singular = plain.Length > 4 && plain[^1] is 's' or 'x' or 'z' ? plain[..^1] : plain;
        isMute = true;
        foreach (var ending in Endings)
            if (singular.Length >= ending.Length + 3 && singular.EndsWith(ending)) return singular[..^ending.Length];
        isMute = false;
        return singular;
    }

    private static readonly string[] Endings = ["aient", "ait", "ent", "ees", "ee", "er", "ai", "e"];

    /// <summary><c>ouiiii</c> → <c>oui</c>: a letter three times or more is one letter; two may be spelling.</summary>
    public static string WithoutShouting(string plain)
    {
        for (var i = 2; i < plain.Length; i++)
            if (plain[i] == plain[i - 1] && plain[i] == plain[i - 2] && !char.IsAsciiDigit(plain[i])) return Collapsed(plain);
        return plain;
    }

    /// <summary>Five sounds or more: long enough to be sure in spite of a slip of the finger.</summary>
    public static bool IsLong(string key) => key.Length > ShortSound + 1 || (key.Length > ShortSound && key[^1] != 'e');

    /// <summary>One letter more, less, other, or two neighbours changed round.</summary>
    public static bool IsOneSlipAway(string one, string other)
    {
        if (!IsLong(one) || Math.Abs(one.Length - other.Length) > 1) return false;

        // One slip leaves the beginning or the end of a long word as it was; of most words both differ.
        if (one[0] != other[0] && one[^1] != other[^1]) return false;
        var start = 0;
        while (start < one.Length && start < other.Length && one[start] == other[start]) start++;
        var (endOne, endOther) = (one.Length, other.Length);
        while (endOne > start && endOther > start && one[endOne - 1] == other[endOther - 1]) (endOne, endOther) = (endOne - 1, endOther - 1);
        var (restOne, restOther) = (endOne - start, endOther - start);
        return (restOne <= 1 && restOther <= 1) || (restOne == 2 && restOther == 2 && one[start] == other[start + 1] && one[start + 1] == other[start]);
    }

    // Appends the sound at a place and says how many letters made it.
    private static int Hear(ReadOnlySpan<char> word, int i, char after, ref Sounds sound)
    {
        var next = i + 1 < word.Length ? word[i + 1] : after;
        return word[i..] switch
        {
            ['e', 'a', 'u', ..] => sound.Add('o', letters: 3),
            ['a', 'u', ..] => sound.Add('o', letters: 2),
            ['p', 'h', ..] => sound.Add('f', letters: 2),
            ['q', 'u', ..] or ['c', 'k', ..] => sound.Add('k', letters: 2),
            ['c' or 's', 'h', ..] => sound.Add('C', letters: 2),
            ['a' or 'e', 'i', ..] => sound.Add('e', letters: 2),
            ['e', 'n' or 'm', var third, ..] when IsNasal(word, i, third) => sound.AddNasal(),
            ['g', 'u', 'e' or 'i' or 'y', ..] => sound.Add('g', letters: 2),
            ['q' or 'c', ..] => sound.Add(word[i] == 'c' && "eiy".Contains(next) ? 's' : 'k'),
            ['g', ..] when "eiy".Contains(next) => sound.Add('j'),
            ['y', ..] => sound.Add('i'),
            ['z', ..] => sound.Add('s'),
            ['w', ..] => sound.Add('v'),
            ['h', ..] => 1,
            _ => sound.Add(word[i]),
        };
    }

    // "vent" and "entre", not "venir" nor "rien".
    private static bool IsNasal(ReadOnlySpan<char> word, int i, char third) => i == 0 ? !"aeiouy".Contains(third) : word[i - 1] != 'i' && !"aeiouynm".Contains(third);

    private static string Collapsed(string word)
    {
        var sound = new Sounds(word.Length <= UsualLength ? stackalloc char[UsualLength] : new char[word.Length]);
        foreach (var letter in word) sound.Add(letter);
        sound.Collapse();
        return sound.Length == word.Length ? word : sound.ToString();
    }

    private static bool IsMark(char c) => CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;

    // One character as plain lower-case letters or digits; empty for anything else.
    private static string Fold(char c)
    {
        if (c < 128) return char.IsAsciiLetterOrDigit(c) ? Ascii[c] : "";
        if (Folded.TryGetValue(c, out var plain)) return plain;
        return "";
    }

    private static readonly string[] Ascii = [.. Enumerable.Range(0, 128).Select(code => char.ToLowerInvariant((char)code).ToString())];

    private static readonly Dictionary<char, string> Folded = Tabulate();

    private static Dictionary<char, string> Tabulate()
    {
        var table = new Dictionary<char, string> { ['œ'] = "oe", ['Œ'] = "oe", ['æ'] = "ae", ['Æ'] = "ae", ['€'] = "euros" };
        for (var c = '\u00C0'; c <= '\u024F'; c++)
        {
            var letter = c.ToString().Normalize(NormalizationForm.FormD)[0];
            if (char.IsAsciiLetter(letter)) table[c] = char.ToLowerInvariant(letter).ToString();
        }
        return table;
    }
}
