using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Conversations;

/// <summary>From weighed words to what the text is for, in the order of PRODUCT §2.</summary>
internal sealed class IntentReader(string text, Scores scores, Roles roles, Step step, CodeReader.Found codes, PlaceReading place)
{
    private readonly bool staff = roles.Has(RolesExtensions.Staff);
    private readonly (bool Urgent, Emergency? Emergency) danger = ReportReader.Urgency(scores);
    private readonly AlertCategory? category = ReportReader.Category(scores, isAnswer: step == Step.AskingCategory);

    public Reading Read()
    {
        if (IsOptOut()) return As(Intent.Command) with { Command = Command.Stop, Category = null };
        if (IsBroadcast()) return As(Intent.Command) with { Command = Command.Broadcast, Category = null };
        if (danger.Urgent) return Emergency();
        if (Verdict() is { } verdict) return verdict;
        return step switch
        {
            Step.Idle => FreeText(),
            Step.AfterReport => AfterReport(),
            _ => Answer(),
        };
    }

    // A place nobody's list holds matters where something happened, not in small talk.
    private Reading As(Intent intent)
    {
        var where = intent is Intent.SmallTalk or Intent.OffTopic && place.NamesUnknown ? PlaceReading.None : place;
        return new Reading(intent, null, null, codes.Codes, category, danger.Urgent, danger.Emergency, where, Digits(), YesOrNo(), text.Trim())
        {
            IsAutomatic = IsAutomatic(),
            Theme = Theme(),
            SaysMinor = scores.Strongest(Vocabulary.Minor) >= 5,
        };
    }

    private AdviceTheme? Theme() =>
        Vocabulary.Themes.Where(pair => scores.Of(pair.Key) > 0).OrderByDescending(pair => scores.Of(pair.Key)).Select(pair => (AdviceTheme?)pair.Value).FirstOrDefault();

    // "Réponse automatique : ...": unless something else that it says weighs more.
    private bool IsAutomatic() => scores.Strongest(Vocabulary.Machine) >= 5 && scores.Of(Vocabulary.Machine) > scores.Category().Weight;

    // A word such as STOP is an opt-out only when it is the whole message; a sentence that asks for silence is one anywhere.
    private bool IsOptOut()
    {
        var strongest = scores.Strongest("STOP");
        return strongest >= 5 ? !danger.Urgent : strongest > 0 && scores.WordsBeside("STOP", Vocabulary.SmallTalk) == 0;
    }

    // "DIFFUSER Le Moulin : feu maîtrisé, fermez vos fenêtres": words for others, whatever they tell. From a référent, danger comes first.
    private bool IsBroadcast() => staff && scores.FirstAt("DIFFUSER") == 0 && text.Contains(':') && (!danger.Urgent || roles.Has(Roles.Adjoint));

    private Reading Emergency()
    {
        if (staff && Verdict() is { } verdict) return verdict;
        return As(step switch
        {
            Step.AfterReport => IsOtherFact() ? Intent.Report : Intent.Complement,
            Step.AskingCategory => Intent.Answer,
            Step.AskingPlace => place.Quartier is null && category is not null ? Intent.Report : Intent.Answer,
            Step.AskingDetails => scores.Of("ANNULER") > 0 || IsOtherFact() ? Intent.Report : Intent.Answer,
            _ => codes.Codes.Count > 0 && !staff ? Intent.Complement : Intent.Report,
        });
    }

    private Reading? Verdict()
    {
        if (!staff || AnswersMenu()) return null;
        var kind = VerdictReader.Kind(scores, roles, codes, step);
        if (kind is null) return null;
        IReadOnlyList<string> quoted = codes.Codes.Count == 0 && scores.Of(Vocabulary.All) > 0 ? ["*"] : codes.Codes;
        return As(Intent.Verdict) with { Verdict = kind, Codes = quoted, Category = null, Rest = VerdictReader.Rest(text, scores, codes) };
    }

    // "1" to a menu is no alert's code, whoever answers.
    private bool AnswersMenu() => step is Step.AskingCategory or Step.AskingPlace && Digits() is not null && codes.Codes.All(code => code.All(char.IsAsciiDigit));

    private Reading FreeText()
    {
        if (CommandMeant() is { } command) return As(Intent.Command) with { Command = command, Category = null };
        if (AddsToAnAlert()) return As(Intent.Complement) with { Category = null };
        if (IsReport()) return As(Intent.Report);
        return As(IsSmallTalk() ? Intent.SmallTalk : Intent.OffTopic) with { Category = null };
    }

    // A code quoted by a resident, or "pour mon alerte de tout à l'heure".
    private bool AddsToAnAlert() =>
        (codes.Codes.Count > 0 && scores.Words.Count > codes.Words.Count) || (scores.Strongest(Vocabulary.Complement) >= 5 && scores.Of(Vocabulary.Complement) >= scores.Category().Weight);

    private bool IsSmallTalk()
    {
        if (scores.Words.Count == 0) return text.Any(c => c > 0x7F);
        return scores.Of(Vocabulary.SmallTalk) > scores.Of(Vocabulary.OffTopic);
    }

