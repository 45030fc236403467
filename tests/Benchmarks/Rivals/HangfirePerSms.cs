using Hangfire;
using Hangfire.PostgreSql;
using Npgsql;
using VoisinsVigilants.Village;

namespace VoisinsVigilants.Benchmarks.Rivals;

/// <summary>One Hangfire job for each SMS, as it is usually done: a row, a job, the carrier called, the status recorded.</summary>
internal sealed class HangfirePerSms : IAsyncDisposable
{
    private const int Workers = 40;

    private static HttpClient carrier = null!;
    private static NpgsqlDataSource rows = null!;

    private readonly TestDatabase database;
    private readonly JobStorage storage;
    private readonly BackgroundJobServer server;

    private HangfirePerSms(TestDatabase database, JobStorage storage, BackgroundJobServer server) => (this.database, this.storage, this.server) = (database, storage, server);

    public static async Task<HangfirePerSms> Start(Uri address)
    {
        var database = await TestDatabase.Create();
        await database.Execute("create table sms (id bigint generated always as identity primary key, to_phone text not null, body text not null, status text not null default 'waiting', sid text, accepted_at timestamptz)");
        (carrier, rows) = (new HttpClient { BaseAddress = address }, NpgsqlDataSource.Create(database.ConnectionString));
        var options = new PostgreSqlStorageOptions { QueuePollInterval = TimeSpan.FromMilliseconds(200), UseSlidingInvisibilityTimeout = true, PrepareSchemaIfNecessary = true };
        var storage = new PostgreSqlStorage(new Hangfire.PostgreSql.Factories.NpgsqlConnectionFactory(database.ConnectionString, options), options);
        return new HangfirePerSms(database, storage, new BackgroundJobServer(new BackgroundJobServerOptions { WorkerCount = Workers }, storage));
    }

    public async Task FanOut(int recipients)
    {
        var ids = await database.List($"insert into sms (to_phone, body) select 'rival' || lpad(n::text, 9, '0'), 'Coupure d''eau demain de 8 h a 12 h, rue du Lavoir.' from generate_series(1, {recipients}) as n returning id");
        var jobs = new BackgroundJobClient(storage);
        foreach (var id in ids.Select(long.Parse)) jobs.Enqueue(() => Send(id));
    }

    public static async Task Send(long id)
    {
        await using var read = rows.CreateCommand("select to_phone, body from sms where id = $1");
        read.Parameters.AddWithValue(id);
        await using var row = await read.ExecuteReaderAsync();
        await row.ReadAsync();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["To"] = row.GetString(0), ["From"] = "rival", ["Body"] = row.GetString(1) });
        await row.DisposeAsync();
        using var answer = await carrier.PostAsync(new Uri("2010-04-01/Accounts/AC0/Messages.json", UriKind.Relative), form);
        await using var record = rows.CreateCommand("update sms set status = 'accepted', sid = $2, accepted_at = now() where id = $1");
        record.Parameters.AddWithValue(id);
        record.Parameters.AddWithValue(await answer.Content.ReadAsStringAsync());
        await record.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        server.SendStop();
        await server.WaitForShutdownAsync(CancellationToken.None);
        server.Dispose();
        await rows.DisposeAsync();
        await database.DisposeAsync();
    }
}
