namespace VoisinsVigilants.Domain.Communes;

/// <summary>Some days on a calendar, both ends included.</summary>
/// <param name="Until">Null: without an end.</param>
public readonly record struct Days(DateOnly From, DateOnly? Until);

/// <summary>Why dates cannot be what somebody meant.</summary>
public enum DaysProblem
{
    /// <summary>The 31st of February.</summary>
    Impossible,
    Past,

    /// <summary>The end is before the beginning.</summary>
    Reversed,
}

/// <summary>The days a text speaks of, or why they cannot be meant; neither when it speaks of none.</summary>
public sealed record DaysRead(Days? Days, DaysProblem? Problem)
{
    public static DaysRead None { get; } = new(null, null);
}
