using Stateless;
using Stateless.Graph;

namespace VoisinsVigilants.Domain.Alerts;

/// <summary>What may happen to an alert.</summary>
public enum AlertTrigger
{
    Take,
    Confirm,
    Refuse,
    Close,
    Withdraw,
    Expire,

    /// <summary>What was held leaves without its words.</summary>
    Release,

    /// <summary>What was held goes nowhere.</summary>
    Reject,
}

/// <summary>The life of an alert. State is external: the machine answers what may happen, the alert itself is a value.</summary>
public static class AlertLifecycle
{
    private static readonly Dictionary<(AlertState, AlertTrigger), AlertState> Moves = Tabulate();

    /// <summary>The state after <paramref name="trigger"/>, or null when it may not happen (any more).</summary>
    public static AlertState? After(AlertState state, AlertTrigger trigger) =>
        Moves.TryGetValue((state, trigger), out var next) ? next : null;

    /// <summary>The machine as a Mermaid diagram.</summary>
    public static string Diagram() => MermaidGraph.Format(Machine(() => AlertState.Open, _ => { }).GetInfo());

    // Building a machine for each verdict would cost more than the verdict: the table is asked once for every pair.
    private static Dictionary<(AlertState, AlertTrigger), AlertState> Tabulate()
    {
        var moves = new Dictionary<(AlertState, AlertTrigger), AlertState>();
        foreach (var from in Enum.GetValues<AlertState>())
            foreach (var trigger in Enum.GetValues<AlertTrigger>())
            {
                var state = from;
                var machine = Machine(() => state, next => state = next);
                if (!machine.CanFire(trigger)) continue;
                machine.Fire(trigger);
                moves[(from, trigger)] = state;
            }
        return moves;
    }

    private static StateMachine<AlertState, AlertTrigger> Machine(Func<AlertState> read, Action<AlertState> write)
    {
        var machine = new StateMachine<AlertState, AlertTrigger>(read, write);
        machine.Configure(AlertState.Held)
            .Permit(AlertTrigger.Release, AlertState.Open)
            .Permit(AlertTrigger.Reject, AlertState.Refused)
            .Permit(AlertTrigger.Withdraw, AlertState.Withdrawn);
        machine.Configure(AlertState.Open)
            .Permit(AlertTrigger.Take, AlertState.Taken);
        foreach (var alive in new[] { AlertState.Open, AlertState.Taken })
            machine.Configure(alive)
                .Permit(AlertTrigger.Confirm, AlertState.Confirmed)
                .Permit(AlertTrigger.Refuse, AlertState.FalseAlarm)
                .Permit(AlertTrigger.Withdraw, AlertState.Withdrawn);
        foreach (var alive in new[] { AlertState.Open, AlertState.Taken, AlertState.Confirmed })
            machine.Configure(alive)
                .Permit(AlertTrigger.Close, AlertState.Closed)
                .Permit(AlertTrigger.Expire, AlertState.Expired);
        return machine;
    }
}
