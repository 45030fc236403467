using Microsoft.Extensions.Options;
using Npgsql;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Turns;
using VoisinsVigilants.Gateway.Database;
using VoisinsVigilants.Gateway.Duty;
using VoisinsVigilants.Gateway.Jobs;

namespace VoisinsVigilants.Gateway.Messages;

/// <summary>A row of the outbox, claimed by this node.</summary>
/// <param name="PlatesOf">The alert whose masked plates this reader may see; null when there is nothing to reveal.</param>
/// <param name="SettlesAt">The carrier was called for it before and its answer is not known: it is asked before anything is sent again, and nothing is sent before this instant.</param>
public sealed record Claimed(
    long Id, PhoneNumber From, PhoneNumber To, Lane Lane, string Body, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, int Attempts, DateTimeOffset? SettlesAt, Guid? PlatesOf);

/// <summary>How many rows a node can take now.</summary>
public sealed record Room(int All, int Broadcasts);

/// <summary>What a claim brought.</summary>
/// <param name="Next">When something may be claimed again, as far as is known now; null when nothing waits.</param>
/// <param name="Nodes">The nodes that are alive, when it was looked for them; empty otherwise.</param>
public sealed record ClaimRound(IReadOnlyList<Claimed> Rows, DateTimeOffset? Next, IReadOnlyList<int> Nodes);

/// <summary>What became of a claimed row.</summary>
/// <param name="DueAt">When it is tried again; null when it is not.</param>
/// <param name="SettlesAt">Set when the carrier may have sent it all the same: not sent again before.</param>
public sealed record Settled(long Id, DeliveryStatus Status, string? CarrierSid, int? ErrorCode, DateTimeOffset? DueAt, DateTimeOffset? SettlesAt);

/// <summary>The outbox: every SMS is a row before it is sent.</summary>
public sealed class OutboxStore(NpgsqlDataSource database, IOptions<DeliverySettings> settings)
{
    private const string InsertSql = """
        insert into messages (commune_id, from_phone, price_estimate, to_phone, member_id, purpose, lane, body, segments, alert_id, also_tells, created_at, due_at, expires_at, reveals_plates)
        select commune, sender, price, recipient, member, purpose, lane, body, segments, alert,
               case when also = '' then null else string_to_array(also, ',')::uuid[] end, @now, due, expires, reveals
        from unnest(@communes, @senders, @prices, @recipients, @members, @purposes, @lanes, @bodies, @segments, @alerts, @also, @due, @expires, @reveals)
             as t(commune, sender, price, recipient, member, purpose, lane, body, segments, alert, also, due, expires, reveals)
        """;

    /// <summary>All SMS of a group of turns, with one statement. Members that were removed meanwhile do not matter: the phone is what counts.</summary>
    internal static NpgsqlBatchCommand Insert(IReadOnlyList<(Commune Commune, OutgoingSms Sms)> messages, DateTimeOffset now)
    {
        T[] Column<T>(Func<OutgoingSms, T> pick) => [.. messages.Select(message => pick(message.Sms))];

        return new NpgsqlBatchCommand(InsertSql)
            .With("now", now)
            .With("communes", messages.Select(message => message.Commune.Id).ToArray())
            .With("senders", messages.Select(message => message.Commune.Number.Value).ToArray())
            .With("prices", messages.Select(message => message.Commune.PricePerSegment * message.Sms.Segments).ToArray())
            .With("recipients", Column(sms => sms.To.Value))
            .With("members", Column(sms => sms.MemberId))
            .With("purposes", Column(sms => sms.Purpose.ToString()))
            .With("lanes", Column(sms => (short)sms.Lane))
            .With("bodies", Column(sms => sms.Text))
            .With("segments", Column(sms => (short)sms.Segments))
            .With("alerts", Column(sms => sms.AlertId))
            .With("also", Column(sms => string.Join(',', sms.AlsoTells ?? [])))
            .With("due", Column(sms => sms.DueAt))
            .With("expires", Column(sms => sms.ExpiresAt))
            .With("reveals", Column(sms => sms.RevealsPlates));
    }

    // One claim at a time, over all nodes: rates are counted and a phone's SMS kept in order without any row being locked twice.
    private const string OneAtATimeSql = "select pg_advisory_xact_lock(@locks, 0)";

    // What a dead node held is free again; so is what the node itself holds without knowing it, because the answer to a claim was lost.
    private const string TakeOverSql = """
        update messages set holder = null
        where holder is not null and (holder = @me and id <> all(@mine) or holder <> @me and not exists (
            select from pg_locks where locktype = 'advisory' and classid = @locks and objid::bigint = holder and granted and database = (select oid from pg_database where datname = current_database())))
        """;

