using Npgsql;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Turns;
using VoisinsVigilants.Gateway.Database;
using VoisinsVigilants.Gateway.Turns;

namespace VoisinsVigilants.Gateway.Conversations;

/// <summary>Every SMS that came in, once.</summary>
public static class InboxStore
{
    // Returned: the ids whose turn is ours. An id that was handled already is not returned; one that waits for a new try is.
    private const string TakeSql = """
        insert into inbox (carrier_message_id, commune_id, from_phone, to_phone, body, received_at, opt_out_type, handled_at)
        select *, @now from unnest(@ids, @communes, @froms, @tos, @bodies, @received, @opt_outs)
        on conflict (carrier_message_id) do update set handled_at = excluded.handled_at where inbox.handled_at is null
        returning carrier_message_id
        """;

    internal static NpgsqlBatchCommand Take(IReadOnlyList<TurnInput.Texted> inputs, DateTimeOffset now) => Rows(TakeSql, inputs).With("now", now);

    internal static async Task<HashSet<string>> ReadTaken(NpgsqlDataReader reader, CancellationToken stop)
    {
        var taken = new HashSet<string>();
        while (await reader.ReadAsync(stop)) taken.Add(reader.GetString(0));
        return taken;
    }

    // Decided again within moments; should we die before, the sweeper finds it.
    private const string PutBackSql = """
        update inbox set handled_at = null, next_try_at = @now where carrier_message_id = any(@ids)
        """;

    internal static NpgsqlBatchCommand PutBack(IReadOnlyList<InboundSms> again, DateTimeOffset now) =>
        new NpgsqlBatchCommand(PutBackSql).With("now", now).With("ids", again.Select(sms => sms.CarrierMessageId).ToArray());

    private const string RewriteSql = """
        update inbox i set body = t.body from unnest(@ids, @bodies) as t(id, body) where i.carrier_message_id = t.id
        """;

    /// <summary>What an SMS said, without what may not be kept of it.</summary>
    internal static NpgsqlBatchCommand Rewrite(string[] ids, string[] bodies) => new NpgsqlBatchCommand(RewriteSql).With("ids", ids).With("bodies", bodies);

    private const string KeepSql = """
        insert into inbox (carrier_message_id, commune_id, from_phone, to_phone, body, received_at, opt_out_type, attempts, next_try_at, error)
        select *, 1, @now + interval '5 seconds', @error from unnest(@ids, @communes, @froms, @tos, @bodies, @received, @opt_outs)
        on conflict (carrier_message_id) do update
        set handled_at = null, attempts = least(inbox.attempts + 1, 100), error = @error,
            next_try_at = @now + least(power(2, least(inbox.attempts, 10)) * interval '5 seconds', interval '1 hour')
        """;

    internal static NpgsqlBatchCommand Keep(TurnInput.Texted input, Exception why, DateTimeOffset now) =>
        Rows(KeepSql, [input]).With("now", now).With("error", why.GetType().Name);

    private const string DueSql = """
        select carrier_message_id, from_phone, to_phone, body, received_at, opt_out_type
        from inbox where handled_at is null and next_try_at <= @now order by id limit 100
        """;

    public static async Task<IReadOnlyList<InboundSms>> Due(NpgsqlDataSource database, DateTimeOffset now, CancellationToken stop)
    {
        await using var command = database.CreateCommand(DueSql);
        command.Parameters.AddWithValue("now", now);
        await using var reader = await command.ExecuteReaderAsync(stop);
        var due = new List<InboundSms>();
        while (await reader.ReadAsync(stop))
            due.Add(new InboundSms(
                reader.GetString(0),
                PhoneNumber.Parse(reader.GetString(1)),
                PhoneNumber.Parse(reader.GetString(2)),
                reader.GetString(3),
                reader.GetFieldValue<DateTimeOffset>(4),
                reader.IsDBNull(5) ? null : reader.GetString(5)));
        return due;
    }

    private static NpgsqlBatchCommand Rows(string sql, IReadOnlyList<TurnInput.Texted> inputs) => new NpgsqlBatchCommand(sql)
        .With("ids", inputs.Select(input => input.Sms.CarrierMessageId).ToArray())
        .With("communes", inputs.Select(input => input.Commune.Commune.Id).ToArray())
        .With("froms", inputs.Select(input => input.Sms.From.Value).ToArray())
        .With("tos", inputs.Select(input => input.Sms.To.Value).ToArray())
        .With("bodies", inputs.Select(input => input.Sms.Body).ToArray())
        .With("received", inputs.Select(input => input.Sms.ReceivedAt.ToUniversalTime()).ToArray())
        .With("opt_outs", inputs.Select(input => input.Sms.OptOutType).ToArray());
}
