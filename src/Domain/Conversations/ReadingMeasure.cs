namespace VoisinsVigilants.Domain.Conversations;

/// <summary>How well texts are read: what a careful human wrote down against what the program understood, field by field.</summary>
public sealed class ReadingMeasure
{
    private static readonly (string Field, Func<ReadingLabels, string> Value)[] Columns =
    [
        ("intent", labels => labels.Intent),
        ("command", labels => labels.Command ?? "-"),
        ("verdict", labels => labels.Verdict ?? "-"),
        ("code", labels => string.Join(',', labels.Code.Order(StringComparer.Ordinal))),
        ("category", labels => labels.Category ?? "-"),
        ("urgent", labels => labels.Urgent ? "urgent" : "-"),
        ("place", labels => labels.Place ?? "-"),
        ("quartier", labels => labels.Quartier ?? "-"),
    ];

    private readonly List<(ReadingLabels Human, ReadingLabels Program)> lines = [];

    public static IReadOnlyList<string> Fields { get; } = [.. Columns.Select(column => column.Field)];

    public int Count => lines.Count;

    public void Add(ReadingLabels human, ReadingLabels program) => lines.Add((human, program));

    /// <summary>Share of lines in which a field was read as the human did, 0 to 1.</summary>
    public double Accuracy(string field)
    {
        var value = ValueOf(field);
        return Share(lines.Count(line => value(line.Human) == value(line.Program)), lines.Count);
    }

    /// <summary>Share of lines in which every field was read as the human did.</summary>
    public double WholeLine => Share(lines.Count(line => Columns.All(column => column.Value(line.Human) == column.Value(line.Program))), lines.Count);

    /// <summary>Of the texts a human called urgent, the share found urgent: the figure that matters most.</summary>
    public double UrgentRecall => Share(lines.Count(line => line.Human.Urgent && line.Program.Urgent), lines.Count(line => line.Human.Urgent));

    /// <summary>Of the texts found urgent, the share a human called so.</summary>
    public double UrgentPrecision => Share(lines.Count(line => line.Human.Urgent && line.Program.Urgent), lines.Count(line => line.Program.Urgent));

    /// <summary>Of the texts a human did not call urgent, the share found urgent.</summary>
    public double FalselyUrgent => Share(lines.Count(line => !line.Human.Urgent && line.Program.Urgent), lines.Count(line => !line.Human.Urgent));

    /// <summary>Of the texts a human gave a category, the share that got the same.</summary>
    public double CategoryOfReports => Share(lines.Count(line => line.Human.Category is not null && line.Human.Category == line.Program.Category), lines.Count(line => line.Human.Category is not null));

    /// <summary>Of small talk and texts that are not for us, the share that would become an alert.</summary>
    public double FalselyReports => Share(lines.Count(line => IsChat(line.Human) && line.Program.Intent == "report"), lines.Count(line => IsChat(line.Human)));

    private static bool IsChat(ReadingLabels labels) => labels.Intent is "smalltalk" or "offtopic";

    /// <summary>What was mistaken for what, the most frequent first.</summary>
    public IEnumerable<(string Human, string Program, int Count)> Confusions(string field)
    {
        var value = ValueOf(field);
        return lines.Select(line => (Human: value(line.Human), Program: value(line.Program))).Where(pair => pair.Human != pair.Program)
            .GroupBy(pair => pair).Select(group => (group.Key.Human, group.Key.Program, group.Count())).OrderByDescending(entry => entry.Item3).ThenBy(entry => entry.Human, StringComparer.Ordinal);
    }

    /// <summary>The fields in which two readings differ.</summary>
    public static IReadOnlyList<string> Differences(ReadingLabels human, ReadingLabels program) =>
        [.. Columns.Where(column => column.Value(human) != column.Value(program)).Select(column => $"{column.Field} {column.Value(human)}→{column.Value(program)}")];

    private static Func<ReadingLabels, string> ValueOf(string field) => Columns.First(column => column.Field == field).Value;

    private static double Share(int some, int all) => all == 0 ? 1 : (double)some / all;
}
