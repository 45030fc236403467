using VoisinsVigilants.Gateway.Texts;

namespace VoisinsVigilants.Gateway.Commands;

/// <summary><c>check</c>: are the mairie's texts and words in order? Says every error with its file and line.</summary>
public static class CheckCommand
{
    public static async Task<int> Run(string root, TextWriter output, TextWriter errors)
    {
        var (set, problems) = ScriptSet.Read(root);
        foreach (var problem in problems) await errors.WriteLineAsync(problem.ToString());
        if (set is null)
        {
            await errors.WriteLineAsync($"{problems.Count} à corriger dans {root}. Une passerelle en marche garde les derniers textes corrects.");
            return 1;
        }
        await output.WriteLineAsync($"Tout est en ordre dans {root}.");
        return 0;
    }
}
