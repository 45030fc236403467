using Npgsql;
using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Turns;
using VoisinsVigilants.Gateway.Database;

namespace VoisinsVigilants.Gateway.Privacy;

/// <summary>Number plates: sealed in the database, opened only at the moment an SMS leaves to somebody who may see them.</summary>
public sealed class PlateStore(NpgsqlDataSource database, PlateCipher cipher)
{
    private const string KeepSql = """
        insert into plates (commune_id, alert_id, mask, sealed, created_at)
        select commune, alert, mask, sealed, @now from unnest(@communes, @alerts, @masks, @sealed) as t(commune, alert, mask, sealed)
        """;

    internal static NpgsqlBatchCommand Keep(IReadOnlyList<(Commune Commune, Effect.KeepPlates Effect)> effects, PlateCipher cipher, DateTimeOffset now)
    {
        // Without a key the masks stay in the words and the plates are forgotten.
        var rows = cipher.HasKey ? effects.SelectMany(pair => pair.Effect.Plates.Select(plate => (Commune: pair.Commune.Id, pair.Effect.AlertId, Plate: plate))).ToList() : [];
        return new NpgsqlBatchCommand(KeepSql)
            .With("now", now)
            .With("communes", rows.Select(row => row.Commune).ToArray())
            .With("alerts", rows.Select(row => row.AlertId).ToArray())
            .With("masks", rows.Select(row => row.Plate.Mask).ToArray())
            .With("sealed", rows.Select(row => cipher.Seal(row.AlertId, row.Plate.Number)).ToArray());
    }

    private const string LoadSql = "select alert_id, mask, sealed from plates where alert_id = any(@alerts) order by created_at";

    /// <summary>The plates of these alerts, opened.</summary>
    public async Task<ILookup<Guid, Plate>> Load(IReadOnlyList<Guid> alerts, CancellationToken stop)
    {
        await using var command = database.CreateCommand(LoadSql);
        command.Parameters.AddWithValue("alerts", alerts.ToArray());
        await using var row = await command.ExecuteReaderAsync(stop);
        var plates = new List<(Guid Alert, Plate Plate)>();
        while (await row.ReadAsync(stop))
            if (cipher.Open(row.GetGuid(0), row.GetFieldValue<byte[]>(2)) is { } number) plates.Add((row.GetGuid(0), new Plate(number, row.GetString(1))));
        return plates.ToLookup(pair => pair.Alert, pair => pair.Plate);
    }

    private const string PurgeSql = "delete from plates where created_at < @before";

    /// <summary>Forgets what is older; the masks stay. Returns how many.</summary>
    public async Task<int> Purge(DateTimeOffset before, CancellationToken stop)
    {
        await using var command = database.CreateCommand(PurgeSql);
        command.Parameters.AddWithValue("before", before);
        return await command.ExecuteNonQueryAsync(stop);
    }
}