    // By sender, and of each as much as its rate allows: the ledger holds the instant until which its rate is used up, and may be ahead of
    // the clock by one burst. Broadcasts may use half of that, so that an alert always finds a place. One SMS at a time to one phone, in the
    // order they were written. A clock that was set back must silence nobody: a
    // ledger that is far ahead is not believed.
    private const string ClaimSql = """
        with recursive senders(sender) as (
            (select min(from_phone) from messages where status < 20)
            union all
            select (select min(m.from_phone) from messages m where m.status < 20 and m.from_phone > s.sender) from senders s where s.sender is not null),
        ledger as (
            select s.sender, case when r.free_at between @now and @now + @burst + interval '5 seconds' then r.free_at else @now end as free_at
            from senders s left join sender_rates r on r.sender = s.sender where s.sender is not null),
        due as (
            select w.*, ledger.free_at from ledger cross join lateral (
                select id, from_phone, to_phone, lane, due_at, settles_at from messages waiting
                where from_phone = ledger.sender and status < 20 and lane <= @last and due_at <= @now and holder is null
                  and not exists (select from messages other where other.to_phone = waiting.to_phone and other.holder is not null offset 0)
                order by lane, due_at, id limit @most) as w),
        first as (select *, row_number() over (partition by to_phone, lane = @broadcasts order by id) as of_phone from due),
        counted as (
            select id, free_at, settles_at, lane, due_at, row_number() over (partition by from_phone order by lane, due_at, id) as of_sender,
                row_number() over (partition by lane = @broadcasts order by lane, due_at, id) as of_kind
            from first where of_phone = 1),
        chosen as materialized (
            select id, free_at, settles_at from counted
            where of_sender <= @rate * extract(epoch from @now + case when lane = @broadcasts then @burst / 2 else @burst end - free_at)
              and of_kind <= case when lane = @broadcasts then @most_broadcasts else @most end
            order by lane, due_at, id limit @most),
        claimed as (
            update messages set holder = @me, settles_at = @settles, attempts = attempts + 1
            where id = any(array(select id from chosen)) and status < 20 and holder is null
            returning id, from_phone, to_phone, lane, body, created_at, expires_at, attempts, case when reveals_plates then alert_id end as plates_of),
        spent as (
            insert into sender_rates (sender, free_at) select from_phone, max(free_at) + count(*) * @pause from claimed join chosen using (id) group by from_phone
            on conflict (sender) do update set free_at = excluded.free_at)
        select id, from_phone, to_phone, lane, body, created_at, expires_at, attempts, chosen.settles_at, plates_of from claimed join chosen using (id) order by lane, id
        """;

    private const string NextSql = """
        with recursive senders(sender) as (
            (select min(from_phone) from messages where status < 20)
            union all
            select (select min(m.from_phone) from messages m where m.status < 20 and m.from_phone > s.sender) from senders s where s.sender is not null)
        select min(greatest(w.due_at, case when r.free_at between @now and @now + @burst + interval '5 seconds' then r.free_at else @now end + @pause - case when l.lane = @broadcasts then @burst / 2 else @burst end))
        from senders s cross join generate_series(0, @last) as l(lane)
        cross join lateral (select m.due_at from messages m where m.from_phone = s.sender and m.status < 20 and m.lane = l.lane and m.holder is null order by m.due_at limit 1) as w
        left join sender_rates r on r.sender = s.sender
        """;

    private const string NodesSql = """
        select objid::bigint::integer from pg_locks
        where locktype = 'advisory' and classid = @locks and objid <> 0 and granted and database = (select oid from pg_database where datname = current_database())
        """;

    /// <summary>Takes what is due, most pressing first, within each sender's rate. Two nodes never get the same row.</summary>
    /// <param name="mine">What this node has under way, when it is to look for rows whose node is gone; null when it is not.</param>
    public async Task<ClaimRound> Claim(int me, Room room, long[]? mine, DateTimeOffset now, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(OneAtATimeSql).With("locks", NodeStore.Locks));
        if (mine is not null) batch.BatchCommands.Add(new NpgsqlBatchCommand(TakeOverSql).With("me", me).With("mine", mine).With("locks", NodeStore.Locks));
        batch.BatchCommands.Add(Rated(ClaimSql, now).With("me", me).With("rate", settings.Value.SmsPerSecond).With("settles", now + Dispatch.Settling)
            .With("most", room.All).With("most_broadcasts", room.Broadcasts));
        batch.BatchCommands.Add(Rated(NextSql, now));
        if (mine is not null) batch.BatchCommands.Add(new NpgsqlBatchCommand(NodesSql).With("locks", NodeStore.Locks));

