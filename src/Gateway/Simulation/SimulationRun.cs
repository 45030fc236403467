using Npgsql;
using VoisinsVigilants.Gateway.Alerts;
using VoisinsVigilants.Gateway.Communes;
using VoisinsVigilants.Gateway.Duty;
using VoisinsVigilants.Gateway.Jobs;
using VoisinsVigilants.Gateway.Messages;
using VoisinsVigilants.Gateway.Turns;

namespace VoisinsVigilants.Gateway.Simulation;

/// <summary>Moves the simulated clock from one due time to the next, so that everything happens at its own hour and in its order.</summary>
public sealed class SimulationRun(SimulationClock clock, DueTurns due, OutboxDrain drain, DeliverySweep sweep, NpgsqlDataSource database, CodeNumbers codes, CommuneBook communes, DutyPlan plan, BudgetJob budgets, SimulatedPeople people, Bells bells) : IDisposable
{
    private readonly SemaphoreSlim oneAtATime = new(1);

    /// <summary>When this returns, all that was due by then has run, the carrier's answer included.</summary>
    public async Task Advance(TimeSpan span, CancellationToken stop)
    {
        await oneAtATime.WaitAsync(stop);
        try
        {
            var target = clock.GetUtcNow() + span;
            await plan.Run(stop);
            await Settle(stop);
            while (await due.Next(stop) is { } next && next <= target)
            {
                if (next > clock.GetUtcNow()) await clock.Set(next, stop);
                await Settle(stop);
            }
            if (span > TimeSpan.Zero && target > clock.GetUtcNow()) await clock.Set(target, stop);
            await Settle(stop);

            // Mails leave by themselves; the clock they wait by was moved.
            bells.Mails.Ring();
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    private const string WipeSql = """
        truncate broadcasts, alerts, alert_entries, alert_witnesses, plates, contacts, inbox, mails, messages, message_events, suspensions, commune_duty, erasures, charters, sender_rates restart identity;
        delete from members where proof_source = 'Sms';
        update communes set last_code_number = 0, budget_warned_on = null;
        update members set absent_from = null, absent_until = null, test_due_at = null, test_sent_at = null, test_failed_at = null, silent_since = null
        """;

    /// <summary>Forgets all that happened, keeps communes and people.</summary>
    public async Task Reset(DateTimeOffset now, CancellationToken stop)
    {
        await oneAtATime.WaitAsync(stop);
        try
        {
            await sweep.WhileNothingIsListed(() => Forget(now, stop), stop);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    private async Task Forget(DateTimeOffset now, CancellationToken stop)
    {
        await drain.DrainUntilIdle(stop);
        await using var connection = await database.OpenConnectionAsync(stop);
        await Wipe(connection, stop);
        codes.Forget();
        communes.Forget();
        await clock.Set(now, stop);
        await people.Restore(connection, stop);
        await plan.Run(stop);
    }

    // A job that looks over the same tables in another order may stand in the way: one of the two gives in, and we try again.
    private static async Task Wipe(NpgsqlConnection connection, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
            try
            {
                await using var command = new NpgsqlCommand(WipeSql, connection);
                await command.ExecuteNonQueryAsync(stop);
                return;
            }
            catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.DeadlockDetected && attempt < 5)
            {
                await Task.Delay(50 * attempt, stop);
            }
    }

    private async Task Settle(CancellationToken stop)
    {
        do
        {
            await due.RunUntilIdle(stop);
            await sweep.AskForReports(stop);
            await drain.DrainUntilIdle(stop);
        }
        while (await budgets.Look(stop) + await due.Run(stop) > 0);
    }
}
