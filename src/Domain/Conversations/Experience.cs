using System.Globalization;
using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Texts;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Conversations;

/// <summary>
/// What thousands of labelled SMS have taught, in <c>sms-scripts/experience</c>. The lists read a text first; experience takes their
/// reading as evidence among others and corrects it. What we ask people to write, word for word, is read by the lists alone.
/// </summary>
internal sealed class Experience(FeatureIndex index, LinearModel meanings, LinearModel categories, LinearModel urgency)
{
    public const string MeaningModel = "meaning";
    public const string CategoryModel = "category";
    public const string UrgencyModel = "urgency";
    public const string Urgent = "urgent";
    public const string Calm = "calm";
    public const string File = "experience/poids.txt";

    // Missing somebody in danger is worse than one answer too many that begins with 17.
    private const double UrgentFrom = 0.35;

    // Below, a question to the author is better than a guess.
    private const double CategoryFrom = 0.25;

    // Nobody is in danger and no place is named: what may be chat is not sent to a référent; its author is told how to report.
    private const double ReportsOnItsOwn = 0.5;

    private const int VotesExplained = 6;

    private readonly Meaning[] meaningOf = [.. meanings.Classes.Select(Meaning.Parse)];
    private readonly AlertCategory[] categoryOf = [.. categories.Classes.Select(name => Vocabulary.Categories[name])];
    private readonly int report = meanings.Classes.ToList().IndexOf(ReadingLabels.Intents[Intent.Report]);
    private readonly int urgent = urgency.Classes.ToList().IndexOf(Urgent);

    /// <summary>Reads what <c>learn</c> wrote; null with the reasons when it is damaged or holds other models.</summary>
    public static (Experience? Experience, IReadOnlyList<FileError> Errors) Load(SourceFile file)
    {
        var (models, errors) = LinearModelFile.Parse(file);
        if (errors.Count > 0) return (null, errors);
        var isWhole = models.ByName.TryGetValue(MeaningModel, out var meanings) & models.ByName.TryGetValue(CategoryModel, out var categories) & models.ByName.TryGetValue(UrgencyModel, out var urgency)
            && meanings!.Classes.All(Meaning.Exists) && categories!.Classes.All(Vocabulary.Categories.ContainsKey) && urgency!.Classes.Contains(Urgent);
        return isWhole ? (new Experience(models.Index, meanings!, categories!, urgency!), []) : (null, [new FileError(file.Path, 0, "n'est pas complet : la commande « learn » l'écrit de nouveau.")]);
    }

    /// <summary>The reading of the lists, corrected.</summary>
    public Reading Correct(TextFacts facts, Reading byLists)
    {
        if (ListsAreSure(facts, byLists)) return byLists;
        var features = ReadingFeatures.Of(new KnownFeatures(index), facts, byLists).Numbers;
        var isUrgent = urgency.Probabilities(features)[urgent] >= UrgentFrom;
        if (!isUrgent && BeginsWithOurWord(facts, byLists)) return byLists;

        var meaning = LikeliestMeaning(facts, byLists, features, isUrgent);
        var tells = meaning.Tells(facts.Step);
        var category = tells || isUrgent ? LikeliestCategory(facts, byLists, features) : null;
        return meaning.Apply(facts, byLists) with
        {
            Category = tells ? category : meaning.Intent is Intent.Complement or Intent.Answer ? byLists.Category : null,
            Urgent = isUrgent,
            Emergency = isUrgent ? ReportReader.Call(facts.Scores, category) : null,
        };
    }

    /// <summary>The words and signs that spoke loudest for what was decided.</summary>
    public IEnumerable<string> Explain(TextFacts facts, Reading byLists)
    {
        if (ListsAreSure(facts, byLists)) return ["(as the lists read it)"];
        var features = ReadingFeatures.Of(new NamedFeatures(), facts, byLists).Names;
        return new[] { meanings, categories, urgency }.SelectMany(model => Loudest(model, features));
    }

    // A verb of ours alone or with its code, a digit for a menu, a plain yes: nothing that was learned may come between.
    private static bool ListsAreSure(TextFacts facts, Reading byLists)
    {
        if (byLists.Command is Command.Stop or Command.Broadcast || byLists.Choice is not null || byLists.IsAutomatic || facts.Scores.Words.Count == 0) return true;
        var words = facts.Scores.WordsBeside() - facts.Codes.Words.Count;
        return byLists.Intent is Intent.Command or Intent.Verdict ? words <= 1 : byLists.Yes is not null && words <= 2;
    }

    // "ABSENT du 3 au 10", "12K FAUX c'est le facteur": what follows our own word is for the one who reads it.
    private static bool BeginsWithOurWord(TextFacts facts, Reading byLists)
    {
        var written = byLists.Command is { } command ? Vocabulary.Commands.First(pair => pair.Value == command).Key
            : byLists.Verdict is { } verdict ? Vocabulary.Verdicts.First(pair => pair.Value == verdict).Key : null;
        if (written is null) return false;
        var first = 0;
        while (first < facts.Scores.Words.Count - 1 && facts.Codes.Words.Contains(first)) first++;
        return string.Equals(facts.Scores.Words[first].Plain, written, StringComparison.OrdinalIgnoreCase);
    }

    private Meaning LikeliestMeaning(TextFacts facts, Reading byLists, ReadOnlySpan<int> features, bool isUrgent)
    {
        var believed = meanings.Probabilities(features);
        var best = -1;
        if (!isUrgent && facts is { Step: Step.Idle, Place.Quartier: null }) believed[report] *= ReportsOnItsOwn;
        for (var i = 0; i < believed.Length; i++)
            if ((best < 0 || believed[i] > believed[best]) && meaningOf[i].IsPossible(facts, byLists, isUrgent)) best = i;
        return meaningOf[best];
    }

    private AlertCategory? LikeliestCategory(TextFacts facts, Reading byLists, ReadOnlySpan<int> features)
    {
        if (byLists.Category is null && SaysNothingDefinite(facts)) return null;
        var believed = categories.Probabilities(features);
        var best = Array.IndexOf(believed, believed.Max());
        return believed[best] >= CategoryFrom ? categoryOf[best] : null;
    }

    // "il se passe un truc bizarre rue des Cheminots": whatever was learned of such words, the author knows better.
    private static bool SaysNothingDefinite(TextFacts facts) =>
        facts.Scores.Of(Vocabulary.Report) > 0 && facts.Scores.WordsBeside(Vocabulary.Report) <= facts.Scores.Words.Count(word => facts.Gazetteer.Names(word) || facts.Gazetteer.Words.TypeOf(word) is not null);

    private IEnumerable<string> Loudest(LinearModel model, IReadOnlyList<string> features)
    {
        var known = features.Select(feature => (Name: feature, Number: index.NumberOf(feature))).Where(feature => feature.Number is not null).ToList();
        var believed = model.Probabilities([.. known.Select(feature => feature.Number!.Value)]);
        var best = Array.IndexOf(believed, believed.Max());
        return known.Select(feature => (feature.Name, Weight: model.WeightsOf(feature.Number!.Value) is [_, ..] its ? its[best] : 0))
            .OrderByDescending(vote => vote.Weight).Take(VotesExplained).Where(vote => vote.Weight > 0)
            .Select(vote => string.Create(CultureInfo.InvariantCulture, $"{vote.Name} [{model.Classes[best]} {believed[best]:P0}] {vote.Weight:0.0}"));
    }
}
