using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace VoisinsVigilants.Gateway.Database;

/// <summary>A numbered change of the schema, embedded in the program.</summary>
public sealed record Migration(int Number, string Name, string Sql)
{
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));
}

/// <summary>The database cannot be migrated; the message says what to do.</summary>
public sealed class MigrationException(string message) : Exception(message);

/// <summary>Applies what is missing, in order, each in its own transaction, one program at a time.</summary>
public sealed class Migrator(NpgsqlDataSource database, TimeProvider clock)
{
    // Any number will do, as long as nobody else in this database uses it for another purpose.
    private const long Lock = 5_604_112_718;

    private const string JournalSql = """
        create table if not exists schema_migrations (number integer primary key, name text not null, fingerprint text not null, applied_at timestamptz not null)
        """;

    public static IReadOnlyList<Migration> All { get; } = [.. ReadAll()];

    /// <summary>Returns the names of what was applied; empty when there was nothing to do.</summary>
    public async Task<IReadOnlyList<string>> Migrate(CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await Execute(connection, $"select pg_advisory_lock({Lock.ToString(CultureInfo.InvariantCulture)})", stop);
        try
        {
            await Execute(connection, JournalSql, stop);
            var applied = await Applied(connection, stop);
            Check(applied);
            var missing = All.Where(migration => !applied.ContainsKey(migration.Number)).ToList();
            foreach (var migration in missing) await Apply(connection, migration, stop);
            return [.. missing.Select(migration => migration.Name)];
        }
        finally
        {
            await Execute(connection, $"select pg_advisory_unlock({Lock.ToString(CultureInfo.InvariantCulture)})", CancellationToken.None);
        }
    }

    private const string JournalExistsSql = "select to_regclass('schema_migrations') is not null";

    /// <summary>Names of the migrations this program needs and the database lacks.</summary>
    public async Task<IReadOnlyList<string>> Missing(CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var exists = new NpgsqlCommand(JournalExistsSql, connection);
        var applied = await exists.ExecuteScalarAsync(stop) is true ? await Applied(connection, stop) : [];
        return [.. All.Where(migration => !applied.ContainsKey(migration.Number)).Select(migration => migration.Name)];
    }

    private static void Check(Dictionary<int, string> applied)
    {
        foreach (var migration in All)
            if (applied.TryGetValue(migration.Number, out var fingerprint) && fingerprint != migration.Fingerprint)
                throw new MigrationException($"Migration {migration.Name} was applied in another form: restore that file and put the change into a new migration.");
        if (applied.Keys.Except(All.Select(migration => migration.Number)).Any())
            throw new MigrationException("The database was migrated by a newer version of the program: use that version.");
    }

    private const string RecordSql = "insert into schema_migrations (number, name, fingerprint, applied_at) values (@number, @name, @fingerprint, @now)";

    private async Task Apply(NpgsqlConnection connection, Migration migration, CancellationToken stop)
    {
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await Execute(connection, migration.Sql, stop);
        await using var record = new NpgsqlCommand(RecordSql, connection);
        record.Parameters.AddWithValue("number", migration.Number);
        record.Parameters.AddWithValue("name", migration.Name);
        record.Parameters.AddWithValue("fingerprint", migration.Fingerprint);
        record.Parameters.AddWithValue("now", clock.GetUtcNow());
        await record.ExecuteNonQueryAsync(stop);
        await transaction.CommitAsync(stop);
    }

    private const string AppliedSql = "select number, fingerprint from schema_migrations";

    private static async Task<Dictionary<int, string>> Applied(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(AppliedSql, connection);
        await using var row = await command.ExecuteReaderAsync(stop);
        var applied = new Dictionary<int, string>();
        while (await row.ReadAsync(stop)) applied[row.GetInt32(0)] = row.GetString(1);
        return applied;
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(stop);
    }

    private static IEnumerable<Migration> ReadAll()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            var name = resource.Split('.')[^2];
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            yield return new Migration(int.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture), name, reader.ReadToEnd());
        }
    }
}
