using System.Globalization;
using System.Text;

namespace VoisinsVigilants.Domain.Messages;

/// <summary>One word of an SMS.</summary>
/// <param name="Plain">Lower case without accents: <c>eglise</c>.</param>
/// <param name="Key">As it sounds: <c>eglis</c>. Words that are said alike have one key.</param>
/// <param name="Start">Where it stands in the text, in characters.</param>
/// <param name="IsCapital">Written with a capital first letter.</param>
public readonly record struct SmsWord(string Plain, string Key, int Start, int Length, bool IsCapital)
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
        var (start, capital) = (0, false);
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
                words.Add(new SmsWord(word, Key(word), start, i - start, capital));
                plain.Clear();
            }
        }
        return words;
    }

    /// <summary>How a word sounds, roughly and on purpose: endings that are not heard or only conjugate are dropped.</summary>
    public static string Key(string plain)
    {
        if (char.IsAsciiDigit(plain[0]) || plain.Length <= 2) return plain.Length > 1 && plain[0] == plain[1] && !char.IsAsciiDigit(plain[0]) ? plain[..1] : plain;

        var sound = new StringBuilder(plain.Length);
        for (var i = 0; i < plain.Length; i++) i += Sound(plain, i, sound) - 1;
        var end = sound.Length;
        while (end > 2 && "aesxtdzr".Contains(sound[end - 1]) && IsSilent(sound, end)) end--;
        sound.Length = end;
        return Collapsed(sound);
    }

    // Appends the sound at a place and says how many letters made it.
    private static int Sound(string word, int i, StringBuilder sound)
    {
        bool At(string letters) => string.CompareOrdinal(word, i, letters, 0, letters.Length) == 0;
        var next = i + 1 < word.Length ? word[i + 1] : '\0';

        if (At("eau")) return Add(sound, 'o', 3);
        if (At("au")) return Add(sound, 'o', 2);
        if (At("ph")) return Add(sound, 'f', 2);
        if (At("qu") || At("ck")) return Add(sound, 'k', 2);
        if (At("ch")) return Add(sound, 'C', 2);
        if (At("ai") || At("ei")) return Add(sound, 'e', 2);
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

    private static int Add(StringBuilder sound, char letter, int length)
    {
        sound.Append(letter);
        return length;
    }

    // "er" and "ez" are heard as é; an r after another vowel is heard and stays. An a at the end stays too.
    private static bool IsSilent(StringBuilder sound, int end) => sound[end - 1] switch
    {
        'r' => sound[end - 2] == 'e' && end > 4,
        'a' => false,
        _ => true,
    };

    private static string Collapsed(StringBuilder sound)
    {
        var result = new StringBuilder(sound.Length);
        foreach (var letter in sound.ToString())
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
