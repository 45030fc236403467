using System.Globalization;
using System.Text;

namespace VoisinsVigilants.Domain.Messages;

/// <summary>
/// The GSM 03.38 alphabet (3GPP TS 23.038 §6.2.1): 160 septets in one SMS, 153 in each part of a longer one.
/// One character outside it turns the whole SMS into UCS-2 (70 or 67 units), so everything that leaves passes through
/// <see cref="Transliterate"/> first.
/// </summary>
public static class Gsm7
{
    private const string Basic =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    private const string Extension = "\f^{}\\[~]|€";

    private static readonly Dictionary<char, string> Substitutions = new()
    {
        ['œ'] = "oe", ['Œ'] = "OE", ['’'] = "'", ['‘'] = "'", ['‚'] = ",", ['“'] = "\"", ['”'] = "\"", ['„'] = "\"", ['«'] = "\"", ['»'] = "\"",
        ['…'] = "...", ['–'] = "-", ['—'] = "-", ['−'] = "-", ['‐'] = "-", ['‑'] = "-", ['•'] = "-", ['·'] = "-", ['°'] = "o", ['ª'] = "a", ['º'] = "o",
        ['\u00A0'] = " ", ['\u202F'] = " ", ['\u2009'] = " ", ['\t'] = " ", ['´'] = "'", ['`'] = "'", ['×'] = "x", ['½'] = "1/2", ['²'] = "2", ['³'] = "3",
        ['™'] = "TM", ['©'] = "(c)", ['®'] = "(r)", ['‹'] = "'", ['›'] = "'",
    };

    private static readonly HashSet<char> BasicSet = [.. Basic];
    private static readonly HashSet<char> ExtensionSet = [.. Extension];

    public static bool Contains(string text) => text.All(c => BasicSet.Contains(c) || ExtensionSet.Contains(c));

    /// <summary>
    /// The same words in the GSM alphabet: ç→c, ê→e, œ→oe, ’→', «»→"; é è à ù stay. Marks the alphabet lacks are dropped with
    /// their accent; what has no equivalent (emoji, other scripts) is left out rather than shown as "?".
    /// </summary>
    public static string Transliterate(string text)
    {
        var normal = Normalise(text);
        if (Contains(normal)) return normal;

        var result = new StringBuilder(normal.Length + 8);
        foreach (var c in normal) Append(result, c);
        return result.ToString();
    }

    /// <summary>Length in septets; characters of the extension table count two.</summary>
    /// <exception cref="ArgumentException">The text is not in the alphabet: transliterate it first.</exception>
    public static int Septets(string text) =>
        text.Sum(c => BasicSet.Contains(c) ? 1 : ExtensionSet.Contains(c) ? 2 : throw new ArgumentException("Not in the GSM alphabet: transliterate first.", nameof(text)));

    /// <summary>
    /// How many SMS the carrier bills: 1 up to 160 septets, then parts of 153 (a two-septet character is never split over
    /// parts). A text outside the alphabet is counted as UCS-2, 70 then 67 UTF-16 units.
    /// </summary>
    public static int Segments(string text)
    {
        if (!Contains(text)) return text.Length <= 70 ? 1 : (text.Length + 66) / 67;
        if (Septets(text) <= 160) return 1;

        var (parts, room) = (1, 153);
        foreach (var width in text.Select(c => BasicSet.Contains(c) ? 1 : 2))
        {
            if (room < width) (parts, room) = (parts + 1, 153);
            room -= width;
        }
        return parts;
    }

    /// <summary>The longest beginning of <paramref name="text"/> that fits in <paramref name="septets"/>, cut at a word with "..." when shortened.</summary>
    public static string Shorten(string text, int septets)
    {
        if (Septets(text) <= septets) return text;

        var end = text.Length;
        while (end > 0 && Septets(text[..end]) > septets - 3) end--;
        var word = text.LastIndexOf(' ', Math.Max(0, end - 1));
        return (word > end / 2 ? text[..word] : text[..end]).TrimEnd() + "...";
    }

    private static string Normalise(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            // A lone surrogate cannot be normalised; such a character could not be shown either.
            return new string(text.Where(c => !char.IsSurrogate(c)).ToArray()).Normalize(NormalizationForm.FormC);
        }
    }

    private static void Append(StringBuilder result, char c)
    {
        if (BasicSet.Contains(c) || ExtensionSet.Contains(c)) result.Append(c);
        else if (Substitutions.TryGetValue(c, out var words)) result.Append(words);
        else if (!char.IsSurrogate(c))
            result.Append(c.ToString().Normalize(NormalizationForm.FormD).Where(d => CharUnicodeInfo.GetUnicodeCategory(d) != UnicodeCategory.NonSpacingMark && BasicSet.Contains(d)).ToArray());
    }
}
