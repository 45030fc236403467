using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Conversations.Flows;

/// <summary>Which alerts a verdict means. A code with a wrong letter means none: a slip of a finger must act on nothing.</summary>
internal static class VerdictTargets
{
    public static (IReadOnlyList<Alert> Meant, IReadOnlyList<string> Unknown) Find(Turn turn, Reading reading, VerdictKind kind)
    {
        if (reading.Codes.Count == 0) return (OnlyOne(turn, kind), []);
        if (reading.Codes is ["*"]) return (Waiting(turn, kind), []);

        var visible = Visible(turn);
        var pairs = reading.Codes.Select(code => (Code: code, Alert: visible.FirstOrDefault(alert => FollowingUp.Quotes(code, alert)))).ToList();
        return ([.. pairs.Select(pair => pair.Alert).OfType<Alert>().Distinct()], [.. pairs.Where(pair => pair.Alert is null).Select(pair => pair.Code)]);
    }

    /// <summary>Alerts the sender may act on: the adjoint's are the commune's, a référent's those of their quartiers, anybody's those they were told of. Living ones first.</summary>
    public static IReadOnlyList<Alert> Visible(Turn turn) =>
        [.. turn.Situation.Alerts.Where(alert => MayAct(turn, alert)).OrderBy(alert => alert.IsEnded).ThenByDescending(alert => alert.CreatedAt)];

    /// <summary>Living alerts the sender was told of or took charge of.</summary>
    public static IReadOnlyList<Alert> Waiting(Turn turn) =>
        [.. turn.Situation.Alerts.Where(alert => !alert.IsEnded && alert.State != AlertState.Held && (WasTold(turn, alert) || IsInCharge(turn, alert))).OrderBy(alert => alert.CreatedAt)];

    public static string CodesOf(IEnumerable<Alert> alerts) => string.Join(", ", alerts.Take(4).Select(alert => alert.Code.ToString()));

    // What still waits for this very verdict: VU those nobody took, the others those that live, one's own first.
    private static IReadOnlyList<Alert> Waiting(Turn turn, VerdictKind kind) => kind switch
    {
        VerdictKind.Release or VerdictKind.Reject => [.. turn.Situation.Alerts.Where(alert => alert.State == AlertState.Held && WasTold(turn, alert))],
        VerdictKind.Taken when turn.Situation.Roles.Has(Roles.Referent | Roles.Adjoint | Roles.Mairie) => [.. Waiting(turn).Where(alert => alert.State == AlertState.Open)],
        VerdictKind.Confirmed or VerdictKind.False => [.. Waiting(turn).Where(alert => alert.State != AlertState.Confirmed)],
        _ => Waiting(turn),
    };

    private static IReadOnlyList<Alert> OnlyOne(Turn turn, VerdictKind kind)
    {
        var waiting = Waiting(turn, kind);
        if (waiting.Count == 0 && kind is not (VerdictKind.Release or VerdictKind.Reject)) waiting = Waiting(turn);
        if (waiting.Count == 1) return waiting;

        // Several were told to me, one is mine: my bare word is about mine.
        var mine = waiting.Where(alert => IsInCharge(turn, alert)).ToList();
        return mine.Count == 1 && kind != VerdictKind.Taken ? mine : [];
    }

    // What is held is known to those who may read it only.
    private static bool MayAct(Turn turn, Alert alert) => alert.State == AlertState.Held
        ? turn.Situation.Roles.Has(Roles.Adjoint) || WasTold(turn, alert)
        : turn.Situation.Roles.Has(Roles.Adjoint | Roles.Mairie) || turn.Situation.Sender!.WatchesOver(alert.Quartier) || WasTold(turn, alert) || IsInCharge(turn, alert);

    private static bool WasTold(Turn turn, Alert alert) => turn.Situation.ToldOf(alert).Any(telling => telling.Phone == turn.Contact.Phone);

    private static bool IsInCharge(Turn turn, Alert alert) => alert.TakenBy is { } taker && taker == turn.Situation.Sender?.Id;
}
