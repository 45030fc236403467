using System.Net.Http.Json;
using Npgsql;

namespace VoisinsVigilants.Gateway.Tests.Jobs;

/// <summary>The clean start of a simulation, with everything else at work.</summary>
public sealed class ResetTests(VillageFixture fixture) : VillageTests(fixture)
{
    [Fact]
    public async Task Tries_again_when_it_was_the_victim_of_a_deadlock()
    {
        var survived = false;
        for (var trial = 0; trial < 5 && !survived; trial++) survived = await Collide();

        survived.Should().BeTrue("PostgreSQL must have ended the wipe once, and not us");
    }

    // We hold rows that the wipe wants and then want a table that the wipe holds: PostgreSQL ends one of the two. True when it was the wipe.
    private async Task<bool> Collide()
    {
        await using var other = await Database.Source.OpenConnectionAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await Do(other, "update members set name = name");
        var reset = PostReset();
        await Brissy.Eventually(async () => await Database.Ask<long>("select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%update members set absent_from%'") > 0, "the wipe waits for our rows");
        var isOurs = false;
        try
        {
            await Do(other, "select count(*) from messages");
            await transaction.CommitAsync();
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.DeadlockDetected)
        {
            isOurs = true;
            await transaction.RollbackAsync();
        }
        using var answer = await reset;
        answer.IsSuccessStatusCode.Should().BeTrue();
        return !isOurs;
    }

    // What the carrier still lists of before the clean start is no SMS that was missed.
    [Fact]
    public async Task Brings_nothing_back_from_before()
    {
        await Village.Text(Simone, "cambriolage rue du lavoir");
        await Village.Settle();
        await Village.Reset(Brissy.Morning);
        await Village.KillAndRestart();

        await Brissy.Eventually(async () => await Database.Ask<long>("select count(*) from hangfire.state where name = 'Succeeded'") > 0, "a job has run");
        (await Count("inbox")).Should().Be(0);
    }

    private async Task<HttpResponseMessage> PostReset() =>
        await Village.Gateway.Http.PostAsJsonAsync(new Uri("simulation/reset", UriKind.Relative), new { now = Brissy.Morning.UtcDateTime });

    private static async Task Do(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
