using Npgsql;
using VoisinsVigilants.Village;

namespace VoisinsVigilants.Gateway.Tests.Database;

/// <summary>The wall beneath the code: what a connection may see of another commune when the program itself is wrong.</summary>
public sealed class RowSecurityTests(VillageFixture fixture) : IClassFixture<VillageFixture>
{
    private readonly Village.Village village = fixture.Village;

    [Fact]
    public async Task Every_table_with_rows_of_a_commune_is_walled_even_against_its_owner()
    {
        var open = await village.Database.Ask<string>("""
            select coalesce(string_agg(distinct c.relname, ', '), '') from pg_class c join pg_attribute a on a.attrelid = c.oid
            where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attname = 'commune_id' and not a.attisdropped
              and not (c.relrowsecurity and c.relforcerowsecurity)
            """);

        open.Should().BeEmpty("each of these tables needs the policy of migration 0008");
        (await village.Database.Ask<long>("select count(*) from pg_policy")).Should().BeGreaterThan(5);
    }

    // What holds nothing of a commune: the carrier's status words (no phone, no text), the clock of a simulation, two counters.
    [Fact]
    public async Task No_other_table_holds_anything_of_a_commune() =>
        (await village.Database.List("""
            select relname from pg_class c where relkind = 'r' and relnamespace = 'public'::regnamespace and not relrowsecurity order by 1
            """)).Should().BeEquivalentTo("commune_changes", "message_events", "schema_migrations", "sender_rates", "simulation_clock");

    [Fact]
    public async Task The_role_of_the_program_cannot_go_around_the_wall() =>
        (await village.Database.Ask<bool>("select rolsuper or rolbypassrls from pg_roles where rolname = current_user")).Should().BeFalse();

    [Fact]
    public async Task A_connection_that_names_no_commune_sees_none()
    {
        await using var source = Opened(null);

        (await Ask(source, "select count(*) from members")).Should().Be(0);
        (await Ask(source, "select count(*) from communes")).Should().Be(0);
    }

    [Fact]
    public async Task A_connection_sees_the_commune_it_names_and_writes_into_no_other()
    {
        await using var source = Opened("1");
        await using var stranger = Opened("2");

        (await Ask(source, "select count(*) from members")).Should().BePositive();
        (await Ask(stranger, "select count(*) from members")).Should().Be(0);
        (await Ask(stranger, "with changed as (update members set name = 'x' returning 1) select count(*) from changed")).Should().Be(0);
        var write = () => Ask(stranger, "with added as (insert into quartiers (commune_id, code, name) values (1, 'x', 'X') returning 1) select count(*) from added");
        (await write.Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be(PostgresErrorCodes.InsufficientPrivilege);
    }

    private NpgsqlDataSource Opened(string? communes) => NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(village.Database.ConnectionString)
    {
        Options = communes is null ? null : $"-c voisins.communes={communes}",
    });

    private static async Task<long> Ask(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
