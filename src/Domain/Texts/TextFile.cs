using System.Text;

namespace VoisinsVigilants.Domain.Texts;

/// <summary>
/// Format of <c>sms-scripts/textes/*.txt</c>: <c># remark</c>, then <c>[key]</c> on a line of its own, then the words, over as many
/// lines as one likes (joined by a space; the body of an e-mail keeps its lines).
/// </summary>
public static class TextFile
{
    /// <param name="Path">Where the words stand, for messages about them.</param>
    public sealed record Entry(string Words, string Path, int Line);

    public static (Dictionary<string, Entry> Texts, IReadOnlyList<FileError> Errors) Parse(IReadOnlyList<SourceFile> files)
    {
        var texts = new Dictionary<string, Entry>();
        var errors = new List<FileError>();
        foreach (var file in files) ParseOne(file, texts, errors);
        return (texts, errors);
    }

    private static void ParseOne(SourceFile file, Dictionary<string, Entry> texts, List<FileError> errors)
    {
        var seen = new HashSet<string>();
        string? key = null;
        foreach (var (number, line) in Lines(file.Content))
        {
            var keepsLines = key is not null && TextKeys.All.GetValueOrDefault(key)?.Medium == TextMedium.MailBody;
            if ((line.Length == 0 && !keepsLines) || line is ['#', ..]) continue;
            if (line is ['[', ..])
            {
                key = line.Trim('[', ']').Trim();
                if (!TextKeys.All.ContainsKey(key)) errors.Add(new FileError(file.Path, number, $"« {key} » n'est pas un texte connu. {Nearest(key)}"));
                if (!seen.Add(key)) errors.Add(new FileError(file.Path, number, $"« {key} » est écrit deux fois dans ce fichier : gardez-en un seul."));
                texts[key] = new Entry("", file.Path, number);
            }
            else if (key is null) errors.Add(new FileError(file.Path, number, "Ce texte n'a pas de nom : écrivez d'abord une ligne comme [aide]."));
            else texts[key] = texts[key] with { Words = texts[key].Words.Length == 0 ? line : texts[key].Words + (keepsLines ? "\n" : " ") + line };
        }
    }

    private static IEnumerable<(int Number, string Text)> Lines(string content) =>
        content.TrimStart('\uFEFF').Normalize(NormalizationForm.FormC).Split('\n').Select((line, index) => (index + 1, line.Trim()));

    private static string Nearest(string key)
    {
        var near = TextKeys.All.Keys.Where(known => known.StartsWith(key.Split('-')[0], StringComparison.Ordinal)).Take(4).ToList();
        return near.Count > 0 ? $"Vouliez-vous : {string.Join(", ", near)} ?" : "Les noms connus sont dans LISEZ-MOI.md.";
    }
}