    private Reading AfterReport()
    {
        if (CommandMeant() is { } command) return As(Intent.Command) with { Command = command, Category = null };
        if (scores.Words.Count == 0) return As(Intent.SmallTalk);
        if (IsOtherFact()) return As(Intent.Report);
        var chat = scores.Strongest(Vocabulary.SmallTalk);
        if (category is null && chat >= 2 && scores.FirstAt(Vocabulary.SmallTalk) <= 2 && scores.WordsBeside(Vocabulary.SmallTalk) <= (chat >= 4 ? 8 : 4)) return As(Intent.SmallTalk);
        return As(Intent.Complement);
    }

    // "rien à voir avec tout à l'heure": a new fact within a quarter of an hour of the last.
    private bool IsOtherFact() =>
        scores.Of(Vocabulary.OtherFact) >= 4 || (scores.Category().Weight >= 5 && place.Known is not null && scores.FirstAt(Vocabulary.Complement) == int.MaxValue);

    private Reading Answer()
    {
        var isAnswer = Digits() is not null || YesOrNo() is not null || place.Quartier is not null || place.NamesUnknown;
        if (CommandMeant(atLeast: isAnswer ? 6 : 1) is { } command) return As(Intent.Command) with { Command = command, Category = null };
        if (step is Step.EnrolPlace or Step.EnrolCharter or Step.Confirm && TellsOfAFact()) return As(Intent.Report);
        if (!isAnswer && step is not Step.AskingCategory and not Step.AskingDetails && IsReport()) return As(Intent.Report);
        if (!isAnswer && category is null && scores.Of(Vocabulary.OffTopic) >= 3) return As(Intent.OffTopic);
        if (!isAnswer && category is null && step != Step.AskingDetails && scores.Of(Vocabulary.SmallTalk) >= 3 && scores.WordsBeside(Vocabulary.SmallTalk) == 0) return As(Intent.SmallTalk);
        return step == Step.AskingCategory ? As(Intent.Answer) : As(Intent.Answer) with { Category = step == Step.AskingPlace ? category : null };
    }

    // Somebody who is enrolling may see something meanwhile: a report is never taken for an address or a yes.
    private bool TellsOfAFact() => scores.Category().Weight >= 4 && scores.Category().Weight > scores.Of(Vocabulary.OffTopic);

    private bool IsReport()
    {
        var weight = scores.Category().Weight + scores.Of(Vocabulary.Report);
        var against = scores.Of(Vocabulary.OffTopic) + (scores.WordsBeside(Vocabulary.SmallTalk) == 0 ? scores.Of(Vocabulary.SmallTalk) : 0);
        if (weight >= ReportReader.CategoryFrom && weight > against) return true;

        // Something is said of a place here, and nothing makes it idle talk: better one question too many.
        return against == 0 && (place.Known is not null || place.NamesUnknown) && scores.WordsBeside(Vocabulary.SmallTalk) >= 3 && !text.Contains('?');
    }

    // A phrase of weight 5 or more is a command in any sentence; a lighter one when it begins the text or little else is said.
    private Command? CommandMeant(int atLeast = 1)
    {
        var (list, best) = Vocabulary.Commands
            .Where(pair => scores.Strongest(pair.Key) >= atLeast && (staff || !Vocabulary.ForStaff.Contains(pair.Value)) && Says(pair.Key, pair.Value))
            .OrderByDescending(pair => scores.Of(pair.Key) + (staff && Vocabulary.ForStaff.Contains(pair.Value) ? 1 : 0))
            .FirstOrDefault();
        if (list is null) return null;

        // "alarme qui hurle, aidez-moi" is a report: what happened weighs more than the word for a command.
        return scores.Strongest(list) < 5 && !Begins(best) && scores.Category().Weight > scores.Of(list) ? null : best;
    }

    // "CONSEIL cambriolage", "INSCRIPTION 8 chemin du moulin", "DIFFUSER Le Moulin : …" against "inscription à la peinture sur le mur".
    private bool Begins(Command command)
    {
        if (scores.FirstAt(Vocabulary.Commands.First(pair => pair.Value == command).Key) > 0) return false;
        return scores.Words.Count <= 3 || (staff && Vocabulary.ForStaff.Contains(command)) || (TakesWords(command) && scores.Category().Weight < 5);
    }

    private bool Says(string list, Command command)
    {
        var strongest = scores.Strongest(list);
        if (strongest is 0 or >= 5) return strongest > 0;
        var beside = scores.WordsBeside(list, Vocabulary.SmallTalk) - codes.Words.Count;
        if (beside <= 1) return true;
        if (strongest < 3 || scores.FirstAt(list) > 0) return false;
        return step is Step.AfterReport or Step.AskingPlace or Step.AskingCategory or Step.AskingDetails ? command == Command.Cancel : TakesWords(command) || beside <= 3;
    }

    // What may follow the word: an address, a theme, dates, the words to broadcast.
    private static bool TakesWords(Command command) =>
        command is Command.Enrol or Command.ChangeQuartier or Command.Advice or Command.HolidayWatch or Command.Absent or Command.Broadcast or Command.Suspend or Command.LiftSuspension;

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
