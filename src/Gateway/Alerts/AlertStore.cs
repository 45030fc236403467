using Npgsql;
using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Turns;
using VoisinsVigilants.Gateway.Database;
using VoisinsVigilants.Gateway.Turns;

namespace VoisinsVigilants.Gateway.Alerts;

/// <summary>Alerts as decisions read and write them.</summary>
public static class AlertStore
{
    /// <param name="AuthorIsSilent">The author asked for no more SMS.</param>
    public sealed record Row(int Commune, Alert Alert, bool AuthorIsSilent);

    // Whoever texts sees their own alerts of the last eight days (an alert expires after seven); staff and time see the
    // commune's living ones, and those ended in the last 72 hours, for which a code still has to be answered. A report may join what is
    // young enough, whoever sent it. With `offset 0` each person's rows are looked up by index, however small the planner takes the tables to be.
    private const string LoadSql = """
        with asking as (
            select t.commune, t.phone, t.join_since, t.sees_all or coalesce(m.roles > 1, false) as sees_all
            from unnest(@communes, @phones, @sees_all, @join_since) as t(commune, phone, sees_all, join_since)
            left join members m on m.commune_id = t.commune and m.phone = t.phone),
        seen as (select distinct commune from asking where sees_all),
        chosen as (
            select a.id from asking s cross join lateral (
                select id from alerts where commune_id = s.commune and author = s.phone and created_at > @now - interval '8 days' offset 0) as a
            union
            select w.alert_id from asking s cross join lateral (
                select alert_id from alert_witnesses where commune_id = s.commune and phone = s.phone and at > @now - interval '8 days' offset 0) as w
            union
            select a.id from asking s cross join lateral (
                select id from alerts where commune_id = s.commune and closed_at is null and created_at > s.join_since offset 0) as a
            union
            select a.id from seen s cross join lateral (select id from alerts where commune_id = s.commune and closed_at is null offset 0) as a
            union
            select a.id from seen s cross join lateral (select id from alerts where commune_id = s.commune and closed_at > @now - interval '72 hours' offset 0) as a)
        select a.commune_id, a.id, a.code_number, a.code_letter, a.state, a.state_since, a.category, a.place, a.quartier, a.urgent, a.incomplete,
               a.author, a.author_enrolled, a.body, a.created_at, a.taken_by, a.escalation, a.digest_at, a.due_at, a.version, c.opted_out_at is not null, a.held_words, a.adjoint_only
        from chosen join alerts a using (id) left join contacts c on c.commune_id = a.commune_id and c.phone = a.author
        """;

    internal static NpgsqlBatchCommand Load(IReadOnlyList<TurnInput> inputs, DateTimeOffset now) => new NpgsqlBatchCommand(LoadSql)
        .With("communes", inputs.Select(input => input.Key.Commune).ToArray())
        .With("phones", inputs.Select(input => input.Key.Phone).ToArray())
        .With("sees_all", inputs.Select(input => input.SeesAll).ToArray())
        .With("join_since", inputs.Select(input => now - input.Commune.Policy.JoinWithin).ToArray())
        .With("now", now);

    internal static Row Read(NpgsqlDataReader row) => new(
        row.GetInt32(0),
        new Alert(
            row.GetGuid(1),
            new AlertCode(row.GetInt32(2), row.GetString(3)[0]),
            Enum.Parse<AlertState>(row.GetString(4)),
            row.GetFieldValue<DateTimeOffset>(5),
            row.OptionalString(6) is { } category ? Enum.Parse<AlertCategory>(category) : null,
            row.OptionalString(7),
            row.OptionalString(8),
            row.GetBoolean(9),
            row.GetBoolean(10),
            PhoneNumber.Parse(row.GetString(11)),
            row.GetBoolean(12),
            row.GetString(13),
            row.GetFieldValue<DateTimeOffset>(14),
            row.Optional<long>(15),
            (EscalationStep)row.GetInt16(16),
            row.Optional<DateTimeOffset>(17),
            row.Optional<DateTimeOffset>(18),
            row.GetInt32(19))
        { HeldWords = row.OptionalString(21), AdjointOnly = row.GetBoolean(22) },
        row.GetBoolean(20));

