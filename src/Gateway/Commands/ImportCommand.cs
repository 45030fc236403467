using Npgsql;
using VoisinsVigilants.Domain.Officials;
using VoisinsVigilants.Domain.Texts;
using VoisinsVigilants.Gateway.Communes;
using VoisinsVigilants.Gateway.Database;
using VoisinsVigilants.Gateway.Texts;

namespace VoisinsVigilants.Gateway.Commands;

/// <summary><c>import DIRECTORY</c>: a commune from its four files, whole or not at all.</summary>
public static class ImportCommand
{
    public static async Task<int> Run(string[] args, string postgres, TextWriter output, TextWriter errors)
    {
        var directories = args.Where(arg => !arg.StartsWith('-')).ToList();
        var unknown = args.Where(arg => arg.StartsWith('-') && arg != "--remove-missing").ToList();
        if (directories.Count != 1 || unknown.Count > 0)
            return await Refuse(errors, ["Écrivez : import DOSSIER [--remove-missing], par exemple import sms-scripts/communes/brissy-sur-juine"]);
        if (!Directory.Exists(directories[0])) return await Refuse(errors, [$"Le dossier « {directories[0]} » n'existe pas."]);
        if (Settings.DatabaseProblems(postgres) is { Count: > 0 } problems) return await Refuse(errors, problems);

        var (commune, fileErrors) = ReadDirectory(directories[0]);
        if (commune is null) return await Refuse(errors, [.. fileErrors.Select(error => error.ToString()), "Rien n'a été importé."]);
        foreach (var remark in commune.Remarks) await errors.WriteLineAsync($"À savoir : {remark}");
        return await Save(commune, args.Contains("--remove-missing"), postgres, output, errors);
    }

    /// <summary>Reads and checks the files of a commune; null with the reasons when anything is wrong.</summary>
    public static (CommuneFile? Commune, IReadOnlyList<FileError> Errors) ReadDirectory(string directory)
    {
        var code = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory)));
        var (files, errors) = ScriptFiles.Read(directory, ".", ".txt", ".csv");
        return errors.Count > 0 ? (null, errors) : CommuneFiles.Parse(code, [.. files.Where(file => !file.Path.Contains('/'))]);
    }

    private static async Task<int> Save(CommuneFile commune, bool removeMissing, string postgres, TextWriter output, TextWriter errors)
    {
        await using var database = DatabaseSetup.Open(postgres);
        try
        {
            var result = await new ImportStore(database, TimeProvider.System).Import(commune, removeMissing, CancellationToken.None);
            await output.WriteLineAsync($"{commune.Name} : {commune.Quartiers.Count} quartiers, {commune.Places.Count} lieux, {commune.People.Count} personnes ({result.NewPeople} nouvelles, {result.KnownPeople} déjà connues).");
            if (result.Unnamed.Count > 0)
                await output.WriteLineAsync(removeMissing ? "Retirés, car les fichiers ne les nomment plus :" : "Gardés, bien que les fichiers ne les nomment plus (--remove-missing les retire) :");
            foreach (var one in result.Unnamed) await output.WriteLineAsync($"  {one}");
            await List(output, "Inscrits par SMS, que personnes.csv ne nomme pas ; ils restent (EFFACER les retire) :", result.BySms);
            await List(output, "Ont donné une nouvelle adresse par SMS ; elle est gardée, corrigez personnes.csv :", result.Moved);
            await List(output, "Effacés à leur demande, non repris ; enlevez leur ligne de personnes.csv :", result.Erased);
            return 0;
        }
        catch (ImportException exception)
        {
            return await Refuse(errors, [exception.Message, "Rien n'a été importé."]);
        }
        catch (NpgsqlException exception)
        {
            var missing = exception is PostgresException { SqlState: PostgresErrorCodes.UndefinedTable };
            return await Refuse(errors, [missing ? "La base n'est pas prête : lancez d'abord migrate." : $"ConnectionStrings:Postgres : la base ne répond pas comme il faut ({exception.Message})."]);
        }
    }

    private static async Task List(TextWriter output, string title, IReadOnlyList<string> keys)
    {
        if (keys.Count > 0) await output.WriteLineAsync($"{title} {string.Join(", ", keys)}");
    }

    private static async Task<int> Refuse(TextWriter errors, IReadOnlyList<string> lines)
    {
        foreach (var line in lines) await errors.WriteLineAsync(line);
        return 1;
    }
}
