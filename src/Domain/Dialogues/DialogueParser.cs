using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace VoisinsVigilants.Domain.Dialogues;

/// <summary>
/// Reads a dialogue; the grammar is written down for its authors in <c>sms-scripts/dialogues/LISEZ-MOI.md</c>. Knows no file: it is given
/// the content.
/// </summary>
public static partial class DialogueParser
{
    /// <summary>The dialogue, or null with everything that is wrong in it.</summary>
    public static (Dialogue? Dialogue, IReadOnlyList<DialogueError> Errors) Parse(string path, string content)
    {
        var draft = new Draft(path);
        foreach (var (number, text) in Lines(content)) draft.Read(number, text);
        return draft.Finish();
    }

    // Remarks and empty lines are left out; a line that begins with a space continues the one before.
    private static List<(int Number, string Text)> Lines(string content)
    {
        var lines = new List<(int Number, string Text)>();
        var number = 0;
        foreach (var raw in content.TrimStart('\uFEFF').Normalize(NormalizationForm.FormC).Split('\n'))
        {
            number++;
            var text = raw.Trim();
            if (text.Length == 0 || text.StartsWith("//", StringComparison.Ordinal)) continue;
            if (char.IsWhiteSpace(raw[0]) && lines.Count > 0) lines[^1] = (lines[^1].Number, $"{lines[^1].Text} {text}");
            else lines.Add((number, text));
        }
        return lines;
    }

    private sealed class Draft(string path)
    {
        private readonly List<DialogueError> errors = [];
        private readonly List<DialogueStep> steps = [];
        private readonly Dictionary<string, string> cast = new(DialogueNames.UsualCast);
        private string? title;
        private string? commune;
        private DateTime? startsAt;

        public void Read(int line, string text)
        {
            if (title is null) ReadTitle(line, text);
            else if (Label().Match(text) is { Success: true } label) ReadLabel(line, text, label);
            else
            {
                var (step, problem) = StepReader.Read(line, text, cast);
                if (step is not null) Add(step);
                else errors.Add(new DialogueError(path, line, problem));
            }
        }

        public (Dialogue? Dialogue, IReadOnlyList<DialogueError> Errors) Finish()
        {
            if (title is null) Wrong(1, "Ce dialogue est vide : commencez par une ligne « # » suivie de son titre.");
            else if (commune is null || startsAt is null)
                Wrong(1, "Il manque la ligne « Commune : code   Le : 14/03/2026 21:05 » : écrivez-la sous le titre.");
            if (errors.Count == 0 && !steps.Exists(step => step is DialogueStep.Texts))
                Wrong(1, "Personne n'écrit dans ce dialogue : ajoutez une ligne comme « Habitant > cambriolage rue du Lavoir ».");
            if (errors.Count > 0) return (null, [.. errors.OrderBy(error => error.Line)]);
            return (new Dialogue(path, title!, commune!, startsAt!.Value, cast, steps), []);
        }

        private void ReadTitle(int line, string text)
        {
            title = text.TrimStart('#').Trim();
            if (text[0] != '#' || title.Length == 0)
                Wrong(line, "La première ligne doit être le titre : « # » suivi de ce que raconte le dialogue.");
        }

        private void ReadLabel(int line, string text, Match label)
        {
            var value = label.Groups["value"].Value.Trim();
            switch (DialogueNames.Plain(label.Groups["label"].Value))
            {
                case "commune": ReadPlaceAndTime(line, value); break;
                case "personnages": ReadCast(line, value); break;
                default: AddFault(line, text, value); break;
            }
        }

        private void ReadPlaceAndTime(int line, string value)
        {
            if (commune is not null) Wrong(line, "La commune et la date sont déjà données plus haut : gardez une seule ligne « Commune : ».");
            var parts = Moment().Match(value);
            commune = parts.Groups["commune"].Value;
            if (DateTime.TryParseExact(parts.Groups["moment"].Value, "d/M/yyyy H:mm", CultureInfo.InvariantCulture, DateTimeStyles.AllowInnerWhite, out var moment))
                startsAt = moment;
            else
            {
                startsAt = default(DateTime);
                Wrong(line, "Je ne lis pas la commune et la date : écrivez par exemple « Commune : brissy-sur-juine   Le : 14/03/2026 21:05 ».");
            }
        }

        private void ReadCast(int line, string value)
        {
            if (steps.Count > 0) Wrong(line, "La ligne « Personnages : » doit venir avant la première ligne du dialogue.");
            foreach (var entry in value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                var parts = entry.Split('=', 2, StringSplitOptions.TrimEntries);
                if (parts.Length < 2 || parts[0].Length == 0 || parts[1].Length == 0)
                    Wrong(line, $"Je ne comprends pas « {entry} » : écrivez un nom, « = », puis une clé de personnes.csv ou un numéro, par exemple « Habitant = simone ».");
                else cast[cast.Keys.FirstOrDefault(known => DialogueNames.Same(known, parts[0])) ?? parts[0]] = parts[1];
            }
        }

        private void AddFault(int line, string text, string value)
        {
            var (step, problem) = FaultReader.Read(line, text, value, cast);
            if (step is not null) Add(step);
            else Wrong(line, problem);
        }

        private void Add(DialogueStep step)
        {
            if (step is DialogueStep.Receives or DialogueStep.Silence && steps.Count == 0)
                Wrong(step.Line, "Rien ne s'est encore passé : écrivez d'abord un SMS (« Habitant > ... ») ou un temps qui passe (« ... 5 min »).");
            steps.Add(step);
        }

        private void Wrong(int line, string message) => errors.Add(new DialogueError(path, line, message));
    }

    [GeneratedRegex(@"^(?<label>Commune|Personnages|Panne)\s*:(?<value>.*)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    [GeneratedRegex(@"^(?<commune>[\w-]+)\s+Le\s*:\s*(?<moment>.+)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Moment();
}
