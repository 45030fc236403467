using Npgsql;
using VoisinsVigilants.Domain.Turns;
using VoisinsVigilants.Gateway.Database;
using VoisinsVigilants.Gateway.Turns;

namespace VoisinsVigilants.Gateway.Conversations;

/// <summary>What went to and fro with a phone in the last hour: all that the guards against floods and loops know.</summary>
public static class TrafficStore
{
    private const string HeardSql = """
        select t.commune, t.phone, heard.handled_at, heard.body
        from unnest(@communes, @phones) as t(commune, phone) cross join lateral (
            select i.handled_at, left(i.body, 500) as body from inbox i
            where i.commune_id = t.commune and i.from_phone = t.phone and i.handled_at > @now - interval '1 hour'
            order by i.handled_at desc limit 100) as heard
        """;

    internal static NpgsqlBatchCommand Heard(IReadOnlyList<TurnInput> inputs, DateTimeOffset now) => Texted(HeardSql, inputs, now);

    internal static (int Commune, string Phone, HeardSms Sms) ReadHeard(NpgsqlDataReader row) =>
        (row.GetInt32(0), row.GetString(1), new HeardSms(row.GetFieldValue<DateTimeOffset>(2), row.GetString(3)));

    private const string SaidSql = """
        select t.commune, t.phone, said.body
        from unnest(@communes, @phones) as t(commune, phone) cross join lateral (
            select m.body from messages m
            where m.commune_id = t.commune and m.to_phone = t.phone and m.created_at > @now - interval '1 hour'
            order by m.created_at desc limit 3) as said
        """;

    internal static NpgsqlBatchCommand Said(IReadOnlyList<TurnInput> inputs, DateTimeOffset now) => Texted(SaidSql, inputs, now);

    internal static (int Commune, string Phone, string Body) ReadSaid(NpgsqlDataReader row) => (row.GetInt32(0), row.GetString(1), row.GetString(2));

    private static NpgsqlBatchCommand Texted(string sql, IReadOnlyList<TurnInput> inputs, DateTimeOffset now)
    {
        var texted = inputs.OfType<TurnInput.Texted>().Select(input => input.Key).ToList();
        return new NpgsqlBatchCommand(sql)
            .With("now", now)
            .With("communes", texted.Select(key => key.Commune).ToArray())
            .With("phones", texted.Select(key => key.Phone).ToArray());
    }
}
