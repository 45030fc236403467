using System.Globalization;
using Npgsql;
using VoisinsVigilants.Village;

namespace VoisinsVigilants.Benchmarks;

/// <summary>The same reports on an empty database and on one with years of a whole country in it, side by side: what has grown must not slow down what happens.</summary>
internal static class Growth
{
    private const int Residents = 200;

    public static int Messages { get; set; } = 10_000_000;

    private static int Communes => Report.Smoke ? 50 : 5_000;

    private sealed record Runs(List<LoadResult> One, List<LoadResult> Many, List<double> Starts);

    public static async Task Run()
    {
        await using var empty = await Region.Create(Report.Smoke ? 50 : 500);
        await using var grown = await Region.Create(Communes, Residents);
        await Fill(grown.Database, Report.Smoke ? 20_000 : Messages);
        await using var carrier = await Carrier.Start();
        var (small, large) = (new Runs([], [], []), new Runs([], [], []));
        for (var round = 0; round < Report.Rounds; round++)
        {
            await Measure(empty, carrier, round, small);
            await Measure(grown, carrier, round, large);
        }
        await Say(grown, small, large);
    }

    // Each round starts the program: with 5,000 communes that takes no longer either. The first reports of a start are not counted,
    // and both work on as many communes.
    private static async Task Measure(Region region, Carrier carrier, int round, Runs runs)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await using var gateway = await region.Gateway(carrier.Address);
        runs.Starts.Add(watch.Elapsed.TotalSeconds);
        var span = TimeSpan.FromSeconds(Report.Smoke ? 0.5 : 3);
        var window = Report.Smoke ? 600 : 12_000;
        var requests = Reports.Signed(gateway.Address, Math.Min(500, region.Communes), round * window, window, $"g{round}");
        var (warm, one) = (window / 6, window / 4);
        await Load.Run(gateway.Address, requests[..warm], 64, TimeSpan.MaxValue);

