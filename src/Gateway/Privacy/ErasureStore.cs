using Npgsql;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Turns;
using VoisinsVigilants.Gateway.Database;

namespace VoisinsVigilants.Gateway.Privacy;

/// <summary>
/// Removes what leads back to a person, in two steps. At once: member, contact, the words of all their SMS, and their phone everywhere.
/// A day later, and again each day while an alert of theirs still lives: the words of those alerts and the SMS that confirmed the erasure.
/// </summary>
public sealed class ErasureStore(NpgsqlDataSource database)
{
    // The SMS that confirms is written after this one, so it still finds its way. What waited to leave is not sent any more (70: cancelled).
    private const string EraseSql = """
        with asked as (select * from unnest(@communes, @phones, @pseudonyms) as t(commune, phone, pseudonym)),
        member as (
            delete from members m using asked where m.commune_id = asked.commune and m.phone = asked.phone
            returning m.commune_id, m.phone, m.key, m.proof_source, m.email),
        mailed as (
            update mails p set to_address = '', subject = '', body = '', holder = null, failed_at = case when p.sent_at is null then coalesce(p.failed_at, @now) end
            from member where p.commune_id = member.commune_id and p.to_address = member.email),
        contact as (delete from contacts c using asked where c.commune_id = asked.commune and c.phone = asked.phone),
        received as (
            update inbox i set from_phone = asked.pseudonym, body = '' from asked
            where i.commune_id = asked.commune and i.from_phone = asked.phone and i.handled_at is not null),
        sent as (
            update messages m set to_phone = asked.pseudonym, body = '', due_at = least(m.due_at, @now), check_at = null, holder = null,
                status = case when m.status < 40 then 70 else m.status end, ended_at = coalesce(m.ended_at, @now)
            from asked where m.commune_id = asked.commune and m.to_phone = asked.phone),
        told as (
            update alerts a set author = asked.pseudonym, body = case when a.closed_at is null then a.body else '' end
            from asked where a.commune_id = asked.commune and a.author = asked.phone),
        witnessed as (
            update alert_witnesses w set phone = asked.pseudonym, body = case when a.closed_at is null then w.body else '' end
            from asked, alerts a where w.commune_id = asked.commune and w.phone = asked.phone and a.id = w.alert_id),
        suspended as (
            update suspensions s set phone = case when s.phone = asked.phone then asked.pseudonym else s.phone end,
                suspended_by = case when s.suspended_by = asked.phone then asked.pseudonym else s.suspended_by end,
                lifted_by = case when s.lifted_by = asked.phone then asked.pseudonym else s.lifted_by end
            from asked where s.commune_id = asked.commune and asked.phone in (s.phone, s.suspended_by, s.lifted_by)),
        logged as (
            update alert_entries e set by_phone = asked.pseudonym, body = ''
            from asked, alerts a where a.commune_id = asked.commune and e.alert_id = a.id and e.by_phone = asked.phone)
        insert into erasures (commune_id, pseudonym, erased_at, phone, member_key, due_at)
        select asked.commune, asked.pseudonym, @now, asked.phone, member.key, @now + interval '1 day'
        from asked left join member on member.commune_id = asked.commune and member.phone = asked.phone and member.proof_source is distinct from 'Sms'
        """;

    internal static NpgsqlBatchCommand Erase(IReadOnlyList<(Commune Commune, Effect.Erase Effect)> erasures, DateTimeOffset now) => new NpgsqlBatchCommand(EraseSql)
        .With("now", now)
        .With("communes", erasures.Select(erasure => erasure.Commune.Id).ToArray())
        .With("phones", erasures.Select(erasure => erasure.Effect.Phone.Value).ToArray())
        .With("pseudonyms", erasures.Select(erasure => erasure.Effect.Pseudonym.Value).ToArray());

    // SMS that told others of a report hold its words too. Only what was written before the erasure is touched: the person may have come back since.
    private const string FinishSql = """
        with due as (select id, commune_id, pseudonym, phone, erased_at from erasures where due_at <= @now),
        own as (
            select a.id, due.pseudonym, a.closed_at from alerts a join due on a.commune_id = due.commune_id and a.author = due.pseudonym
            union
            select a.id, due.pseudonym, a.closed_at from due join alert_witnesses w on w.commune_id = due.commune_id and w.phone = due.pseudonym join alerts a on a.id = w.alert_id),
        ended as (select id, pseudonym from own where closed_at is not null),
        reported as (update alerts a set body = '' from ended where a.id = ended.id and a.author = ended.pseudonym),
        witnessed as (update alert_witnesses w set body = '' from ended where w.alert_id = ended.id and w.phone = ended.pseudonym),
        logged as (update alert_entries e set body = '' from ended where e.alert_id = ended.id and e.by_phone = ended.pseudonym),
        told as (update messages m set body = '' from ended where m.alert_id = ended.id),
        mailed as (
            update mails p set body = '', holder = null, failed_at = case when p.sent_at is null then coalesce(p.failed_at, @now) end
            from ended where p.alert_id = ended.id),
        confirmed as (
            update messages m set to_phone = due.pseudonym, body = '', check_at = null, holder = null,
                status = case when m.status < 40 then 70 else m.status end, ended_at = coalesce(m.ended_at, @now)
            from due where m.commune_id = due.commune_id and m.to_phone = due.phone and m.created_at <= due.erased_at)
        update erasures e set phone = null,
            due_at = case when exists (select from own where own.pseudonym = e.pseudonym and own.closed_at is null) then @now + interval '1 day' end
        from due where e.id = due.id
        """;

    /// <summary>Returns how many erasures went on.</summary>
    public async Task<int> Finish(DateTimeOffset now, CancellationToken stop)
    {
        await using var command = database.CreateCommand(FinishSql);
        command.Parameters.AddWithValue("now", now);
        return await command.ExecuteNonQueryAsync(stop);
    }
}
