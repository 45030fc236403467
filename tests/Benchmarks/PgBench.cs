using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace VoisinsVigilants.Benchmarks;

/// <summary>PostgreSQL's own load generator, in C, writing what one report writes: the yardstick of this machine and its disk.</summary>
internal sealed class PgBench(Region region) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("voisins-pgbench-");

    // The rows of one report as the gateway writes them, each step a statement: the SMS that came in (a known id changes nothing), the
    // contact, the alert, its log, and three SMS to go out, written by one statement.
    private const string OneTurn = """
        \set commune random(1, :communes)
        \set resident random(1, 120)
        \set number random(1, 2000000000)
        begin;
        insert into inbox (carrier_message_id, commune_id, from_phone, to_phone, body, received_at, handled_at)
        values ('SM' || md5(random()::text || clock_timestamp()), 1 + :commune, '+9993' || lpad(:commune::text, 5, '0') || lpad(:resident::text, 4, '0'), '+9991' || lpad(:commune::text, 7, '0'), 'cambriolage rue du lavoir, vitre cassee', now(), now())
        on conflict (carrier_message_id) do nothing;
        insert into alerts (commune_id, id, code_number, code_letter, state, state_since, category, place, quartier, urgent, incomplete, author, author_enrolled, body, created_at, escalation, due_at)
        values (1 + :commune, gen_random_uuid(), :number, 'K', 'Relayed', now(), 'Burglary', 'Rue du Lavoir', 'centre-bourg', false, false, '+9993' || lpad(:commune::text, 5, '0') || lpad(:resident::text, 4, '0'), true, 'cambriolage rue du lavoir, vitre cassee', now(), 0, now() + interval '5 minutes')
        returning id as alert \gset
        insert into alert_entries (commune_id, alert_id, at, kind, by_phone, body) values (1 + :commune, :alert::uuid, now(), 'Reported', '+9993' || lpad(:commune::text, 5, '0') || lpad(:resident::text, 4, '0'), 'cambriolage rue du lavoir, vitre cassee');
        insert into contacts (commune_id, phone, step, last_alert_id, last_alert_at) values (1 + :commune, '+9993' || lpad(:commune::text, 5, '0') || lpad(:resident::text, 4, '0'), 'Idle', :alert::uuid, now())
        on conflict (commune_id, phone) do update set step = excluded.step, last_alert_id = excluded.last_alert_id, last_alert_at = excluded.last_alert_at, version = contacts.version + 1;
        insert into messages (commune_id, from_phone, to_phone, purpose, lane, body, segments, price_estimate, alert_id, created_at, due_at, expires_at)
        select 1 + :commune, '+9991' || lpad(:commune::text, 7, '0'), '+9992' || lpad(:commune::text, 5, '0') || lpad(n::text, 4, '0'), 'Alert', 2, 'ALERTE 12K cambriolage, Rue du Lavoir (Centre-Bourg) : cambriolage rue du lavoir, vitre cassee. VU 12K', 1, 0.07, :alert::uuid, now(), now(), now() + interval '15 minutes'
        from generate_series(1, 3) as n;
        commit;
        """;

    public Task<LoadResult> Run(int clients, TimeSpan span) => Run(clients, span, null);

    /// <summary>At a given rate; a transaction's time counts from when it was to begin.</summary>
    public Task<LoadResult> RunAt(double perSecond, int clients, TimeSpan span) => Run(clients, span, perSecond);

    public void Dispose() => folder.Delete(recursive: true);

    private async Task<LoadResult> Run(int clients, TimeSpan span, double? perSecond)
    {
        var script = Path.Combine(folder.FullName, "turn.sql");
        await File.WriteAllTextAsync(script, OneTurn);
        foreach (var old in folder.GetFiles("log*")) old.Delete();
        string[] limit = perSecond is { } rate ? [$"--rate={rate.ToString("0.0", CultureInfo.InvariantCulture)}"] : [];
        await Start([
            "--no-vacuum", "--protocol=prepared", $"--client={clients}", $"--jobs={Math.Min(clients, Environment.ProcessorCount)}", $"--time={Math.Max(1, (int)span.TotalSeconds)}",
            $"--define=communes={region.Communes}", $"--file={script}", "--log", $"--log-prefix={Path.Combine(folder.FullName, "log")}", .. limit,
        ]);

        // client, transaction, microseconds, script, second, microsecond within it, and with a rate how late it began (which the time includes).
        var lines = folder.GetFiles("log*").SelectMany(file => File.ReadLines(file.FullName)).Select(line => line.Split(' ')).ToList();
        return LoadResult.Of([.. lines.Select(line => double.Parse(line[2], CultureInfo.InvariantCulture) / 1_000)], span, 0);
    }

    private async Task Start(IReadOnlyList<string> arguments)
    {
        var postgres = new NpgsqlConnectionStringBuilder(region.Database.ConnectionString);
        var start = new ProcessStartInfo(Program(), arguments) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = folder.FullName };
        (start.Environment["PGHOST"], start.Environment["PGPORT"], start.Environment["PGUSER"]) = (postgres.Host, postgres.Port.ToString(CultureInfo.InvariantCulture), postgres.Username);
        (start.Environment["PGPASSWORD"], start.Environment["PGDATABASE"], start.Environment["PGOPTIONS"]) = (postgres.Password, postgres.Database, "-c voisins.communes=all");
        using var process = Process.Start(start)!;
        var (errors, output) = (process.StandardError.ReadToEndAsync(), process.StandardOutput.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0 || (await errors).Contains("ERROR", StringComparison.Ordinal)) throw new InvalidOperationException($"pgbench: {await errors}{await output}");
    }

    // Beside the server's other programs, which Debian keeps off the PATH.
    private static string Program() => new[] { Environment.GetEnvironmentVariable("VOISINS_PG_BIN") }.OfType<string>()
        .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')).Concat(Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(version => $"{version}/bin") : [])
        .Select(path => Path.Combine(path, "pgbench")).FirstOrDefault(File.Exists) ?? throw new FileNotFoundException("pgbench is missing: it belongs to the package postgresql-contrib of old, postgresql of today.");
}
