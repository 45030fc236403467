using Npgsql;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Turns;
using VoisinsVigilants.Gateway.Database;
using VoisinsVigilants.Gateway.Jobs;

namespace VoisinsVigilants.Gateway.Mails;

/// <summary>A mail that this node holds.</summary>
/// <param name="Attempts">This one included.</param>
public sealed record HeldMail(long Id, string To, string Subject, string Body, DateTimeOffset CreatedAt, int Attempts);

/// <summary>Every e-mail is a row before it is sent.</summary>
public sealed class MailStore(NpgsqlDataSource database)
{
    private const string InsertSql = """
        insert into mails (commune_id, alert_id, to_address, subject, body, created_at, due_at)
        select commune, alert, recipient, subject, body, @now, @now
        from unnest(@communes, @alerts, @recipients, @subjects, @bodies) as t(commune, alert, recipient, subject, body)
        """;

    internal static NpgsqlBatchCommand Insert(IReadOnlyList<(Commune Commune, Effect.SendMail Effect)> mails, DateTimeOffset now) => new NpgsqlBatchCommand(InsertSql)
        .With("now", now)
        .With("communes", mails.Select(mail => mail.Commune.Id).ToArray())
        .With("alerts", mails.Select(mail => mail.Effect.Mail.AlertId).ToArray())
        .With("recipients", mails.Select(mail => mail.Effect.Mail.To).ToArray())
        .With("subjects", mails.Select(mail => mail.Effect.Mail.Subject).ToArray())
        .With("bodies", mails.Select(mail => mail.Effect.Mail.Body).ToArray());

    // A node sends one mail after the other: what it held before is left from a try whose end it could not write down.
    private const string ClaimSql = """
        update mails m set holder = @me, attempts = m.attempts + 1
        where m.id = (
            select id from mails
            where sent_at is null and failed_at is null and due_at <= @now and (holder is null or holder = @me or not exists (
                select from pg_locks where locktype = 'advisory' and classid = @locks and objid::bigint = holder and granted and database = (select oid from pg_database where datname = current_database())))
            order by due_at, id limit 1 for update skip locked)
        returning m.id, m.to_address, m.subject, m.body, m.created_at, m.attempts
        """;

    /// <summary>The mail that has waited longest; null when none is due. Two nodes never get the same one.</summary>
    public async Task<HeldMail?> Claim(int me, DateTimeOffset now, CancellationToken stop)
    {
        await using var command = database.CreateCommand(ClaimSql);
        command.Parameters.AddWithValue("me", me);
        command.Parameters.AddWithValue("now", now);
        command.Parameters.AddWithValue("locks", NodeStore.Locks);
        await using var row = await command.ExecuteReaderAsync(stop);
        return await row.ReadAsync(stop) ? new HeldMail(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetFieldValue<DateTimeOffset>(4), row.GetInt16(5)) : null;
    }

    private const string SentSql = "update mails set sent_at = @now, holder = null, error = null where id = @id";

    public async Task Sent(long id, DateTimeOffset now, CancellationToken stop)
    {
        await using var command = database.CreateCommand(SentSql);
        command.Parameters.AddWithValue("id", id);
        command.Parameters.AddWithValue("now", now);
        await command.ExecuteNonQueryAsync(stop);
    }

    private const string NotSentSql = """
        update mails set holder = null, error = @error, due_at = coalesce(@later, due_at), failed_at = case when @later::timestamptz is null then @now end where id = @id
        """;

    /// <param name="later">When it is tried again; null when it is given up.</param>
    public async Task NotSent(long id, string error, DateTimeOffset? later, DateTimeOffset now, CancellationToken stop)
    {
        await using var command = database.CreateCommand(NotSentSql);
        command.Parameters.AddWithValue("id", id);
        command.Parameters.AddWithValue("error", error);
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset?>("later", later));
        command.Parameters.AddWithValue("now", now);
        await command.ExecuteNonQueryAsync(stop);
    }

    private const string NextSql = "select min(due_at) from mails where sent_at is null and failed_at is null and holder is null";

    /// <summary>When the next one is due that nobody holds; null when none waits.</summary>
    public async Task<DateTimeOffset?> Next(CancellationToken stop)
    {
        await using var command = database.CreateCommand(NextSql);
        return await command.ExecuteScalarAsync(stop) is DateTime next ? new DateTimeOffset(next, TimeSpan.Zero) : null;
    }
}
