using Npgsql;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Turns;
using VoisinsVigilants.Gateway.Database;
using VoisinsVigilants.Gateway.Turns;

namespace VoisinsVigilants.Gateway.Duty;

/// <summary>Suspended numbers, and the journal of who suspended them and why.</summary>
public static class SuspensionStore
{
    private const string LoadSql = """
        select commune_id, phone, code, reason, suspended_at, answered_at from suspensions where commune_id = any(@communes) and lifted_at is null
        """;

    internal static NpgsqlBatchCommand Load(IReadOnlyList<TurnInput> inputs) => new NpgsqlBatchCommand(LoadSql)
        .With("communes", inputs.Select(input => input.Key.Commune).Distinct().ToArray());

    internal static (int Commune, Suspension Suspension) Read(NpgsqlDataReader row) => (
        row.GetInt32(0),
        new Suspension(PhoneNumber.Parse(row.GetString(1)), row.GetString(2), row.GetString(3), row.GetFieldValue<DateTimeOffset>(4), row.Optional<DateTimeOffset>(5)));

    // Two adjoints may suspend one number in the same instant: the first reason stands.
    private const string SuspendSql = """
        insert into suspensions (commune_id, phone, code, reason, suspended_by, suspended_at)
        select commune, phone, code, reason, by_phone, since from unnest(@communes, @phones, @codes, @reasons, @by, @since) as t(commune, phone, code, reason, by_phone, since)
        on conflict (commune_id, phone) where lifted_at is null do nothing
        """;

    internal static NpgsqlBatchCommand Suspend(IReadOnlyList<(Commune Commune, Effect.Suspend Effect)> suspensions) => new NpgsqlBatchCommand(SuspendSql)
        .With("communes", suspensions.Select(one => one.Commune.Id).ToArray())
        .With("phones", suspensions.Select(one => one.Effect.Suspension.Phone.Value).ToArray())
        .With("codes", suspensions.Select(one => one.Effect.Suspension.Code).ToArray())
        .With("reasons", suspensions.Select(one => one.Effect.Suspension.Reason).ToArray())
        .With("by", suspensions.Select(one => one.Effect.By.Value).ToArray())
        .With("since", suspensions.Select(one => one.Effect.Suspension.Since).ToArray());

    private const string AnswerSql = """
        update suspensions s set answered_at = @now from unnest(@communes, @phones) as t(commune, phone)
        where s.commune_id = t.commune and s.phone = t.phone and s.lifted_at is null and s.answered_at is null
        """;

    internal static NpgsqlBatchCommand Answer(IReadOnlyList<(Commune Commune, Effect.AnswerSuspended Effect)> answers, DateTimeOffset now) => new NpgsqlBatchCommand(AnswerSql)
        .With("now", now)
        .With("communes", answers.Select(answer => answer.Commune.Id).ToArray())
        .With("phones", answers.Select(answer => answer.Effect.Phone.Value).ToArray());

    private const string LiftSql = """
        update suspensions s set lifted_at = @now, lifted_by = t.by_phone from unnest(@communes, @phones, @by) as t(commune, phone, by_phone)
        where s.commune_id = t.commune and s.phone = t.phone and s.lifted_at is null
        """;

    internal static NpgsqlBatchCommand Lift(IReadOnlyList<(Commune Commune, Effect.LiftSuspension Effect)> lifts, DateTimeOffset now) => new NpgsqlBatchCommand(LiftSql)
        .With("now", now)
        .With("communes", lifts.Select(lift => lift.Commune.Id).ToArray())
        .With("phones", lifts.Select(lift => lift.Effect.Phone.Value).ToArray())
        .With("by", lifts.Select(lift => lift.Effect.By.Value).ToArray());
}
