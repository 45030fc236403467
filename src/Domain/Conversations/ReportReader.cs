using VoisinsVigilants.Domain.Alerts;

namespace VoisinsVigilants.Domain.Conversations;

/// <summary>Is somebody in danger, or a crime going on now? And whom to call.</summary>
internal static class ReportReader
{
    // Signs of danger and of the present, against signs of the past and of help already there. Missing a real one is worse than one too many.
    private const int UrgentFrom = 5;
    private const int CrimeNowFrom = 2;
    private const int Crime = 3;

    // "maman" or "ton" alone make no idle talk of a cry for help.
    private const int ClearlyIdle = 4;

    public static (bool Urgent, Emergency? Emergency) Urgency(Scores scores)
    {
        var (police, fire, medical) = (scores.Of(Vocabulary.Police), scores.Of(Vocabulary.Fire), scores.Of(Vocabulary.Medical));
        var now = scores.Of(Vocabulary.Now);
        var danger = police + fire + medical + (now >= CrimeNowFrom && IsCrime(scores) ? Crime : 0);
        if (danger == 0) return (false, null);

        var idle = scores.Strongest(Vocabulary.OffTopic) >= ClearlyIdle ? scores.Of(Vocabulary.OffTopic) : 0;
        var weight = danger + now - scores.Of(Vocabulary.Past) - idle;
        if (weight < UrgentFrom) return (false, null);
        return (true, Call(scores, scores.Category().Category));
    }

    /// <summary>Whom to call: the heaviest list of danger says it, else the kind of the fact.</summary>
    public static Emergency Call(Scores scores, AlertCategory? category)
    {
        var (police, fire, medical) = (scores.Of(Vocabulary.Police), scores.Of(Vocabulary.Fire), scores.Of(Vocabulary.Medical));
        if (police + fire + medical > 0) return fire > police && fire >= medical ? Emergency.Fire : medical > police ? Emergency.Medical : Emergency.Police;
        return category switch { AlertCategory.Danger => Emergency.Fire, AlertCategory.Solidarity => Emergency.Medical, _ => Emergency.Police };
    }

    // "en train de démonter les roues": the crime is told by its category, the danger by its being now.
    private static bool IsCrime(Scores scores) => scores.Category() is { Weight: >= 3, Category: { } category }
        && category is AlertCategory.Burglary or AlertCategory.Theft or AlertCategory.Vehicle or AlertCategory.Violence or AlertCategory.Damage or AlertCategory.Drugs;

    /// <summary>A category counts from this weight on: one clear word, or two vague ones.</summary>
    public const int CategoryFrom = 2;

    /// <param name="isAnswer">The text answers "what is going on?": any hint counts.</param>
    public static AlertCategory? Category(Scores scores, bool isAnswer)
    {
        var (category, weight) = scores.Category();
        return weight >= (isAnswer ? 1 : CategoryFrom) ? category : null;
    }
}
