using Npgsql;
using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Turns;
using VoisinsVigilants.Gateway.Database;

namespace VoisinsVigilants.Gateway.Communes;

/// <summary>A commune's month and its audience: sums over many rows, read only for the few turns that ask for them.</summary>
public static class FiguresStore
{
    // The month begins at midnight of the commune's own first day. An SMS is billed when the carrier takes it.
    private const string MonthSql = """
        with asked as (
            select c.id, m.local::date as month, m.local at time zone c.time_zone as begins, c.budget_warned_on
            from communes c cross join lateral (select date_trunc('month', @now at time zone c.time_zone) as local) as m
            where c.id = any(@communes)),
        taken as (
            select e.alert_id, min(e.at) - a.created_at as span
            from asked join alerts a on a.commune_id = asked.id and a.created_at >= asked.begins join alert_entries e on e.alert_id = a.id and e.kind = 'Taken'
            group by e.alert_id, a.created_at)
        select asked.id, asked.month, coalesce(asked.budget_warned_on = asked.month, false),
               (select count(*) from alerts a where a.commune_id = asked.id and a.created_at >= asked.begins)::integer,
               (select count(distinct a.id) from alerts a join alert_entries e on e.alert_id = a.id
                where a.commune_id = asked.id and a.created_at >= asked.begins and e.kind in ('Confirmed', 'Forwarded'))::integer,
               (select count(*) from alerts a where a.commune_id = asked.id and a.created_at >= asked.begins and a.state = 'FalseAlarm')::integer,
               (select percentile_cont(0.5) within group (order by t.span) from taken t join alerts a on a.id = t.alert_id where a.commune_id = asked.id),
               billed.segments, billed.price,
               (select coalesce(sum(m.price_estimate), 0) from messages m where m.commune_id = asked.id and m.status < 20 and m.accepted_at is null)
        from asked cross join lateral (
            select coalesce(sum(m.segments), 0)::integer as segments, coalesce(sum(m.price_estimate), 0) as price
            from messages m where m.commune_id = asked.id and m.accepted_at >= asked.begins) as billed
        """;

    internal static NpgsqlBatchCommand LoadMonth(int[] communes, DateTimeOffset now) => new NpgsqlBatchCommand(MonthSql).With("communes", communes).With("now", now);

    internal static (int Commune, MonthFigures Month) ReadMonth(NpgsqlDataReader row) => (
        row.GetInt32(0),
        new MonthFigures(
            row.GetFieldValue<DateOnly>(1),
            row.GetInt32(3),
            row.GetInt32(4),
            row.GetInt32(5),
            row.Optional<TimeSpan>(6),
            row.GetInt32(7),
            row.GetDecimal(8),
            row.GetDecimal(9),
            row.GetBoolean(2)));

    // By quartier; then, with their alert, the authors who would be among the residents told.
    private const string AudienceSql = """
        with residents as (
            select m.commune_id, m.home_quartier, m.phone
            from members m left join contacts c on c.commune_id = m.commune_id and c.phone = m.phone
            where m.commune_id = any(@communes) and (m.roles & @resident) <> 0 and c.opted_out_at is null and c.invalid_since is null)
        select commune_id, coalesce(home_quartier, ''), count(*)::integer, null::uuid from residents group by 1, 2
        union all
        select a.commune_id, '', count(*)::integer, a.id
        from alerts a join residents r on r.commune_id = a.commune_id and r.home_quartier = a.quartier
        where (a.closed_at is null or a.closed_at > @now - interval '72 hours')
          and (r.phone = a.author or exists (select from alert_witnesses w where w.alert_id = a.id and w.phone = r.phone))
        group by a.id
        """;

    internal static NpgsqlBatchCommand LoadAudience(int[] communes, DateTimeOffset now) => new NpgsqlBatchCommand(AudienceSql)
        .With("communes", communes)
        .With("resident", (int)Roles.Voisin)
        .With("now", now);

    internal sealed record AudienceRow(int Commune, string Quartier, int People, Guid? Alert);

    internal static AudienceRow ReadAudience(NpgsqlDataReader row) => new(row.GetInt32(0), row.GetString(1), row.GetInt32(2), row.Optional<Guid>(3));

    internal static Audience AudienceOf(IEnumerable<AudienceRow> rows)
    {
        var byKind = rows.ToLookup(row => row.Alert is null);
        return new Audience(byKind[true].ToDictionary(row => row.Quartier, row => row.People), byKind[false].ToDictionary(row => row.Alert!.Value, row => row.People));
    }

    private const string WarnedSql = "update communes c set budget_warned_on = u.month from unnest(@communes, @months) as u(id, month) where c.id = u.id";

    internal static NpgsqlBatchCommand NoteWarning(IReadOnlyList<(Commune Commune, Effect.NoteBudgetWarning Effect)> warnings) => new NpgsqlBatchCommand(WarnedSql)
        .With("communes", warnings.Select(warning => warning.Commune.Id).ToArray())
        .With("months", warnings.Select(warning => warning.Effect.Month).ToArray());

    private const string NearlyUsedSql = """
        select c.id
        from communes c cross join lateral (select date_trunc('month', @now at time zone c.time_zone) as local) as month
        where c.monthly_budget is not null and c.budget_warned_on is distinct from month.local::date
          and (select coalesce(sum(m.price_estimate), 0) from messages m where m.commune_id = c.id and m.accepted_at >= month.local at time zone c.time_zone)
              >= @share * c.monthly_budget
        """;

    /// <summary>Communes whose adjoint must be warned.</summary>
    public static async Task<IReadOnlyList<int>> NearlyUsed(NpgsqlDataSource database, DateTimeOffset now, CancellationToken stop)
    {
        await using var command = database.CreateCommand(NearlyUsedSql);
        command.Parameters.AddWithValue("now", now);
        command.Parameters.AddWithValue("share", MonthFigures.WarningShare);
        await using var row = await command.ExecuteReaderAsync(stop);
        var communes = new List<int>();
        while (await row.ReadAsync(stop)) communes.Add(row.GetInt32(0));
        return communes;
    }
}
