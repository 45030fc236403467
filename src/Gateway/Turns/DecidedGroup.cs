using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Gateway.Turns;

/// <summary>One decided turn.</summary>
internal sealed record WrittenTurn(PendingTurn Turn, Decision Decision);

/// <summary>The decisions of a group. Two turns that change the same alert cannot be written together: the second is decided again on what the first left.</summary>
internal sealed class DecidedGroup
{
    private readonly HashSet<Guid> changedAlerts = [];
    private readonly List<WrittenTurn> written = [];
    private readonly List<PendingTurn> again = [];
    private readonly List<(PendingTurn Turn, Exception Why)> failed = [];

    public IReadOnlyList<WrittenTurn> Written => written;

    public IReadOnlyList<PendingTurn> Again => again;

    public IReadOnlyList<(PendingTurn Turn, Exception Why)> Failed => failed;

    public IEnumerable<(PendingTurn, Receipt)> Outcomes =>
        written.Select(turn => (turn.Turn, Receipt.Handled)).Concat(failed.Select(turn => (turn.Turn, Receipt.KeptForLater)));

    public IReadOnlyList<(int Commune, AlertCode Code)> UsedCodes =>
        [.. written.SelectMany(turn => turn.Decision.Effects.OfType<Effect.CreateAlert>().Select(effect => (turn.Turn.Input.Commune.Commune.Id, effect.Alert.Code)))];

    public bool Sends => written.Any(turn => turn.Decision.Effects.Any(effect => effect is Effect.SendSms or Effect.SendBroadcast));

    public bool Mails => written.Any(turn => turn.Decision.Effects.Any(effect => effect is Effect.SendMail));

    /// <summary>Members of the staff who asked for silence just now.</summary>
    public IEnumerable<long> SilentStaff => written.SelectMany(turn => turn.Decision.Effects.OfType<Effect.NoteOptOut>()).Select(effect => effect.StaffId).OfType<long>();

    public void Add(PendingTurn turn, Decision decision)
    {
        if (decision.LacksFigures && !turn.WithFigures)
        {
            turn.WithFigures = true;
            again.Add(turn);
            return;
        }
        var changes = decision.Effects.OfType<Effect.ChangeAlert>().Select(effect => effect.Alert.Id).ToList();
        if (changes.Any(changedAlerts.Contains) || decision.Effects.OfType<Effect.CreateAlert>().Any(effect => IsKnown(turn, effect.Alert))) again.Add(turn);
        else
        {
            changedAlerts.UnionWith(changes);
            written.Add(new WrittenTurn(turn, decision));
        }
    }

    // Two witnesses at the same moment: neither knew of the other, and the second joins the first.
    private bool IsKnown(PendingTurn turn, Alert fresh) => written.Any(other => other.Turn.Input.Commune.Commune.Id == turn.Input.Commune.Commune.Id
        && other.Decision.Effects.OfType<Effect.CreateAlert>().Any(effect => DuplicateAlerts.AreOneFact(fresh, effect.Alert, turn.Input.Commune.Policy, turn.Input.Commune.Gazetteer)));

    public void AddFailed(PendingTurn turn, Exception why) => failed.Add((turn, why));
}
