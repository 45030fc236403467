using Npgsql;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Gateway.Carriers;
using VoisinsVigilants.Gateway.Carriers.Twilio;
using VoisinsVigilants.Gateway.Database;
using VoisinsVigilants.Gateway.Duty;

namespace VoisinsVigilants.Gateway.Messages;

/// <summary>What is heard of SMS after the carrier accepted them, and what follows from a lost one.</summary>
public sealed class DeliveryStore(NpgsqlDataSource database)
{
    private const int MostRetries = 2;

    // The same (sid, status) heard twice is one event; an id we do not know is kept and changes nothing.
    private const string KeepSql = """
        insert into message_events (message_id, carrier_sid, status, error_code, heard_at)
        select id, sid, word, error, @now from unnest(@ids, @sids, @words, @errors) as t(id, sid, word, error)
        on conflict (carrier_sid, status) do nothing
        """;

    // By id from the callback's address (it may come before our own answer is recorded), else by the carrier's sid. A sid belongs to
    // one row: news that names it together with another row's id moves nothing.
    private const string MoveSql = """
        update messages m set
            status = h.status, carrier_sid = coalesce(m.carrier_sid, h.sid), error_code = coalesce(h.error, m.error_code),
            accepted_at = coalesce(m.accepted_at, @now), settles_at = null,
            ended_at = case when h.status >= 40 then @now else m.ended_at end,
            check_at = case when h.status >= 40 then null else coalesce(m.check_at, @now + interval '10 minutes') end
        from (select coalesce(t.id, k.id) as id, max(t.sid) as sid, max(t.status) as status, max(t.error) as error
              from unnest(@ids, @sids, @statuses, @errors) as t(id, sid, status, error)
              left join messages k on t.id is null and k.carrier_sid = t.sid
              group by 1) as h
        where m.id = h.id and m.status < 40 and h.status > m.status
          and (m.carrier_sid = h.sid or (m.carrier_sid is null
               and not exists (select from messages o where o.carrier_sid = h.sid)
               and not exists (select from unnest(@ids, @sids) as n(id, sid) where n.sid = h.sid and n.id < h.id)))
        returning m.id, m.status, m.error_code
        """;

