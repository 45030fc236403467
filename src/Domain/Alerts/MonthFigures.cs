namespace VoisinsVigilants.Domain.Alerts;

/// <summary>A commune's month so far, on its own calendar.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="FirstTaken">Median time from the report to the first VU; null when nobody has taken any.</param>
/// <param name="Segments">SMS the carrier has taken, as it bills them.</param>
/// <param name="Spent">EUR for these.</param>
/// <param name="Committed">EUR for SMS that are written and wait.</param>
/// <param name="Warned">The adjoint was told this month that the budget is nearly used up.</param>
public sealed record MonthFigures(
    DateOnly Month, int Alerts, int Confirmed, int False, TimeSpan? FirstTaken, int Segments, decimal Spent, decimal Committed, bool Warned)
{
    /// <summary>The adjoint is warned from this share of the budget on (PRODUCT §5).</summary>
    public const decimal WarningShare = 0.8m;

    public decimal Left(decimal budget) => Math.Max(0, budget - Spent - Committed);

    public bool IsNearlyUsed(decimal budget) => Spent >= WarningShare * budget;
}
