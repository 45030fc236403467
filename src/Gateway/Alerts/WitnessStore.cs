using Npgsql;
using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Turns;
using VoisinsVigilants.Gateway.Database;

namespace VoisinsVigilants.Gateway.Alerts;

/// <summary>Further authors of alerts.</summary>
public static class WitnessStore
{
    /// <param name="IsSilent">They asked for no more SMS.</param>
    public sealed record Row(Guid Alert, Witness Witness, bool IsSilent);

    private const string LoadSql = """
        select w.alert_id, w.phone, w.at, w.body, w.withdrawn, c.opted_out_at is not null
        from alert_witnesses w left join contacts c on c.commune_id = w.commune_id and c.phone = w.phone
        where w.alert_id = any(@alerts) order by w.alert_id, w.at
        """;

    internal static NpgsqlBatchCommand Load(Guid[] alerts) => new NpgsqlBatchCommand(LoadSql).With("alerts", alerts);

    internal static Row Read(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        new Witness(PhoneNumber.Parse(row.GetString(1)), row.GetFieldValue<DateTimeOffset>(2), row.GetString(3), row.GetBoolean(4)),
        row.GetBoolean(5));

    private const string SaveSql = """
        insert into alert_witnesses (alert_id, commune_id, phone, at, body, withdrawn)
        select * from unnest(@alerts, @communes, @phones, @times, @bodies, @withdrawn)
        on conflict (alert_id, phone) do update set body = excluded.body, withdrawn = excluded.withdrawn
        """;

    internal static NpgsqlBatchCommand Save(IReadOnlyList<(Commune Commune, Effect.SaveWitness Effect)> saves) => new NpgsqlBatchCommand(SaveSql)
        .With("alerts", saves.Select(save => save.Effect.AlertId).ToArray())
        .With("communes", saves.Select(save => save.Commune.Id).ToArray())
        .With("phones", saves.Select(save => save.Effect.Witness.Phone.Value).ToArray())
        .With("times", saves.Select(save => save.Effect.Witness.At).ToArray())
        .With("bodies", saves.Select(save => save.Effect.Witness.Body).ToArray())
        .With("withdrawn", saves.Select(save => save.Effect.Witness.Withdrawn).ToArray());
}
