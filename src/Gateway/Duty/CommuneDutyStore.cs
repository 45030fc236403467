using Npgsql;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Turns;
using VoisinsVigilants.Gateway.Communes;
using VoisinsVigilants.Gateway.Database;
using VoisinsVigilants.Gateway.Turns;

namespace VoisinsVigilants.Gateway.Duty;

/// <summary>What time itself does for whole communes.</summary>
public static class CommuneDutyStore
{
    // However many alerts there are, no more are counted than any limit asks for.
    private const string LoadSql = """
        select t.commune, d.day_due_at, d.flood_due_at, d.flood_told_at,
               (select count(*) from (select from alerts a where a.commune_id = t.commune and a.created_at > @now - t.within limit 1000) as recent)::integer
        from unnest(@communes, @within) as t(commune, within) left join commune_duty d on d.commune_id = t.commune
        """;

    internal static NpgsqlBatchCommand Load(IReadOnlyList<TurnInput> inputs, DateTimeOffset now)
    {
        var communes = inputs.Select(input => input.Commune).DistinctBy(commune => commune.Commune.Id).ToList();
        return new NpgsqlBatchCommand(LoadSql)
            .With("now", now)
            .With("communes", communes.Select(commune => commune.Commune.Id).ToArray())
            .With("within", communes.Select(commune => commune.Policy.Duty.FloodWithin).ToArray());
    }

    internal static (int Commune, CommuneDuty Duty) Read(NpgsqlDataReader row) =>
        (row.GetInt32(0), new CommuneDuty(row.Optional<DateTimeOffset>(1), row.Optional<DateTimeOffset>(2), row.Optional<DateTimeOffset>(3), row.GetInt32(4)));

    private const string NoticeFloodSql = "update commune_duty set flood_due_at = coalesce(flood_due_at, @now) where commune_id = any(@communes)";

    internal static NpgsqlBatchCommand NoticeFlood(IReadOnlyList<(Commune Commune, Effect.NoticeFlood Effect)> floods, DateTimeOffset now) =>
        new NpgsqlBatchCommand(NoticeFloodSql).With("now", now).With("communes", floods.Select(flood => flood.Commune.Id).Distinct().ToArray());

    private const string SaveSql = """
        update commune_duty d set day_due_at = u.day, flood_due_at = u.flood, flood_told_at = u.told
        from unnest(@communes, @days, @floods, @told) as u(commune, day, flood, told) where d.commune_id = u.commune
        """;

    internal static NpgsqlBatchCommand Save(IReadOnlyList<(Commune Commune, Effect.SaveDuty Effect)> saves) => new NpgsqlBatchCommand(SaveSql)
        .With("communes", saves.Select(save => save.Commune.Id).ToArray())
        .With("days", saves.Select(save => save.Effect.Duty.DayDueAt).ToArray())
        .With("floods", saves.Select(save => save.Effect.Duty.FloodDueAt).ToArray())
        .With("told", saves.Select(save => save.Effect.Duty.FloodToldAt).ToArray());

    // The next nine o'clock of the commune.
    private const string PlanUnplannedSql = """
        insert into commune_duty (commune_id, day_due_at)
        select c.id, (local::date + case when local::time < '09:00' then 0 else 1 end + time '09:00') at time zone c.time_zone
        from communes c cross join lateral (select @now::timestamptz at time zone c.time_zone) as clock(local)
        where not exists (select from commune_duty d where d.commune_id = c.id)
        on conflict do nothing
        """;

    internal static NpgsqlBatchCommand PlanUnplanned(DateTimeOffset now) => new NpgsqlBatchCommand(PlanUnplannedSql).With("now", now);

    private const string DueSql = """
        select commune_id from commune_duty where day_due_at <= @now or flood_due_at <= @now order by day_due_at limit 100
        """;

    public static async Task<IReadOnlyList<int>> Due(NpgsqlDataSource database, DateTimeOffset now, CancellationToken stop)
    {
        await using var command = database.CreateCommand(DueSql);
        command.Parameters.AddWithValue("now", now);
        await using var row = await command.ExecuteReaderAsync(stop);
        var due = new List<int>();
        while (await row.ReadAsync(stop)) due.Add(row.GetInt32(0));
        return due;
    }

    private const string PostponeSql = """
        update commune_duty set day_due_at = greatest(day_due_at, @later), flood_due_at = greatest(flood_due_at, case when flood_due_at is not null then @later end)
        where commune_id = @commune and (day_due_at < @later or flood_due_at < @later)
        """;

    internal static NpgsqlBatchCommand Postpone(CommuneEntry commune, DateTimeOffset later) =>
        new NpgsqlBatchCommand(PostponeSql).With("commune", commune.Commune.Id).With("later", later);
}
