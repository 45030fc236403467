using Npgsql;

namespace VoisinsVigilants.Village;

/// <summary>A database of its own on a real PostgreSQL, dropped at the end. The server is that of <c>VOISINS_POSTGRES</c>, which <c>scripts/test</c> brings.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly string server;
    private readonly string name = $"village_{Guid.NewGuid():N}";

    private TestDatabase(string server)
    {
        this.server = server;
        ConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = name, ApplicationName = "gateway under test" }.ConnectionString;
        Source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(ConnectionString) { ApplicationName = "test", MaxPoolSize = 5, Options = "-c voisins.communes=all" });
    }

    public string ConnectionString { get; }

    public NpgsqlDataSource Source { get; }

    /// <param name="template">What it begins with; null for an empty one. Nobody may be connected to it.</param>
    public static async Task<TestDatabase> Create(TestDatabase? template = null)
    {
        var server = Environment.GetEnvironmentVariable("VOISINS_POSTGRES")
            ?? throw new InvalidOperationException("VOISINS_POSTGRES is not set: run the tests with scripts/test, which brings a PostgreSQL, or give the connection string of a role that may create databases.");
        var database = new TestDatabase(server);
        await database.OnServer($"create database {database.name} template {template?.name ?? "template1"}");
        return database;
    }

    public async Task Execute(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T> Ask<T>(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        return (T)Convert.ChangeType((await command.ExecuteScalarAsync())!, typeof(T), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>The first column of every row.</summary>
    public async Task<IReadOnlyList<string>> List(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        await using var row = await command.ExecuteReaderAsync();
        var values = new List<string>();
        while (await row.ReadAsync()) values.Add(row.GetValue(0).ToString()!);
        return values;
    }

    /// <summary>Nobody can connect any more, and whoever was connected is thrown out.</summary>
    public Task GoAway() => OnServer($"alter database {name} with allow_connections false", $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'");

    public async Task ComeBack()
    {
        await OnServer($"alter database {name} with allow_connections true");
        Source.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        for (var attempt = 1; ; attempt++)
            try
            {
                await OnServer($"drop database if exists {name} with (force)");
                return;
            }
            catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InsufficientPrivilege && attempt < 60)
            {
                // The server's own vacuum is at work in it and may not be ended by us: it ends by itself.
                await Task.Delay(TimeSpan.FromMilliseconds(500));
            }
    }

    private async Task OnServer(params string[] statements)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync();
        }
    }
}
