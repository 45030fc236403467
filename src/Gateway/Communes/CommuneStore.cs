using System.Text.Json;
using System.Text.Json.Serialization;
using Npgsql;
using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Gateway.Database;
using VoisinsVigilants.Gateway.Texts;

namespace VoisinsVigilants.Gateway.Communes;

/// <summary>Communes as decisions need them.</summary>
public sealed class CommuneStore(NpgsqlDataSource database, LiveScripts scripts)
{
    internal static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true, Converters = { new JsonStringEnumConverter() } };

    private const string LoadSql = """
        select id, code, name, number, time_zone, night_starts, night_ends, gendarmerie_open, protocol_signed_on, desk_wants_all, price_per_segment, policy, next_meeting, monthly_budget, alsace_moselle
        from communes where number = @number or id = @id
        """;

    private const string PlacesSql = """
        select q.code, q.name, p.name, p.aliases
        from quartiers q left join places p on p.commune_id = q.commune_id and p.quartier = q.code
        where q.commune_id = @id order by q.code, p.name
        """;

    public Task<CommuneEntry?> Load(PhoneNumber number, CancellationToken stop) => Load(number.Value, 0, stop);

    public Task<CommuneEntry?> Load(int id, CancellationToken stop) => Load("", id, stop);

    private const string ChangesSql = "select count from commune_changes";

    /// <summary>A number that grows with every change of any commune.</summary>
    public async Task<long> Changes(CancellationToken stop)
    {
        await using var command = database.CreateCommand(ChangesSql);
        return (long)(await command.ExecuteScalarAsync(stop))!;
    }

    private async Task<CommuneEntry?> Load(string number, int id, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var command = new NpgsqlCommand(LoadSql, connection);
        command.Parameters.AddWithValue("number", number);
        command.Parameters.AddWithValue("id", id);
        await using var row = await command.ExecuteReaderAsync(stop);
        if (!await row.ReadAsync(stop)) return null;

        var (commune, policy) = (ReadCommune(row), JsonSerializer.Deserialize<RelayPolicy>(row.GetString(11), Json)!);
        await row.CloseAsync();
        return new CommuneEntry(commune, policy, await LoadGazetteer(connection, commune.Id, stop));
    }

    private async Task<Gazetteer> LoadGazetteer(NpgsqlConnection connection, int id, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(PlacesSql, connection);
        command.Parameters.AddWithValue("id", id);
        await using var row = await command.ExecuteReaderAsync(stop);
        var quartiers = new Dictionary<string, Quartier>();
        var places = new List<Place>();
        while (await row.ReadAsync(stop))
        {
            quartiers[row.GetString(0)] = new Quartier(row.GetString(0), row.GetString(1));
            if (!row.IsDBNull(2)) places.Add(new Place(row.GetString(2), row.GetString(0), row.GetFieldValue<string[]>(3)));
        }
        return scripts.Current.Interpreter.GazetteerFor([.. quartiers.Values], places);
    }

    private static Commune ReadCommune(NpgsqlDataReader row) => new(
        row.GetInt32(0),
        row.GetString(1),
        row.GetString(2),
        PhoneNumber.Parse(row.GetString(3)),
        TimeZoneInfo.FindSystemTimeZoneById(row.GetString(4)),
        new QuietHours(row.GetFieldValue<TimeOnly>(5), row.GetFieldValue<TimeOnly>(6)),
        row.GetBoolean(7),
        row.Optional<DateOnly>(8),
        row.GetBoolean(9),
        row.GetDecimal(10))
    {
        NextMeeting = row.Optional<DateTime>(12),
        MonthlyBudget = row.Optional<decimal>(13),
        IsInAlsaceMoselle = row.GetBoolean(14),
    };
}
