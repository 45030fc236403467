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

    /// <summary>The models by name; the errors say file, line and what to do. Read at every start, so without a string for every word.</summary>
    public static (LinearModels Models, IReadOnlyList<FileError> Errors) Parse(SourceFile file)
    {
        var (models, index) = (new Dictionary<string, LinearModel>(), new FeatureIndex());
        var errors = new List<FileError>();
        var (number, votes, classes) = (0, new List<Vote[]>(), Array.Empty<string>());
        foreach (var line in file.Content.AsSpan().EnumerateLines())
        {
            number++;
            if (line.IsEmpty || line[0] == '#') continue;
            if (line[0] == '[')
            {
                var parts = line.ToString().Split(' ');
                (votes, classes) = ([], parts[1..]);
                models[parts[0].Trim('[', ']')] = new LinearModel(parts[0].Trim('[', ']'), classes, votes);
            }
            else if (line.IndexOf(' ') is > 0 and var end && VotesOf(line[(end + 1)..], classes) is { } its) Put(votes, index.Learn(line[..end].ToString()), its);
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

    private static Vote[]? VotesOf(ReadOnlySpan<char> written, string[] classes)
    {
        var votes = new Vote[written.Count(' ') + 1];
        var at = 0;
        foreach (var part in written.Split(' '))
        {
            var vote = written[part];
            var cut = vote.LastIndexOf('=');
            if (cut < 0 || IndexOf(classes, vote[..cut]) is not (>= 0 and var its) || !int.TryParse(vote[(cut + 1)..], CultureInfo.InvariantCulture, out var weight)) return null;
            votes[at++] = new Vote(its, (float)(weight / Hundredths));
        }
        return votes;
    }

    private static int IndexOf(string[] classes, ReadOnlySpan<char> name)
    {
        for (var i = 0; i < classes.Length; i++)
            if (name.SequenceEqual(classes[i])) return i;
        return -1;
    }
}
