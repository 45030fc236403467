using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Conversations;
using VoisinsVigilants.Domain.Officials;
using VoisinsVigilants.Domain.Texts;
using VoisinsVigilants.Gateway.Texts;

namespace VoisinsVigilants.Gateway.Commands;

/// <summary>An interpreter and the places of one commune, from files alone.</summary>
internal sealed class CorpusReader(Interpreter interpreter, Gazetteer gazetteer, IReadOnlyList<SourceFile> words)
{
    /// <summary>Null when a file is wrong; what is wrong is said.</summary>
    public static CorpusReader? Load(string communeDirectory, string scripts, TextWriter errors, bool withExperience = true)
    {
        var (words, wordErrors) = ScriptSet.Words(scripts, withExperience);
        var folder = Path.GetFullPath(communeDirectory);
        var (communeFiles, fileErrors) = ScriptFiles.Read(Path.GetDirectoryName(folder) ?? folder, Path.GetFileName(folder), ".txt", ".csv");
        var (interpreter, readingErrors) = Interpreter.Load(words);
        var (commune, communeErrors) = CommuneFiles.Parse(Path.GetFileName(folder), communeFiles);
        IReadOnlyList<FileError> all = [.. wordErrors, .. fileErrors, .. readingErrors, .. communeErrors];
        foreach (var error in all) errors.WriteLine(error);
        return all.Count > 0 ? null : new CorpusReader(interpreter!, interpreter!.GazetteerFor(commune!.Quartiers, commune.Places), words);
    }

    public ReadingLabels Read(CorpusLine sms) => ReadingLabels.Of(interpreter.Read(sms.Text, sms.Roles, sms.Step, gazetteer), sms.Step, gazetteer);

    public IReadOnlyList<string> Explain(CorpusLine sms) => interpreter.Explain(sms.Text, sms.Roles, sms.Step, gazetteer);

    public LinearModels Learn(IReadOnlyList<LabelledSms> corpus) => Learning.Learn(interpreter, gazetteer, corpus);

    /// <summary>The same words and places with another experience.</summary>
    public CorpusReader With(string experience) => new(Interpreter.Load([.. words, new SourceFile("experience/poids.txt", experience)]).Interpreter!, gazetteer, words);
}
