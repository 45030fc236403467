using System.Text.Json;
using System.Text.Json.Serialization;
using VoisinsVigilants.Domain.Conversations;

namespace VoisinsVigilants.Domain.Tests;

/// <summary>The figures of <c>docs/reading.md</c> may rise, never fall: each floor is a little under what was measured.</summary>
public class CorpusTests
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    [Theory]
    [InlineData("tuned/sms-dev.jsonl", "intent", 0.98)]
    [InlineData("tuned/sms-dev.jsonl", "command", 0.99)]
    [InlineData("tuned/sms-dev.jsonl", "verdict", 0.99)]
    [InlineData("tuned/sms-dev.jsonl", "code", 0.99)]
    [InlineData("tuned/sms-dev.jsonl", "category", 0.97)]
    [InlineData("tuned/sms-dev.jsonl", "urgent", 0.98)]
    [InlineData("tuned/sms-dev.jsonl", "place", 0.97)]
    [InlineData("tuned/sms-dev.jsonl", "quartier", 0.98)]
    [InlineData("tuned/sms-second.jsonl", "intent", 0.97)]
    [InlineData("tuned/sms-second.jsonl", "category", 0.96)]
    [InlineData("tuned/sms-second.jsonl", "urgent", 0.97)]
    [InlineData("tuned/sms-second.jsonl", "place", 0.97)]
    [InlineData("tuned/sms-third.jsonl", "intent", 0.95)]
    [InlineData("tuned/sms-third.jsonl", "category", 0.95)]
    [InlineData("tuned/sms-third.jsonl", "place", 0.95)]
    [InlineData("tuned/sms-fourth.jsonl", "intent", 0.98)]
    [InlineData("tuned/sms-fourth.jsonl", "category", 0.97)]
    [InlineData("tuned/sms-fourth.jsonl", "urgent", 0.98)]
    [InlineData("tuned/sms-fourth.jsonl", "place", 0.98)]
    [InlineData("tuned/sms-fifth.jsonl", "intent", 0.98)]
    [InlineData("tuned/sms-fifth.jsonl", "category", 0.97)]
    [InlineData("tuned/sms-fifth.jsonl", "urgent", 0.98)]
    [InlineData("tuned/sms-fifth.jsonl", "place", 0.98)]
    [InlineData("tuned/sms-sixth.jsonl", "intent", 0.97)]
    [InlineData("tuned/sms-sixth.jsonl", "category", 0.97)]
    [InlineData("tuned/sms-sixth.jsonl", "urgent", 0.97)]
    [InlineData("tuned/sms-sixth.jsonl", "place", 0.97)]
    [InlineData("tuned/sms-seventh.jsonl", "intent", 0.97)]
    [InlineData("tuned/sms-seventh.jsonl", "category", 0.97)]
    [InlineData("tuned/sms-seventh.jsonl", "urgent", 0.98)]
    [InlineData("tuned/sms-seventh.jsonl", "place", 0.98)]
    [InlineData("sealed/blind-dev-like.jsonl", "intent", 0.93)]
    [InlineData("sealed/blind-dev-like.jsonl", "category", 0.94)]
    [InlineData("sealed/blind-dev-like.jsonl", "urgent", 0.97)]
    [InlineData("sealed/blind-dev-like.jsonl", "verdict", 0.97)]
    [InlineData("sealed/blind-dev-like.jsonl", "place", 0.95)]
    [InlineData("sealed/blind-private.jsonl", "intent", 0.93)]
    public void A_field_is_read_as_well_as_documented(string corpus, string field, double floor) =>
        Measured(corpus).Accuracy(field).Should().BeGreaterThanOrEqualTo(floor);

    [Theory]
    [InlineData("tuned/sms-dev.jsonl")]
    [InlineData("tuned/sms-second.jsonl")]
    [InlineData("tuned/sms-third.jsonl")]
    [InlineData("tuned/sms-fourth.jsonl")]
    [InlineData("tuned/sms-fifth.jsonl")]
    [InlineData("tuned/sms-sixth.jsonl")]
    [InlineData("tuned/sms-seventh.jsonl")]
    public void People_in_danger_are_recognised(string corpus)
    {
        Measured(corpus).UrgentRecall.Should().BeGreaterThanOrEqualTo(0.98);
        Measured(corpus).UrgentPrecision.Should().BeGreaterThanOrEqualTo(0.90);
    }

    private static ReadingMeasure Measured(string corpus)
    {
        var measure = new ReadingMeasure();
        foreach (var line in File.ReadLines(Path.Combine(RepositoryFiles.Root, "tests/corpus", corpus)))
        {
            var sms = JsonSerializer.Deserialize<Line>(line, Json)!;
            measure.Add(sms.Labels, DemoReader.Labels(sms.Text, ReadingLabels.Roles[sms.Role], ReadingLabels.Steps[sms.Step]));
        }
        measure.Count.Should().BeGreaterThan(80);
        return measure;
    }

    internal sealed record Line(
        string Role, string Step, string Text, string Intent, string? Command, string? Verdict, IReadOnlyList<string> Code, string? Category, bool Urgent, string? Place, string? Quartier)
    {
        [JsonIgnore]
        public ReadingLabels Labels => new(Intent, Command, Verdict, Code, Category, Urgent, Place, Quartier);
    }
}
