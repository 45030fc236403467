using Npgsql;
using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Turns;
using VoisinsVigilants.Gateway.Database;
using VoisinsVigilants.Gateway.Turns;

namespace VoisinsVigilants.Gateway.Broadcasts;

/// <summary>Broadcasts as decisions read and write them, and their rows in the outbox.</summary>
public static class BroadcastStore
{
    // For staff who text, the commune's last day; for time, the one whose hour has come. Once it leaves, people are those the carrier took.
    private const string LoadSql = """
        select b.commune_id, b.id, b.number, b.state, b.body, b.quartier, b.urgent, b.asked_by, b.asked_of, b.asked_at, b.due_at, b.alert_id, b.alert_code,
               case when b.state = 'Leaving' and b.id = any(@ids) then leaving.taken else b.people end, leaving.waiting
        from broadcasts b cross join lateral (
            select count(*) filter (where m.accepted_at is not null)::integer as taken, count(*) filter (where m.status < 20)::integer as waiting
            from messages m where m.broadcast_id = b.id and m.retries = 0 and b.state = 'Leaving' and b.id = any(@ids)) as leaving
        where b.id = any(@ids) or (b.asked_at > @now - interval '24 hours' and b.commune_id in (
            select m.commune_id from members m join unnest(@communes, @phones) as t(commune, phone) on m.commune_id = t.commune and m.phone = t.phone where (m.roles & @staff) <> 0))
        order by b.asked_at desc
        """;

    internal static NpgsqlBatchCommand Load(IReadOnlyList<TurnInput> inputs, DateTimeOffset now)
    {
        var texted = inputs.OfType<TurnInput.Texted>().Select(input => input.Key).ToList();
        return new NpgsqlBatchCommand(LoadSql)
            .With("ids", inputs.OfType<TurnInput.BroadcastDue>().Select(input => input.BroadcastId).ToArray())
            .With("communes", texted.Select(key => key.Commune).ToArray())
            .With("phones", texted.Select(key => key.Phone).ToArray())
            .With("staff", (int)(Roles.Referent | Roles.Adjoint))
            .With("now", now);
    }

    internal static (int Commune, Broadcast Broadcast) Read(NpgsqlDataReader row) => (
        row.GetInt32(0),
        new Broadcast(
            row.GetGuid(1),
            row.GetString(2),
            Enum.Parse<BroadcastState>(row.GetString(3)),
            row.GetString(4),
            row.OptionalString(5),
            row.GetBoolean(6),
            PhoneNumber.Parse(row.GetString(7)),
            PhoneNumber.Parse(row.GetString(8)),
            row.GetFieldValue<DateTimeOffset>(9),
            row.Optional<DateTimeOffset>(10),
            row.GetInt32(13))
        { Alert = row.Optional<Guid>(11) is { } alert ? (alert, row.GetString(12)) : null, Waiting = row.GetInt32(14) });

    private const string AskSql = """
        insert into broadcasts (commune_id, id, number, state, body, segments, quartier, urgent, asked_by, asked_of, asked_at, due_at, alert_id, alert_code, people)
        select * from unnest(@communes, @ids, @numbers, @states, @bodies, @segments, @quartiers, @urgent, @by, @of, @at, @dues, @alerts, @codes, @people)
        """;

    internal static NpgsqlBatchCommand Ask(IReadOnlyList<(Commune Commune, Effect.AskBroadcast Effect)> asked)
    {
        T[] Column<T>(Func<Broadcast, T> pick) => [.. asked.Select(one => pick(one.Effect.Broadcast))];

        return new NpgsqlBatchCommand(AskSql)
            .With("communes", asked.Select(one => one.Commune.Id).ToArray())
            .With("ids", Column(broadcast => broadcast.Id))
            .With("numbers", Column(broadcast => broadcast.Number))
            .With("states", Column(broadcast => broadcast.State.ToString()))
            .With("bodies", Column(broadcast => broadcast.Text))
            .With("segments", Column(broadcast => (short)Gsm7.Segments(broadcast.Text)))
            .With("quartiers", Column(broadcast => broadcast.Quartier))
            .With("urgent", Column(broadcast => broadcast.Urgent))
            .With("by", Column(broadcast => broadcast.AskedBy.Value))
            .With("of", Column(broadcast => broadcast.AskedOf.Value))
            .With("at", Column(broadcast => broadcast.AskedAt))
            .With("dues", Column(broadcast => broadcast.DueAt))
            .With("alerts", Column(broadcast => broadcast.Alert?.Id))
            .With("codes", Column(broadcast => broadcast.Alert?.Code))
            .With("people", Column(broadcast => broadcast.People));
    }

