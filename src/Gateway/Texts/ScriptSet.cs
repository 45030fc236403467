using System.Collections.Concurrent;
using VoisinsVigilants.Domain.Conversations;
using VoisinsVigilants.Domain.Texts;

namespace VoisinsVigilants.Gateway.Texts;

/// <summary>All the mairie's words as they were when last read, all checked. Immutable; a change makes a new set.</summary>
public sealed record ScriptSet(Interpreter Interpreter, TextCatalog Texts, IReadOnlyDictionary<string, TextCatalog> OfCommunes)
{
    /// <summary>The commune's own texts where it has some, the common ones for the rest.</summary>
    public TextCatalog TextsOf(string commune) => OfCommunes.GetValueOrDefault(commune) ?? Texts;

    /// <summary>Parses and checks everything below the scripts directory; null with the reasons when anything is wrong.</summary>
    public static (ScriptSet? Set, IReadOnlyList<FileError> Errors) Read(string root)
    {
        if (!Directory.Exists(Path.Combine(root, "textes")))
            return (null, [new FileError(root, 0, "ce dossier n'a pas de sous-dossier textes : indiquez-le par Gateway:ScriptsDirectory.")]);

        var (texts, textErrors) = ScriptFiles.Read(root, "textes", ".txt");
        var (words, wordErrors) = Words(root);
        var (catalog, catalogErrors) = TextCatalog.Load(texts);
        var (interpreter, readingErrors) = Interpreter.Load(words);
        var (own, ownErrors) = ReadCommunes(root, texts);
        IReadOnlyList<FileError> errors = [.. textErrors, .. wordErrors, .. catalogErrors, .. readingErrors, .. ownErrors];
        return errors.Count > 0 ? (null, errors) : (new ScriptSet(interpreter!, catalog!, own), []);
    }

    /// <summary>All files that texts are read with.</summary>
    public static (IReadOnlyList<SourceFile> Files, IReadOnlyList<FileError> Errors) Words(string root, bool withExperience = true)
    {
        var (keywords, keywordErrors) = ScriptFiles.Read(root, "mots-cles", ".txt");
        var (categories, categoryErrors) = ScriptFiles.Read(root, "categories", ".txt");
        if (!withExperience) return ([.. keywords, .. categories], [.. keywordErrors, .. categoryErrors]);

        var (experience, experienceErrors) = ScriptFiles.Read(root, "experience", ".txt");
        if (experience.Count == 0) experienceErrors = [.. experienceErrors, new FileError("experience/poids.txt", 0, "manque : reprenez ce fichier du programme, ou écrivez-le avec la commande « learn ».")];
        return ([.. keywords, .. categories, .. experience], [.. keywordErrors, .. categoryErrors, .. experienceErrors]);
    }

    private static (IReadOnlyDictionary<string, TextCatalog> Own, IReadOnlyList<FileError> Errors) ReadCommunes(string root, IReadOnlyList<SourceFile> common)
    {
        var own = new Dictionary<string, TextCatalog>();
        var errors = new List<FileError>();
        var communes = Path.Combine(root, "communes");
        foreach (var folder in Directory.Exists(communes) ? Directory.EnumerateDirectories(communes) : [])
        {
            var code = Path.GetFileName(folder);
            var (files, fileErrors) = ScriptFiles.Read(root, $"communes/{code}/textes", ".txt");
            if (files.Count == 0 && fileErrors.Count == 0) continue;

            var (catalog, catalogErrors) = TextCatalog.Load([.. common, .. files]);
            errors.AddRange([.. fileErrors, .. catalogErrors]);
            if (catalog is not null) own[code] = catalog;
        }
        return (own, errors);
    }
}
