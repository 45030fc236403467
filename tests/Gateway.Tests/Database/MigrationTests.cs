using VoisinsVigilants.Gateway.Database;
using VoisinsVigilants.Village;

namespace VoisinsVigilants.Gateway.Tests.Database;

public sealed class MigrationTests : IAsyncLifetime
{
    private TestDatabase database = null!;
    private Dictionary<string, string> settings = null!;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.Create();
        settings = Brissy.Settings(database.ConnectionString, new Uri("http://127.0.0.1:1/"));
    }

    public async Task DisposeAsync() => await database.DisposeAsync();

    [Fact]
    public async Task Programs_that_migrate_at_once_do_it_once()
    {
        var ends = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => GatewayProcess.Run(settings, null, "migrate")));

        ends.Should().AllSatisfy(end => end.ExitCode.Should().Be(0, end.Output));
        ends.Count(end => end.Output.StartsWith("Migrated: ")).Should().Be(1);
        ends.Count(end => end.Output.StartsWith("Nothing to migrate.")).Should().Be(2);
        (await database.Ask<int>("select count(*) from schema_migrations")).Should().Be(Migrator.All.Count);
    }

    [Theory]
    [InlineData("update schema_migrations set fingerprint = 'another' where number = 1", "0001_foundation was applied in another form")]
    [InlineData("insert into schema_migrations values (9999, '9999_later', 'f', '2030-01-01')", "migrated by a newer version")]
    public async Task A_schema_that_is_not_ours_is_refused(string change, string said)
    {
        (await GatewayProcess.Run(settings, null, "migrate")).ExitCode.Should().Be(0);
        await database.Execute(change);

        var (migrate, output) = await GatewayProcess.Run(settings, null, "migrate");
        migrate.Should().Be(1);
        output.Should().Contain(said).And.NotContain("   at ");

        settings["Gateway__PublicBaseUrl"] = "https://sms.mairie.example/";
        var (serve, refusal) = await GatewayProcess.Run(settings, null);
        serve.Should().Be(1);
        refusal.Should().Contain(said);
    }

    [Fact]
    public async Task A_migration_without_a_database_says_so()
    {
        settings["ConnectionStrings__Postgres"] = "Host=127.0.0.1;Port=1;Username=nobody";

        var (exit, output) = await GatewayProcess.Run(settings, null, "migrate");

        exit.Should().Be(1);
        output.Should().Contain("ConnectionStrings:Postgres").And.NotContain("   at ");
    }
}
