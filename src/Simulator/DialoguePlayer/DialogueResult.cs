using System.Globalization;
using System.Text;
using VoisinsVigilants.Domain.Dialogues;

namespace VoisinsVigilants.Simulator.DialoguePlayer;

public enum LineOutcome
{
    NotPlayed,
    Passed,
    Failed,
}

/// <param name="Line">In the file, from 1.</param>
/// <param name="Message">Why it failed, in French; null otherwise.</param>
public sealed record LineResult(int Line, string Source, LineOutcome Outcome, string? Message = null);

/// <summary>How a dialogue went, line by line. <see cref="ToString"/> is what a test shows when it fails.</summary>
public sealed record DialogueResult(Dialogue Dialogue, IReadOnlyList<LineResult> Lines)
{
    public bool Passed => Lines.All(line => line.Outcome == LineOutcome.Passed);

    public override string ToString()
    {
        var report = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"{Dialogue.Path} : {Dialogue.Title}");
        foreach (var line in Lines)
        {
            var mark = line.Outcome switch { LineOutcome.Passed => "ok ", LineOutcome.Failed => "NON", _ => "   " };
            report.AppendLine(CultureInfo.InvariantCulture, $"{mark} {line.Line,3}  {line.Source}");
            if (line.Message is not null) report.AppendLine(CultureInfo.InvariantCulture, $"         {line.Message.Replace("\n", "\n         ", StringComparison.Ordinal)}");
        }
        return report.ToString();
    }
}
