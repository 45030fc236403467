using VoisinsVigilants.Village;

namespace VoisinsVigilants.Benchmarks;

/// <summary>
/// SMS accepted at the door, each a signed webhook, a turn, an alert and its outbox, beside pgbench writing the same rows. The carrier does
/// not answer meanwhile, so that delivery takes nothing from the turns; the last row shows the same with delivery at work.
/// </summary>
internal static class Inbound
{
    private static readonly int[] Connections = [1, 16, 64];

    private static TimeSpan Span => TimeSpan.FromSeconds(Report.Smoke ? 1 : 4);

    private sealed record Pair(int Connections, LoadResult Ours, LoadResult Theirs);

    public static async Task Run()
    {
        await using var region = await Region.Create(Report.Smoke ? 50 : 500);
        await using var theirs = await region.Copy();
        using var pgbench = new PgBench(theirs);
        await using var carrier = await Carrier.Start(Carrier.Silent);
        await using var gateway = await region.Gateway(carrier.Address);
        var machine = await Report.Machine(region.Database);

        // Every commune once, so that none is met for the first time while we measure.
        await Load.Run(gateway.Address, Reports.Signed(gateway.Address, region, "warm")[..(region.Communes * (Report.Smoke ? 2 : 20))], 64, TimeSpan.MaxValue);
        await region.Forget();
        var pairs = new List<Pair>();
        for (var round = 0; round < Report.Rounds; round++)
            foreach (var connections in Connections)
            {
                var ours = await Ours(region, gateway, $"r{round}", (requests, span) => Load.Run(gateway.Address, requests, connections, span));
                pairs.Add(new Pair(connections, ours, await pgbench.Run(connections, Span)));
                await theirs.Forget();
            }
        var half = await HalfLoad(region, gateway, theirs, pgbench, pairs);
        Say(machine, pairs, half);
    }

    private static async Task<List<Pair>> HalfLoad(Region region, GatewayProcess gateway, Region theirs, PgBench pgbench, List<Pair> pairs)
    {
        var most = Connections[^1];
        var (our, their) = (Math.Max(1, Rate(pairs, most, pair => pair.Ours).Median / 2), Math.Max(1, Rate(pairs, most, pair => pair.Theirs).Median / 2));
        var half = new List<Pair>();
        for (var round = 0; round < Report.Rounds; round++)
        {
            var ours = await Ours(region, gateway, $"h{round}", (requests, span) => Load.RunAt(our, gateway.Address, requests, most, span));
            half.Add(new Pair(most, ours, await pgbench.RunAt(their, most, Span)));
            await theirs.Forget();
        }
        return half;
    }

    private static async Task<LoadResult> Ours(Region region, GatewayProcess gateway, string batch, Func<IReadOnlyList<byte[]>, TimeSpan, Task<LoadResult>> load)
    {
        var requests = Reports.Signed(gateway.Address, region, batch);
        var result = await load(requests, Span);
        var alerts = await region.Database.Ask<int>("select count(*) from alerts");
        await region.Forget();
        if (result.Refused > 0) throw new InvalidOperationException($"{result.Refused} SMS were not taken.\n{gateway.Output}");
        if (alerts < result.Taken * 0.98) throw new InvalidOperationException($"{result.Taken} reports made only {alerts} alerts.");
        return result;
    }

    private static Figures Rate(IEnumerable<Pair> pairs, int connections, Func<Pair, LoadResult> pick) => Of(pairs, connections, pair => pick(pair).PerSecond);

    private static Figures Of(IEnumerable<Pair> pairs, int connections, Func<Pair, double> pick) => Figures.Of(pairs.Where(pair => pair.Connections == connections).Select(pick));

    private static void Say(string machine, List<Pair> pairs, List<Pair> half)
    {
        var table = new Table("connections", "gateway, SMS/s", "pgbench, transactions/s", "ratio", "gateway p50 / p99 ms", "pgbench p50 / p99 ms");
        foreach (var connections in Connections) table.Add(Row($"{connections}", connections, pairs));
        table.Add(Row("64, each at half of its own most", Connections[^1], half));
        Report.Part(
            "inbound",
            machine,
            table,
            string.Join('\n',
                Report.Goal("inbound", "64 connections, gateway / pgbench", Of(pairs, 64, pair => pair.Ours.PerSecond / pair.Theirs.PerSecond), '≥', 1.2),
                Report.Goal("inbound", "1 connection, gateway / pgbench", Of(pairs, 1, pair => pair.Ours.PerSecond / pair.Theirs.PerSecond), '≥', 0.6),
                Report.Goal("inbound", "p99 at half load, gateway / pgbench", Of(half, 64, pair => pair.Ours.P99 / pair.Theirs.P99), '≤', 2)));
        Report.Plot("inbound", Plot.Bars("SMS accepted per second, and pgbench writing the same rows", "per second",
            [.. Connections.SelectMany(connections => new[] { ($"gateway, {connections}", Rate(pairs, connections, pair => pair.Ours)), ($"pgbench, {connections}", Rate(pairs, connections, pair => pair.Theirs)) })]));
    }

    private static object[] Row(string what, int connections, List<Pair> pairs) =>
    [
        what, Rate(pairs, connections, pair => pair.Ours), Rate(pairs, connections, pair => pair.Theirs), Of(pairs, connections, pair => pair.Ours.PerSecond / pair.Theirs.PerSecond),
        $"{Of(pairs, connections, pair => pair.Ours.P50)} / {Of(pairs, connections, pair => pair.Ours.P99)}", $"{Of(pairs, connections, pair => pair.Theirs.P50)} / {Of(pairs, connections, pair => pair.Theirs.P99)}",
    ];
}
