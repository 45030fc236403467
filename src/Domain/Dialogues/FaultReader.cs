using System.Globalization;
using System.Text.RegularExpressions;

namespace VoisinsVigilants.Domain.Dialogues;

/// <summary>The line <c>Panne :</c> of a dialogue: what the carrier answers from then on for one person's phone.</summary>
internal static partial class FaultReader
{
    public static (DialogueStep? Step, string Problem) Read(int line, string text, string value, IReadOnlyDictionary<string, string> cast)
    {
        if (DialogueNames.Same(value, "fin")) return (new DialogueStep.Mends(line, text, null), "");

        var who = Who(value, cast);
        var rest = value[who.Length..].Trim();
        if (who.Length > 0 && DialogueNames.Same(rest, "fin")) return (new DialogueStep.Mends(line, text, who), "");

        var code = Code().Match(rest);
        if (who.Length == 0 || !code.Success)
            return (null, "Écrivez qui est en panne et le code de l'opérateur, par exemple « Panne : Référent hors réseau (30003) », ou « Panne : fin ».");
        var number = int.Parse(code.Groups["code"].Value, CultureInfo.InvariantCulture);

        // Twilio refuses with 2xxxx when it is asked, and fails with 3xxxx once it has tried.
        return (new DialogueStep.Breaks(line, text, who, number, AtDelivery: number >= 30_000), "");
    }

    // The longest known name the line begins with, else its first word.
    private static string Who(string value, IReadOnlyDictionary<string, string> cast)
    {
        var words = value.Split(' ');
        for (var count = words.Length; count > 0; count--)
        {
            var start = string.Join(' ', words.Take(count));
            if (cast.Keys.Any(name => DialogueNames.Same(name, start))) return start;
        }
        return words[0];
    }

    [GeneratedRegex(@"\((?<code>\d{5})\)$")]
    private static partial Regex Code();
}
