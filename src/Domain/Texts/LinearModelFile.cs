using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace VoisinsVigilants.Domain.Texts;

/// <summary>Models by name, over one index of features.</summary>
public sealed record LinearModels(FeatureIndex Index, IReadOnlyDictionary<string, LinearModel> ByName);

/// <summary>
/// Several linear models as one text file. <c>[name] class class ...</c>, then a feature a line with its weights in hundredths:
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
                if (Line(model, feature, model.WeightsOf(number)) is { } line) file.Append(line).Append('\n');
        }
        return file.ToString();
    }

    /// <summary>The models by name; the errors say file, line and what to do. Read at every start, so without a string for every word.</summary>
    public static (LinearModels Models, IReadOnlyList<FileError> Errors) Parse(SourceFile file)
    {
        var (models, index, weights) = (new Dictionary<string, LinearModel>(), new FeatureIndex(), new List<float>());
        var errors = new List<FileError>();
        var (number, name, classes) = (0, "", Array.Empty<string>());
        foreach (var line in file.Content.AsSpan().EnumerateLines())
        {
            number++;
            if (line.IsEmpty || line[0] == '#') continue;
            if (line[0] == '[')
            {
                EndModel();
                var parts = line.ToString().Split(' ');
                (name, classes) = (parts[0].Trim('[', ']'), parts[1..]);
            }
            else if (line.IndexOf(' ') is not (> 0 and var end) || !Read(line[(end + 1)..], classes, RowOf(index.Learn(line[..end]))))
                errors.Add(new FileError(file.Path, number, "cette ligne est abîmée : ce fichier ne se modifie pas à la main, la commande « learn » l'écrit de nouveau."));
        }
        EndModel();
        return (new LinearModels(index, models), errors);

        Span<float> RowOf(int feature)
        {
            while (weights.Count < (feature + 1) * classes.Length) weights.Add(0);
            return CollectionsMarshal.AsSpan(weights).Slice(feature * classes.Length, classes.Length);
        }

        void EndModel()
        {
            if (name.Length > 0) models[name] = new LinearModel(name, classes, [.. weights]);
            weights.Clear();
        }
    }

    private static string? Line(LinearModel model, string feature, ReadOnlySpan<float> weights)
    {
        var line = new StringBuilder(feature);
        for (var i = 0; i < weights.Length; i++)
            if ((int)Math.Round(weights[i] * Hundredths) is not 0 and var weight) line.Append(CultureInfo.InvariantCulture, $" {model.Classes[i]}={weight}");
        return line.Length == feature.Length ? null : line.ToString();
    }

    private static bool Read(ReadOnlySpan<char> written, string[] classes, Span<float> row)
    {
        foreach (var part in written.Split(' '))
        {
            var pair = written[part];
            var cut = pair.LastIndexOf('=');
            if (cut < 0 || IndexOf(classes, pair[..cut]) is not (>= 0 and var its) || !int.TryParse(pair[(cut + 1)..], CultureInfo.InvariantCulture, out var weight)) return false;
            row[its] = (float)(weight / Hundredths);
        }
        return true;
    }

    private static int IndexOf(string[] classes, ReadOnlySpan<char> name)
    {
        for (var i = 0; i < classes.Length; i++)
            if (name.SequenceEqual(classes[i])) return i;
        return -1;
    }
}
