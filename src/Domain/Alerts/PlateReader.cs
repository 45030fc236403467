using System.Text;
using System.Text.RegularExpressions;
using VoisinsVigilants.Domain.Messages;

namespace VoisinsVigilants.Domain.Alerts;

/// <summary>A number plate and what stands for it wherever it may not be seen: <c>AB-123-CD</c>, <c>AB-***-CD</c>. Both are as long, so that an SMS costs the same with either.</summary>
public sealed record Plate(string Number, string Mask);

/// <summary>Finds number plates in free words and puts their masks in their places.</summary>
public static partial class PlateReader
{
    // Small words with which "le 120 de" and "12 rue 34" are no plates.
    private static readonly HashSet<string> SmallWords =
    [
        "le", "la", "de", "en", "et", "je", "ma", "sa", "ta", "ce", "se", "ne", "as", "es", "va", "vs", "rn", "rd", "av", "km", "ca", "ya", "me", "te",
        "rue", "ave", "ans", "les", "des", "min", "par", "pas", "est", "mec", "kg", "cm", "mn", "hab", "chez", "vers", "dans", "sur",
    ];

    /// <summary>The words with each plate masked, and the plates.</summary>
    public static (string Masked, IReadOnlyList<Plate> Plates) Read(string text)
    {
        var plates = new List<Plate>();
        var masked = Foreign().Replace(Old().Replace(Current().Replace(text, match => Mask(match, plates)), match => Mask(match, plates)), match => MaskForeign(match, plates));
        return (masked, [.. plates.Distinct()]);
    }

    public static string Masked(string text) => Read(text).Masked;

    /// <summary>The words with each mask replaced by its plate.</summary>
    public static string Revealed(string text, IEnumerable<Plate> plates) => plates.Aggregate(text, (words, plate) => words.Replace(plate.Mask, plate.Number, StringComparison.Ordinal));

    /// <summary>Something in these words is masked.</summary>
    public static bool HoldsMask(string text) => text.Contains('*');

    private static string Mask(Match match, List<Plate> plates)
    {
        var parts = new[] { match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value };
        return IsPlate(match, parts) ? Keep(parts, plates) : match.Value;
    }

    // In capitals or in one word it is a plate; in small letters with spaces it must not be made of small words, or stand behind "plaque".
    private static bool IsPlate(Match match, string[] parts)
    {
        if (match.Groups["cue"].Success) return true;
        var letters = parts.Where(part => char.IsAsciiLetter(part[0])).ToList();
        if (letters.Any(part => SmallWords.Contains(part.ToLowerInvariant()))) return false;
        var isOld = char.IsAsciiDigit(parts[0][0]);
        return letters.All(part => part.All(char.IsAsciiLetterUpper)) || (!isOld && !match.Groups["gap"].Captures.Any(gap => gap.Value.Contains(' ')))
            || (!isOld && letters.TrueForAll(part => part.Length == 2));
    }

    private static string MaskForeign(Match match, List<Plate> plates)
    {
        var number = match.Groups[1].Value.Trim();
        if (!number.Any(char.IsAsciiDigit) || !number.Any(char.IsAsciiLetter) || number.Contains('*')) return match.Value;
        var parts = Separators().Split(number.ToUpperInvariant());
        var whole = string.Join('-', parts);
        var mask = new StringBuilder(whole);
        for (var i = 1; i < whole.Length - 2 || i < 3; i++)
            if (i < whole.Length && whole[i] != '-') mask[i] = '*';
        var plate = new Plate(whole, mask.ToString());
        plates.Add(plate);
        return match.Value.Replace(match.Groups[1].Value, plate.Mask, StringComparison.Ordinal);
    }

    private static string Keep(string[] parts, List<Plate> plates)
    {
        var number = string.Join('-', parts).ToUpperInvariant();
        var mask = string.Join('-', parts.Select((part, index) => char.IsAsciiDigit(part[0]) && index < 2 ? new string('*', part.Length) : part)).ToUpperInvariant();
        plates.Add(new Plate(number, mask));
        return mask;
    }

    // Since 2009: two letters, three digits, two letters; never I, O or U.
    [GeneratedRegex(@"(?<cue>(?<=\b(?:plaque|plaques|immat|immatricul\w{0,3}|plak)[\s:=n°]{1,4}))?(?<![\w*-])([A-HJ-NP-TV-Z]{2})(?<gap>[ .\-]{0,2})(\d{3})(?<gap>[ .\-]{0,2})([A-HJ-NP-TV-Z]{2})(?![\w*])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Current();

    // Until 2009: up to four digits, two or three letters, the department.
    [GeneratedRegex(@"(?<cue>(?<=\b(?:plaque|plaques|immat|immatricul\w{0,3}|plak)[\s:=n°]{1,4}))?(?<![\w*-])(\d{2,4})(?<gap>[ .\-]{0,2})([A-HJ-NP-TV-Z]{2,3})(?<gap>[ .\-]{0,2})(\d\d|2[AB])(?![\w*])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Old();

    // Of another country, or a part of one: behind a word that says so, and in capitals or in one word with digits and letters.
    [GeneratedRegex(@"\b(?:plaque|plaques|immat|immatricul\w{0,3}|plak)\b(?:\s*[:=]?\s*(?i:est|c'est|n°|commence par|finit par|belge|espagnole|roumaine|allemande|italienne|polonaise|anglaise|etrangere|étrangère|en))?\s*[:=]?\s*((?-i:[A-Z0-9]{1,5}(?:[ \-][A-Z0-9]{1,5}){1,2}\b)|[A-Z0-9]+(?:-[A-Z0-9]+)*)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Foreign();

    [GeneratedRegex(@"[ \-]+")]
    private static partial Regex Separators();
}
