using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Conversations;

/// <summary>What a text may be for, as experience tells it: an intent, with the command or verdict where it is one. Written <c>report</c>, <c>command:OTV</c>, <c>verdict:VU</c>.</summary>
internal sealed record Meaning(Intent Intent, Command? Command, VerdictKind? Verdict)
{
    private static readonly Dictionary<string, Meaning> Known = Tabulate();

    public static bool Exists(string written) => Known.ContainsKey(written);

    public static Meaning Parse(string written) => Known[written];

    /// <summary>As a corpus labels it.</summary>
    public static string Of(ReadingLabels labels) => labels.Command is { } command ? $"{labels.Intent}:{command}" : labels.Verdict is { } verdict ? $"{labels.Intent}:{verdict}" : labels.Intent;

    /// <summary>The text itself tells what happened.</summary>
    public bool Tells(Step step) => Intent == Intent.Report || (Intent == Intent.Answer && step == Step.AskingCategory);

    /// <summary>Whether this person, at this step, can mean that.</summary>
    public bool IsPossible(TextFacts facts, Reading byLists, bool isUrgent)
    {
        if (isUrgent && Intent is Intent.Command or Intent.SmallTalk or Intent.OffTopic) return false;
        if (Command is { } command) return (facts.IsStaff || !Vocabulary.ForStaff.Contains(command)) && command is not (Conversations.Command.Stop or Conversations.Command.Broadcast);
        if (Intent == Intent.Verdict) return facts.IsStaff;
        if (Intent == Intent.Answer) return facts.Step is not (Step.Idle or Step.AfterReport);
        if (Intent != Intent.Complement) return true;

        // Another fact at a place of its own: the alert of a quarter of an hour ago does not swallow it.
        if (facts is { Step: Step.AfterReport, Place.Known: not null } && byLists.Intent == Intent.Report) return false;
        return facts.Step == Step.AfterReport || facts.Codes.Codes.Count > 0 || byLists.Intent == Intent.Complement;
    }

    /// <summary>The reading of the lists with this meaning.</summary>
    public Reading Apply(TextFacts facts, Reading byLists) => byLists with
    {
        Intent = Intent,
        Command = Command,
        Verdict = Verdict,
        Codes = Verdict is not null && facts.Codes.Codes.Count == 0 && facts.Scores.Of(Vocabulary.All) > 0 ? ["*"] : facts.Codes.Codes,
        Place = Intent is Intent.SmallTalk or Intent.OffTopic && facts.Place.NamesUnknown ? Communes.PlaceReading.None : facts.Place,
        Rest = Verdict is not null ? VerdictReader.Rest(facts.Text, facts.Scores, facts.Codes) : byLists.Verdict is null ? byLists.Rest : facts.Text.Trim(),
    };

    private static Dictionary<string, Meaning> Tabulate()
    {
        var known = ReadingLabels.Intents.Where(pair => pair.Key is not (Intent.Command or Intent.Verdict)).ToDictionary(pair => pair.Value, pair => new Meaning(pair.Key, null, null));
        foreach (var (word, command) in Vocabulary.Commands) known[$"{ReadingLabels.Intents[Intent.Command]}:{word}"] = new Meaning(Intent.Command, command, null);
        foreach (var (word, verdict) in Vocabulary.Verdicts) known[$"{ReadingLabels.Intents[Intent.Verdict]}:{word}"] = new Meaning(Intent.Verdict, null, verdict);
        return known;
    }
}
