using System.Text.RegularExpressions;
using VoisinsVigilants.Domain.Messages;

namespace VoisinsVigilants.Domain.Texts;

/// <summary>What must be true of every text before any of them is used; each error says what to write instead.</summary>
public static partial class TextCheck
{
    // The longest values seen in real communes; elastic ones need at least this much room to be worth sending.
    private static readonly Dictionary<string, string> Longest = new()
    {
        ["code"] = "1005N", ["quartier"] = "Les Hauts de la Fontaine", ["categorie"] = new string('x', 20), ["lieu"] = "Rue du Maréchal de Lattre de Tassigny (Les Hauts de la Fontaine)",
        ["heure"] = "le 28/12 à 22h45", ["etat"] = "prise en charge par le référent du quartier", ["qui"] = "le référent de Les Hauts de la Fontaine",
        ["codes"] = "1001A, 1002B, 1003C, 1004D", ["exemple"] = "VU 1001A", ["texte"] = new string('x', 40), ["motif"] = new string('x', TextKey.Reason),
        ["liste"] = new string('x', 60), ["choix"] = new string('x', 120), ["raison"] = "vie privée, code ou clé, dates d'absence", ["rang"] = "12",
        ["periode"] = "du 24/12/2026 au 02/01/2027 inclus", ["debut"] = "24/12/2026", ["fin"] = "02/01/2027", ["jour"] = "12/03/2026 à 18h30", ["nombre"] = "1000",
        ["objet"] = "Diffusion de l'alerte 1005N demandée par le référent du quartier Les Hauts de la Fontaine", ["ou"] = "au quartier Les Hauts de la Fontaine", ["personnes"] = "12000 personnes", ["sms"] = "24000",
        ["prix"] = "1680,00 EUR", ["reste"] = "1680,00 EUR", ["depart"] = "le 28/12 à 08h00", ["numero"] = "4821", ["conseil"] = new string('x', 70),
        ["commune"] = "Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson", ["mois"] = "septembre", ["alertes"] = "250", ["confirmees"] = "120", ["fausses"] = "120", ["delai"] = "10000 min",
        ["nom"] = "Marie-Bernadette de La Rochefoucauld", ["date"] = "28/12/2026", ["support"] = "sur papier",
    };

    public static IReadOnlyList<FileError> Check(IReadOnlyDictionary<string, TextFile.Entry> texts)
    {
        var missing = TextKeys.All.Keys.Where(name => !texts.ContainsKey(name))
            .Select(name => new FileError("textes", 0, $"Il manque le texte [{name}] : ajoutez-le."));
        var wrong = texts.Where(entry => TextKeys.All.ContainsKey(entry.Key))
            .SelectMany(entry => CheckOne(TextKeys.All[entry.Key], entry.Value));
        return [.. missing, .. wrong];
    }

    private static IEnumerable<FileError> CheckOne(TextKey key, TextFile.Entry entry)
    {
        FileError Error(string message) => new(entry.Path, entry.Line, $"[{key.Name}] {message}");

        if (string.IsNullOrWhiteSpace(entry.Words)) yield return Error("est vide : écrivez le texte sous son nom.");
        foreach (var name in Placeholders(entry.Words).Where(name => !key.Placeholders.Contains(name)))
            yield return Error($"contient {{{name}}}, qui n'existe pas ici. Permis : {Listed(key.Placeholders)}.");
        if (key.Opening is { } opening && !entry.Words.StartsWith(opening, StringComparison.Ordinal))
            yield return Error($"doit commencer par « {opening} » : la personne est en danger.");
        foreach (var words in key.MustSay.Where(words => !entry.Words.Contains(words, StringComparison.Ordinal)))
            yield return Error($"doit contenir « {words} ».");
        if (PhoneLike().IsMatch(entry.Words)) yield return Error("contient un numéro de téléphone : aucun message n'en montre.");

        if (key.Medium != TextMedium.Sms) yield break;
        var septets = Gsm7.Septets(Gsm7.Transliterate(Filled(entry.Words)));
        if (septets > key.Septets)
            yield return Error($"est trop long : {septets} caractères avec les plus longs noms, {key.Septets} permis. Enlevez-en {septets - key.Septets}.");
    }

    private static IEnumerable<string> Placeholders(string words) => Placeholder().Matches(words).Select(match => match.Groups[1].Value);

    private static string Filled(string words) =>
        Placeholder().Replace(words, match => Longest.GetValueOrDefault(match.Groups[1].Value, ""));

    private static string Listed(string[] names) => names.Length == 0 ? "rien" : string.Join(", ", names.Select(name => $"{{{name}}}"));

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"(?:\+|00|0)\d(?:[ .-]?\d){7,}")]
    private static partial Regex PhoneLike();
}
