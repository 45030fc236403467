using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Conversations.Flows;
using VoisinsVigilants.Domain.Texts;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Conversations;

/// <summary>What time does to a broadcast: its question lapses, its hour comes, its last SMS has left. And to a budget that runs out.</summary>
public static class BroadcastHours
{
    /// <summary>An urgent warning that could not leave within the hour is not sent late.</summary>
    private static readonly TimeSpan UrgentValidFor = TimeSpan.FromHours(1);

    /// <summary>Decides what happens to a broadcast whose <see cref="Broadcast.DueAt"/> has come.</summary>
    public static Decision TimeCame(Situation situation, Guid id)
    {
        var turn = new Turn(situation);
        if (situation.Broadcasts.FirstOrDefault(one => one.Id == id) is not { } broadcast || !(broadcast.DueAt <= situation.Now)) return Decision.Nothing;
        switch (broadcast.State)
        {
            case BroadcastState.Asked: Lapse(turn, broadcast); break;
            case BroadcastState.Confirmed: Leave(turn, broadcast); break;
            case BroadcastState.Leaving when broadcast.Waiting > 0: break;
            case BroadcastState.Leaving: TellItLeft(turn, broadcast); break;
            default: turn.Move(broadcast with { DueAt = null }); break;
        }
        return turn.Decided();
    }

    /// <summary>Warns the adjoint, once a month, that most of the budget is spent; alerts go on whatever it says.</summary>
    public static Decision BudgetNearlyUsed(Situation situation)
    {
        var turn = new Turn(situation);
        if (situation.Commune.MonthlyBudget is not { } budget || turn.FiguresOfMonth() is not { } month) return turn.Decided();
        if (month.Warned || !month.IsNearlyUsed(budget)) return Decision.Nothing;
        var text = turn.Render(TextKeys.BudgetNearlyUsed, ("prix", BroadcastWords.Euros(month.Spent)), ("budget", BroadcastWords.Euros(budget)));
        foreach (var adjoint in RelayPlan.AdjointsOnDuty(situation.Staff, situation.Now).Take(1)) turn.Notify(adjoint.Member, text);
        turn.NoteBudgetWarning(month.Month);
        return turn.Decided();
    }

    private static void Lapse(Turn turn, Broadcast broadcast)
    {
        turn.Move(broadcast with { State = BroadcastState.Lapsed, DueAt = null });
        if (BroadcastAnswers.Asker(turn, broadcast) is { } asker)
            turn.Notify(asker, turn.Render(TextKeys.BroadcastLapsedToAsker, ("code", broadcast.Alert!.Value.Code)), broadcast.Alert?.Id);
    }

    private static void Leave(Turn turn, Broadcast broadcast)
    {
        if (turn.FiguresOfMonth() is not { } month) return;
        var now = broadcast with { People = turn.Situation.Audience!.Count(broadcast.Quartier, broadcast.Alert?.Id) };
        var from = broadcast.Urgent ? turn.Now : turn.Situation.Commune.BroadcastFrom(turn.Now);
        if (from > turn.Now) turn.Move(broadcast with { DueAt = from });
        else if (IsOver(turn, broadcast)) Stop(turn, broadcast, turn.Render(TextKeys.BroadcastStopped, ("objet", BroadcastWords.Subject(turn, broadcast))));
        else if (!Broadcasting.IsPaidFor(turn, month, now)) Stop(turn, broadcast, turn.Render(TextKeys.BroadcastOverBudget, BroadcastWords.Money(turn, month, now)));
        else
        {
            turn.Send(broadcast, broadcast.Urgent ? turn.Now + UrgentValidFor : turn.Situation.Commune.BroadcastUntil(turn.Now) + UrgentValidFor);
            turn.Move(now with { State = BroadcastState.Leaving, DueAt = turn.Now });
        }
    }

    // What was closed overnight frightens nobody in the morning.
    private static bool IsOver(Turn turn, Broadcast broadcast) => turn.Situation.Alerts.FirstOrDefault(alert => alert.Id == broadcast.Alert?.Id) is { IsEnded: true };

    private static void Stop(Turn turn, Broadcast broadcast, string why)
    {
        turn.Move(broadcast with { State = BroadcastState.Stopped, DueAt = null });
        TellBoth(turn, broadcast, why);
    }

    private static void TellItLeft(Turn turn, Broadcast broadcast)
    {
        turn.Move(broadcast with { State = BroadcastState.Sent, DueAt = null });
        TellBoth(turn, broadcast, turn.Render(TextKeys.BroadcastLeft, ("objet", BroadcastWords.Subject(turn, broadcast)), ("personnes", BroadcastWords.People(turn, broadcast.People))));
    }

    private static void TellBoth(Turn turn, Broadcast broadcast, string text)
    {
        IEnumerable<Member?> both = [turn.Situation.StaffMember(broadcast.AskedOf), BroadcastAnswers.Asker(turn, broadcast)];
        foreach (var member in both.OfType<Member>()) turn.Notify(member, text, broadcast.Alert?.Id);
    }
}
