using System.Globalization;
using System.Text;

namespace VoisinsVigilants.Faults.Tests;

/// <summary>What a storm did, and what became of everybody's SMS: the table that is printed, and the list of broken promises.</summary>
internal sealed class Findings(StormPlan plan, Ledger ledger, Storm storm, Nodes nodes, Villagers villagers, TimeSpan lasted)
{
    private readonly List<Row> stale = [.. ledger.Stale(storm.Clock)];
    private readonly List<string> unheard = [.. ledger.Unheard(villagers.All)];
    private readonly List<string> silent = [.. ledger.Silent()];

    /// <summary>Empty when every promise was kept.</summary>
    public IReadOnlyList<string> Broken =>
    [
        .. ledger.Lost.Select(row => Told("lost", row)),
        .. stale.Select(row => Told("stale", row)),
        .. ledger.Misdirected.Select(row => Told("misdirected", row)),
        .. ledger.Strangers.Select(sms => $"misdirected: {sms.Sid} answers to no row"),
        .. ledger.TwiceWithoutReason.Select(row => Told("twice", row) + " " + string.Join(", ", ledger.Carried[row.Id].Select(sms => string.Create(CultureInfo.InvariantCulture, $"{sms.Answered} asked {sms.AskedAt:HH:mm:ss.fff} accepted {sms.CreatedAt:HH:mm:ss.fff}")))),
        .. unheard,
        .. silent,
        .. ledger.WentBack.Select(step => $"went back: {step}"),
        .. nodes.StopsThatFailed > 0 ? [$"{nodes.StopsThatFailed} polite stops did not end well within 15 s"] : Array.Empty<string>(),
    ];

    public override string ToString()
    {
        var text = new StringBuilder();
        var (accepted, reports) = (villagers.All.Where(sms => sms.Accepted).Select(sms => sms.Sid).Distinct().Count(), ledger.Stories.Count);
        text.AppendLine(CultureInfo.InvariantCulture, $"seed {plan.Seed}: {plan.Reports} reports in {plan.Length.TotalSeconds:0} s (all over after {lasted.TotalSeconds:0} s), two nodes: killed {nodes.Kills} times, stopped {nodes.Stops} times;");
        text.AppendLine(CultureInfo.InvariantCulture, $"  database crashed {storm.DatabaseCrashes} times, connections cut {storm.Cuts} times, clock stepped {storm.ClockSteps} times, carrier's weather changed {plan.Weathers} times, {villagers.OfferedAgain} webhooks offered again");
        text.AppendLine(CultureInfo.InvariantCulture, $"  at the door: {villagers.All.Select(sms => sms.Sid).Distinct().Count()} SMS, {accepted} answered 2xx, {ledger.Inbox.Count} in the inbox (the others were read from the carrier's list), {ledger.Inbox.Count(sms => sms.Value)} with their turn, {reports} alerts");
        text.AppendLine();
        text.AppendLine("| class | rows | on phones | given up | lost | stale | misdirected | twice | of these explained | p50 s | p99 s | max s |");
        text.AppendLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var rows in ledger.Rows.GroupBy(row => row.Purpose).OrderBy(rows => rows.Key, StringComparer.Ordinal)) text.AppendLine(Line(rows.Key, [.. rows]));
        text.AppendLine(Line("all", ledger.Rows));
        var next = ledger.NextPersonAfter().Order().ToList();
        text.AppendLine();
        if (next.Count > 0) text.AppendLine(CultureInfo.InvariantCulture, $"every référent's SMS lost: {next.Count} alerts; the next person's SMS written after p50 {next[next.Count / 2].TotalSeconds:0.0} s, max {next[^1].TotalSeconds:0.0} s");
        if (Recoveries.Count > 0) text.AppendLine(CultureInfo.InvariantCulture, $"the database's return -> the next turn written: max {Recoveries.Max(span => span.TotalSeconds):0.0} s; -> the next SMS with the carrier: max {Sendings.Max(span => span.TotalSeconds):0.0} s");
        text.AppendLine(CultureInfo.InvariantCulture, $"states that went back: {ledger.WentBack.Count}; accepted without a turn or an answer: {unheard.Count}; alerts nobody was told of: {silent.Count}");
        return text.ToString();
    }

    /// <summary>Seconds from the row to the carrier's first acceptance, and when the row was written, in seconds since the beginning.</summary>
    public IReadOnlyList<(double At, double Took, string Purpose)> Times(DateTimeOffset start) =>
        [.. ledger.Rows.Where(row => ledger.Carried[row.Id].Any()).Select(row => ((row.WrittenAt - start).TotalSeconds, Took(row), row.Purpose))];

    private List<TimeSpan> Recoveries => [.. storm.Returns.Select(at => Next(ledger.Rows.Select(row => row.WrittenAt), at)).OfType<TimeSpan>()];

    private List<TimeSpan> Sendings => [.. storm.Returns.Select(at => Next(ledger.Carried.SelectMany(several => several).Select(sms => sms.CreatedAt), at)).OfType<TimeSpan>()];

    private static TimeSpan? Next(IEnumerable<DateTimeOffset> times, DateTimeOffset after) => times.Where(time => time > after).Select(time => (TimeSpan?)(time - after)).Min();

    private double Took(Row row) => Math.Max(0, (ledger.Carried[row.Id].Min(sms => sms.CreatedAt) - row.WrittenAt).TotalSeconds);

    private string Line(string name, IReadOnlyList<Row> rows)
    {
        var ids = rows.Select(row => row.Id).ToHashSet();
        int In(IEnumerable<Row> some) => some.Count(row => ids.Contains(row.Id));
        var took = rows.Where(row => ledger.Carried[row.Id].Any()).Select(Took).Order().ToList();
        string At(double share) => took.Count == 0 ? "" : took[(int)Math.Min(took.Count - 1, took.Count * share)].ToString("0.00", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {rows.Count} | {took.Count} | {rows.Count(row => row.Status > 40 && !ledger.Carried[row.Id].Any())} | {In(ledger.Lost)} | {In(stale)} | {In(ledger.Misdirected)} | {In(ledger.Twice)} | {In(ledger.Twice) - In(ledger.TwiceWithoutReason)} | {At(0.5)} | {At(0.99)} | {At(1)} |");
    }

    private static string Told(string what, Row row) => string.Create(CultureInfo.InvariantCulture,
        $"{what}: {row.Purpose} {row.Id} status {row.Status} error {row.Error} written {row.WrittenAt:HH:mm:ss.fff} expires {row.ExpiresAt:HH:mm:ss}");
}
