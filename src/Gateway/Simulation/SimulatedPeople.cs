using Npgsql;
using VoisinsVigilants.Gateway.Commands;
using VoisinsVigilants.Gateway.Communes;
using VoisinsVigilants.Gateway.Texts;

namespace VoisinsVigilants.Gateway.Simulation;

/// <summary>A simulation that begins again finds everybody as the town hall's files have them: back if erased, at home if they had moved.</summary>
public sealed class SimulatedPeople(LiveScripts scripts, TimeProvider clock)
{
    private const string CommunesSql = "select code, id from communes";

    private const string HomeSql = "update members set moved_at = null where moved_at is not null";

    public async Task Restore(NpgsqlConnection connection, CancellationToken stop)
    {
        await using (var home = new NpgsqlCommand(HomeSql, connection)) await home.ExecuteNonQueryAsync(stop);
        foreach (var (code, id) in await Communes(connection, stop))
        {
            var directory = Path.Combine(scripts.Root, "communes", code);
            if (Directory.Exists(directory) && ImportCommand.ReadDirectory(directory).Commune is { } commune)
                await PeopleStore.Save(connection, id, commune, clock.GetUtcNow(), stop);
        }
    }

    private static async Task<IReadOnlyList<(string Code, int Id)>> Communes(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(CommunesSql, connection);
        await using var row = await command.ExecuteReaderAsync(stop);
        var communes = new List<(string, int)>();
        while (await row.ReadAsync(stop)) communes.Add((row.GetString(0), row.GetInt32(1)));
        return communes;
    }
}
