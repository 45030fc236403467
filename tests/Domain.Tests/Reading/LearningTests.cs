using System.Text.Json;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Conversations;
using VoisinsVigilants.Domain.Texts;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Tests;

/// <summary>What is learned, and what learning may not touch.</summary>
public class LearningTests
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    [Fact]
    public void Experience_is_what_the_corpora_teach_with_the_lists_as_they_are()
    {
        var models = Learning.Learn(DemoReader.ListsAlone, DemoReader.Gazetteer, [.. Corpus("tuned", true), .. Corpus("taught", false)]);

        var (written, errors) = LinearModelFile.Parse(RepositoryFiles.Read("sms-scripts/experience").Single());
        errors.Should().BeEmpty();
        foreach (var name in models.ByName.Keys) Differences(models, written, name).Should().BeLessThan(0.001, "scripts/learn writes it again ({0})", name);
    }

    [Theory]
    [InlineData("STOP", Roles.Voisin, Step.AfterReport, Command.Stop)]
    [InlineData("aide", Roles.None, Step.Idle, Command.Help)]
    [InlineData("SUIVI 12K", Roles.Voisin, Step.Idle, Command.Follow)]
    [InlineData("mes donnees", Roles.Voisin, Step.Idle, Command.MyData)]
    [InlineData("liste", Roles.Referent, Step.Idle, Command.List)]
    [InlineData("stats", Roles.Adjoint, Step.Idle, Command.Figures)]
    public void Our_own_words_are_read_by_the_lists_alone(string text, Roles roles, Step step, Command command) =>
        DemoReader.Read(text, roles, step).Should().Match<Conversations.Reading>(reading => reading.Command == command && reading.Intent == Intent.Command);

    [Theory]
    [InlineData("vu 12k", VerdictKind.Taken)]
    [InlineData("12K confirme", VerdictKind.Confirmed)]
    [InlineData("faux 12k", VerdictKind.False)]
    [InlineData("clos 12k", VerdictKind.Closed)]
    [InlineData("vu", VerdictKind.Taken)]
    public void So_are_our_verdicts(string text, VerdictKind verdict) => DemoReader.Read(text, Roles.Referent).Verdict.Should().Be(verdict);

    [Fact]
    public void A_resident_gives_no_verdict_and_no_command_of_the_staff_whatever_was_learned()
    {
        foreach (var text in Corpus("taught", false).Where(sms => sms.Human.Verdict is not null).Select(sms => sms.Text))
            DemoReader.Read(text).Should().Match<Conversations.Reading>(reading => reading.Verdict == null && !(reading.Command >= Command.List), text);
    }

    [Fact]
    public void A_damaged_file_is_said_with_its_line()
    {
        var (_, errors) = Interpreter.Load([new SourceFile("experience/poids.txt", "[meaning] report offtopic\nw:feu report=12\nw:feu report\n")]);

        errors.Should().Contain(error => error.Path == "experience/poids.txt" && error.Line == 3);
    }

    [Fact]
    public void A_file_that_lacks_a_model_is_said()
    {
        var (_, errors) = Interpreter.Load([new SourceFile("experience/poids.txt", "[meaning] report offtopic\nw:feu report=12\n")]);

        errors.Should().Contain(error => error.Path == "experience/poids.txt" && error.Message.Contains("learn", StringComparison.Ordinal));
    }

    // Another machine may round a weight the other way.
    private static double Differences(LinearModels learned, LinearModels written, string name)
    {
        var (one, other) = (learned.ByName[name], written.ByName[name]);
        one.Classes.Should().Equal(other.Classes);
        var all = learned.Index.All.Select(pair => pair.Key).ToList();
        return (double)all.Count(feature => !Same(WeightsOf(learned, one, feature), WeightsOf(written, other, feature))) / all.Count;
    }

    private static float[] WeightsOf(LinearModels models, LinearModel model, string feature) =>
        models.Index.NumberOf(feature) is { } number && model.WeightsOf(number) is [_, ..] its ? its.ToArray() : new float[model.Classes.Count];

    private static bool Same(float[] one, float[] other) => one.Zip(other).All(pair => Math.Abs(pair.First - pair.Second) < 0.02 + (pair.First == 0 || pair.Second == 0 ? 0.13 : 0));

    private static IEnumerable<LabelledSms> Corpus(string part, bool isTuned) =>
        Directory.EnumerateFiles(Path.Combine(RepositoryFiles.Root, "tests/corpus", part), "*.jsonl").Order(StringComparer.Ordinal).SelectMany(File.ReadLines)
            .Select(line => JsonSerializer.Deserialize<CorpusTests.Line>(line, Json)!)
            .Select(sms => new LabelledSms(sms.Text, ReadingLabels.Roles[sms.Role], ReadingLabels.Steps[sms.Step], sms.Labels, isTuned));
}
