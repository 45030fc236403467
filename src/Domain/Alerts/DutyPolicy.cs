namespace VoisinsVigilants.Domain.Alerts;

/// <summary>
/// Keep-alive tests and guards against floods and loops: part of each commune's policy (<see cref="RelayPolicy.Duty"/>). What a town hall
/// does not write in <c>commune.txt</c> keeps these values.
/// </summary>
public sealed record DutyPolicy
{
    /// <summary>How often the phones of référents and adjoints are tried. Short codes die after 30 days without traffic.</summary>
    public TimeSpan TestEvery { get; init; } = TimeSpan.FromDays(30);

    public TimeSpan TestAnswerWithin { get; init; } = TimeSpan.FromHours(48);

    /// <summary>More SMS than this from one number within <see cref="FloodWithin"/>: answers pause. Staff may send three times as many.</summary>
    public int FloodSms { get; init; } = 10;

    public TimeSpan FloodWithin { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>As many alerts in one commune within <see cref="FloodWithin"/>: the adjoint is told.</summary>
    public int FloodAlerts { get; init; } = 15;

    /// <summary>The same words more often than this within <see cref="LoopWithin"/> are a machine's: no more answers.</summary>
    public int LoopSms { get; init; } = 3;

    public TimeSpan LoopWithin { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>After this many alerts without foundation in twelve months their author is reminded of the law, once.</summary>
    public int FalseAlarms { get; init; } = 3;
}
