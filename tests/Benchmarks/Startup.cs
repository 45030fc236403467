using System.Diagnostics;
using VoisinsVigilants.Village;

namespace VoisinsVigilants.Benchmarks;

/// <summary>How long until the program is ready, how much memory it takes idle and under load, how much room its rows take.</summary>
internal static class Startup
{
    public static async Task Run()
    {
        await using var carrier = await Carrier.Start();
        await using var region = await Region.Create(Report.Smoke ? 50 : 500);
        var (starts, idle, loaded, sizes) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var round = Report.Smoke ? 0 : -1; round < Report.Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            await using var gateway = await region.Gateway(carrier.Address, ("Delivery__SmsPerSecond", "1000"));
            var (started, first) = (watch.Elapsed.TotalSeconds, round < 0);
            await Task.Delay(TimeSpan.FromSeconds(Report.Smoke ? 1 : 5));
            var (resting, empty) = (Meter.Rss(gateway.Id), await Size(region));
            var most = await Loaded(region, gateway);
            var alerts = await region.Database.Ask<double>("select count(*) from alerts");

            // The first start prepares the tables of the job server.
            if (!first) Add(starts, started, idle, resting, loaded, most, sizes, (await Size(region) - empty) / 1e6 / (alerts / 1_000));
            await region.Forget();
        }
        Say(starts, idle, loaded, sizes);
    }

    private static void Add(params object[] pairs)
    {
        for (var i = 0; i < pairs.Length; i += 2) ((List<double>)pairs[i]).Add((double)pairs[i + 1]);
    }

    // Delivery is at work meanwhile.
    private static async Task<double> Loaded(Region region, GatewayProcess gateway)
    {
        var most = 0.0;
        var load = Load.Run(gateway.Address, Reports.Signed(gateway.Address, region, "mem")[..(Report.Smoke ? 100 : 1_500)], 64, TimeSpan.MaxValue);
        for (; !load.IsCompleted; await Task.Delay(100)) most = Math.Max(most, Meter.Rss(gateway.Id));
        await load;
        while (await region.Database.Ask<int>("select count(*) from messages where status < 20") > 0)
        {
            most = Math.Max(most, Meter.Rss(gateway.Id));
            await Task.Delay(100);
        }
        return most;
    }

    private static Task<double> Size(Region region) => region.Database.Ask<double>(
        "select sum(pg_total_relation_size(oid)) from pg_class where relkind = 'r' and relname in ('alerts', 'alert_entries', 'alert_witnesses', 'contacts', 'inbox', 'messages', 'message_events')");

    private static void Say(List<double> starts, List<double> idle, List<double> loaded, List<double> sizes)
    {
        var table = new Table("start → ready, s", "memory idle, MB", "memory under load (64 connections, delivery at work), MB", "database, MB for 1,000 alerts");
        table.Add(Figures.Of(starts), Figures.Of(idle), Figures.Of(loaded), Figures.Of(sizes));
        Report.Part(
            "start",
            table,
            string.Join('\n',
                Report.Goal("start", "start → ready, s", Figures.Of(starts), '≤', 2),
                Report.Goal("start", "memory idle, MB", Figures.Of(idle), '≤', 120),
                Report.Goal("start", "memory under load, MB", Figures.Of(loaded), '≤', 250)));
    }
}
