using System.Globalization;
using System.Text.RegularExpressions;

namespace VoisinsVigilants.Domain.Dialogues;

/// <summary>One line of a dialogue below its heading: somebody texts, somebody receives, time passes, silence.</summary>
internal static partial class StepReader
{
    public static (DialogueStep? Step, string Problem) Read(int line, string text, IReadOnlyDictionary<string, string> cast)
    {
        if (DialogueNames.Same(text, "Silence")) return (new DialogueStep.Silence(line, text), "");
        if (text.StartsWith("...", StringComparison.Ordinal) || text[0] == '…') return ReadTime(line, text);

        var sign = text.AsSpan().IndexOfAny('<', '>');
        if (sign <= 0)
            return (null, "Je ne comprends pas cette ligne : écrivez « Habitant > ... » (quelqu'un écrit), « Référent < ... » (quelqu'un reçoit), « ... 5 min » (le temps passe), « Panne : ... » ou « Silence ».");
        var (who, words) = (text[..sign].Trim(), text[(sign + 1)..].Trim());
        return text[sign] == '>' ? ReadTexted(line, text, who, words, cast) : ReadExpected(line, text, who, words);
    }

    private static (DialogueStep?, string) ReadTexted(int line, string text, string who, string words, IReadOnlyDictionary<string, string> cast)
    {
        if (who.Length == 0 || (who.Contains(',') && !cast.ContainsKey(who))) return (null, "Une seule personne écrit à la fois : faites une ligne par personne.");
        return (new DialogueStep.Texts(line, text, who, words), "");
    }

    private static (DialogueStep?, string) ReadExpected(int line, string text, string who, string words)
    {
        if (words.Length == 0) return (null, "Quel SMS est attendu ? Écrivez son texte après « < », ou « ... » s'il peut être quelconque.");
        if (DialogueNames.Same(who.Split(' ', '(')[0], "Tous"))
        {
            var all = All().Match(who);
            if (!all.Success) return (null, "Écrivez « Tous < », « Tous sauf A, B < » ou « Tous (Centre-Bourg) sauf A, B < ».");
            var quartier = all.Groups["quartier"] is { Success: true } group ? group.Value.Trim() : null;
            return (new DialogueStep.Receives(line, text, new Recipients([], true, quartier, Names(all.Groups["except"].Value)), words), "");
        }
        var names = Names(who);
        if (names.Count == 0) return (null, "Qui reçoit ce SMS ? Écrivez un ou plusieurs noms, séparés par des virgules, avant « < ».");
        return (new DialogueStep.Receives(line, text, new Recipients(names, false, null, []), words), "");
    }

    private static (DialogueStep?, string) ReadTime(int line, string text)
    {
        var words = text.TrimStart('.', '…').Trim();
        var until = Until().Match(words);
        if (until.Success && TimeOnly.TryParseExact($"{until.Groups["h"].Value}:{until.Groups["m"].Value.PadLeft(2, '0')}", "H:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return (new DialogueStep.TimePassesUntil(line, text, time), "");

        var span = Spans().Match(words) is { Success: true } spans ? Sum(spans) : TimeSpan.Zero;
        return span > TimeSpan.Zero
            ? (new DialogueStep.TimePasses(line, text, span), "")
            : (null, "Combien de temps passe ? Écrivez « ... 4 min », « ... 2 h », « ... 1 h 30 min », « ... 3 jours » ou « ... jusqu'à 07:00 ».");
    }

    private static TimeSpan Sum(Match spans)
    {
        double Of(string group) => double.TryParse(spans.Groups[group].Value, CultureInfo.InvariantCulture, out var count) ? count : 0;
        return TimeSpan.FromDays(Of("d")) + TimeSpan.FromHours(Of("h")) + TimeSpan.FromMinutes(Of("m")) + TimeSpan.FromSeconds(Of("s"));
    }

    private static List<string> Names(string list) => [.. list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    [GeneratedRegex(@"^Tous\s*(\((?<quartier>[^)]+)\))?\s*(sauf\s+(?<except>.+))?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex All();

    [GeneratedRegex(@"^jusqu['’]à\s+(?<h>\d{1,2})\s*[:h]\s*(?<m>\d{2})?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Until();

    [GeneratedRegex(@"^((?<d>\d{1,4})\s*j(ours?)?)?\s*((?<h>\d{1,4})\s*h(eures?)?)?\s*((?<m>\d{1,4})\s*min(utes?)?)?\s*((?<s>\d{1,4})\s*s(ec|econdes?)?)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Spans();
}