    // By person the best news: somebody is lost only when every SMS that told them was lost. A retry is good news only once delivered.
    private const string LoadToldSql = """
        with told as (
            select chosen.id, m.* from unnest(@alerts) as chosen(id) cross join lateral (
                select to_phone, member_id, purpose, status, retries, created_at from messages
                where alert_id = chosen.id and purpose in ('Alert', 'Reminder', 'Escalation') offset 0) as m
            union all
            select chosen.id, m.* from unnest(@alerts) as chosen(id) cross join lateral (
                select to_phone, member_id, purpose, status, retries, created_at from messages where also_tells @> array[chosen.id] offset 0) as m)
        select id, to_phone, max(member_id), (array_agg(purpose order by created_at desc))[1], min(status) filter (where status < 50 and (retries = 0 or status >= 40)), max(status) filter (where status >= 50), max(created_at)
        from told group by id, to_phone order by id, min(created_at), to_phone
        """;

    internal static NpgsqlBatchCommand LoadTold(Guid[] alerts) => new NpgsqlBatchCommand(LoadToldSql).With("alerts", alerts);

    internal static (Guid Alert, Telling Telling) ReadTold(NpgsqlDataReader row) => (
        row.GetGuid(0),
        new Telling(
            PhoneNumber.Parse(row.GetString(1)),
            row.Optional<long>(2),
            Enum.Parse<MessagePurpose>(row.GetString(3)),
            (DeliveryStatus)(row.Optional<short>(4) ?? row.GetInt16(5)),
            row.GetFieldValue<DateTimeOffset>(6)));

    private const string CreateSql = """
        insert into alerts (commune_id, id, code_number, code_letter, state, state_since, category, place, quartier, urgent, incomplete,
                            author, author_enrolled, body, created_at, taken_by, escalation, digest_at, due_at, held_words, adjoint_only)
        select * from unnest(@communes, @ids, @numbers, @letters, @states, @since, @categories, @places, @quartiers, @urgent, @incomplete,
                             @authors, @enrolled, @bodies, @created, @takers, @escalations, @digests, @dues, @held, @adjoint_only)
        """;

    internal static NpgsqlBatchCommand Create(IReadOnlyList<(Commune Commune, Effect.CreateAlert Effect)> creations)
    {
        var alerts = creations.Select(creation => creation.Effect.Alert).ToList();
        return Changing(CreateSql, alerts)
            .With("communes", creations.Select(creation => creation.Commune.Id).ToArray())
            .With("numbers", alerts.Select(alert => alert.Code.Number).ToArray())
            .With("letters", alerts.Select(alert => alert.Code.Letter.ToString()).ToArray())
            .With("authors", alerts.Select(alert => alert.Author.Value).ToArray())
            .With("adjoint_only", alerts.Select(alert => alert.AdjointOnly).ToArray())
            .With("created", alerts.Select(alert => alert.CreatedAt).ToArray());
    }

    /// <summary>Compare and set: fewer rows than alerts means that somebody else was faster.</summary>
    internal const string ChangeSql = """
        update alerts a set
            state = u.state, state_since = u.since, category = u.category, place = u.place, quartier = u.quartier, urgent = u.urgent,
            incomplete = u.incomplete, body = u.body, taken_by = u.taker, escalation = u.escalation, digest_at = u.digest, due_at = u.due,
            author_enrolled = u.enrolled, held_words = u.held, closed_at = case when u.ended then u.since end, version = a.version + 1
        from unnest(@ids, @versions, @states, @since, @categories, @places, @quartiers, @urgent, @incomplete, @bodies, @takers, @escalations, @digests, @dues, @held, @enrolled, @ended)
             as u(id, version, state, since, category, place, quartier, urgent, incomplete, body, taker, escalation, digest, due, held, enrolled, ended)
        where a.id = u.id and a.version = u.version
        """;

