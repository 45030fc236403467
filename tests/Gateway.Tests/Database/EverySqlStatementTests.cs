using System.Reflection;
using System.Text.RegularExpressions;
using Npgsql;
using VoisinsVigilants.Gateway.Database;
using VoisinsVigilants.Village;

namespace VoisinsVigilants.Gateway.Tests.Database;

/// <summary>Every statement of the program is prepared against the migrated schema: a column that was renamed shows here, not at night.</summary>
public sealed partial class EverySqlStatementTests : IAsyncLifetime
{
    /// <summary>What the program gives for a parameter, by its name; a name that means several things is written with its statement's class, or with class and statement.</summary>
    private static readonly Dictionary<string, string> Types = new()
    {
        ["me"] = "int", ["mine"] = "bigint[]", ["locks"] = "int", ["node"] = "int", ["burst"] = "interval", ["pause"] = "interval", ["rate"] = "int", ["broadcasts"] = "int", ["most_broadcasts"] = "int",
        ["settles"] = "timestamptz", ["settle_times"] = "timestamptz[]", ["OutboxStore.last"] = "int", ["now"] = "timestamptz", ["later"] = "timestamptz", ["lease"] = "timestamptz", ["id"] = "int", ["AlertStore.id"] = "uuid", ["OutboxStore.id"] = "bigint", ["DeliveryStore.id"] = "bigint",
        ["ids"] = "bigint[]", ["AlertStore.ids"] = "uuid[]", ["InboxStore.ids"] = "text[]", ["retry_ids"] = "bigint[]", ["versions"] = "int[]",
        ["communes"] = "int[]", ["phones"] = "text[]", ["sees_all"] = "boolean[]", ["commune"] = "int", ["SimulationEndpoints.commune"] = "text",
        ["numbers"] = "int[]", ["letters"] = "text[]", ["states"] = "text[]", ["since"] = "timestamptz[]", ["categories"] = "text[]", ["places"] = "text[]", ["quartiers"] = "text[]",
        ["urgent"] = "boolean[]", ["incomplete"] = "boolean[]", ["authors"] = "text[]", ["enrolled"] = "boolean[]", ["bodies"] = "text[]", ["created"] = "timestamptz[]", ["takers"] = "bigint[]",
        ["escalations"] = "smallint[]", ["digests"] = "timestamptz[]", ["dues"] = "timestamptz[]", ["ended"] = "boolean[]", ["alerts"] = "uuid[]", ["kinds"] = "text[]", ["by"] = "text[]",
        ["join_since"] = "timestamptz[]", ["held"] = "text[]", ["WitnessStore.times"] = "timestamptz[]", ["withdrawn"] = "boolean[]", ["masks"] = "text[]", ["sealed"] = "bytea[]", ["reveals"] = "boolean[]", ["PlateStore.before"] = "timestamptz", ["CommuneDutyStore.within"] = "interval[]",
        ["at"] = "timestamptz[]", ["lane"] = "smallint", ["of"] = "text[]", ["people"] = "int[]", ["resident"] = "int", ["staff"] = "int", ["months"] = "date[]", ["share"] = "numeric",
        ["budget"] = "numeric", ["first"] = "smallint", ["last"] = "smallint", ["BroadcastStore.id"] = "uuid", ["BroadcastStore.ids"] = "uuid[]", ["BroadcastStore.numbers"] = "text[]",
        ["round"] = "int", ["ahead"] = "int[]", ["most"] = "int", ["waits"] = "interval[]",
        ["froms"] = "text[]", ["tos"] = "text[]", ["received"] = "timestamptz[]", ["opt_outs"] = "text[]", ["DeliveryStore.opt_outs"] = "int[]", ["invalid"] = "int[]", ["error"] = "text",
        ["opted_out"] = "timestamptz[]", ["steps"] = "text[]", ["drafts"] = "text[]", ["patience"] = "timestamptz[]", ["alert_times"] = "timestamptz[]", ["help_days"] = "date[]", ["help_counts"] = "smallint[]",
        ["senders"] = "text[]", ["prices"] = "numeric[]", ["recipients"] = "text[]", ["members"] = "bigint[]", ["purposes"] = "text[]", ["lanes"] = "smallint[]", ["segments"] = "smallint[]",
        ["also"] = "text[]", ["due"] = "timestamptz[]", ["expires"] = "timestamptz[]", ["sids"] = "text[]", ["words"] = "text[]", ["errors"] = "int[]", ["statuses"] = "smallint[]", ["known"] = "boolean[]",
        ["DutyStore.froms"] = "timestamptz[]", ["untils"] = "timestamptz[]", ["sent"] = "timestamptz[]", ["failed"] = "timestamptz[]", ["silent"] = "timestamptz[]", ["phone"] = "text",
        ["days"] = "timestamptz[]", ["floods"] = "timestamptz[]", ["told"] = "timestamptz[]", ["within"] = "interval[]", ["reasons"] = "text[]", ["paused"] = "timestamptz[]",
        ["adjoint_only"] = "boolean[]", ["trained"] = "date[]", ["meeting"] = "timestamp", ["sender"] = "text", ["alsace"] = "boolean",
        ["number"] = "text", ["Migrator.number"] = "int", ["name"] = "text", ["fingerprint"] = "text", ["offset"] = "bigint",
        ["code"] = "text", ["zone"] = "text", ["starts"] = "time", ["ends"] = "time", ["open"] = "boolean", ["signed"] = "date", ["desk"] = "boolean", ["policy"] = "text", ["price"] = "numeric",
        ["keys"] = "text[]", ["codes"] = "text[]", ["names"] = "text[]", ["aliases"] = "text[]", ["PeopleStore.roles"] = "int[]", ["referent_of"] = "text[]", ["ranks"] = "int[]",
        ["MailStore.id"] = "bigint", ["subjects"] = "text[]", ["emails"] = "text[]",
        ["pseudonyms"] = "text[]", ["charters"] = "text[]", ["requests"] = "text[]", ["proofs"] = "timestamptz[]", ["sources"] = "text[]",
    };

