using System.Text.Json;
using Npgsql;
using VoisinsVigilants.Domain.Officials;
using VoisinsVigilants.Gateway.Database;

namespace VoisinsVigilants.Gateway.Communes;

/// <summary>What an import changed. People by their key.</summary>
/// <param name="Unnamed">What the database holds and the files no longer name.</param>
/// <param name="BySms">Enrolled by SMS and not in the files: they stay, whatever is removed.</param>
/// <param name="Moved">Gave a new address by SMS that the files do not have yet: theirs stays.</param>
/// <param name="Erased">Were erased at their own wish and still stand in the files: not brought back.</param>
public sealed record ImportResult(
    int NewPeople, int KnownPeople, IReadOnlyList<string> Unnamed, IReadOnlyList<string> BySms, IReadOnlyList<string> Moved, IReadOnlyList<string> Erased);

/// <summary>The commune cannot be brought in; nothing was changed. The message says what to do.</summary>
public sealed class ImportException(string message) : Exception(message);

/// <summary>Brings a commune in, whole or not at all: what has the same key is updated, what the files no longer name stays unless it is to be removed.</summary>
public sealed class ImportStore(NpgsqlDataSource database, TimeProvider clock)
{
    public async Task<ImportResult> Import(CommuneFile commune, bool removeMissing, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        try
        {
            var id = await SaveCommune(connection, commune, stop);
            await PeopleStore.Adopt(connection, id, commune.People, stop);
            var unnamed = await Unnamed(connection, id, commune, removeMissing, stop);
            await SaveTerritory(connection, id, commune, stop);
            var (added, known) = await PeopleStore.Save(connection, id, commune, clock.GetUtcNow(), stop);
            var differences = await PeopleStore.Differences(connection, id, commune.People, stop);
            if (removeMissing) await RemoveQuartiers(connection, id, commune, stop);
            await transaction.CommitAsync(stop);
            return new ImportResult(added, known, unnamed, [.. differences["sms"]], [.. differences["moved"]], [.. differences["erased"]]);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw new ImportException(exception.ConstraintName switch
            {
                "communes_number_key" => $"Le numéro de {commune.Name} est déjà celui d'une autre commune : corrigez commune.txt.",
                _ => "Une personne des fichiers a le téléphone d'une autre que les fichiers ne nomment plus : relancez avec --remove-missing, ou remettez-la dans personnes.csv.",
            });
        }
    }

    private const string CommuneSql = """
        insert into communes (code, name, number, time_zone, night_starts, night_ends, gendarmerie_open, protocol_signed_on, desk_wants_all, policy, price_per_segment, monthly_budget, next_meeting, sender_kind, alsace_moselle)
        values (@code, @name, @number, @zone, @starts, @ends, @open, @signed, @desk, @policy::jsonb, @price, @budget, @meeting, @sender, @alsace)
        on conflict (code) do update set
            name = excluded.name, number = excluded.number, time_zone = excluded.time_zone, night_starts = excluded.night_starts, night_ends = excluded.night_ends,
            gendarmerie_open = excluded.gendarmerie_open, protocol_signed_on = excluded.protocol_signed_on, desk_wants_all = excluded.desk_wants_all,
            policy = excluded.policy, price_per_segment = excluded.price_per_segment, monthly_budget = excluded.monthly_budget,
            next_meeting = excluded.next_meeting, sender_kind = excluded.sender_kind, alsace_moselle = excluded.alsace_moselle, version = communes.version + 1
        returning id
        """;

    private const string ChangedSql = "update commune_changes set count = count + 1";

