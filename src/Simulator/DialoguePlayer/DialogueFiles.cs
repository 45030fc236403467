using VoisinsVigilants.Domain.Dialogues;

namespace VoisinsVigilants.Simulator.DialoguePlayer;

/// <param name="Name">File name without its ending.</param>
/// <param name="Dialogue">Null when there are errors.</param>
public sealed record DialogueFile(string Name, Dialogue? Dialogue, IReadOnlyList<DialogueError> Errors);

/// <summary>The dialogues of the mairie, read anew each time.</summary>
public sealed class DialogueFiles(SimulatorSettings settings)
{
    public IReadOnlyList<DialogueFile> All() => ReadAll(settings.ScriptsDirectory);

    public DialogueFile? Find(string name) => All().FirstOrDefault(file => file.Name == name);

    /// <param name="scriptsDirectory">The root; the dialogues are in its folder <c>dialogues</c>.</param>
    public static IReadOnlyList<DialogueFile> ReadAll(string scriptsDirectory)
    {
        var folder = new DirectoryInfo(Path.Combine(scriptsDirectory, "dialogues"));
        return folder.Exists ? [.. folder.GetFiles("*.txt").OrderBy(file => file.Name, StringComparer.Ordinal).Select(Read)] : [];
    }

    private static DialogueFile Read(FileInfo file)
    {
        var (dialogue, errors) = DialogueParser.Parse($"dialogues/{file.Name}", File.ReadAllText(file.FullName));
        return new DialogueFile(Path.GetFileNameWithoutExtension(file.Name), dialogue, errors);
    }
}