        // After a start the carrier is asked what came in meanwhile, commune by commune; a real one takes a hundred times as long to answer.
        await carrier.NobodyLists();
        runs.One.Add(await Load.Run(gateway.Address, requests[warm..(warm + one)], 1, span));
        runs.Many.Add(await Load.Run(gateway.Address, requests[(warm + one)..], 64, span));
    }

    /// <summary>History: alerts of three years that have ended, with their SMS in and out.</summary>
    private static async Task Fill(TestDatabase database, int messages)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        await Do("set maintenance_work_mem = '512MB'");
        const string OfThese = "schemaname = 'public' and tablename in ('messages', 'alerts', 'inbox') and indexname !~ '_(pkey|key)$'";
        const string Keys = "from pg_constraint where contype = 'f' and conrelid in ('messages'::regclass, 'alerts'::regclass, 'inbox'::regclass)";
        var indexes = await database.List($"select indexdef from pg_indexes where {OfThese}");
        var keys = await database.List($"select format('alter table %s add constraint %I %s not valid', conrelid::regclass, conname, pg_get_constraintdef(oid)) {Keys}");
        foreach (var drop in await database.List($"select format('alter table %s drop constraint %I', conrelid::regclass, conname) {Keys} union all select format('drop index %I', indexname) from pg_indexes where {OfThese}")) await Do(drop);
        await Do(string.Create(CultureInfo.InvariantCulture, $"""
            insert into alerts (commune_id, id, code_number, code_letter, state, state_since, category, place, quartier, urgent, incomplete, author, author_enrolled, body, created_at, escalation, closed_at)
            select 2 + n % {Communes}, lpad(to_hex(n), 32, '0')::uuid, 1 + n % 999, 'K', 'Closed', at + interval '2 hours', 'Burglary', 'Rue du Lavoir', 'centre-bourg', false, false,
                   '+9993' || lpad((1 + n % {Communes})::text, 5, '0') || lpad((1 + n / {Communes} % {Residents})::text, 4, '0'), true, 'cambriolage rue du lavoir, vitre cassee', at, 0, at + interval '2 hours'
            from generate_series(1, {messages / 10}) as n cross join lateral (select timestamptz '2023-03-01' + n * interval '3 years' / {messages / 10}) as t(at)
            """));
        await Do(string.Create(CultureInfo.InvariantCulture, $"""
            insert into inbox (carrier_message_id, commune_id, from_phone, to_phone, body, received_at, handled_at)
            select 'SMhistory' || n, 2 + n % {Communes}, '+9993' || lpad((1 + n % {Communes})::text, 5, '0') || lpad((1 + n / {Communes} % {Residents})::text, 4, '0'), '+9991' || lpad((1 + n % {Communes})::text, 7, '0'), 'cambriolage rue du lavoir, vitre cassee', at, at
            from generate_series(1, {messages / 5}) as n cross join lateral (select timestamptz '2023-03-01' + n * interval '3 years' / {messages / 5}) as t(at)
            """));
        await Do(string.Create(CultureInfo.InvariantCulture, $"""
            insert into messages (commune_id, from_phone, to_phone, purpose, lane, body, segments, price_estimate, alert_id, created_at, due_at, expires_at, status, attempts, accepted_at, ended_at, carrier_sid)
            select 2 + n % {Communes}, '+9991' || lpad((1 + n % {Communes})::text, 7, '0'), case when n % 3 = 0 then '+9992' || lpad((2 + n % {Communes})::text, 5, '0') || '0007' else '+9993' || lpad((1 + n % {Communes})::text, 5, '0') || lpad((1 + n / {Communes} % {Residents})::text, 4, '0') end,
                   'Alert', 2, 'ALERTE cambriolage, Rue du Lavoir (Centre-Bourg) : vitre cassee.', 1, 0.07, lpad(to_hex(1 + n / 10), 32, '0')::uuid, at, at, at, 40, 1, at, at, 'SMh' || n
            from generate_series(1, {messages - 10}) as n cross join lateral (select timestamptz '2023-03-01' + n * interval '3 years' / {messages}) as t(at)
            """));
        foreach (var index in indexes) await Do(index);
        foreach (var key in keys) await Do(key);
        foreach (var table in new[] { "messages", "alerts", "inbox" }) await Do($"vacuum analyze {table}");

        async Task Do(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
            await command.ExecuteNonQueryAsync();
        }
    }

    private static async Task Say(Region grown, Runs small, Runs large)
    {
        var history = await grown.Database.Ask<string>("select string_agg(relname || ' ' || to_char(reltuples, 'FM999,999,999') || ' rows, ' || pg_size_pretty(pg_total_relation_size(oid)), '; ' order by reltuples desc) from pg_class where relkind = 'r' and relname in ('messages', 'members', 'communes', 'alerts', 'inbox')");
        var table = new Table("", "empty", "grown", "grown / empty");
        Figures Over(Func<Runs, IEnumerable<double>> pick) => Figures.Ratio(pick(large), pick(small));
        void Row(string name, Func<Runs, IEnumerable<double>> pick) => table.Add(name, Figures.Of(pick(small)), Figures.Of(pick(large)), Over(pick));
        Row("1 connection, p50 ms", runs => runs.One.Select(run => run.P50));
        Row("64 connections, ms for one SMS", runs => runs.Many.Select(run => 1_000 / run.PerSecond));
        Row("64 connections, p99 ms", runs => runs.Many.Select(run => run.P99));
        Row("start → ready, s", runs => runs.Starts);
        Report.Part(
            "growth",
            history,
            table,
            string.Join('\n',
                Report.Goal("growth", "1 connection, p50, grown / empty", Over(runs => runs.One.Select(run => run.P50)), '≤', 1.2),
                Report.Goal("growth", "64 connections, time for one SMS, grown / empty", Over(runs => runs.Many.Select(run => 1 / run.PerSecond)), '≤', 1.2),
                Report.Goal("growth", "start, grown / empty", Over(runs => runs.Starts), '≤', 1.2)));
    }
}
