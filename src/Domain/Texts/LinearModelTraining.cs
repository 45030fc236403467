namespace VoisinsVigilants.Domain.Texts;

/// <summary>An example to learn from.</summary>
/// <param name="Class">What a careful human said of it.</param>
public sealed record Example(IReadOnlyList<string> Features, string Class);

/// <summary>
/// Learns the weights of a linear model from examples: stochastic gradient descent on the softmax loss, each weight with its own step
/// (AdaGrad; Duchi, Hazan and Singer, 2011), drawn towards zero (L2). The same examples always give the same model.
/// </summary>
public sealed class LinearModelTraining
{
    private const int Epochs = 12;
    private const double Step = 0.3;
    private const double TowardsZero = 0.003;

    // What was seen once only is chance.
    private const int SeenAtLeast = 5;

    // Smaller weights decide little and would fill the file; the more classes, the more of them there are.
    private const double Silence = 0.06;
    private const int FewClasses = 12;

    private readonly HashSet<int> heard;
    private readonly FeatureIndex index;
    private readonly string[] classes;
    private readonly double[] weights;
    private readonly double[] squares;

    private LinearModelTraining(IReadOnlyList<Example> examples, FeatureIndex index)
    {
        this.index = index;
        classes = [.. examples.Select(example => example.Class).Distinct().Order(StringComparer.Ordinal)];
        heard = [.. examples.SelectMany(example => example.Features).GroupBy(feature => feature).Where(same => same.Count() >= SeenAtLeast).Select(same => index.Learn(same.Key))];
        weights = new double[index.Count * classes.Length];
        squares = new double[weights.Length];
    }

    /// <param name="index">Shared by models that judge the same texts; gains the features of this one.</param>
    public static LinearModel Train(string name, IReadOnlyList<Example> examples, FeatureIndex index)
    {
        var training = new LinearModelTraining(examples, index);
        var shuffled = examples.Select(example => training.Numbered(example)).OrderBy(example => example.Order).ToList();
        for (var epoch = 0; epoch < Epochs; epoch++)
            foreach (var (features, its, scale, _) in shuffled) training.Learn(features, its, scale);
        return new LinearModel(name, training.classes, training.Heard());
    }

    private (int[] Features, int Class, double Scale, uint Order) Numbered(Example example)
    {
        var features = example.Features.Select(feature => index.NumberOf(feature) ?? -1).Where(heard.Contains).ToArray();
        return (features, Array.IndexOf(classes, example.Class), LinearModel.Scale(features.Length), Shuffle(example));
    }

    // Corpora are sorted by what their writers thought of; a model learns better from a mix. By the words, so that the order is always the same.
    private static uint Shuffle(Example example)
    {
        var hash = 2_166_136_261;
        foreach (var feature in example.Features)
            foreach (var letter in feature) hash = (hash ^ letter) * 16_777_619;
        return hash ^ (hash >> 15);
    }

    private void Learn(int[] features, int right, double scale)
    {
        Span<double> believed = stackalloc double[classes.Length];
        foreach (var feature in features)
            for (var i = 0; i < believed.Length; i++) believed[i] += scale * weights[(feature * believed.Length) + i];
        LinearModel.ToProbabilities(believed);
        believed[right] -= 1;
        foreach (var feature in features)
            for (var i = 0; i < believed.Length; i++) Move((feature * believed.Length) + i, scale * believed[i]);
    }

    private void Move(int at, double error)
    {
        var slope = error + (TowardsZero * weights[at]);
        squares[at] += slope * slope;
        weights[at] -= Step * slope / (1e-6 + Math.Sqrt(squares[at]));
    }

    private float[] Heard()
    {
        var loud = Silence * Math.Max(1.0, (double)classes.Length / FewClasses);
        return [.. weights.Select(weight => (float)weight).Select(weight => Math.Abs(weight) >= loud ? weight : 0)];
    }
}