    // All turns about one broadcast lock the phone of its adjoint, so that none is decided on a state that has passed.
    private const string MoveSql = """
        update broadcasts b set state = u.state, due_at = u.due, people = u.people,
            answered_at = case when u.state in ('Confirmed', 'Refused') then coalesce(b.answered_at, @now) else b.answered_at end,
            ended_at = case when u.state in ('Refused', 'Lapsed', 'Stopped', 'Sent') then coalesce(b.ended_at, @now) end
        from unnest(@ids, @states, @dues, @people) as u(id, state, due, people) where b.id = u.id
        """;

    internal static NpgsqlBatchCommand Move(IReadOnlyList<Effect.MoveBroadcast> moves, DateTimeOffset now) => new NpgsqlBatchCommand(MoveSql)
        .With("now", now)
        .With("ids", moves.Select(move => move.Broadcast.Id).ToArray())
        .With("states", moves.Select(move => move.Broadcast.State.ToString()).ToArray())
        .With("dues", moves.Select(move => move.Broadcast.DueAt).ToArray())
        .With("people", moves.Select(move => move.Broadcast.People).ToArray());

    private const string SendSql = """
        insert into messages (commune_id, from_phone, to_phone, member_id, purpose, lane, body, segments, price_estimate, alert_id, broadcast_id, created_at, due_at, expires_at)
        select b.commune_id, k.number, m.phone, m.id, 'Broadcast', @lane, b.body, b.segments, k.price_per_segment * b.segments, b.alert_id, b.id, @now, @now, t.expires
        from unnest(@ids, @expires) as t(id, expires)
        join broadcasts b on b.id = t.id
        join communes k on k.id = b.commune_id
        join members m on m.commune_id = b.commune_id and (m.roles & @resident) <> 0 and (b.quartier is null or m.home_quartier = b.quartier)
        left join contacts c on c.commune_id = m.commune_id and c.phone = m.phone
        left join alerts a on a.id = b.alert_id
        where c.opted_out_at is null and c.invalid_since is null and m.phone is distinct from a.author
          and not exists (select from alert_witnesses w where w.alert_id = b.alert_id and w.phone = m.phone)
        order by m.id
        on conflict (broadcast_id, to_phone) where broadcast_id is not null and retries = 0 do nothing
        """;

    internal static NpgsqlBatchCommand Send(IReadOnlyList<Effect.SendBroadcast> sends, DateTimeOffset now) => new NpgsqlBatchCommand(SendSql)
        .With("now", now)
        .With("lane", (short)Lane.Broadcast)
        .With("resident", (int)Roles.Voisin)
        .With("ids", sends.Select(send => send.BroadcastId).ToArray())
        .With("expires", sends.Select(send => send.ExpiresAt).ToArray());

    private const string PostponeSql = "update broadcasts set due_at = @later where id = @id and due_at is not null";

    internal static NpgsqlBatchCommand Postpone(Guid id, DateTimeOffset later) => new NpgsqlBatchCommand(PostponeSql).With("id", id).With("later", later);

    // One that leaves is due again when the last of its SMS is with the carrier.
    private const string DueSql = """
        select commune_id, asked_of, id from broadcasts b
        where due_at <= @now and (state <> 'Leaving' or not exists (select from messages m where m.broadcast_id = b.id and m.retries = 0 and m.status < 20))
        order by due_at limit 100
        """;

    public static async Task<IReadOnlyList<(int Commune, PhoneNumber AskedOf, Guid Id)>> Due(NpgsqlDataSource database, DateTimeOffset now, CancellationToken stop)
    {
        await using var command = database.CreateCommand(DueSql);
        command.Parameters.AddWithValue("now", now);
        await using var reader = await command.ExecuteReaderAsync(stop);
        var due = new List<(int, PhoneNumber, Guid)>();
        while (await reader.ReadAsync(stop)) due.Add((reader.GetInt32(0), PhoneNumber.Parse(reader.GetString(1)), reader.GetGuid(2)));
        return due;
    }
}
