using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Conversations;

/// <summary>A reading in the words of the labelled corpus (<c>tests/corpus</c>), which other programs rely on: French labels, canonical place names.</summary>
/// <param name="Place">Canonical name; <c>?</c> when the text names a place that is not the commune's; null when it names none.</param>
/// <param name="Quartier">Name as people say it: <c>Centre-Bourg</c>.</param>
public sealed record ReadingLabels(
    string Intent, string? Command, string? Verdict, IReadOnlyList<string> Code, string? Category, bool Urgent, string? Place, string? Quartier)
{
    internal static readonly Dictionary<Intent, string> Intents = new()
    {
        [Conversations.Intent.Report] = "report", [Conversations.Intent.Complement] = "complement", [Conversations.Intent.Answer] = "answer",
        [Conversations.Intent.Command] = "command", [Conversations.Intent.Verdict] = "verdict", [Conversations.Intent.SmallTalk] = "smalltalk",
        [Conversations.Intent.OffTopic] = "offtopic",
    };

    /// <summary>Who texts, by the corpus' names.</summary>
    public static IReadOnlyDictionary<string, Roles> Roles { get; } = new Dictionary<string, Roles>
    {
        ["voisin"] = Communes.Roles.Voisin, ["inconnu"] = Communes.Roles.None, ["referent"] = Communes.Roles.Referent,
        ["adjoint"] = Communes.Roles.Adjoint, ["mairie"] = Communes.Roles.Mairie, ["gendarmerie"] = Communes.Roles.Gendarmerie,
    };

    /// <summary>Which question is open, by the corpus' names.</summary>
    public static IReadOnlyDictionary<string, Step> Steps { get; } = new Dictionary<string, Step>
    {
        ["idle"] = Step.Idle, ["asking_category"] = Step.AskingCategory, ["asking_place"] = Step.AskingPlace, ["asking_details"] = Step.AskingDetails,
        ["after_report"] = Step.AfterReport, ["enrol_place"] = Step.EnrolPlace, ["enrol_charter"] = Step.EnrolCharter, ["confirm"] = Step.Confirm,
    };

    public static ReadingLabels Of(Reading reading, Step step, Gazetteer gazetteer) => new(
        Intents[reading.Intent],
        reading.Command is { } command ? Vocabulary.Commands.First(pair => pair.Value == command).Key : null,
        reading.Verdict is { } verdict ? Vocabulary.Verdicts.First(pair => pair.Value == verdict).Key : null,
        reading.Codes,
        HasCategory(reading, step) ? CategoryName(reading) : null,
        reading.Urgent,
        reading.Place.Known?.Name ?? (reading.Place.NamesUnknown ? "?" : null),
        gazetteer.Quartiers.FirstOrDefault(quartier => quartier.Code == reading.Place.Quartier)?.Name);

    private static bool HasCategory(Reading reading, Step step) =>
        reading.Intent == Conversations.Intent.Report || (reading.Intent == Conversations.Intent.Answer && step == Step.AskingCategory);

    private static string? CategoryName(Reading reading) =>
        reading.Category is { } category ? Vocabulary.Categories.First(pair => pair.Value == category).Key : null;
}