    internal static NpgsqlBatchCommand Change(IReadOnlyList<(Commune Commune, Effect.ChangeAlert Effect)> changes)
    {
        var alerts = changes.Select(change => change.Effect.Alert).ToList();
        return Changing(ChangeSql, alerts)
            .With("versions", alerts.Select(alert => alert.Version).ToArray())
            .With("ended", alerts.Select(alert => alert.IsEnded).ToArray());
    }

    private const string LogSql = """
        insert into alert_entries (commune_id, alert_id, at, kind, by_phone, body) select commune, alert, @now, kind, by_phone, body
        from unnest(@communes, @alerts, @kinds, @by, @bodies) as t(commune, alert, kind, by_phone, body)
        """;

    internal static NpgsqlBatchCommand Log(IReadOnlyList<(Commune Commune, Effect.LogEntry Effect)> entries, DateTimeOffset now) => new NpgsqlBatchCommand(LogSql)
        .With("now", now)
        .With("communes", entries.Select(entry => entry.Commune.Id).ToArray())
        .With("alerts", entries.Select(entry => entry.Effect.AlertId).ToArray())
        .With("kinds", entries.Select(entry => entry.Effect.Kind.ToString()).ToArray())
        .With("by", entries.Select(entry => entry.Effect.By?.Value).ToArray())
        .With("bodies", entries.Select(entry => entry.Effect.Body).ToArray());

    private const string PostponeSql = "update alerts set due_at = @later where id = @id and closed_at is null";

    internal static NpgsqlBatchCommand Postpone(Guid id, DateTimeOffset later) => new NpgsqlBatchCommand(PostponeSql).With("id", id).With("later", later);

    private const string DueSql = "select commune_id, author, id from alerts where due_at <= @now order by due_at limit 100";

    public static async Task<IReadOnlyList<(int Commune, PhoneNumber Author, Guid Id)>> Due(NpgsqlDataSource database, DateTimeOffset now, CancellationToken stop)
    {
        await using var command = database.CreateCommand(DueSql);
        command.Parameters.AddWithValue("now", now);
        await using var reader = await command.ExecuteReaderAsync(stop);
        var due = new List<(int, PhoneNumber, Guid)>();
        while (await reader.ReadAsync(stop)) due.Add((reader.GetInt32(0), PhoneNumber.Parse(reader.GetString(1)), reader.GetGuid(2)));
        return due;
    }

    private static NpgsqlBatchCommand Changing(string sql, IReadOnlyList<Alert> alerts) => new NpgsqlBatchCommand(sql)
        .With("ids", alerts.Select(alert => alert.Id).ToArray())
        .With("states", alerts.Select(alert => alert.State.ToString()).ToArray())
        .With("since", alerts.Select(alert => alert.StateSince).ToArray())
        .With("categories", alerts.Select(alert => alert.Category?.ToString()).ToArray())
        .With("places", alerts.Select(alert => alert.Place).ToArray())
        .With("quartiers", alerts.Select(alert => alert.Quartier).ToArray())
        .With("urgent", alerts.Select(alert => alert.Urgent).ToArray())
        .With("incomplete", alerts.Select(alert => alert.Incomplete).ToArray())
        .With("bodies", alerts.Select(alert => alert.Body).ToArray())
        .With("takers", alerts.Select(alert => alert.TakenBy).ToArray())
        .With("escalations", alerts.Select(alert => (short)alert.Escalation).ToArray())
        .With("digests", alerts.Select(alert => alert.DigestAt).ToArray())
        .With("dues", alerts.Select(alert => alert.DueAt).ToArray())
        .With("held", alerts.Select(alert => alert.HeldWords).ToArray())
        .With("enrolled", alerts.Select(alert => alert.AuthorEnrolled).ToArray());
}
