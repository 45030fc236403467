namespace VoisinsVigilants.Domain.Texts;

/// <summary>
/// A linear model over the features of a text (softmax regression): every feature that is known speaks for and against classes, the sums
/// become probabilities.
/// </summary>
/// <param name="weights">
/// How much each feature speaks for each class, a row for each feature: most rows are more than half full, and one look at memory finds all of one.
/// </param>
public sealed class LinearModel(string name, IReadOnlyList<string> classes, float[] weights)
{
    private const double Strength = 4;
    private const int FewFeatures = 8;

    private readonly int width = classes.Count;

    public string Name => name;

    public IReadOnlyList<string> Classes => classes;

    /// <summary>One for each class, 0 where the feature says nothing; empty for a feature that this model does not know.</summary>
    public ReadOnlySpan<float> WeightsOf(int feature) => (feature + 1) * width <= weights.Length ? weights.AsSpan(feature * width, width) : [];

    /// <summary>One for each class, 0 to 1, together 1.</summary>
    public double[] Probabilities(ReadOnlySpan<int> features)
    {
        var sums = new double[width];
        var known = 0;
        foreach (var feature in features)
        {
            var its = WeightsOf(feature);
            if (its.ContainsAnyExcept(0f)) known++;
            for (var i = 0; i < its.Length; i++) sums[i] += its[i];
        }
        var scale = Scale(known);
        foreach (ref var sum in sums.AsSpan()) sum *= scale;
        ToProbabilities(sums);
        return sums;
    }

    /// <summary>A long text has no louder voice than a short one.</summary>
    internal static double Scale(int features) => Strength / Math.Sqrt(Math.Max(FewFeatures, features));

    internal static void ToProbabilities(Span<double> sums)
    {
        var (highest, total) = (double.NegativeInfinity, 0.0);
        foreach (var sum in sums) highest = Math.Max(highest, sum);
        foreach (ref var sum in sums) total += sum = Math.Exp(sum - highest);
        foreach (ref var sum in sums) sum /= total;
    }
}