    private static async Task<int> SaveCommune(NpgsqlConnection connection, CommuneFile commune, CancellationToken stop)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(CommuneSql)
            .With("code", commune.Code)
            .With("name", commune.Name)
            .With("number", commune.Number.Value)
            .With("zone", commune.TimeZone.Id)
            .With("starts", commune.Night.Starts)
            .With("ends", commune.Night.Ends)
            .With("open", commune.GendarmerieOpen)
            .With("signed", commune.ProtocolSignedOn)
            .With("desk", commune.DeskWantsAll)
            .With("policy", JsonSerializer.Serialize(commune.Policy, CommuneStore.Json))
            .With("price", commune.PricePerSegment)
            .With("budget", commune.MonthlyBudget)
            .With("meeting", commune.NextMeeting)
            .With("sender", commune.Sender.ToString())
            .With("alsace", commune.IsInAlsaceMoselle));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(ChangedSql));
        return (int)(await batch.ExecuteScalarAsync(stop))!;
    }

    private const string UnnamedSql = """
        select 'personnes.csv : ' || key from members where commune_id = @id and key <> all(@keys) and proof_source is distinct from 'Sms'
        union all select 'lieux.csv : ' || name from places where commune_id = @id and name <> all(@places)
        union all select 'quartiers.csv : ' || code from quartiers where commune_id = @id and code <> all(@quartiers)
        """;

    // Who enrolled by SMS was never in the file: they leave by EFFACER. An office that only the file gives goes with its line.
    private const string RemovePeopleSql = """
        with resigned as (
            update members set roles = 1, referent_of = '{}', duty_rank = null, email = null
            where commune_id = @id and key <> all(@keys) and proof_source = 'Sms' and roles > 1)
        delete from members where commune_id = @id and key <> all(@keys) and proof_source is distinct from 'Sms'
        """;

    private const string RemovePlacesSql = "delete from places where commune_id = @id and name <> all(@places)";

    private static async Task<IReadOnlyList<string>> Unnamed(NpgsqlConnection connection, int id, CommuneFile commune, bool remove, CancellationToken stop)
    {
        var keys = commune.People.Select(person => person.Key).ToArray();
        var places = commune.Places.Select(place => place.Name).ToArray();
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(UnnamedSql)
            .With("id", id).With("keys", keys).With("places", places).With("quartiers", commune.Quartiers.Select(quartier => quartier.Code).ToArray()));
        if (remove)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(RemovePeopleSql).With("id", id).With("keys", keys));
            batch.BatchCommands.Add(new NpgsqlBatchCommand(RemovePlacesSql).With("id", id).With("places", places));
        }
        var unnamed = new List<string>();
        await using var row = await batch.ExecuteReaderAsync(stop);
        while (await row.ReadAsync(stop)) unnamed.Add(row.GetString(0));
        return unnamed;
    }

    // Quartiers go last, when no place lies in them any more.
    private const string RemoveQuartiersSql = "delete from quartiers where commune_id = @id and code <> all(@quartiers)";

    private static async Task RemoveQuartiers(NpgsqlConnection connection, int id, CommuneFile commune, CancellationToken stop)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(RemoveQuartiersSql).With("id", id).With("quartiers", commune.Quartiers.Select(quartier => quartier.Code).ToArray()));
        await batch.ExecuteNonQueryAsync(stop);
    }

    private const string QuartiersSql = """
        insert into quartiers (commune_id, code, name) select @id, code, name from unnest(@codes, @names) as t(code, name)
        on conflict (commune_id, code) do update set name = excluded.name
        """;

    private const string PlacesSql = """
        insert into places (commune_id, name, quartier, aliases)
        select @id, name, quartier, string_to_array(aliases, '|') from unnest(@names, @quartiers, @aliases) as t(name, quartier, aliases)
        on conflict (commune_id, name) do update set quartier = excluded.quartier, aliases = excluded.aliases
        """;

    private static async Task SaveTerritory(NpgsqlConnection connection, int id, CommuneFile commune, CancellationToken stop)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(QuartiersSql)
            .With("id", id)
            .With("codes", commune.Quartiers.Select(quartier => quartier.Code).ToArray())
            .With("names", commune.Quartiers.Select(quartier => quartier.Name).ToArray()));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(PlacesSql)
            .With("id", id)
            .With("names", commune.Places.Select(place => place.Name).ToArray())
            .With("quartiers", commune.Places.Select(place => place.Quartier).ToArray())
            .With("aliases", commune.Places.Select(place => string.Join('|', place.Aliases)).ToArray()));
        await batch.ExecuteNonQueryAsync(stop);
    }
}
