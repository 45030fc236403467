using Npgsql;
using VoisinsVigilants.Gateway.Alerts;
using VoisinsVigilants.Gateway.Broadcasts;
using VoisinsVigilants.Gateway.Communes;
using VoisinsVigilants.Gateway.Conversations;
using VoisinsVigilants.Gateway.Duty;
using VoisinsVigilants.Gateway.Privacy;

namespace VoisinsVigilants.Gateway.Turns;

/// <summary>Times that have come: questions nobody answered, alerts nobody took, SMS whose turn had failed. Due times are columns, so a restart forgets none.</summary>
public sealed class DueTurns(NpgsqlDataSource database, TurnRunner turns, CommuneBook communes, ErasureStore erasures, TimeProvider clock)
{
    /// <summary>Runs what is due now. Returns how many turns that was.</summary>
    public async Task<int> Run(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var inputs = new List<TurnInput>();
        foreach (var sms in await InboxStore.Due(database, now, stop))
            if (await communes.Find(sms.To, stop) is { } commune) inputs.Add(new TurnInput.Texted(commune, sms));
        foreach (var (commune, phone) in await ContactStore.Due(database, now, stop))
            inputs.Add(new TurnInput.PatienceEnded(await communes.Get(commune, stop), phone));
        foreach (var (commune, author, id) in await AlertStore.Due(database, now, stop))
            inputs.Add(new TurnInput.AlertDue(await communes.Get(commune, stop), author, id));
        foreach (var (commune, phone) in await DutyStore.Due(database, now, stop))
            inputs.Add(new TurnInput.TestDue(await communes.Get(commune, stop), phone));
        foreach (var (commune, phone) in await ContactStore.OptOutsDue(database, now, stop))
            inputs.Add(new TurnInput.StaffSilent(await communes.Get(commune, stop), phone));
        foreach (var commune in await CommuneDutyStore.Due(database, now, stop))
            inputs.Add(new TurnInput.CommuneDue(await communes.Get(commune, stop)));
        foreach (var (commune, askedOf, id) in await BroadcastStore.Due(database, now, stop))
            inputs.Add(new TurnInput.BroadcastDue(await communes.Get(commune, stop), askedOf, id));
        await Task.WhenAll(inputs.Select(input => turns.Run(input, stop)));
        return inputs.Count + await erasures.Finish(now, stop);
    }

    /// <summary>Runs what is due, if anything is. Returns when the next turn will be.</summary>
    public async Task<DateTimeOffset?> RunDue(CancellationToken stop)
    {
        var next = await NextTurn(stop);
        for (; next <= clock.GetUtcNow(); next = await NextTurn(stop))
            if (await Run(stop) == 0) break;
        return next;
    }

    public async Task RunUntilIdle(CancellationToken stop)
    {
        while (await Run(stop) > 0) stop.ThrowIfCancellationRequested();
    }

    private const string NextTurnSql = """
        select least((select min(patience_ends) from contacts where patience_ends is not null),
                     (select min(opt_out_due_at) from contacts where opt_out_due_at is not null),
                     (select min(due_at) from alerts where due_at is not null),
                     (select min(due_at) from broadcasts b where due_at is not null
                      and (state <> 'Leaving' or not exists (select from messages m where m.broadcast_id = b.id and m.retries = 0 and m.status < 20))),
                     (select min(next_try_at) from inbox where handled_at is null),
                     (select min(test_due_at) from members where test_due_at is not null),
                     (select min(day_due_at) from commune_duty),
                     (select min(flood_due_at) from commune_duty where flood_due_at is not null),
                     (select min(due_at) from erasures where due_at is not null))
        """;

    /// <summary>When a turn is due next; null when none waits. One statement: whoever only watches the time asks nothing else.</summary>
    public Task<DateTimeOffset?> NextTurn(CancellationToken stop) => Ask(NextTurnSql, stop);

    private const string NextSmsSql = """
        select least((select min(due_at) from messages where status < 20 and holder is null),
                     (select min(check_at) from messages where check_at is not null))
        """;

    /// <summary>When something is due next, of whatever kind, SMS included; null when nothing waits.</summary>
    public async Task<DateTimeOffset?> Next(CancellationToken stop)
    {
        var (turn, sms) = (await NextTurn(stop), await Ask(NextSmsSql, stop));
        return sms is null || turn < sms ? turn : sms;
    }

    private async Task<DateTimeOffset?> Ask(string sql, CancellationToken stop)
    {
        await using var command = database.CreateCommand(sql);
        return await command.ExecuteScalarAsync(stop) is DateTime next ? new DateTimeOffset(next, TimeSpan.Zero) : null;
    }
}
