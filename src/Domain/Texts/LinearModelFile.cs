using System.Globalization;
using System.Text;

namespace VoisinsVigilants.Domain.Texts;

/// <summary>Models by name, over one index of features.</summary>
public sealed record LinearModels(FeatureIndex Index, IReadOnlyDictionary<string, LinearModel> ByName);

/// <summary>
/// Several linear models as one text file. <c>[name] class class ...</c>, then a feature a line with its votes in hundredths:
/// <c>w:meuleuse CAMBRIOLAGE=120 NUISANCE=31</c>. Written by the command <c>learn</c>.
/// </summary>
public static class LinearModelFile
{
    private const double Hundredths = 100;

    public static string Format(LinearModels models, string remark)
    {
        var file = new StringBuilder(remark);
        foreach (var model in models.ByName.Values)
        {
            file.Append(CultureInfo.InvariantCulture, $"\n[{model.Name}] {string.Join(' ', model.Classes)}\n");
            foreach (var (feature, number) in models.Index.All.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                if (Line(model, feature, model.VotesOf(number)) is { } line) file.Append(line).Append('\n');
        }
        return file.ToString();
    }

    /// <summary>The models by name; the errors say file, line and what to do.</summary>
    public static (LinearModels Models, IReadOnlyList<FileError> Errors) Parse(SourceFile file)
    {
        var (models, index) = (new Dictionary<string, LinearModel>(), new FeatureIndex());
        var errors = new List<FileError>();
        var (number, votes, classes) = (0, new List<Vote[]>(), new Dictionary<string, int>());
        foreach (var line in file.Content.Split('\n'))
        {
            number++;
            if (line.Length == 0 || line[0] == '#') continue;
            var parts = line.TrimEnd('\r').Split(' ');
            if (parts[0] is ['[', .. var name, ']'])
            {
                votes = [];
                classes = parts[1..].Select((word, index) => (word, index)).DistinctBy(pair => pair.word).ToDictionary(pair => pair.word, pair => pair.index);
                models[name] = new LinearModel(name, parts[1..], votes);
            }
            else if (VotesOf(parts, classes) is { } its) Put(votes, index.Learn(parts[0]), its);
            else errors.Add(new FileError(file.Path, number, "cette ligne est abîmée : ce fichier ne se modifie pas à la main, la commande « learn » l'écrit de nouveau."));
        }
        return (new LinearModels(index, models), errors);
    }

    private static void Put(List<Vote[]> votes, int feature, Vote[] its)
    {
        while (votes.Count <= feature) votes.Add([]);
        votes[feature] = its;
    }

    private static string? Line(LinearModel model, string feature, Vote[] votes)
    {
        var heard = votes.Select(vote => (Class: model.Classes[vote.Class], Weight: (int)Math.Round(vote.Weight * Hundredths))).Where(vote => vote.Weight != 0).ToList();
        return heard.Count == 0 ? null : $"{feature} {string.Join(' ', heard.Select(vote => string.Create(CultureInfo.InvariantCulture, $"{vote.Class}={vote.Weight}")))}";
    }

    private static Vote[]? VotesOf(string[] parts, Dictionary<string, int> classes)
    {
        var votes = new Vote[parts.Length - 1];
        for (var i = 0; i < votes.Length; i++)
        {
            var cut = parts[i + 1].LastIndexOf('=');
            if (cut < 0 || !classes.TryGetValue(parts[i + 1][..cut], out var index) || !int.TryParse(parts[i + 1].AsSpan(cut + 1), CultureInfo.InvariantCulture, out var weight)) return null;
            votes[i] = new Vote(index, (float)(weight / Hundredths));
        }
        return votes.Length > 0 ? votes : null;
    }
}
