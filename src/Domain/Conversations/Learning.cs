using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Texts;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Conversations;

/// <summary>An SMS that a careful human has labelled.</summary>
/// <param name="IsTuned">The lists were written with it in view: it teaches words, but not how far lists can be trusted.</param>
public sealed record LabelledSms(string Text, Roles Roles, Step Step, ReadingLabels Human, bool IsTuned);

/// <summary>Makes the models of <see cref="Experience"/> from labelled SMS. Pure; the same SMS always teach the same.</summary>
public static class Learning
{
    /// <summary>Three models: what a text is for, of what kind the fact is, whether somebody is in danger.</summary>
    public static LinearModels Learn(Interpreter interpreter, Gazetteer gazetteer, IReadOnlyList<LabelledSms> corpus)
    {
        var read = corpus.Select(sms => (sms.Human, Features: FeaturesOf(interpreter, gazetteer, sms))).ToList();
        var index = new FeatureIndex();
        LinearModel[] models =
        [
            LinearModelTraining.Train(Experience.MeaningModel, [.. read.Select(sms => new Example(sms.Features, Meaning.Of(sms.Human)))], index),
            LinearModelTraining.Train(Experience.CategoryModel, [.. read.Where(sms => sms.Human.Category is not null).Select(sms => new Example(sms.Features, sms.Human.Category!))], index),
            LinearModelTraining.Train(Experience.UrgencyModel, [.. read.Select(sms => new Example(sms.Features, sms.Human.Urgent ? Experience.Urgent : Experience.Calm))], index),
        ];
        return new LinearModels(index, models.ToDictionary(model => model.Name));
    }

    private static IReadOnlyList<string> FeaturesOf(Interpreter interpreter, Gazetteer gazetteer, LabelledSms sms)
    {
        var facts = interpreter.Facts(sms.Text, sms.Roles, sms.Step, gazetteer);
        return ReadingFeatures.Of(new NamedFeatures(), facts, Interpreter.ByLists(facts), withLists: !sms.IsTuned).Names;
    }
}
