using System.Globalization;
using System.Text.RegularExpressions;

namespace VoisinsVigilants.Domain.Messages;

/// <summary>
/// One long text that its author wrote as several SMS, <c>1/2 …</c> and <c>(2/2) …</c>, and that may come in any order. "2/3 jeunes" looks
/// alike, so nothing is put together before all parts are there; until then each keeps its mark.
/// </summary>
public static partial class SmsParts
{
    private const string Between = " / ";

    /// <param name="Number">From 1 to <paramref name="Of"/>.</param>
    /// <param name="Words">The text without its mark.</param>
    public readonly record struct Part(int Number, int Of, string Words)
    {
        public string Written => $"{Number}/{Of} {Words}";
    }

    /// <summary>A later part, and surely one: "2/3 jeunes" may begin a text of its own, "(2/3)" and "2/2" do not.</summary>
    public static bool IsLater(string text) => Read(text) is { Number: > 1 } part && (part.Number == part.Of || !char.IsAsciiDigit(text.TrimStart()[0]));

    /// <summary>Null when the text says of itself nothing like that.</summary>
    public static Part? Read(string text)
    {
        var match = Before().Match(text);
        if (!match.Success) match = Behind().Match(text);
        if (!match.Success) return null;
        var (number, of) = (Digit(match, "number"), Digit(match, "of"));
        return number >= 1 && number <= of && of >= 2 ? new Part(number, of, match.Groups["words"].Value.Trim()) : null;
    }

    /// <summary>A text with one more SMS, <paramref name="next"/>: parts in their order, and one sentence once none is missing.</summary>
    public static string Append(string text, string next)
    {
        if (text.Length == 0) return Read(next)?.Written ?? next;
        if (!Belongs(text, next) || Read(next) is not { } part) return text + Between + (Read(next)?.Written ?? next);
        var pieces = text.Split(Between).ToList();
        var first = pieces.FindIndex(piece => Read(piece)?.Of == part.Of);
        var parts = pieces.Select(Read).OfType<Part>().Where(other => other.Of == part.Of).Append(part).OrderBy(other => other.Number).ToList();
        pieces.RemoveAll(piece => Read(piece)?.Of == part.Of);
        pieces.InsertRange(first, parts.Count == part.Of ? [string.Join(' ', parts.Select(other => other.Words))] : parts.Select(other => other.Written));
        return string.Join(Between, pieces);
    }

    /// <summary>The SMS is a part of which <paramref name="text"/> holds another.</summary>
    public static bool Belongs(string text, string next)
    {
        if (Read(next) is not { } part) return false;
        var others = text.Split(Between).Select(Read).OfType<Part>().Where(other => other.Of == part.Of).ToList();
        return others.Count > 0 && others.TrueForAll(other => other.Number != part.Number);
    }

    private static int Digit(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\s*(?:[(\[]\s*(?<number>\d)\s*/\s*(?<of>\d)\s*[)\]]|(?<number>\d)/(?<of>\d)(?=[\s:.)-]))[\s:.)-]*(?<words>\S.*)$", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Before();

    [GeneratedRegex(@"^\s*(?<words>\S.*?)\s*[(\[]\s*(?<number>\d)\s*/\s*(?<of>\d)\s*[)\]]\s*$", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Behind();
}