        // The lock is a result as well, though an empty one.
        await using var row = await batch.ExecuteReaderAsync(stop);
        await row.NextResultAsync(stop);
        var claimed = new List<Claimed>();
        while (await row.ReadAsync(stop)) claimed.Add(Read(row));
        await row.NextResultAsync(stop);
        DateTimeOffset? next = await row.ReadAsync(stop) ? row.Optional<DateTimeOffset>(0) : null;
        var nodes = new List<int>();
        if (await row.NextResultAsync(stop))
            while (await row.ReadAsync(stop)) nodes.Add(row.GetInt32(0));
        return new ClaimRound(claimed, next, nodes);
    }

    private NpgsqlBatchCommand Rated(string sql, DateTimeOffset now) => new NpgsqlBatchCommand(sql)
        .With("now", now)
        .With("burst", settings.Value.Burst)
        .With("pause", settings.Value.Pause)
        .With("broadcasts", (int)Lane.Broadcast)
        .With("last", (int)Lane.Broadcast);

    private static Claimed Read(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        PhoneNumber.Parse(row.GetString(1)),
        PhoneNumber.Parse(row.GetString(2)),
        (Lane)row.GetInt16(3),
        row.GetString(4),
        row.GetFieldValue<DateTimeOffset>(5),
        row.GetFieldValue<DateTimeOffset>(6),
        row.GetInt16(7),
        row.Optional<DateTimeOffset>(8),
        row.Optional<Guid>(9));

    // A callback may have come before our own answer was recorded: the status only moves forward, nothing follows a final one.
    private const string SettleSql = """
        update messages m set
            status = case when m.status >= 40 or s.status < m.status then m.status else s.status end,
            carrier_sid = coalesce(m.carrier_sid, case when not exists (select from messages o where o.carrier_sid = s.sid) then s.sid end), error_code = coalesce(s.error, m.error_code), due_at = coalesce(s.due, m.due_at),
            holder = null, settles_at = s.settles,
            accepted_at = case when s.status = 20 then coalesce(m.accepted_at, @now) else m.accepted_at end,
            check_at = case when s.status >= 40 or m.status >= 40 then null when s.status = 20 then @now + interval '10 minutes' else m.check_at end,
            ended_at = case when s.status >= 40 then coalesce(m.ended_at, @now) else m.ended_at end
        from unnest(@ids, @statuses, @sids, @errors, @dues, @settle_times) as s(id, status, sid, error, due, settles)
        where m.id = s.id
        """;

    /// <summary>Records what became of claimed rows; who was to be told and will not be is made known to time.</summary>
    public async Task Settle(IReadOnlyList<Settled> settled, DateTimeOffset now, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(SettleSql)
            .With("now", now)
            .With("ids", settled.Select(one => one.Id).ToArray())
            .With("statuses", settled.Select(one => (short)one.Status).ToArray())
            .With("sids", settled.Select(one => one.CarrierSid).ToArray())
            .With("errors", settled.Select(one => one.ErrorCode).ToArray())
            .With("dues", settled.Select(one => one.DueAt).ToArray())
            .With("settle_times", settled.Select(one => one.SettlesAt).ToArray()));
        var lost = settled.Where(one => one.Status.IsLost()).Select(one => one.Id).ToArray();
        if (lost.Length > 0)
        {
            DeliveryStore.AddConsequences(batch, lost, now);
            batch.BatchCommands.Add(DutyStore.WakeLost(lost, now));
        }
        await batch.ExecuteNonQueryAsync(stop);
    }

    private const string AdoptSql = """
        update messages m set carrier_sid = (
            select sid from unnest(@sids) with ordinality as t(sid, place) where not exists (select from messages o where o.carrier_sid = t.sid) order by place desc limit 1)
        where m.id = @id and m.carrier_sid is null
        """;

    private const string SidSql = "select carrier_sid from messages where id = @id";

    /// <summary>Makes one of these carrier ids the row's own, the oldest that no row has. The column is unique: of two nodes that want the same one, one gets it.</summary>
    /// <returns>The row's carrier id, which a callback may have brought meanwhile; null when all belong to others.</returns>
    public async Task<string?> Adopt(long id, IReadOnlyList<string> sids, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(AdoptSql).With("id", id).With("sids", sids.ToArray()));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(SidSql).With("id", id));
        return await batch.ExecuteScalarAsync(stop) as string;
    }
}
