using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Conversations;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Gateway.Commands;

/// <summary>One SMS of a corpus: JSON on a line of its own. <see cref="Human"/> holds its labels where it has some.</summary>
internal sealed record CorpusLine(Roles Roles, Step Step, string Text, ReadingLabels? Human)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The SMS, or what is wrong with the line and what to write instead. Never throws.</summary>
    public static (CorpusLine? Sms, string? Error) Parse(string line)
    {
        try
        {
            var raw = JsonSerializer.Deserialize<Raw>(line, Json);
            if (raw?.Text is null) return (null, "\"text\" is missing: write {\"role\":\"voisin\",\"step\":\"idle\",\"text\":\"...\"}.");
            if (!ReadingLabels.Roles.TryGetValue(raw.Role ?? "voisin", out var roles)) return (null, $"\"role\" is \"{raw.Role}\": write one of {string.Join(", ", ReadingLabels.Roles.Keys)}.");
            if (!ReadingLabels.Steps.TryGetValue(raw.Step ?? "idle", out var step)) return (null, $"\"step\" is \"{raw.Step}\": write one of {string.Join(", ", ReadingLabels.Steps.Keys)}.");
            return (new CorpusLine(roles, step, raw.Text, raw.Labels), null);
        }
        catch (JsonException exception)
        {
            return (null, $"Not a JSON object on one line (character {exception.BytePositionInLine + 1}): write {{\"role\":\"voisin\",\"step\":\"idle\",\"text\":\"...\"}}.");
        }
    }

    public static string Write(ReadingLabels labels, IReadOnlyList<string>? why) =>
        why is null ? JsonSerializer.Serialize(labels, Json) : JsonSerializer.Serialize(new Explained(labels, why), Json);

    public static string Error(string message) => JsonSerializer.Serialize(new { Error = message }, Json);

    private sealed record Raw(
        string? Role, string? Step, string? Text, string? Intent, string? Command, string? Verdict, IReadOnlyList<string>? Code, string? Category, bool? Urgent, string? Place, string? Quartier)
    {
        [JsonIgnore]
        public ReadingLabels? Labels => Intent is null ? null : new ReadingLabels(Intent, Command, Verdict, Code ?? [], Category, Urgent ?? false, Place, Quartier);
    }

    /// <param name="Scores">The words that decided, each with its list and weight.</param>
    private sealed record Explained(
        string Intent, string? Command, string? Verdict, IReadOnlyList<string> Code, string? Category, bool Urgent, string? Place, string? Quartier, IReadOnlyList<string> Scores)
    {
        public Explained(ReadingLabels labels, IReadOnlyList<string> scores)
            : this(labels.Intent, labels.Command, labels.Verdict, labels.Code, labels.Category, labels.Urgent, labels.Place, labels.Quartier, scores)
        {
        }
    }
}
