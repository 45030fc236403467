using Npgsql;

namespace VoisinsVigilants.Gateway.Jobs;

/// <summary>
/// Nodes, as PostgreSQL itself knows them: each holds a lock of its own for as long as its session lives. Whoever is killed has lost it in
/// the same moment, and no clock is asked.
/// </summary>
public sealed class NodeStore(NpgsqlDataSource database)
{
    /// <summary>First half of every node's lock; the second is the node's number. Any number will do that nobody else here uses.</summary>
    public const int Locks = 56_041;

    private const string AnnounceSql = "select nextval('nodes')::integer";

    private const string StandSql = "select pg_advisory_lock(@locks, @node)";

    private const string ListenSql = "listen voisins_outbox";

    /// <summary>A new number, held by the connection that is given back, and by nothing else.</summary>
    public async Task<(NpgsqlConnection Connection, int Node)> Announce(CancellationToken stop)
    {
        var connection = await database.OpenConnectionAsync(stop);
        try
        {
            await using var announce = new NpgsqlCommand(AnnounceSql, connection);
            var node = (int)(await announce.ExecuteScalarAsync(stop))!;
            await using var stand = new NpgsqlCommand(StandSql, connection);
            stand.Parameters.AddWithValue("locks", Locks);
            stand.Parameters.AddWithValue("node", node);
            await stand.ExecuteNonQueryAsync(stop);
            await using var listen = new NpgsqlCommand(ListenSql, connection);
            await listen.ExecuteNonQueryAsync(stop);
            return (connection, node);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private const string RingSql = "select pg_notify('voisins_outbox', @node::text)";

    /// <summary>Rings at the other nodes.</summary>
    public async Task Ring(int node, CancellationToken stop)
    {
        await using var command = database.CreateCommand(RingSql);
        command.Parameters.AddWithValue("node", node);
        await command.ExecuteNonQueryAsync(stop);
    }
}
