using Npgsql;
using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Conversations;
using VoisinsVigilants.Domain.Turns;
using VoisinsVigilants.Gateway.Alerts;
using VoisinsVigilants.Gateway.Conversations;
using VoisinsVigilants.Gateway.Jobs;
using VoisinsVigilants.Gateway.Privacy;
using VoisinsVigilants.Gateway.Texts;

namespace VoisinsVigilants.Gateway.Turns;

/// <summary>What became of the turns of a group.</summary>
internal sealed record GroupResult(IReadOnlyList<(PendingTurn Turn, Receipt Receipt)> Done, IReadOnlyList<PendingTurn> Again);

/// <summary>Load, decide, apply, commit, ring: one group of turns, two round trips to the database, one commit.</summary>
public sealed class TurnGroupWriter(
    NpgsqlDataSource database, SituationLoader loader, CodeNumbers codes, LiveScripts scripts, PlateCipher plates, TimeProvider clock, Bells bells, ILogger<TurnGroupWriter> log) : IAsyncDisposable
{
    // One that stays open: its statements are planned once, and nothing is reset between two groups. Groups come one after the other.
    private NpgsqlConnection? open;

    internal async Task<GroupResult> Write(IReadOnlyList<PendingTurn> group, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var drawn = await codes.Draw(Communes(group), now, stop);
        try
        {
            return await Write(open ??= await database.OpenConnectionAsync(stop), group, drawn, now, stop);
        }
        catch
        {
            // Whatever happened to it, the next group gets another one.
            await DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (open is not null) await open.DisposeAsync();
        open = null;
    }

    private async Task<GroupResult> Write(NpgsqlConnection connection, IReadOnlyList<PendingTurn> group, IReadOnlyList<AlertCode> drawn, DateTimeOffset now, CancellationToken stop)
    {
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var loaded = await loader.Load(connection, group, drawn, now, stop);
        var decided = Decide(group, loaded);
        await EffectApplier.Apply(connection, decided, plates, now, stop);
        await transaction.CommitAsync(stop);

        codes.GiveBack(drawn, decided.UsedCodes, Communes(group));
        if (decided.Sends) bells.Outbox.Ring();
        if (decided.Mails) bells.Mails.Ring();
        if (decided.Written.Count > 0) bells.Due.Ring();
        foreach (var member in decided.SilentStaff) log.LogCritical("ALARM: member {Member} of the staff asked for no more SMS and gets no alerts", member);
        return new GroupResult([.. loaded.Known.Select(turn => (turn, Receipt.AlreadyKnown)), .. decided.Outcomes], decided.Again);
    }

    private static List<int> Communes(IReadOnlyList<PendingTurn> group) => [.. group.Select(turn => turn.Input.Commune.Commune.Id)];

    /// <summary>The turn cannot be decided: its SMS is saved alone and tried again; a timer is set a little later.</summary>
    internal async Task KeepForLater(PendingTurn turn, Exception why, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await EffectApplier.KeepForLater(connection, turn.Input, why, clock.GetUtcNow(), stop);
    }

    private DecidedGroup Decide(IReadOnlyList<PendingTurn> group, LoadedGroup loaded)
    {
        var decided = new DecidedGroup();
        foreach (var turn in group.Except(loaded.Known))
            try
            {
                decided.Add(turn, DecideOne(turn.Input, loaded.Situations[turn]));
            }
            catch (Exception exception)
            {
                // A bug may delay a word, never lose it: the others go on, this one is kept.
                log.LogError(exception, "A turn could not be decided and is kept for later");
                decided.AddFailed(turn, exception);
            }
        return decided;
    }

    private Decision DecideOne(TurnInput input, Situation situation) => input switch
    {
        TurnInput.Texted texted => ConversationMachine.Decide(situation, scripts.Current.Interpreter, texted.Sms),
        TurnInput.PatienceEnded => ConversationMachine.PatienceEnded(situation),
        TurnInput.TestDue => KeepAlive.TimeCame(situation),
        TurnInput.StaffSilent => StaffSilence.TimeCame(situation),
        TurnInput.CommuneDue => CommuneDay.TimeCame(situation),
        TurnInput.AlertDue due => Patience.TimeCame(situation, due.AlertId),
        TurnInput.BroadcastDue due => BroadcastHours.TimeCame(situation, due.BroadcastId),
        TurnInput.BudgetLook => BroadcastHours.BudgetNearlyUsed(situation),
        _ => throw new InvalidOperationException($"No decision for {input.GetType().Name}."),
    };
}
