using System.Text;
using System.Text.RegularExpressions;

namespace VoisinsVigilants.Domain.Dialogues;

/// <summary>
/// Codes of alerts are drawn at random, so a script calls them by a name of its own, such as <c>12K</c>. The first SMS that shows a code
/// where the script writes the name binds the two; from then on the name stands for the code, in what is expected and in what is texted.
/// <c>12?</c> is the right number with a wrong letter. The four digits by which a broadcast is confirmed are drawn too: those behind
/// <c>OUI</c> in what is expected are a name like any other.
/// </summary>
public sealed partial class CodeNames
{
    private const string Letters = "ABCDFGKNPRSTUVWXYZ";

    private readonly Dictionary<string, string> numbers = [];
    private readonly Dictionary<string, string> codes = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Name and code, as bound so far.</summary>
    public IReadOnlyDictionary<string, string> Bound => codes;

    /// <summary>What a person really texts: bound names become codes, however they are written (<c>12k</c>, <c>12 K</c>, <c>12</c>).</summary>
    public string InText(string words) =>
        Written().Replace(words, written => numbers.TryGetValue(written.Value, out var number) ? number : Translate(written));

    /// <summary>True when the SMS is the one expected; binds the names that were still free.</summary>
    /// <param name="pattern">In the alphabet phones show, as the SMS is.</param>
    public bool Matches(string pattern, string sms)
    {
        var free = new List<string>();
        var match = Regex.Match(sms.Trim(), Expression(pattern, free), RegexOptions.CultureInvariant | RegexOptions.Singleline);
        if (!match.Success) return false;

        var found = free.Select((name, index) => (name, code: match.Groups[$"code{index}"].Value)).ToList();
        if (found.Any(pair => codes.ContainsValue(pair.code)) || found.DistinctBy(pair => pair.code).Count() < found.Count) return false;
        foreach (var (name, code) in found) codes[name] = code;
        foreach (var name in Confirming().Matches(pattern).Select(number => number.Groups["confirm"].Value))
            if (match.Groups[$"n{name}"] is { Success: true } drawn) numbers[name] = drawn.Value;
        return true;
    }

    /// <summary>The pattern as a reader would like to see it: with the real codes in place of bound names.</summary>
    public string Shown(string pattern) => Named().Replace(pattern, Translate);

    private string Translate(Match written)
    {
        var (number, letter) = (written.Groups["number"].Value, written.Groups["letter"].Value);
        var code = letter is "" or "?" ? CodeOfNumber(number) : codes.GetValueOrDefault(number + letter);
        if (code is null) return written.Value;
        if (letter == "") return code[..^1];

        var real = letter == "?" ? Wrong(code[^1]) : code[^1];
        return code[..^1] + written.Groups["gap"].Value + (letter == "?" || char.IsUpper(letter[0]) ? real : char.ToLowerInvariant(real));
    }

    private string? CodeOfNumber(string number) => codes.FirstOrDefault(pair => pair.Key[..^1] == number).Value;

    private static char Wrong(char letter) => Letters[(Letters.IndexOf(letter, StringComparison.Ordinal) + 1) % Letters.Length];

    private string Expression(string pattern, List<string> free)
    {
        var expression = new StringBuilder("^");
        var end = 0;
        foreach (Match special in Special().Matches(pattern))
        {
            expression.Append(Regex.Escape(pattern[end..special.Index]));
            expression.Append(special.Value == "..." ? ".*?" : special.Groups["confirm"].Success ? NumberExpression(special.Value, expression) : CodeExpression(special, free));
            end = special.Index + special.Length;
        }
        return expression.Append(Regex.Escape(pattern[end..])).Append("\\s*$").ToString();
    }

    private string NumberExpression(string name, StringBuilder before)
    {
        if (numbers.TryGetValue(name, out var known)) return known;
        return before.ToString().Contains($"?<n{name}>", StringComparison.Ordinal) ? $"\\k<n{name}>" : $"(?<n{name}>\\d{{4}})";
    }

    private string CodeExpression(Match name, List<string> free)
    {
        if (name.Groups["letter"].Value == "?" || codes.ContainsKey(name.Value)) return Regex.Escape(Translate(name));

        var known = free.IndexOf(name.Value);
        if (known >= 0) return $"\\k<code{known}>";
        free.Add(name.Value);
        return $"(?<code{free.Count - 1}>\\d{{1,6}}[{Letters}])";
    }

    // In what a person texts: any case, a space between, or the number alone.
    [GeneratedRegex(@"(?<![\d\w])(?<number>\d{1,6})(?:(?<gap> ?)(?<letter>[A-HJ-NPR-Za-hj-npr-z](?!\w)|\?))?(?!\d)(?!(?<=\d)\w)")]
    private static partial Regex Written();

    [GeneratedRegex(@"(?<!\w)(?<number>\d{1,6})(?<gap>)(?<letter>[A-HJ-NPR-Z]|\?)(?!\w)")]
    private static partial Regex Named();

    [GeneratedRegex(@"(?<=\b(?:OUI|NON) )(?<confirm>\d{4})(?!\w)")]
    private static partial Regex Confirming();

    [GeneratedRegex(@"\.\.\.|(?<=\b(?:OUI|NON) )(?<confirm>\d{4})(?!\w)|(?<!\w)(?<number>\d{1,6})(?<gap>)(?<letter>[A-HJ-NPR-Z]|\?)(?!\w)")]
    private static partial Regex Special();
}
