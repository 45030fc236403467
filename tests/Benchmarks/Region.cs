using System.Globalization;
using Npgsql;
using VoisinsVigilants.Village;
using Brissy = VoisinsVigilants.Village.Village;

namespace VoisinsVigilants.Benchmarks;

/// <summary>Many communes, each a copy of Brissy-sur-Juine with residents of its own, in a database that others may be copied from. No phone of theirs exists: 999 is nobody's country.</summary>
internal sealed class Region : IAsyncDisposable
{
    public const int Residents = 120;

    // A Saturday morning: référents are told at once, whenever this runs.
    private static readonly DateTimeOffset Morning = new(2026, 3, 14, 9, 0, 0, TimeSpan.Zero);

    // Migrated and imported once for a run.
    private static readonly Lazy<Task<TestDatabase>> Template = new(MakeTemplate);

    private Region(TestDatabase database, int communes) => (Database, Communes) = (database, communes);

    public TestDatabase Database { get; }

    public int Communes { get; }

    public static string NumberOf(int commune) => string.Create(CultureInfo.InvariantCulture, $"+9991{commune:0000000}");

    public static string ResidentOf(int commune, int resident) => string.Create(CultureInfo.InvariantCulture, $"+9993{commune:00000}{resident:0000}");

    public static async Task<Region> Create(int communes, int residents = Residents)
    {
        var region = new Region(await TestDatabase.Create(await Template.Value), communes);
        await using (var people = region.Database.Source.CreateCommand(PeopleSql(communes, residents)))
        {
            people.CommandTimeout = 0;
            await people.ExecuteNonQueryAsync();
        }
        await region.Database.Execute(string.Create(CultureInfo.InvariantCulture, $"insert into simulation_clock (offset_ms) values ({(long)(Morning - TimeProvider.System.GetUtcNow()).TotalMilliseconds})"));

        // Not the others: what was looked at while it was empty is taken for empty until it is looked at again.
        await region.Database.Execute("vacuum analyze communes, quartiers, places, members");
        return region;
    }

    /// <summary>A database with the same communes and people, for whoever is compared.</summary>
    public async Task<Region> Copy()
    {
        Database.Source.Clear();
        return new Region(await TestDatabase.Create(Database), Communes);
    }

    public async Task<GatewayProcess> Gateway(Uri carrier, params (string Key, string Value)[] more)
    {
        var settings = Brissy.Settings(Database.ConnectionString, carrier);

        // Its working directory is the machine's folder for temporary files, where others write: no configuration is awaited from there.
        settings["DOTNET_hostBuilder__reloadConfigOnChange"] = "false";
        foreach (var (key, value) in more) settings[key] = value;
        var gateway = new GatewayProcess(settings);
        await gateway.Start();
        return gateway;
    }

    /// <summary>Forgets all that was written, keeps communes and people.</summary>
    public async Task Forget()
    {
        for (var attempt = 1; ; attempt++)
            try
            {
                await Database.Execute("truncate broadcasts, alerts, alert_entries, alert_witnesses, plates, contacts, inbox, mails, messages, message_events restart identity");
                return;
            }
            catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.DeadlockDetected && attempt < 10)
            {
                // A loop of the gateway looks over the same tables: one of us gives in.
            }
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    private static async Task<TestDatabase> MakeTemplate()
    {
        var template = await TestDatabase.Create();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => template.DisposeAsync().AsTask().Wait();
        await Brissy.Prepare(Brissy.Settings(template.ConnectionString, new Uri("http://127.0.0.1/")));
        return template;
    }

    // A region is told nothing of floods: the load is one.
    private static string PeopleSql(int communes, int residents) => string.Create(CultureInfo.InvariantCulture, $$"""
        insert into communes (code, name, number, time_zone, policy)
        select 'commune-' || n, 'Commune ' || n, '+9991' || lpad(n::text, 7, '0'), time_zone, '{"Duty": {"FloodAlerts": 1000} }'
        from communes, generate_series(1, {{communes}}) as n order by n;
        insert into quartiers (commune_id, code, name) select c.id, q.code, q.name from communes c, quartiers q where c.id > 1 and q.commune_id = 1;
        insert into places (commune_id, name, quartier, aliases) select c.id, p.name, p.quartier, p.aliases from communes c, places p where c.id > 1 and p.commune_id = 1;
        insert into members (commune_id, key, name, phone, roles, home_quartier, home_place, referent_of, duty_rank, enrolled_at, test_due_at)
        select c.id, m.key, m.name, '+9992' || lpad(c.id::text, 5, '0') || lpad(m.id::text, 4, '0'), m.roles, m.home_quartier, m.home_place, m.referent_of, m.duty_rank, m.enrolled_at, '2030-01-01'
        from communes c, members m where c.id > 1 and m.commune_id = 1 and m.roles > 1;
        insert into members (commune_id, key, name, phone, roles, home_quartier, enrolled_at)
        select c.id, 'r' || n, '', '+9993' || lpad((c.id - 1)::text, 5, '0') || lpad(n::text, 4, '0'), 1, (array['centre-bourg', 'la-gare', 'les-coteaux', 'le-moulin'])[1 + n % 4], '2026-01-01'
        from communes c, generate_series(1, {{residents}}) as n where c.id > 1
        """);
}
