using System.Globalization;
using System.Text;

namespace VoisinsVigilants.Benchmarks;

/// <summary>A plot in SVG: a bar for each median, a line for the range of its runs.</summary>
internal static class Plot
{
    private const int Row = 26;
    private const int Left = 250;
    private const int Width = 420;
    private const int Top = 56;

    public static string Bars(string title, string unit, IReadOnlyList<(string Name, Figures Figures)> bars)
    {
        var most = bars.SelectMany(bar => bar.Figures.Runs).Where(double.IsFinite).DefaultIfEmpty(1).Max();
        double X(double value) => Left + Width * value / most;
        var svg = new StringBuilder();
        void Line(FormattableString line) => svg.AppendLine(FormattableString.Invariant(line));

        Line($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Left + Width + 110} {Top + Row * bars.Count + 16}" font-family="system-ui, sans-serif" font-size="13" fill="#222">""");
        Line($"""<rect width="100%" height="100%" fill="#fff"/>""");
        Line($"""<text x="16" y="24" font-size="15" font-weight="600">{title}</text><text x="16" y="42" fill="#666">{unit}; bar: median, line: range of the runs</text>""");
        foreach (var ((name, figures), index) in bars.Select((bar, index) => (bar, index)))
        {
            var y = Top + Row * index;
            Line($"""<text x="{Left - 8}" y="{y + 15}" text-anchor="end">{name}</text>""");
            if (figures.Runs.Count == 0) continue;
            Line($"""<rect x="{Left}" y="{y + 3}" width="{X(figures.Median) - Left:0.0}" height="{Row - 10}" fill="{(name.StartsWith("gateway", StringComparison.Ordinal) ? "#1f6f8b" : "#b8b8b8")}"/>""");
            Line($"""<path d="M{X(figures.Runs[0]):0.0} {y + 11}H{X(figures.Runs[^1]):0.0}" stroke="#222" stroke-width="1.5"/>""");
            Line($"""<text x="{X(figures.Runs[^1]) + 6:0.0}" y="{y + 15}">{Figures.Short(figures.Median)}</text>""");
        }
        return svg.Append("</svg>\n").ToString();
    }
}
