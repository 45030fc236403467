using VoisinsVigilants.Domain.Communes;

namespace VoisinsVigilants.Domain.Alerts;

/// <summary>Several witnesses, one alert (PRODUCT §3.6).</summary>
public static class DuplicateAlerts
{
    /// <summary>The living alert of somebody else that tells of the same fact; the oldest, when several do.</summary>
    public static Alert? Absorbing(Alert fresh, IEnumerable<Alert> known, RelayPolicy policy, Gazetteer gazetteer) =>
        known.OrderBy(alert => alert.CreatedAt).FirstOrDefault(alert => AreOneFact(fresh, alert, policy, gazetteer));

    /// <summary>An alert that has ended absorbs nothing, and one that is held has told nobody anything yet.</summary>
    public static bool AreOneFact(Alert fresh, Alert known, RelayPolicy policy, Gazetteer gazetteer) =>
        !known.IsEnded && known.State != AlertState.Held && !known.IsFrom(fresh.Author)
        && fresh.CreatedAt - known.CreatedAt < policy.JoinWithin && SameCategory(fresh, known) && SamePlace(fresh, known, gazetteer);

    // "Autre" says nothing of what it is: such reports are one only where both name the same street.
    private static bool SameCategory(Alert one, Alert other) =>
        one.Category is null || other.Category is null || (one.Category == other.Category && (one.Category != AlertCategory.Other || (one.Place is not null && one.Place == other.Place)));

    // Words that are no place of the commune's list may mean any place of the quartier.
    private static bool SamePlace(Alert one, Alert other, Gazetteer gazetteer)
    {
        if (one.Quartier is null || one.Quartier != other.Quartier || IsAssumed(one) || IsAssumed(other)) return false;
        return one.Place == other.Place || !IsListed(one.Place, gazetteer) || !IsListed(other.Place, gazetteer);
    }

    // The author had stopped answering and had named no place: the quartier is that of their address.
    private static bool IsAssumed(Alert alert) => alert.Incomplete && alert.Place is null;

    private static bool IsListed(string? place, Gazetteer gazetteer) => place is not null && gazetteer.Find(place, isAnswer: true).Known?.Name == place;
}
