namespace VoisinsVigilants.Domain.Alerts;

/// <summary>
/// When who is told: data of each commune (<c>communes.policy</c>, JSON); what is absent there keeps these defaults (PRODUCT §4).
/// All spans count from the creation of the alert, except <see cref="NextAdjointEvery"/>.
/// </summary>
public sealed record RelayPolicy
{
    /// <summary>An unanswered question waits this long; then the report leaves as it is.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>A later part of a text in several SMS waits this long for the first, unless somebody is in danger.</summary>
    public TimeSpan PartPatience { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Texts of the same person complete their alert for this long.</summary>
    public TimeSpan ComplementWithin { get; init; } = TimeSpan.FromMinutes(15);

    public TimeSpan ReminderAfter { get; init; } = TimeSpan.FromMinutes(5);

    public TimeSpan AdjointAfter { get; init; } = TimeSpan.FromMinutes(10);

    public TimeSpan NextAdjointEvery { get; init; } = TimeSpan.FromMinutes(5);

    public TimeSpan DeskAfter { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Reports of the same fact join an alert created no longer ago than this.</summary>
    public TimeSpan JoinWithin { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>What is held is shown to the next reader when the last one has not answered for this long.</summary>
    public TimeSpan NextReaderAfter { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>What nobody has decided by then leaves without its words: a report is never lost.</summary>
    public TimeSpan HeldAtMost { get; init; } = TimeSpan.FromMinutes(30);

    public TimeSpan ExpiresAfter { get; init; } = TimeSpan.FromDays(7);

    /// <summary>An alert SMS that could not leave within this span is not sent late.</summary>
    public TimeSpan AlertSmsValidFor { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>An answer that comes later than this would only confuse.</summary>
    public TimeSpan ReplyValidFor { get; init; } = TimeSpan.FromHours(1);

    public TimeSpan OutcomeValidFor { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long the news that an alert was confirmed waits for its end, which then takes its place. Only for those who know already who is on it.</summary>
    public TimeSpan NewsHeldFor { get; init; } = TimeSpan.Zero;

    /// <summary>Also answers CLOS and FAUX with a quoted code, after which nothing more is asked of whoever wrote it.</summary>
    public bool ThanksForEnds { get; init; }

    /// <summary>Told to the gendarmerie at once when they happen at night.</summary>
    public IReadOnlyList<AlertCategory> NightToGendarmerie { get; init; } = [AlertCategory.Burglary, AlertCategory.Violence, AlertCategory.Danger];

    /// <summary>An enrolment that is not answered waits this long, then nothing is kept of it.</summary>
    public TimeSpan EnrolmentPatience { get; init; } = TimeSpan.FromHours(24);

    /// <summary>A question that destroys something waits this long, then the answer is no.</summary>
    public TimeSpan ConfirmPatience { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Help texts to one number in one day.</summary>
    public int HelpPerDay { get; init; } = 3;

    public DutyPolicy Duty { get; init; } = new();
}
