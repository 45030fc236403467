using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Conversations;
using VoisinsVigilants.Domain.Officials;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Tests;

/// <summary>Reads as the demo commune does, with the mairie's own files.</summary>
internal static class DemoReader
{
    public static Interpreter Interpreter { get; } = LoadInterpreter("mots-cles", "categories", "experience");

    public static Gazetteer Gazetteer { get; } = LoadGazetteer();

    public static Conversations.Reading Read(string text, Roles roles = Roles.Voisin, Step step = Step.Idle) => Interpreter.Read(text, roles, step, Gazetteer);

    public static ReadingLabels Labels(string text, Roles roles = Roles.Voisin, Step step = Step.Idle) => ReadingLabels.Of(Read(text, roles, step), step, Gazetteer);

    /// <summary>The same without what was learned.</summary>
    public static Interpreter ListsAlone { get; } = LoadInterpreter("mots-cles", "categories");

    private static Interpreter LoadInterpreter(params string[] folders)
    {
        var (interpreter, errors) = Interpreter.Load([.. folders.SelectMany(folder => RepositoryFiles.Read($"sms-scripts/{folder}"))]);
        errors.Should().BeEmpty();
        return interpreter!;
    }

    private static Gazetteer LoadGazetteer()
    {
        var (commune, errors) = CommuneFiles.Parse("brissy-sur-juine", RepositoryFiles.Read("sms-scripts/communes/brissy-sur-juine"));
        errors.Should().BeEmpty();
        return Interpreter.GazetteerFor(commune!.Quartiers, commune.Places);
    }
}