    // Beginnings of other statements, and what PostgreSQL prepares only by doing it.
    private static readonly HashSet<string> NotPrepared = ["Migrator.JournalSql", "SimulationRun.WipeSql", "NodeStore.ListenSql"];

    private TestDatabase database = null!;

    private static IReadOnlyList<(string Name, string Class, string Sql)> All { get; } =
    [
        .. typeof(Migrator).Assembly.GetTypes().SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(field => field.IsLiteral && field.FieldType == typeof(string) && field.Name.EndsWith("Sql", StringComparison.Ordinal))
            .Select(field => ($"{field.DeclaringType!.Name}.{field.Name}", field.DeclaringType.Name, (string)field.GetRawConstantValue()!)),
    ];

    public async Task InitializeAsync()
    {
        database = await TestDatabase.Create();
        await new Migrator(database.Source, TimeProvider.System).Migrate(CancellationToken.None);
    }

    public async Task DisposeAsync() => await database.DisposeAsync();

    [Fact]
    public async Task Can_be_prepared()
    {
        All.Should().HaveCountGreaterThan(40);
        NotPrepared.Should().BeSubsetOf(All.Select(statement => statement.Name));
        var refused = new List<string>();
        await using var connection = await database.Source.OpenConnectionAsync();
        foreach (var (name, inClass, sql) in All.Where(statement => !NotPrepared.Contains(statement.Name)))
            if (await Prepare(connection, name, inClass, sql) is { } why) refused.Add($"{name}: {why}");

        refused.Should().BeEmpty("{0}", string.Join(" | ", refused));
    }

    [Fact]
    public async Task Or_can_be_carried_out()
    {
        foreach (var name in new[] { "Migrator.JournalSql", "SimulationRun.WipeSql" }) await database.Execute(All.Single(statement => statement.Name == name).Sql);
    }

    [Fact]
    public async Task And_one_that_is_wrong_is_refused()
    {
        await using var connection = await database.Source.OpenConnectionAsync();

        (await Prepare(connection, "A.BSql", "A", "select phone_number from contacts where phone = any(@phones)")).Should().Contain("42703");
        (await Prepare(connection, "A.CSql", "A", "select id from messages where id = any(@phones)")).Should().Contain("42883");
        (await Prepare(connection, "A.DSql", "A", "select id from messages where id = @never_heard_of")).Should().Contain("never_heard_of");
    }

    private static async Task<string?> Prepare(NpgsqlConnection connection, string name, string inClass, string sql)
    {
        var parameters = Parameter().Matches(sql).Select(match => match.Groups[1].Value).Distinct().ToList();
        var types = parameters.Select(parameter => Types.GetValueOrDefault($"{inClass}.{parameter}") ?? Types.GetValueOrDefault(parameter)).ToList();
        if (types.IndexOf(null) is >= 0 and var at) return $"the type of @{parameters[at]} is not in the table of this test";

        var numbered = Parameter().Replace(sql, match => $"${parameters.IndexOf(match.Groups[1].Value) + 1}");
        var list = types.Count > 0 ? $"({string.Join(", ", types)})" : "";
        try
        {
            // A semicolon apart, Npgsql sends the text as it is: no parameters of its own, so $1 stays PostgreSQL's.
            await using var prepare = new NpgsqlCommand($"prepare \"{name}\"{list} as {numbered}", connection);
            await prepare.ExecuteNonQueryAsync();
            return null;
        }
        catch (PostgresException exception)
        {
            return $"{exception.SqlState} {exception.MessageText}";
        }
    }

    [GeneratedRegex(@"(?<![\w@])@(\w+)")]
    private static partial Regex Parameter();
}
