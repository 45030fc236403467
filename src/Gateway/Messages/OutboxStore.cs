using Npgsql;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Turns;
using VoisinsVigilants.Gateway.Database;
using VoisinsVigilants.Gateway.Duty;

namespace VoisinsVigilants.Gateway.Messages;

/// <summary>A row of the outbox, claimed by a drain until its lease runs out.</summary>
/// <param name="PlatesOf">The alert whose masked plates this reader may see; null when there is nothing to reveal.</param>
/// <param name="TriedBefore">When the carrier was first called for it without our knowing the outcome: it is asked before anything is sent again.</param>
public sealed record Claimed(
    long Id, PhoneNumber From, PhoneNumber To, MessagePurpose Purpose, Lane Lane, string Body, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, int Attempts, DateTimeOffset? TriedBefore, Guid? PlatesOf);

/// <summary>What became of a claimed row.</summary>
/// <param name="DueAt">When it is tried again; null when it is not.</param>
/// <param name="OutcomeKnown">False when the carrier may have sent it all the same.</param>
public sealed record Settled(long Id, DeliveryStatus Status, string? CarrierSid, int? ErrorCode, DateTimeOffset? DueAt, bool OutcomeKnown);

/// <summary>The outbox: every SMS is a row before it is sent.</summary>
public sealed class OutboxStore(NpgsqlDataSource database) : IDisposable
{
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

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

    // An SMS waits while an older one to the same phone is on its way: one phone's SMS leave in the order they were written.
    private const string ClaimSql = """
        update messages m set leased_until = @lease, attempted_at = coalesce(m.attempted_at, @now), attempts = m.attempts + 1
        from (select id, attempted_at from messages waiting
              where status < 20 and lane between @first and @last and due_at <= @now and (leased_until is null or leased_until <= @now)
                and not exists (select from messages older where older.to_phone = waiting.to_phone and older.id < waiting.id
                                and older.status < 20 and older.leased_until > @now)
              order by lane, due_at, id limit @most for update skip locked) as due
        where m.id = due.id
        returning m.id, m.from_phone, m.to_phone, m.purpose, m.lane, m.body, m.created_at, m.expires_at, m.attempts, due.attempted_at, case when m.reveals_plates then m.alert_id end
        """;

    // Two claims at once would share out one phone's SMS between them, row by row.
    private readonly SemaphoreSlim oneClaimAtATime = new(1);

    /// <summary>Takes what is due in these lanes, in their order. Two drains never get the same row; a row whose drain died is given again when its lease has run out.</summary>
    public async Task<IReadOnlyList<Claimed>> Claim(Lane first, Lane last, int most, DateTimeOffset now, CancellationToken stop)
    {
        await using var command = database.CreateCommand(ClaimSql);
        command.Parameters.AddWithValue("now", now);
        command.Parameters.AddWithValue("lease", now + Lease);
        command.Parameters.AddWithValue("most", most);
        command.Parameters.AddWithValue("first", (short)first);
        command.Parameters.AddWithValue("last", (short)last);
        await oneClaimAtATime.WaitAsync(stop);
        try
        {
            return await ReadClaimed(command, stop);
        }
        finally
        {
            oneClaimAtATime.Release();
        }
    }

    public void Dispose() => oneClaimAtATime.Dispose();

    private static async Task<IReadOnlyList<Claimed>> ReadClaimed(NpgsqlCommand command, CancellationToken stop)
    {
        await using var row = await command.ExecuteReaderAsync(stop);
        var claimed = new List<Claimed>();
        while (await row.ReadAsync(stop))
            claimed.Add(new Claimed(
                row.GetInt64(0),
                PhoneNumber.Parse(row.GetString(1)),
                PhoneNumber.Parse(row.GetString(2)),
                Enum.Parse<MessagePurpose>(row.GetString(3)),
                (Lane)row.GetInt16(4),
                row.GetString(5),
                row.GetFieldValue<DateTimeOffset>(6),
                row.GetFieldValue<DateTimeOffset>(7),
                row.GetInt16(8),
                row.Optional<DateTimeOffset>(9),
                row.Optional<Guid>(10)));
        return claimed;
    }

    // A callback may have come before our own answer was recorded: the status only moves forward, nothing follows a final one.
    private const string SettleSql = """
        update messages m set
            status = case when m.status >= 40 or s.status < m.status then m.status else s.status end,
            carrier_sid = coalesce(m.carrier_sid, s.sid), error_code = coalesce(s.error, m.error_code), due_at = coalesce(s.due, m.due_at),
            leased_until = null, attempted_at = case when s.known then null else m.attempted_at end,
            accepted_at = case when s.status = 20 then coalesce(m.accepted_at, @now) else m.accepted_at end,
            check_at = case when s.status >= 40 or m.status >= 40 then null when s.status = 20 then @now + interval '10 minutes' else m.check_at end,
            ended_at = case when s.status >= 40 then coalesce(m.ended_at, @now) else m.ended_at end
        from unnest(@ids, @statuses, @sids, @errors, @dues, @known) as s(id, status, sid, error, due, known)
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
            .With("known", settled.Select(one => one.OutcomeKnown).ToArray()));
        var lost = settled.Where(one => one.Status.IsLost()).Select(one => one.Id).ToArray();
        if (lost.Length > 0)
        {
            DeliveryStore.AddConsequences(batch, lost, now);
            batch.BatchCommands.Add(DutyStore.WakeLost(lost, now));
        }
        await batch.ExecuteNonQueryAsync(stop);
    }

    private const string KnownSidsSql = "select carrier_sid from messages where carrier_sid = any(@sids) and id <> @id";

    /// <summary>Which of these carrier ids belong to other rows already. A callback may have brought a row its own while it was looked up.</summary>
    public async Task<HashSet<string>> SidsOfOthers(long id, IReadOnlyList<string> sids, CancellationToken stop)
    {
        await using var command = database.CreateCommand(KnownSidsSql);
        command.Parameters.AddWithValue("sids", sids.ToArray());
        command.Parameters.AddWithValue("id", id);
        await using var row = await command.ExecuteReaderAsync(stop);
        var known = new HashSet<string>();
        while (await row.ReadAsync(stop)) known.Add(row.GetString(0));
        return known;
    }
}
