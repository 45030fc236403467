using System.Text.Json;
using System.Text.Json.Serialization;
using Npgsql;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Turns;
using VoisinsVigilants.Gateway.Database;
using VoisinsVigilants.Gateway.Turns;

namespace VoisinsVigilants.Gateway.Conversations;

/// <summary>One phone in one commune: its wishes and its conversation.</summary>
public static class ContactStore
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    // Sorted, so that two nodes that lock the same phones never wait for each other in a circle.
    private const string LockSql = """
        select pg_advisory_xact_lock(key)
        from (select distinct hashtextextended(phone, commune) as key from unnest(@communes, @phones) as t(commune, phone) order by 1) as keys
        """;

    internal static NpgsqlBatchCommand Lock(IReadOnlyList<TurnInput> inputs) => Keys(LockSql, inputs);

    private const string LoadSql = """
        select c.commune_id, c.phone, c.opted_out_at, c.invalid_since, c.step, c.draft, c.patience_ends, c.last_alert_id, c.last_alert_at, c.help_day, c.help_count, c.paused_until, c.request, c.opt_out_due_at
        from contacts c join unnest(@communes, @phones) as t(commune, phone) on c.commune_id = t.commune and c.phone = t.phone
        """;

    internal static NpgsqlBatchCommand Load(IReadOnlyList<TurnInput> inputs) => Keys(LoadSql, inputs);

    internal static (int Commune, Contact Contact) Read(NpgsqlDataReader row) => (
        row.GetInt32(0),
        new Contact(
            PhoneNumber.Parse(row.GetString(1)),
            row.Optional<DateTimeOffset>(2),
            row.Optional<DateTimeOffset>(3),
            new Conversation(
                Enum.Parse<Step>(row.GetString(4)),
                row.IsDBNull(5) ? null : JsonSerializer.Deserialize<Draft>(row.GetString(5), Json),
                row.Optional<DateTimeOffset>(6),
                row.Optional<Guid>(7),
                row.Optional<DateTimeOffset>(8),
                row.Optional<DateOnly>(9),
                row.GetInt16(10))
            {
                Request = row.IsDBNull(12) ? null : JsonSerializer.Deserialize<Request>(row.GetString(12), Json),
            })
        {
            PausedUntil = row.Optional<DateTimeOffset>(11),
            OptOutDueAt = row.Optional<DateTimeOffset>(13),
        });

    private const string SaveSql = """
        insert into contacts (commune_id, phone, opted_out_at, step, draft, patience_ends, last_alert_id, last_alert_at, help_day, help_count, paused_until, request)
        select * from unnest(@communes, @phones, @opted_out, @steps, @drafts::jsonb[], @patience, @alerts, @alert_times, @help_days, @help_counts, @paused, @requests::jsonb[])
        on conflict (commune_id, phone) do update set
            opted_out_at = excluded.opted_out_at, step = excluded.step, draft = excluded.draft, patience_ends = excluded.patience_ends,
            last_alert_id = excluded.last_alert_id, last_alert_at = excluded.last_alert_at,
            help_day = excluded.help_day, help_count = excluded.help_count, paused_until = excluded.paused_until, request = excluded.request, version = contacts.version + 1
        """;

    internal static NpgsqlBatchCommand Save(IReadOnlyList<(Commune Commune, Effect.SaveContact Effect)> saves)
    {
        T[] Column<T>(Func<Conversation, T> pick) => [.. saves.Select(save => pick(save.Effect.Contact.Conversation))];

        return new NpgsqlBatchCommand(SaveSql)
            .With("communes", saves.Select(save => save.Commune.Id).ToArray())
            .With("phones", saves.Select(save => save.Effect.Contact.Phone.Value).ToArray())
            .With("opted_out", saves.Select(save => save.Effect.Contact.OptedOutAt).ToArray())
            .With("steps", Column(conversation => conversation.Step.ToString()))
            .With("drafts", Column(conversation => conversation.Draft is null ? null : JsonSerializer.Serialize(conversation.Draft, Json)))
            .With("patience", Column(conversation => conversation.PatienceEnds))
            .With("alerts", Column(conversation => conversation.LastAlert))
            .With("alert_times", Column(conversation => conversation.LastAlertAt))
            .With("help_days", Column(conversation => conversation.HelpDay))
            .With("paused", saves.Select(save => save.Effect.Contact.PausedUntil).ToArray())
            .With("help_counts", Column(conversation => (short)conversation.HelpCount))
            .With("requests", Column(conversation => conversation.Request is null ? null : JsonSerializer.Serialize(conversation.Request, Json)));
    }

    private const string PostponeSql = """
        update contacts set patience_ends = @later where commune_id = any(@communes) and phone = any(@phones)
        """;

    internal static NpgsqlBatchCommand Postpone(TurnInput input, DateTimeOffset later) => Keys(PostponeSql, [input]).With("later", later);

    private const string DueSql = """
        select commune_id, phone from contacts where patience_ends <= @now order by patience_ends limit 100
        """;

    public static async Task<IReadOnlyList<(int Commune, PhoneNumber Phone)>> Due(NpgsqlDataSource database, DateTimeOffset now, CancellationToken stop)
    {
        await using var command = database.CreateCommand(DueSql);
        command.Parameters.AddWithValue("now", now);
        await using var reader = await command.ExecuteReaderAsync(stop);
        var due = new List<(int, PhoneNumber)>();
        while (await reader.ReadAsync(stop)) due.Add((reader.GetInt32(0), PhoneNumber.Parse(reader.GetString(1))));
        return due;
    }

    private const string OptOutsDueSql = """
        select commune_id, phone from contacts where opt_out_due_at <= @now order by opt_out_due_at limit 100
        """;

    /// <summary>Phones of the staff that the carrier says asked for silence, of which nobody has been told yet.</summary>
    public static async Task<IReadOnlyList<(int Commune, PhoneNumber Phone)>> OptOutsDue(NpgsqlDataSource database, DateTimeOffset now, CancellationToken stop)
    {
        await using var command = database.CreateCommand(OptOutsDueSql);
        command.Parameters.AddWithValue("now", now);
        await using var reader = await command.ExecuteReaderAsync(stop);
        var due = new List<(int, PhoneNumber)>();
        while (await reader.ReadAsync(stop)) due.Add((reader.GetInt32(0), PhoneNumber.Parse(reader.GetString(1))));
        return due;
    }

    private const string NoteOptOutSql = """
        update contacts c set opt_out_due_at = null from unnest(@communes, @phones) as t(commune, phone) where c.commune_id = t.commune and c.phone = t.phone
        """;

    internal static NpgsqlBatchCommand NoteOptOut(IReadOnlyList<(Commune Commune, Effect.NoteOptOut Effect)> notes) => new NpgsqlBatchCommand(NoteOptOutSql)
        .With("communes", notes.Select(note => note.Commune.Id).ToArray())
        .With("phones", notes.Select(note => note.Effect.Phone.Value).ToArray());

    private const string PostponeOptOutSql = """
        update contacts set opt_out_due_at = @later where commune_id = any(@communes) and phone = any(@phones)
        """;

    internal static NpgsqlBatchCommand PostponeOptOut(TurnInput input, DateTimeOffset later) => Keys(PostponeOptOutSql, [input]).With("later", later);

    private static NpgsqlBatchCommand Keys(string sql, IReadOnlyList<TurnInput> inputs) => new NpgsqlBatchCommand(sql)
        .With("communes", inputs.Select(input => input.Key.Commune).ToArray())
        .With("phones", inputs.Select(input => input.Key.Phone).ToArray());
}
