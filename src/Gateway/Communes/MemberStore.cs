using Npgsql;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Gateway.Database;
using VoisinsVigilants.Gateway.Turns;

namespace VoisinsVigilants.Gateway.Communes;

/// <summary>Enrolled people as decisions need them.</summary>
public static class MemberStore
{
    private const string ColumnsSql = """
        select m.commune_id, m.id, m.phone, m.name, m.roles, m.home_quartier, m.home_place, m.referent_of, m.duty_rank, m.absent_from, m.absent_until,
               c.opted_out_at is null and c.invalid_since is null as reachable,
               m.trained_on, m.test_due_at, m.test_sent_at, m.test_failed_at, m.silent_since,
               m.enrolled_at, m.proof_at, m.proof_source, m.proof_charter, m.proof_words, m.email
        from members m left join contacts c on c.commune_id = m.commune_id and c.phone = m.phone
        """;

    private const string LoadSendersSql = ColumnsSql + """

        join unnest(@communes, @phones) as t(commune, phone) on m.commune_id = t.commune and m.phone = t.phone
        """;

    internal static NpgsqlBatchCommand LoadSenders(IReadOnlyList<TurnInput> inputs) => new NpgsqlBatchCommand(LoadSendersSql)
        .With("communes", inputs.Select(input => input.Key.Commune).ToArray())
        .With("phones", inputs.Select(input => input.Key.Phone).ToArray());

    private const string LoadStaffSql = ColumnsSql + """

        where m.commune_id = any(@communes) and m.roles > 1 order by m.id
        """;

    internal static NpgsqlBatchCommand LoadStaff(IReadOnlyList<TurnInput> inputs) => new NpgsqlBatchCommand(LoadStaffSql)
        .With("communes", inputs.Select(input => input.Key.Commune).Distinct().ToArray());

    internal static (int Commune, Member Member) Read(NpgsqlDataReader row) => (
        row.GetInt32(0),
        new Member(
            row.GetInt64(1),
            PhoneNumber.Parse(row.GetString(2)),
            row.GetString(3),
            (Roles)row.GetInt32(4),
            row.OptionalString(5),
            row.OptionalString(6),
            row.GetFieldValue<string[]>(7),
            row.Optional<int>(8),
            row.Optional<DateTimeOffset>(9),
            row.Optional<DateTimeOffset>(10),
            row.GetBoolean(11))
        {
            TrainedOn = row.Optional<DateOnly>(12),
            Test = new PhoneTest(row.Optional<DateTimeOffset>(13), row.Optional<DateTimeOffset>(14), row.Optional<DateTimeOffset>(15), row.Optional<DateTimeOffset>(16)),
            EnrolledAt = row.GetFieldValue<DateTimeOffset>(17),
            Email = row.OptionalString(22),
            Proof = row.Optional<DateTimeOffset>(18) is { } at ? new EnrolmentProof(at, Enum.Parse<ProofSource>(row.GetString(19)), row.GetString(20), row.GetString(21)) : null,
        });
}
