using Npgsql;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Turns;
using VoisinsVigilants.Gateway.Database;
using VoisinsVigilants.Gateway.Turns;

namespace VoisinsVigilants.Gateway.Alerts;

/// <summary>How often an author's alerts came to nothing. Counted from the alerts themselves: when a number is erased from them, the count has no number either.</summary>
public static class FalseAlarmStore
{
    // Only somebody whose job it is can refuse an alert. Urgent ones were in good faith.
    private const string LoadSql = """
        select a.commune_id, a.author, count(*)::integer, max(c.reminded_of_law_at)
        from alerts a left join contacts c on c.commune_id = a.commune_id and c.phone = a.author
        where a.commune_id in (select t.commune from unnest(@communes, @phones) as t(commune, phone)
                               join members m on m.commune_id = t.commune and m.phone = t.phone and m.roles > 1)
          and a.state = 'FalseAlarm' and not a.urgent and a.closed_at > @now - interval '12 months'
        group by a.commune_id, a.author
        """;

    internal static NpgsqlBatchCommand Load(IReadOnlyList<TurnInput> inputs, DateTimeOffset now) => new NpgsqlBatchCommand(LoadSql)
        .With("now", now)
        .With("communes", inputs.Select(input => input.Key.Commune).ToArray())
        .With("phones", inputs.Select(input => input.Key.Phone).ToArray());

    internal static (int Commune, PhoneNumber Author, FalseAlarms Record) Read(NpgsqlDataReader row) =>
        (row.GetInt32(0), PhoneNumber.Parse(row.GetString(1)), new FalseAlarms(row.GetInt32(2), row.Optional<DateTimeOffset>(3)));

    private const string RemindSql = """
        insert into contacts (commune_id, phone, reminded_of_law_at) select distinct commune, phone, @now from unnest(@communes, @phones) as t(commune, phone)
        on conflict (commune_id, phone) do update set reminded_of_law_at = coalesce(contacts.reminded_of_law_at, excluded.reminded_of_law_at)
        """;

    internal static NpgsqlBatchCommand Remind(IReadOnlyList<(Commune Commune, Effect.RemindOfLaw Effect)> reminders, DateTimeOffset now) => new NpgsqlBatchCommand(RemindSql)
        .With("now", now)
        .With("communes", reminders.Select(reminder => reminder.Commune.Id).ToArray())
        .With("phones", reminders.Select(reminder => reminder.Effect.Author.Value).ToArray());
}
