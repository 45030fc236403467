using Npgsql;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Officials;
using VoisinsVigilants.Gateway.Database;

namespace VoisinsVigilants.Gateway.Communes;

/// <summary>
/// The people of a town hall's file beside those who enrolled, moved or were erased by SMS: what somebody did themselves is never undone
/// by a file that does not know it yet.
/// </summary>
public static class PeopleStore
{
    // Who enrolled by SMS and now stands in the file too is one person: the file's key, and the proof they gave.
    private const string AdoptSql = """
        with asked as (select key, phone from unnest(@keys, @phones) as t(key, phone)),
        twin as (
            delete from members m using asked
            where m.commune_id = @id and m.phone = asked.phone and m.proof_source = 'Sms' and m.key <> all(@keys)
              and exists (select from members o where o.commune_id = @id and o.key = asked.key)
            returning asked.key, m.proof_at, m.proof_source, m.proof_charter, m.proof_words),
        adopted as (
            update members m set key = asked.key from asked
            where m.commune_id = @id and m.phone = asked.phone and m.proof_source = 'Sms' and m.key <> all(@keys)
              and not exists (select from members o where o.commune_id = @id and o.key = asked.key))
        update members m set proof_at = twin.proof_at, proof_source = twin.proof_source, proof_charter = twin.proof_charter, proof_words = twin.proof_words
        from twin where m.commune_id = @id and m.key = twin.key
        """;

    internal static async Task Adopt(NpgsqlConnection connection, int id, IReadOnlyList<CommunePerson> people, CancellationToken stop)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(AdoptSql)
            .With("id", id)
            .With("keys", people.Select(person => person.Key).ToArray())
            .With("phones", people.Select(person => person.Phone.Value).ToArray()));
        await batch.ExecuteNonQueryAsync(stop);
    }

    // Another phone is another test: what the old one did not answer is forgotten. An address given by SMS is newer than the file's, until the file says the same. A proof is replaced by a later one only.
    private const string SaveSql = """
        insert into members as m (commune_id, key, name, phone, roles, home_quartier, home_place, referent_of, duty_rank, trained_on, enrolled_at, proof_at, proof_source, proof_charter, proof_words, email)
        select @id, key, name, phone, roles, quartier, place, string_to_array(referent_of, '|'), rank, trained, @now, proof_at, proof_source, proof_charter, case when proof_at is not null then '' end, email
        from unnest(@keys, @names, @phones, @roles, @quartiers, @places, @referent_of, @ranks, @trained, @proofs, @sources, @charters, @emails)
            as t(key, name, phone, roles, quartier, place, referent_of, rank, trained, proof_at, proof_source, proof_charter, email)
        where not exists (
            select from erasures e where e.commune_id = @id and e.member_key = t.key and (t.proof_at is null or t.proof_at <= e.erased_at))
        on conflict (commune_id, key) do update set
            name = excluded.name, phone = excluded.phone, roles = excluded.roles, referent_of = excluded.referent_of, duty_rank = excluded.duty_rank, trained_on = excluded.trained_on, email = excluded.email,
            test_due_at = case when m.phone = excluded.phone then m.test_due_at end,
            test_sent_at = case when m.phone = excluded.phone then m.test_sent_at end,
            silent_since = case when m.phone = excluded.phone then m.silent_since end,
            home_quartier = case when m.moved_at is null then excluded.home_quartier else m.home_quartier end,
            home_place = case when m.moved_at is null then excluded.home_place else m.home_place end,
            moved_at = case when (m.home_quartier, m.home_place) is distinct from (excluded.home_quartier, excluded.home_place) then m.moved_at end,
            proof_at = case when excluded.proof_at > m.proof_at or m.proof_at is null then excluded.proof_at else m.proof_at end,
            proof_source = case when excluded.proof_at > m.proof_at or m.proof_at is null then excluded.proof_source else m.proof_source end,
            proof_charter = case when excluded.proof_at > m.proof_at or m.proof_at is null then excluded.proof_charter else m.proof_charter end,
            proof_words = case when excluded.proof_at > m.proof_at or m.proof_at is null then excluded.proof_words else m.proof_words end
        returning xmax = 0
        """;

    /// <summary>Returns how many were not known before, and how many were.</summary>
    internal static async Task<(int New, int Known)> Save(NpgsqlConnection connection, int id, CommuneFile commune, DateTimeOffset now, CancellationToken stop)
    {
        var people = commune.People;
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(SaveSql)
            .With("id", id)
            .With("now", now)
            .With("keys", people.Select(person => person.Key).ToArray())
            .With("names", people.Select(person => person.Name).ToArray())
            .With("phones", people.Select(person => person.Phone.Value).ToArray())
            .With("roles", people.Select(person => (int)person.Roles).ToArray())
            .With("quartiers", people.Select(person => person.Quartier).ToArray())
            .With("places", people.Select(person => person.Place).ToArray())
            .With("referent_of", people.Select(person => string.Join('|', person.ReferentOf)).ToArray())
            .With("ranks", people.Select(person => person.DutyRank).ToArray())
            .With("trained", people.Select(person => person.TrainedOn).ToArray())
            .With("proofs", people.Select(person => SignedAt(person.Proof, commune.TimeZone)).ToArray())
            .With("sources", people.Select(person => person.Proof?.Source.ToString()).ToArray())
            .With("charters", people.Select(person => person.Proof?.Charter).ToArray())
            .With("emails", people.Select(person => person.Email).ToArray()));
        await using var row = await batch.ExecuteReaderAsync(stop);
        var (added, known) = (0, 0);
        while (await row.ReadAsync(stop)) (added, known) = row.GetBoolean(0) ? (added + 1, known) : (added, known + 1);
        return (added, known);
    }

    // What a file says of a person and what the person said since, so that the town hall can mend its file.
    private const string DifferencesSql = """
        select 'moved', key from members where commune_id = @id and key = any(@keys) and moved_at is not null
        union all select 'sms', key from members where commune_id = @id and key <> all(@keys) and proof_source = 'Sms'
        union all select 'erased', e.member_key from erasures e where e.commune_id = @id and e.member_key = any(@keys)
            and not exists (select from members m where m.commune_id = @id and m.key = e.member_key)
        order by 1, 2
        """;

    // A key that the file names no more, or whose person is back, need not be remembered.
    private const string ForgetKeysSql = """
        update erasures e set member_key = null where e.commune_id = @id
        and (e.member_key <> all(@keys) or exists (select from members m where m.commune_id = @id and m.key = e.member_key))
        """;

    internal static async Task<ILookup<string, string>> Differences(NpgsqlConnection connection, int id, IReadOnlyList<CommunePerson> people, CancellationToken stop)
    {
        var keys = people.Select(person => person.Key).ToArray();
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(DifferencesSql).With("id", id).With("keys", keys));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(ForgetKeysSql).With("id", id).With("keys", keys));
        await using var row = await batch.ExecuteReaderAsync(stop);
        var found = new List<(string Kind, string Key)>();
        while (await row.ReadAsync(stop)) found.Add((row.GetString(0), row.GetString(1)));
        return found.ToLookup(one => one.Kind, one => one.Key);
    }

    // A sheet of paper has a day, the commune's.
    private static DateTimeOffset? SignedAt(PaperProof? proof, TimeZoneInfo zone)
    {
        if (proof is null) return null;
        var day = proof.On.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(day, zone.GetUtcOffset(day)).ToUniversalTime();
    }
}