    /// <summary>True when an SMS was lost: somebody else may have to be told at once.</summary>
    public async Task<bool> Hear(IReadOnlyList<StatusEvent> news, DateTimeOffset now, CancellationToken stop)
    {
        var events = news.DistinctBy(one => (one.CarrierSid, one.Word)).ToList();
        var moving = events.Where(one => TwilioStatus.Read(one.Word) is not null).ToList();
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Rows(KeepSql, events).With("now", now).With("words", events.Select(one => one.Word).ToArray()));
        batch.BatchCommands.Add(Rows(MoveSql, moving).With("now", now).With("statuses", moving.Select(one => (short)TwilioStatus.Read(one.Word)!).ToArray()));
        var lost = await Lost(batch, stop);
        if (lost.Count > 0) await Follow(connection, lost, now, stop);
        await transaction.CommitAsync(stop);
        return lost.Count > 0;
    }

    // An author's next person must not wait: time looks at the alert at once. A turn that decided on older news is decided again.
    private const string WakeSql = """
        update alerts a set due_at = least(a.due_at, @now), version = a.version + 1
        from messages m
        where m.id = any(@ids) and m.purpose in ('Alert', 'Reminder', 'Escalation') and a.closed_at is null
          and (a.id = m.alert_id or a.id = any(coalesce(m.also_tells, '{}')))
        """;

    private const string MarkSql = """
        insert into contacts (commune_id, phone, opted_out_at, invalid_since, opt_out_due_at)
        select distinct on (commune_id, to_phone) commune_id, to_phone, case when error_code = any(@opt_outs) then @now end, case when error_code = any(@invalid) then @now end,
            case when error_code = any(@opt_outs) and exists (select from members s where s.commune_id = lost.commune_id and s.phone = lost.to_phone and s.roles > 1) then @now end
        from messages lost where id = any(@ids) and (error_code = any(@opt_outs) or error_code = any(@invalid))
        on conflict (commune_id, phone) do update set
            opt_out_due_at = case when contacts.opted_out_at is null then excluded.opt_out_due_at else contacts.opt_out_due_at end,
            opted_out_at = coalesce(contacts.opted_out_at, excluded.opted_out_at), invalid_since = coalesce(contacts.invalid_since, excluded.invalid_since)
        """;

    private static readonly int[] OptOuts = CodesOf(ErrorAction.OptedOut);
    private static readonly int[] Invalid = CodesOf(ErrorAction.NumberInvalid);

    /// <summary>A lost SMS: its alert is looked at now, and a phone that asked for silence or does not exist is marked.</summary>
    internal static void AddConsequences(NpgsqlBatch batch, long[] lost, DateTimeOffset now)
    {
        batch.BatchCommands.Add(new NpgsqlBatchCommand(WakeSql).With("ids", lost).With("now", now));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(MarkSql).With("ids", lost).With("now", now).With("opt_outs", OptOuts).With("invalid", Invalid));
    }

    // States never go back: another try of the same words is a row of its own.
    private const string RetrySql = """
        insert into messages (commune_id, alert_id, also_tells, broadcast_id, member_id, from_phone, to_phone, purpose, lane, body, segments, price_estimate, created_at, due_at, expires_at, reveals_plates, retries)
        select commune_id, alert_id, also_tells, broadcast_id, member_id, from_phone, to_phone, purpose, lane, body, segments, price_estimate, @now, @now + wait, expires_at, reveals_plates, retries + 1
        from messages join unnest(@retry_ids, @waits) as t(retry, wait) on id = retry
        where retries < @most and expires_at > @now + wait
        """;

    private static async Task Follow(NpgsqlConnection connection, IReadOnlyList<(long Id, int? Error)> lost, DateTimeOffset now, CancellationToken stop)
    {
        await using var batch = new NpgsqlBatch(connection);
        AddConsequences(batch, [.. lost.Select(one => one.Id)], now);
        var retries = lost.Select(one => (one.Id, Wait: WaitAfter(one.Error))).Where(one => one.Wait is not null).ToList();
        if (retries.Count > 0)
            batch.BatchCommands.Add(new NpgsqlBatchCommand(RetrySql)
                .With("retry_ids", retries.Select(one => one.Id).ToArray())
                .With("waits", retries.Select(one => one.Wait!.Value).ToArray())
                .With("most", MostRetries)
                .With("now", now));
        batch.BatchCommands.Add(DutyStore.WakeLost([.. lost.Select(one => one.Id)], now));
        await batch.ExecuteNonQueryAsync(stop);
    }

    private static TimeSpan? WaitAfter(int? error) => TwilioErrors.ActionFor(error ?? 30_008) switch
    {
        ErrorAction.RetrySoon => TimeSpan.FromSeconds(30),
        ErrorAction.RetryLater => TimeSpan.FromMinutes(2),
        ErrorAction.RetrySlowly => TimeSpan.FromMinutes(10),
        _ => null,
    };

    private static async Task<List<(long Id, int? Error)>> Lost(NpgsqlBatch batch, CancellationToken stop)
    {
        await using var row = await batch.ExecuteReaderAsync(stop);
        var lost = new List<(long, int?)>();
        do
            while (row.FieldCount > 0 && await row.ReadAsync(stop))
                if (((DeliveryStatus)row.GetInt16(1)).IsLost()) lost.Add((row.GetInt64(0), row.Optional<int>(2)));
        while (await row.NextResultAsync(stop));
        return lost;
    }

    private const string ToCheckSql = """
        update messages set check_at = case when accepted_at > @now - interval '1 day' then @now + interval '1 minute' end
        where id in (select id from messages where check_at <= @now order by check_at limit 500 for update skip locked)
        returning id, carrier_sid
        """;

    /// <summary>Accepted SMS of which no report came; each is given again at every look until it is <see cref="Checked"/>, for a day at most.</summary>
    public async Task<IReadOnlyList<(long Id, string Sid)>> ToCheck(DateTimeOffset now, CancellationToken stop)
    {
        await using var command = database.CreateCommand(ToCheckSql);
        command.Parameters.AddWithValue("now", now);
        await using var row = await command.ExecuteReaderAsync(stop);
        var due = new List<(long, string)>();
        while (await row.ReadAsync(stop))
            if (row.OptionalString(1) is { } sid) due.Add((row.GetInt64(0), sid));
        return due;
    }

    private const string CheckedSql = "update messages set check_at = null where id = @id";

    /// <summary>The carrier has answered.</summary>
    public async Task Checked(long id, CancellationToken stop)
    {
        await using var command = database.CreateCommand(CheckedSql);
        command.Parameters.AddWithValue("id", id);
        await command.ExecuteNonQueryAsync(stop);
    }

    private static int[] CodesOf(ErrorAction action) => [.. Enumerable.Range(14_000, 20_000).Where(code => TwilioErrors.ActionFor(code) == action)];

    private static NpgsqlBatchCommand Rows(string sql, IReadOnlyList<StatusEvent> events) => new NpgsqlBatchCommand(sql)
        .With("ids", events.Select(one => one.MessageId).ToArray())
        .With("sids", events.Select(one => one.CarrierSid).ToArray())
        .With("errors", events.Select(one => one.ErrorCode).ToArray());
}
