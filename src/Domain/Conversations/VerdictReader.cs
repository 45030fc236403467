using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Conversations;

/// <summary>What a référent, adjoint or gendarme wants to be done with an alert.</summary>
internal static class VerdictReader
{
    public static VerdictKind? Kind(Scores scores, Roles roles, CodeReader.Found codes, Step step)
    {
        var gendarmerie = roles.Has(Roles.Gendarmerie) && !roles.Has(Roles.Referent | Roles.Adjoint | Roles.Mairie);
        var words = scores.WordsBeside([.. Vocabulary.Verdicts.Keys, Vocabulary.SmallTalk, Vocabulary.Yes, Vocabulary.All, Vocabulary.CodeIntroduction]) - codes.Words.Count;
        var candidates = Vocabulary.Verdicts
            .Where(pair => gendarmerie ? pair.Value is VerdictKind.Taken or VerdictKind.Feedback : pair.Value != VerdictKind.Feedback)
            .Select(pair => (Kind: pair.Value, Weight: scores.Of(pair.Key), Strongest: scores.Strongest(pair.Key), First: scores.FirstAt(pair.Key)))
            .Where(candidate => candidate.Weight > 0).OrderByDescending(candidate => candidate.Strongest).ThenBy(candidate => candidate.First).ToList();
        var best = candidates.FirstOrDefault();

        if (codes.Codes.Count > 0) return WithCode(scores, gendarmerie, best, words);
        if (best.Weight == 0) return null;
        var few = words <= 1 || (best.Strongest >= 3 && words <= 4) || (best.Strongest >= 5 && scores.Category().Weight < 5);
        return few && !IsAnswer(scores, step) && scores.Of(Vocabulary.OffTopic) <= best.Strongest && scores.Of(Vocabulary.SmallTalk) <= best.Strongest + 1 ? best.Kind : null;
    }

    /// <summary>The words behind the verb and the codes: the reason, the note.</summary>
    public static string Rest(string text, Scores scores, CodeReader.Found codes)
    {
        var verbs = scores.Hits.Where(hit => Vocabulary.Verdicts.ContainsKey(hit.Keyword.Group) && hit.Keyword.Words.Length == 1 && hit.First <= 2).Select(hit => hit.First).ToHashSet();
        var lastCode = codes.Words.DefaultIfEmpty(-1).Max();
        var first = 0;
        var verb = -1;
        while (first < scores.Words.Count && (codes.Words.Contains(first) || IsVerb() || (first < 4 && IsLink(scores, codes, first)))) first++;
        if (first >= scores.Words.Count) return "";

        // "faux 12K c'est le facteur": a link that leads to no further code belongs to the reason.
        while (first > 0 && !codes.Words.Contains(first - 1) && !verbs.Contains(first - 1)) first--;
        return text[scores.Words[first].Start..].Trim();

        // "clos 12K RAS": a second word of the kind, with no code to come, is the reason.
        bool IsVerb()
        {
            if (!verbs.Contains(first) || (verb >= 0 && first > lastCode)) return false;
            verb = first;
            return true;
        }
    }

    // With a code in it, a sentence of a référent is at least a note, and one of the gendarmerie a feedback.
    private static VerdictKind? WithCode(Scores scores, bool gendarmerie, (VerdictKind Kind, int Weight, int Strongest, int First) best, int words)
    {
        if (CommandWins(scores, best.Strongest)) return null;
        if (best.Weight == 0) return gendarmerie ? (words == 0 ? VerdictKind.Taken : VerdictKind.Feedback) : words == 0 ? VerdictKind.Taken : VerdictKind.Note;
        return best.Strongest <= 2 && words > 5 && !gendarmerie && best.Kind == VerdictKind.Taken ? VerdictKind.Note : best.Kind;
    }

    // "SUSPENDRE 12K canulars": the word that begins the text says what is wanted, the others why.
    private static bool CommandWins(Scores scores, int verdict) =>
        Vocabulary.Commands.Any(pair => pair.Value is Command.Suspend or Command.LiftSuspension && scores.FirstAt(pair.Key) == 0 && scores.Strongest(pair.Key) >= 4) ||
        Vocabulary.Commands.Any(pair => pair.Value is Command.Broadcast or Command.Suspend or Command.LiftSuspension or Command.Follow && scores.Strongest(pair.Key) > verdict);

    private static bool IsAnswer(Scores scores, Step step) =>
        step is Step.Confirm && (scores.FirstAt(Vocabulary.Yes) == 0 || scores.FirstAt(Vocabulary.No) == 0);

    private static bool IsLink(Scores scores, CodeReader.Found codes, int index) =>
        index + 1 < scores.Words.Count && (codes.Words.Contains(index + 1) || codes.Words.Contains(index - 1))
        && scores.Hits.Any(hit => hit.First == index && hit.Keyword.Group is Vocabulary.Filler or Vocabulary.CodeIntroduction or Vocabulary.Yes);
}
