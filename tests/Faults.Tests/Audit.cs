using Npgsql;

namespace VoisinsVigilants.Faults.Tests;

/// <summary>What the database itself notes of every SMS, by the clock of the wall: when it was written, each status it had, and whether one ever went back.</summary>
internal static class Audit
{
    public static Task Install(NpgsqlDataSource database) => Execute(database, """
        create table audit_steps (id bigint not null, before smallint, after smallint not null, at timestamptz not null, xid bigint);
        create function audit_step() returns trigger language plpgsql as $$
        begin
            if tg_op = 'INSERT' then insert into audit_steps values (new.id, null, new.status, clock_timestamp());
            elsif new.status <> old.status then insert into audit_steps values (new.id, old.status, new.status, clock_timestamp());
            end if;
            return null;
        end $$;
        create trigger audit after insert or update of status on messages for each row execute function audit_step();
        """);

    public static async Task Execute(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Every row, by the reader's choice of columns.</summary>
    public static async Task<List<T>> Rows<T>(NpgsqlDataSource database, string sql, Func<NpgsqlDataReader, T> read)
    {
        await using var command = database.CreateCommand(sql);
        command.CommandTimeout = 120;
        await using var row = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await row.ReadAsync()) rows.Add(read(row));
        return rows;
    }
}
