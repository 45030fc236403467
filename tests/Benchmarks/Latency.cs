using System.Diagnostics;
using System.Globalization;
using VoisinsVigilants.Benchmarks.Rivals;
using VoisinsVigilants.Village;

namespace VoisinsVigilants.Benchmarks;

/// <summary>
/// One report at a time on an idle system: how long from its webhook to the first call at the carrier? Beside it, in the same run, how long
/// graphile-worker takes from adding a job to its start. The instant of a commit is PostgreSQL's own (track_commit_timestamp).
/// </summary>
internal static class Latency
{
    private static int EachRound => Report.Smoke ? 10 : 200;

    public static async Task Run()
    {
        await using var carrier = await Carrier.Start();
        await using var region = await Region.Create(100);
        await using var gateway = await region.Gateway(carrier.Address, ("Delivery__SmsPerSecond", "1000"));
        await using var rival = Rival.Known.Count > 0 ? await Rival.Start(Rival.Known[0], carrier.Address) : null;
        using var door = await Load.Open(gateway.Address);

        var (report, posts, commits, starts) = (0, new List<double[]>(), new List<double[]>(), new List<double[]>());
        for (; report < EachRound; report++) await Measure(region, carrier, gateway, door, report);
        for (var round = 0; round < Report.Rounds; round++)
        {
            var times = new List<(double Commit, double Post)>();
            for (var until = report + EachRound; report < until; report++) times.Add(await Measure(region, carrier, gateway, door, report));
            posts.Add([.. times.Select(time => time.Post)]);
            commits.Add([.. times.Select(time => time.Commit)]);
            if (rival is not null) starts.Add(await rival.Latency(EachRound));
        }
        Say(posts, commits, starts);
    }

    private static async Task<(double Commit, double Post)> Measure(Region region, Carrier carrier, GatewayProcess gateway, System.Net.Sockets.Socket door, int report)
    {
        await WaitUntilQuiet(carrier);
        carrier.Calls.Clear();
        var sent = TimeProvider.System.GetUtcNow();
        if (!await Load.Ask(door, Reports.Signed(gateway.Address, region.Communes, report, "lat"), new byte[4_096])) throw new InvalidOperationException($"An SMS was not taken.\n{gateway.Output}");
        for (var watch = Stopwatch.StartNew(); carrier.Calls.IsEmpty; await Task.Delay(1))
            if (watch.Elapsed > TimeSpan.FromSeconds(30)) throw new TimeoutException("The carrier was not called.");
        var called = carrier.Calls.First().At;
        var commit = DateTime.SpecifyKind(await region.Database.Ask<DateTime>(string.Create(CultureInfo.InvariantCulture, $"select pg_xact_commit_timestamp(xmin) from inbox where carrier_message_id = 'SMlat{report:x24}'")), DateTimeKind.Utc);
        return ((called.UtcDateTime - commit).TotalMilliseconds, (called - sent).TotalMilliseconds);
    }

    // Idle means idle: nothing has reached the carrier for a while.
    private static async Task WaitUntilQuiet(Carrier carrier)
    {
        var quiet = Stopwatch.StartNew();
        for (var count = carrier.Accepted.Count; quiet.ElapsedMilliseconds < 20; await Task.Delay(5))
            if (carrier.Accepted.Count != count)
            {
                count = carrier.Accepted.Count;
                quiet.Restart();
            }
    }

    private static void Say(List<double[]> posts, List<double[]> commits, List<double[]> starts)
    {
        Figures At(IEnumerable<double[]> rounds, double share) => Figures.Of(rounds.Select(times => Figures.At(times, share)));

        var table = new Table($"milliseconds, {Report.Rounds} rounds of {EachRound}", "p50", "p90", "p99");
        foreach (var (name, rounds) in new[] { ("webhook sent → first call at the carrier", posts), ("of which commit of the turn → first call at the carrier", commits), ("graphile-worker, job added → job starts", starts) })
            table.Add(name, At(rounds, 0.5), At(rounds, 0.9), At(rounds, 0.99));
        Report.Part(
            "latency",
            table,
            string.Join('\n',
                Report.Goal("latency", "p50, gateway / graphile-worker", Figures.Ratio(posts.Select(times => Figures.At(times, 0.5)), starts.Select(times => Figures.At(times, 0.5))), '≤', 1.5),
                Report.Goal("latency", "p99, gateway / graphile-worker", Figures.Ratio(posts.Select(times => Figures.At(times, 0.99)), starts.Select(times => Figures.At(times, 0.99))), '≤', 1.5)));
    }
}
