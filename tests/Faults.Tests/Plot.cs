using System.Globalization;
using System.Text;

namespace VoisinsVigilants.Faults.Tests;

/// <summary>Time to the phone over the storm: a dot for each SMS, seconds on a logarithmic scale.</summary>
internal static class Plot
{
    private const int Width = 900;
    private const int Height = 360;
    private const int Left = 60;
    private const int Bottom = 40;
    private const string Others = "#27ae60";
    private static readonly (string Purpose, string Colour)[] Colours = [("Alert", "#c0392b"), ("Escalation", "#8e44ad"), ("Reply", "#2471a3"), ("Broadcast", "#7f8c8d"), ("others", Others)];

    public static string Draw(IReadOnlyList<(double At, double Took, string Purpose)> dots, string title)
    {
        var end = Math.Max(1, dots.Max(dot => dot.At));
        double X(double at) => Left + ((Width - Left - 20) * at / end);
        double Y(double took) => Height - Bottom - ((Height - Bottom - 30) * (Math.Log10(Math.Clamp(took, 0.001, 1000)) + 3) / 6);
        var svg = new StringBuilder();
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" width="{Width}" height="{Height}" font-family="sans-serif" font-size="12"><rect width="100%" height="100%" fill="white"/><text x="{Left}" y="18">{title}</text>""");
        foreach (var power in Enumerable.Range(-3, 7))
        {
            var (y, label) = (Y(Math.Pow(10, power)), Math.Pow(10, power).ToString("0.###", CultureInfo.InvariantCulture));
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<line x1="{Left}" x2="{Width - 20}" y1="{y:0.0}" y2="{y:0.0}" stroke="#ddd"/><text x="{Left - 6}" y="{y + 4:0.0}" text-anchor="end">{label} s</text>""");
        }

        // Ten thousand dots, many on the same spot: a line of no length draws one in a few letters.
        foreach (var same in dots.GroupBy(dot => ColourOf(dot.Purpose)))
        {
            var spots = same.Select(dot => string.Create(CultureInfo.InvariantCulture, $"M{X(dot.At):0} {Y(dot.Took):0}h0")).Distinct();
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<path d="{string.Concat(spots)}" stroke="{same.Key}" stroke-width="2.6" stroke-linecap="round" stroke-opacity="0.6"/>""");
        }
        for (var index = 0; index < Colours.Length; index++)
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<text x="{Left + (index * 110)}" y="{Height - 8}" fill="{Colours[index].Colour}">{Colours[index].Purpose}</text>""");
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<text x="{Width - 20}" y="{Height - 8}" text-anchor="end">0 to {end:0} s</text></svg>""");
        return svg.ToString();
    }

    private static string ColourOf(string purpose) => Colours.FirstOrDefault(pair => pair.Purpose == purpose).Colour ?? Others;
}
