using System.Globalization;

namespace VoisinsVigilants.Benchmarks;

/// <summary>Several runs of one thing: the one in the middle, and from where to where they went.</summary>
internal sealed record Figures(IReadOnlyList<double> Runs)
{
    public static Figures Of(IEnumerable<double> runs) => new([.. runs.Order()]);

    public double Median => Runs.Count == 0 ? double.NaN : Runs.Count % 2 == 1 ? Runs[Runs.Count / 2] : (Runs[Runs.Count / 2 - 1] + Runs[Runs.Count / 2]) / 2;

    /// <summary>A share of single measurements lies at or below this: 0.99 for the p99.</summary>
    public static double At(IReadOnlyList<double> values, double share)
    {
        if (values.Count == 0) return double.NaN;
        var sorted = values.Order().ToList();
        return sorted[(int)Math.Min(sorted.Count - 1, sorted.Count * share)];
    }

    /// <summary>Run by run, one divided by the other: what a noisy machine does to both falls out.</summary>
    public static Figures Ratio(IEnumerable<double> ours, IEnumerable<double> theirs) => Of(ours.Zip(theirs, (our, their) => our / their));

    public override string ToString() => Runs.Count == 1 ? Short(Median) : $"{Short(Median)} ({Short(Runs[0])}–{Short(Runs[^1])})";

    /// <summary>Three figures are all that a noisy machine knows.</summary>
    public static string Short(double value) => value switch
    {
        double.NaN => "–",
        >= 1_000 => value.ToString("#,##0", CultureInfo.InvariantCulture),
        >= 100 => value.ToString("0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.00", CultureInfo.InvariantCulture),
    };
}
