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

        var (stem, isMute) = WithoutEnding(plain);
        var sound = new StringBuilder(plain.Length);
        for (var i = 0; i < stem.Length; i++) i += Sound(stem, i, isMute ? 'e' : '\0', sound) - 1;
        if (!isMute) DropSilentConsonant(sound);
        var key = Collapsed(sound.ToString());
        return isMute && key.Length <= ShortSound ? key + 'e' : key;
    }

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
    private static (string Stem, bool IsMute) WithoutEnding(string plain)
    {
        var singular = plain.Length > 4 && plain[^1] is 's' or 'x' or 'z' ? plain[..^1] : plain;
        foreach (var ending in Endings)
            if (singular.Length >= ending.Length + 3 && singular.EndsWith(ending, StringComparison.Ordinal)) return (singular[..^ending.Length], true);
        return (singular, false);
    }

    private static readonly string[] Endings = ["aient", "ait", "ent", "ees", "ee", "er", "ai", "e"];

    private static void DropSilentConsonant(StringBuilder sound)
    {
        if (sound.Length > 4 && sound[^1] == 't' && sound[^2] == 'k' && sound[^3] == 'e') sound.Length -= 2;
        else if (sound.Length > 4 && sound[^1] is 't' or 'd' && "aeiounr".Contains(sound[^2])) sound.Length--;
    }

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
        var start = 0;
        while (start < one.Length && start < other.Length && one[start] == other[start]) start++;
        var (endOne, endOther) = (one.Length, other.Length);
        while (endOne > start && endOther > start && one[endOne - 1] == other[endOther - 1]) (endOne, endOther) = (endOne - 1, endOther - 1);
        var (restOne, restOther) = (endOne - start, endOther - start);
        return (restOne <= 1 && restOther <= 1) || (restOne == 2 && restOther == 2 && one[start] == other[start + 1] && one[start + 1] == other[start]);
    }

    // Appends the sound at a place and says how many letters made it.
    private static int Sound(string word, int i, char after, StringBuilder sound)
    {
        bool At(string letters) => string.CompareOrdinal(word, i, letters, 0, letters.Length) == 0;
        var next = i + 1 < word.Length ? word[i + 1] : after;

        if (At("eau")) return Add(sound, 'o', 3);
        if (At("au")) return Add(sound, 'o', 2);
        if (At("ph")) return Add(sound, 'f', 2);
        if (At("qu") || At("ck")) return Add(sound, 'k', 2);
        if (At("ch") || At("sh")) return Add(sound, 'C', 2);
        if (At("ai") || At("ei")) return Add(sound, 'e', 2);
        if ((At("en") || At("em")) && i > 0 && word[i - 1] != 'i' && i + 2 < word.Length && !"aeiouynm".Contains(word[i + 2])) return Add(sound, "an", 2);
        if ((At("en") || At("em")) && i == 0 && word.Length > 2 && !"aeiouy".Contains(word[2])) return Add(sound, "an", 2);
        if (At("gu") && i + 2 < word.Length && "eiy".Contains(word[i + 2])) return Add(sound, 'g', 2);
        return word[i] switch
        {
            'q' => Add(sound, 'k', 1),
            'c' when "eiy".Contains(next) => Add(sound, 's', 1),
            'c' => Add(sound, 'k', 1),
            'g' when "eiy".Contains(next) => Add(sound, 'j', 1),
            'y' => Add(sound, 'i', 1),
            'z' => Add(sound, 's', 1),
            'w' => Add(sound, 'v', 1),
            'h' => 1,
            var letter => Add(sound, letter, 1),
        };
    }

    private static int Add(StringBuilder sound, string letters, int length)
    {
        sound.Append(letters);
        return length;
    }

    private static int Add(StringBuilder sound, char letter, int length)
    {
        sound.Append(letter);
        return length;
    }

    private static string Collapsed(string word)
    {
        var result = new StringBuilder(word.Length);
        foreach (var letter in word)
            if (result.Length == 0 || result[^1] != letter) result.Append(letter);
        return result.ToString();
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
