using VoisinsVigilants.Village;

namespace VoisinsVigilants.Benchmarks;

/// <summary>What one relayed SMS costs, from the report that led to it to the carrier's acceptance, recorded; and what doing nothing costs.</summary>
internal static class Cost
{
    private sealed record Reading(double Statements, double Commits, double Wal, double Gateway, double Database)
    {
        public Reading Since(Reading before) => new(Statements - before.Statements, Commits - before.Commits, Wal - before.Wal, Gateway - before.Gateway, Database - before.Database);
    }

    public static async Task Run()
    {
        var relayed = await Relayed();
        var idle = await Idle();
        var (table, nothing) = (new Table("connections", "statements", "commits", "WAL, bytes", "gateway, CPU ms", "PostgreSQL, CPU ms"), new Table("", "statements/s", "commits/s", "WAL, bytes/s", "gateway, CPU ms/s", "PostgreSQL, CPU ms/s"));
        foreach (var (connections, runs) in relayed) table.Add([$"{connections}", .. Cells(runs)]);
        nothing.Add(["idle", .. Cells(idle)]);
        Report.Part(
            "cost",
            "For each SMS that the carrier accepted:", table,
            "For each second in which nothing happens:", nothing,
            Report.Goal("cost", "idle, commits/s", Figures.Of(idle.Select(run => run.Commits)), '≤', 2));
    }

    private static object[] Cells(List<Reading> runs) =>
        [.. new Func<Reading, double>[] { run => run.Statements, run => run.Commits, run => run.Wal, run => run.Gateway, run => run.Database }.Select(pick => (object)Figures.Of(runs.Select(pick)))];

    private static async Task<Dictionary<int, List<Reading>>> Relayed()
    {
        var reports = Report.Smoke ? 50 : 1_000;
        await using var carrier = await Carrier.Start();
        await using var region = await Counted(Report.Smoke ? 50 : 500);
        await using var gateway = await region.Gateway(carrier.Address, ("Delivery__SmsPerSecond", "1000"));
        var costs = new Dictionary<int, List<Reading>> { [1] = [], [16] = [] };
        for (var round = Report.Smoke ? 0 : -1; round < Report.Rounds; round++)
            foreach (var (connections, runs) in costs)
            {
                carrier.Accepted.Clear();
                var before = await Read(region, gateway);
                await Load.Run(gateway.Address, Reports.Signed(gateway.Address, region, $"c{round + 1}")[..reports], connections, TimeSpan.MaxValue);
                while (await region.Database.Ask<int>("select count(*) from messages where status < 20") > 0) await Task.Delay(50);
                var run = (await Read(region, gateway)).Since(before);
                var sms = (double)carrier.Accepted.Count;
                if (round >= 0) runs.Add(new Reading(run.Statements / sms, run.Commits / sms, run.Wal / sms, run.Gateway / sms, run.Database / sms));
                await region.Forget();
            }
        return costs;
    }

    private static async Task<List<Reading>> Idle()
    {
        var span = TimeSpan.FromSeconds(Report.Smoke ? 2 : 12);
        await using var carrier = await Carrier.Start();
        await using var region = await Counted(1);
        await using var gateway = await region.Gateway(carrier.Address, ("ASPNETCORE_ENVIRONMENT", "Production"));

        // What starts once has started, and what was looked at after the start has been.
        await Task.Delay(span);
        var runs = new List<Reading>();
        for (var round = 0; round < Report.Rounds; round++)
        {
            var before = await Read(region, gateway);
            await Task.Delay(span);
            var run = (await Read(region, gateway)).Since(before);
            var seconds = span.TotalSeconds;
            runs.Add(new Reading(run.Statements / seconds, run.Commits / seconds, run.Wal / seconds, run.Gateway / seconds, run.Database / seconds));
        }
        return runs;
    }

    // Statements are counted for this database alone; counting costs a little.
    private static async Task<Region> Counted(int communes)
    {
        var region = await Region.Create(communes);
        await region.Database.Execute($"alter database {await region.Database.Ask<string>("select current_database()")} set pg_stat_statements.track = 'top'");
        return region;
    }

    // Our own looking is taken out: one connection of the benchmark's, which the server tells apart by its name. The server's counters are a second late.
    private static async Task<Reading> Read(Region region, GatewayProcess gateway)
    {
        await Task.Delay(1_200);
        var text = await region.Database.Ask<string>("""
            select (select coalesce(sum(calls), 0) from pg_stat_statements s where s.dbid = d.datid and query not like '%pg_stat_statements%') || ' ' || d.xact_commit || ' ' || (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)
            from pg_stat_database d where d.datname = current_database()
            """);
        var fields = text.Split(' ').Select(field => double.Parse(field, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        return new Reading(fields[0], fields[1], fields[2], Meter.Cpu(gateway.Id), await Meter.Cpu(region.Database));
    }
}
