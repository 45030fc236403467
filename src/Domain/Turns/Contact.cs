using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Messages;

namespace VoisinsVigilants.Domain.Turns;

/// <summary>The question that is open when an SMS arrives. Stored by name.</summary>
public enum Step
{
    Idle,
    AskingCategory,
    AskingPlace,
    AskingDetails,

    /// <summary>An alert of this person was relayed less than 15 minutes ago.</summary>
    AfterReport,
    EnrolPlace,
    EnrolCharter,

    /// <summary>A yes/no question is open.</summary>
    Confirm,
}

/// <summary>One phone in one commune, enrolled or not: its wish to be left alone and where its conversation stands.</summary>
/// <param name="InvalidSince">Since when the carrier says that no SMS can reach it.</param>
public sealed record Contact(PhoneNumber Phone, DateTimeOffset? OptedOutAt, DateTimeOffset? InvalidSince, Conversation Conversation)
{
    /// <summary>The carrier said that this phone, of the staff, asked for silence; set until the desk has been told.</summary>
    public DateTimeOffset? OptOutDueAt { get; init; }

    /// <summary>Too many SMS came from it: until then only urgent ones are answered.</summary>
    public DateTimeOffset? PausedUntil { get; init; }

    public bool HasOptedOut => OptedOutAt is not null;

    public static Contact Unknown(PhoneNumber phone) => new(phone, null, null, Conversation.None);
}

/// <param name="Draft">The report being completed while a question about it is open.</param>
/// <param name="PatienceEnds">When the open question stops waiting.</param>
/// <param name="LastAlert">The last alert this phone is the author of.</param>
/// <param name="HelpDay">The commune's day on which <paramref name="HelpCount"/> help texts were sent.</param>
public sealed record Conversation(
    Step Step,
    Draft? Draft,
    DateTimeOffset? PatienceEnds,
    Guid? LastAlert,
    DateTimeOffset? LastAlertAt,
    DateOnly? HelpDay,
    int HelpCount)
{
    public static Conversation None { get; } = new(Step.Idle, null, null, null, null, null, 0);

    /// <summary>What this person asked for themselves and has not answered yet; it outlives a report in between.</summary>
    public Request? Request { get; init; }

    /// <summary>The step as it counts now: what was said after a report stops completing it after a while.</summary>
    public Step StepAt(DateTimeOffset now, TimeSpan complementWithin) =>
        Step == Step.AfterReport && !(LastAlertAt + complementWithin > now) ? Step.Idle : Step;

    /// <summary>Back to rest; what was relayed and how often help was given stay known.</summary>
    public Conversation Rested() => this with { Step = Step.Idle, Draft = null, PatienceEnds = null };
}

/// <summary>A report that still lacks something. Stored as JSON.</summary>
/// <param name="Place">Canonical name, or the author's own words.</param>
/// <param name="Offered">Names of the places among which the author was asked to choose.</param>
/// <param name="PlaceAssumed">The place was not found: the quartier is that of the author's address.</param>
public sealed record Draft(
    string Body,
    AlertCategory? Category,
    string? Place,
    string? Quartier,
    bool Urgent,
    bool AskedCategory,
    bool AskedPlace,
    bool PlaceAssumed,
    IReadOnlyList<string> Offered)
{
    public static Draft Empty { get; } = new("", null, null, null, false, false, false, false, []);

    public bool LacksCategory => Category is null && !AskedCategory && !Urgent;

    public bool LacksPlace => Quartier is null && !AskedPlace && !Urgent;

    public bool IsComplete => !LacksCategory && !LacksPlace;
}
