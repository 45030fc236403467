using Npgsql;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Turns;
using VoisinsVigilants.Gateway.Database;

namespace VoisinsVigilants.Gateway.Communes;

/// <summary>People who enrol and move by SMS.</summary>
public static class EnrolmentStore
{
    // The unique phone is a deferred constraint, which "on conflict" cannot name.
    private const string EnrolSql = """
        with asked as (
            select * from unnest(@communes, @phones, @keys, @quartiers, @places, @charters, @bodies, @words)
                as t(commune, phone, key, quartier, place, charter, body, words)),
        charter as (
            insert into charters (commune_id, version, body, first_accepted_at) select distinct commune, charter, body, @now from asked on conflict do nothing)
        insert into members (commune_id, key, name, phone, roles, home_quartier, home_place, enrolled_at, proof_at, proof_source, proof_charter, proof_words)
        select commune, key, '', phone, 1, quartier, place, @now, @now, 'Sms', charter, words from asked
        where not exists (select from members m where m.commune_id = asked.commune and m.phone = asked.phone)
        """;

    internal static NpgsqlBatchCommand Enrol(IReadOnlyList<(Commune Commune, Effect.Enrol Effect)> enrolments, DateTimeOffset now)
    {
        T[] Column<T>(Func<NewMember, T> pick) => [.. enrolments.Select(enrolment => pick(enrolment.Effect.Member))];

        return new NpgsqlBatchCommand(EnrolSql)
            .With("now", now)
            .With("communes", enrolments.Select(enrolment => enrolment.Commune.Id).ToArray())
            .With("phones", enrolments.Select(enrolment => enrolment.Effect.Phone.Value).ToArray())
            .With("keys", Column(member => member.Key))
            .With("quartiers", Column(member => member.Quartier))
            .With("places", Column(member => member.Place))
            .With("charters", Column(member => member.Proof.Charter))
            .With("bodies", Column(member => member.CharterText))
            .With("words", Column(member => member.Proof.Words));
    }

    private const string MoveSql = """
        update members m set home_quartier = t.quartier, home_place = t.place, moved_at = @now
        from unnest(@ids, @quartiers, @places) as t(id, quartier, place) where m.id = t.id
        """;

    internal static NpgsqlBatchCommand Move(IReadOnlyList<(Commune Commune, Effect.ChangeAddress Effect)> moves, DateTimeOffset now) => new NpgsqlBatchCommand(MoveSql)
        .With("now", now)
        .With("ids", moves.Select(move => move.Effect.MemberId).ToArray())
        .With("quartiers", moves.Select(move => move.Effect.Quartier).ToArray())
        .With("places", moves.Select(move => move.Effect.Place).ToArray());
}
