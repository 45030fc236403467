namespace VoisinsVigilants.Domain.Texts;

/// <summary>How much a feature speaks for a class.</summary>
/// <param name="Class">Index in <see cref="LinearModel.Classes"/>.</param>
public readonly record struct Vote(int Class, float Weight);

/// <summary>
/// A linear model over the features of a text (softmax regression): every feature that is known votes for classes, the sums become
/// probabilities.
/// </summary>
/// <param name="votes">By the number of the feature; empty for one that this model does not know.</param>
public sealed class LinearModel(string name, IReadOnlyList<string> classes, IReadOnlyList<Vote[]> votes)
{
    private const double Strength = 4;
    private const int FewFeatures = 8;

    public string Name => name;

    public IReadOnlyList<string> Classes => classes;

    public Vote[] VotesOf(int feature) => feature < votes.Count ? votes[feature] : [];

    /// <summary>One for each class, 0 to 1, together 1.</summary>
    public double[] Probabilities(IReadOnlyList<int> features)
    {
        var sums = new double[classes.Count];
        var known = 0;
        foreach (var feature in features)
        {
            var its = VotesOf(feature);
            if (its.Length > 0) known++;
            foreach (var vote in its) sums[vote.Class] += vote.Weight;
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
