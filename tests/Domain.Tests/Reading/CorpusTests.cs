using System.Text.Json;
using VoisinsVigilants.Domain.Conversations;

namespace VoisinsVigilants.Domain.Tests;

/// <summary>The figures of <c>docs/reading.md</c> may rise, never fall: each floor is a little under what was measured.</summary>
public class CorpusTests
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    [Theory]
    [InlineData("sms-dev.jsonl", "intent", 0.98)]
    [InlineData("sms-dev.jsonl", "command", 0.99)]
    [InlineData("sms-dev.jsonl", "verdict", 0.99)]
    [InlineData("sms-dev.jsonl", "code", 0.99)]
    [InlineData("sms-dev.jsonl", "category", 0.97)]
    [InlineData("sms-dev.jsonl", "urgent", 0.98)]
    [InlineData("sms-dev.jsonl", "place", 0.97)]
    [InlineData("sms-dev.jsonl", "quartier", 0.98)]
    [InlineData("sms-second.jsonl", "intent", 0.97)]
    [InlineData("sms-second.jsonl", "category", 0.96)]
    [InlineData("sms-second.jsonl", "urgent", 0.97)]
    [InlineData("sms-second.jsonl", "place", 0.97)]
    [InlineData("sms-third.jsonl", "intent", 0.95)]
    [InlineData("sms-third.jsonl", "category", 0.95)]
    [InlineData("sms-third.jsonl", "place", 0.95)]
    [InlineData("sms-fourth.jsonl", "intent", 0.98)]
    [InlineData("sms-fourth.jsonl", "category", 0.98)]
    [InlineData("sms-fourth.jsonl", "urgent", 0.98)]
    [InlineData("sms-fourth.jsonl", "place", 0.98)]
    [InlineData("sms-fifth.jsonl", "intent", 0.98)]
    [InlineData("sms-fifth.jsonl", "category", 0.97)]
    [InlineData("sms-fifth.jsonl", "urgent", 0.98)]
    [InlineData("sms-fifth.jsonl", "place", 0.98)]
    [InlineData("sms-sixth.jsonl", "intent", 0.97)]
    [InlineData("sms-sixth.jsonl", "category", 0.97)]
    [InlineData("sms-sixth.jsonl", "urgent", 0.97)]
    [InlineData("sms-sixth.jsonl", "place", 0.97)]
    [InlineData("sms-seventh.jsonl", "intent", 0.97)]
    [InlineData("sms-seventh.jsonl", "category", 0.97)]
    [InlineData("sms-seventh.jsonl", "urgent", 0.98)]
    [InlineData("sms-seventh.jsonl", "place", 0.98)]
    public void A_field_is_read_as_well_as_documented(string corpus, string field, double floor) =>
        Measured(corpus).Accuracy(field).Should().BeGreaterThanOrEqualTo(floor);

    [Theory]
    [InlineData("sms-dev.jsonl")]
    [InlineData("sms-second.jsonl")]
    [InlineData("sms-third.jsonl")]
    [InlineData("sms-fourth.jsonl")]
    [InlineData("sms-fifth.jsonl")]
    [InlineData("sms-sixth.jsonl")]
    [InlineData("sms-seventh.jsonl")]
    public void People_in_danger_are_recognised(string corpus)
    {
        Measured(corpus).UrgentRecall.Should().BeGreaterThanOrEqualTo(0.98);
        Measured(corpus).UrgentPrecision.Should().BeGreaterThanOrEqualTo(0.90);
    }

    private static ReadingMeasure Measured(string corpus)
    {
        var measure = new ReadingMeasure();
        foreach (var line in File.ReadLines(Path.Combine(RepositoryFiles.Root, "tests", "corpus", corpus)))
        {
            var sms = JsonSerializer.Deserialize<Line>(line, Json)!;
            var human = new ReadingLabels(sms.Intent, sms.Command, sms.Verdict, sms.Code, sms.Category, sms.Urgent, sms.Place, sms.Quartier);
            measure.Add(human, DemoReader.Labels(sms.Text, ReadingLabels.Roles[sms.Role], ReadingLabels.Steps[sms.Step]));
        }
        measure.Count.Should().BeGreaterThan(80);
        return measure;
    }

    private sealed record Line(
        string Role, string Step, string Text, string Intent, string? Command, string? Verdict, IReadOnlyList<string> Code, string? Category, bool Urgent, string? Place, string? Quartier);
}
