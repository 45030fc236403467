using VoisinsVigilants.Domain.Dialogues;
using VoisinsVigilants.Gateway.Texts;

namespace VoisinsVigilants.Gateway.Commands;

/// <summary><c>check</c>: are the mairie's texts, words, communes and dialogues in order? Says every error with its file and line.</summary>
public static class CheckCommand
{
    public static async Task<int> Run(string root, TextWriter output, TextWriter errors)
    {
        var (_, scriptErrors) = ScriptSet.Read(root);
        IReadOnlyList<string> problems = [.. scriptErrors.Select(error => error.ToString()), .. CommuneProblems(root), .. DialogueProblems(root)];
        foreach (var problem in problems) await errors.WriteLineAsync(problem);
        if (problems.Count > 0)
        {
            await errors.WriteLineAsync($"{problems.Count} à corriger dans {root}. Une passerelle en marche garde les derniers textes corrects.");
            return 1;
        }
        await output.WriteLineAsync($"Tout est en ordre dans {root}.");
        return 0;
    }

    private static IEnumerable<string> CommuneProblems(string root)
    {
        var communes = Path.Combine(root, "communes");
        return Directory.Exists(communes)
            ? Directory.EnumerateDirectories(communes).Order(StringComparer.Ordinal).SelectMany(directory =>
                ImportCommand.ReadDirectory(directory).Errors.Select(error => $"communes/{Path.GetFileName(directory)}/{error}"))
            : [];
    }

    private static IEnumerable<string> DialogueProblems(string root)
    {
        var (files, errors) = ScriptFiles.Read(root, "dialogues", ".txt");
        return [.. errors.Select(error => error.ToString()), .. files.SelectMany(file => DialogueParser.Parse(file.Path, file.Content).Errors).Select(error => error.ToString())];
    }
}
