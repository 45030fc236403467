using Npgsql;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Turns;
using VoisinsVigilants.Gateway.Database;
using VoisinsVigilants.Gateway.Turns;

namespace VoisinsVigilants.Gateway.Duty;

/// <summary>Who is away, and whose phone is tried when.</summary>
public static class DutyStore
{
    private const string SetAbsenceSql = """
        update members m set absent_from = u.starts, absent_until = u.ends from unnest(@ids, @froms, @untils) as u(id, starts, ends) where m.id = u.id
        """;

    internal static NpgsqlBatchCommand SetAbsence(IReadOnlyList<(Commune Commune, Effect.SetAbsence Effect)> absences) => new NpgsqlBatchCommand(SetAbsenceSql)
        .With("ids", absences.Select(absence => absence.Effect.MemberId).ToArray())
        .With("froms", absences.Select(absence => absence.Effect.From).ToArray())
        .With("untils", absences.Select(absence => absence.Effect.Until).ToArray());

    private const string PlanTestSql = """
        update members m set test_due_at = u.due, test_sent_at = u.sent, test_failed_at = u.failed, silent_since = u.silent
        from unnest(@ids, @dues, @sent, @failed, @silent) as u(id, due, sent, failed, silent) where m.id = u.id
        """;

    internal static NpgsqlBatchCommand PlanTest(IReadOnlyList<(Commune Commune, Effect.PlanTest Effect)> plans) => new NpgsqlBatchCommand(PlanTestSql)
        .With("ids", plans.Select(plan => plan.Effect.MemberId).ToArray())
        .With("dues", plans.Select(plan => plan.Effect.Test.DueAt).ToArray())
        .With("sent", plans.Select(plan => plan.Effect.Test.SentAt).ToArray())
        .With("failed", plans.Select(plan => plan.Effect.Test.FailedAt).ToArray())
        .With("silent", plans.Select(plan => plan.Effect.Test.SilentSince).ToArray());

    // The first test comes a month after somebody was given their office, between 10:00 and 18:00 of their commune, not all at once.
    private const string PlanUnplannedSql = """
        update members m set test_due_at =
            ((@now::timestamptz at time zone c.time_zone)::date + 30 + time '10:00' + m.id * 97 % 480 * interval '1 minute') at time zone c.time_zone
        from communes c where c.id = m.commune_id and m.test_due_at is null and m.roles & 6 <> 0
        """;

    internal static NpgsqlBatchCommand PlanUnplanned(DateTimeOffset now) => new NpgsqlBatchCommand(PlanUnplannedSql).With("now", now);

    private const string DueSql = """
        select commune_id, phone from members where test_due_at <= @now order by test_due_at limit 100
        """;

    public static async Task<IReadOnlyList<(int Commune, PhoneNumber Phone)>> Due(NpgsqlDataSource database, DateTimeOffset now, CancellationToken stop)
    {
        await using var command = database.CreateCommand(DueSql);
        command.Parameters.AddWithValue("now", now);
        await using var row = await command.ExecuteReaderAsync(stop);
        var due = new List<(int, PhoneNumber)>();
        while (await row.ReadAsync(stop)) due.Add((row.GetInt32(0), PhoneNumber.Parse(row.GetString(1))));
        return due;
    }

    private const string PostponeSql = "update members set test_due_at = @later where commune_id = @commune and phone = @phone";

    internal static NpgsqlBatchCommand Postpone(TurnInput input, DateTimeOffset later) => new NpgsqlBatchCommand(PostponeSql)
        .With("commune", input.Key.Commune).With("phone", input.Key.Phone).With("later", later);

    // A test that was lost is looked at now, unless the same words are on their way again.
    private const string WakeLostSql = """
        update members m set test_failed_at = @now, test_due_at = @now
        from messages lost
        where lost.id = any(@ids) and lost.purpose = 'Service' and m.id = lost.member_id and m.test_sent_at is not null and lost.created_at >= m.test_sent_at
          and not exists (select from messages again where again.commune_id = lost.commune_id and again.to_phone = lost.to_phone
                          and again.created_at >= m.test_sent_at and again.id > lost.id and again.body = lost.body and again.status < 50)
        """;

    internal static NpgsqlBatchCommand WakeLost(long[] lost, DateTimeOffset now) => new NpgsqlBatchCommand(WakeLostSql).With("ids", lost).With("now", now);
}
