using Npgsql;

namespace VoisinsVigilants.Gateway.Duty;

/// <summary>Gives every phone its next test and every commune its next morning, where they have none yet. Running it twice plans nothing twice.</summary>
public sealed class DutyPlan(NpgsqlDataSource database, TimeProvider clock)
{
    public async Task Run(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(CommuneDutyStore.PlanUnplanned(now));
        batch.BatchCommands.Add(DutyStore.PlanUnplanned(now));
        await batch.ExecuteNonQueryAsync(stop);
    }
}
