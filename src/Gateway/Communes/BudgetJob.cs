using Npgsql;
using VoisinsVigilants.Gateway.Turns;

namespace VoisinsVigilants.Gateway.Communes;

/// <summary>Looks at the budgets every few minutes; who must be warned is decided in a turn, once a month.</summary>
public sealed class BudgetJob(NpgsqlDataSource database, TurnRunner turns, CommuneBook communes, TimeProvider clock)
{
    /// <summary>Returns how many had to be looked at closely.</summary>
    public async Task<int> Look(CancellationToken stop)
    {
        var nearlyUsed = await FiguresStore.NearlyUsed(database, clock.GetUtcNow(), stop);
        foreach (var commune in nearlyUsed) await turns.Run(new TurnInput.BudgetLook(await communes.Get(commune, stop)), stop);
        return nearlyUsed.Count;
    }
}
