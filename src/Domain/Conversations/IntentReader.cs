using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Conversations;

/// <summary>From weighed words to what the text is for.</summary>
internal sealed class IntentReader(string text, Scores scores, Roles roles, Step step, CodeReader.Found codes, PlaceReading place)
{
    private readonly bool staff = roles.Has(RolesExtensions.Staff);
    private readonly (bool Urgent, Emergency? Emergency) danger = ReportReader.Urgency(scores);
    private readonly AlertCategory? category = ReportReader.Category(scores);

    public Reading Read()
    {
        if (IsOptOut()) return As(Intent.Command) with { Command = Command.Stop };
        if (danger.Urgent) return Emergency();
        if (Verdict() is { } verdict) return verdict;
        return step switch
        {
            Step.Idle => FreeText(),
            Step.AfterReport => AfterReport(),
            _ => Answer(),
        };
    }

    private Reading As(Intent intent) =>
        new(intent, null, null, codes.Codes, category, danger.Urgent, danger.Emergency, place, Digits(), YesOrNo(), text.Trim());

    // A word such as STOP is an opt-out only when it is the whole message; a sentence that asks for silence is one anywhere.
    private bool IsOptOut()
    {
        var strongest = scores.Strongest("STOP");
        return strongest >= 5 ? !danger.Urgent : strongest > 0 && scores.WordsBeside("STOP", Vocabulary.SmallTalk) == 0;
    }

    private Reading Emergency()
    {
        if (staff && Verdict() is { } verdict) return verdict;
        return As(step switch
        {
            Step.AfterReport => Intent.Complement,
            Step.AskingCategory or Step.AskingPlace or Step.AskingDetails => Intent.Answer,
            _ => Intent.Report,
        });
    }

    private Reading? Verdict()
    {
        if (!staff) return null;
        var kind = VerdictReader.Kind(scores, roles, codes, step);
        if (kind is null) return null;
        IReadOnlyList<string> quoted = codes.Codes.Count == 0 && scores.Of(Vocabulary.All) > 0 ? ["*"] : codes.Codes;
        return As(Intent.Verdict) with { Verdict = kind, Codes = quoted, Category = null, Rest = VerdictReader.Rest(text, scores, codes) };
    }

    private Reading FreeText()
    {
        if (CommandMeant() is { } command) return As(Intent.Command) with { Command = command, Category = null };
        if (IsReport()) return As(Intent.Report);
        if (codes.Codes.Count > 0 && scores.Words.Count > 1 || scores.Strongest(Vocabulary.Complement) >= 5) return As(Intent.Complement) with { Category = null };
        return As(scores.Of(Vocabulary.SmallTalk) > scores.Of(Vocabulary.OffTopic) ? Intent.SmallTalk : Intent.OffTopic) with { Category = null };
    }

    private Reading AfterReport()
    {
        if (CommandMeant() is { } command) return As(Intent.Command) with { Command = command, Category = null };
        if (category is null && scores.Of(Vocabulary.SmallTalk) >= 2 && scores.WordsBeside(Vocabulary.SmallTalk) <= 4) return As(Intent.SmallTalk);
        return scores.Category().Weight >= 5 && place.Known is not null ? As(Intent.Report) : As(Intent.Complement);
    }

    private Reading Answer()
    {
        var isAnswer = Digits() is not null || YesOrNo() is not null || place.Known is not null;
        if (!isAnswer && CommandMeant() is { } command) return As(Intent.Command) with { Command = command, Category = null };
        if (!isAnswer && category is null && scores.Of(Vocabulary.OffTopic) >= 3) return As(Intent.OffTopic);
        if (!isAnswer && category is null && step != Step.AskingDetails && scores.Of(Vocabulary.SmallTalk) >= 3 && scores.WordsBeside(Vocabulary.SmallTalk) == 0) return As(Intent.SmallTalk);
        return step == Step.AskingCategory ? As(Intent.Answer) : As(Intent.Answer) with { Category = step == Step.AskingPlace ? category : null };
    }

    private bool IsReport()
    {
        var weight = scores.Category().Weight + scores.Of(Vocabulary.Report);
        var against = scores.Of(Vocabulary.OffTopic) + (scores.WordsBeside(Vocabulary.SmallTalk) == 0 ? scores.Of(Vocabulary.SmallTalk) : 0);
        return weight >= ReportReader.CategoryFrom && weight > against;
    }

    // A phrase of weight 5 or more is a command in any sentence; a lighter one only when little else is said.
    private Command? CommandMeant()
    {
        var best = Vocabulary.Commands
            .Where(pair => staff || !Vocabulary.ForStaff.Contains(pair.Value))
            .Select(pair => (pair.Value, Name: pair.Key, Weight: scores.Of(pair.Key), Strongest: scores.Strongest(pair.Key)))
            .Where(candidate => candidate.Strongest >= 5 || (candidate.Strongest > 0 && scores.WordsBeside(candidate.Name, Vocabulary.SmallTalk) - codes.Words.Count <= 1))
            .OrderByDescending(candidate => candidate.Weight + (staff && Vocabulary.ForStaff.Contains(candidate.Value) ? 1 : 0))
            .FirstOrDefault();
        if (best.Weight == 0) return null;

        // "alarme qui hurle, aidez-moi" is a report: what happened weighs more than the word for a command.
        return best.Strongest < 5 && scores.Category().Weight > best.Weight ? null : best.Value;
    }

    private int? Digits()
    {
        if (scores.Words.Count is 0 or > 3 || !scores.Words[0].IsNumber) return null;
        return scores.WordsBeside(Vocabulary.SmallTalk) == 1 && int.TryParse(scores.Words[0].Plain, out var digits) && digits < 100 ? digits : null;
    }

    private bool? YesOrNo()
    {
        var (yes, no) = (scores.FirstAt(Vocabulary.Yes), scores.FirstAt(Vocabulary.No));
        if (scores.Words.Count > 12 || (yes == int.MaxValue && no == int.MaxValue)) return null;
        if (step is not (Step.Confirm or Step.EnrolCharter) && scores.WordsBeside(Vocabulary.Yes, Vocabulary.No, Vocabulary.SmallTalk) > 1) return null;
        return yes < no;
    }
}
