namespace VoisinsVigilants.Domain.Conversations;

/// <summary>What happened to a conversation.</summary>
public enum Trigger
{
    /// <summary>The text tells of something, or answers a question about it.</summary>
    Reported,

    /// <summary>The text adds to an alert that lives.</summary>
    Complemented,

    /// <summary>The author takes back a report we were still asking about.</summary>
    DroppedDraft,
    GaveVerdict,
    GaveCommand,
    OptedOut,
    Resumed,
    MadeSmallTalk,
    WasNotUnderstood,

    /// <summary>The open question has waited long enough.</summary>
    PatienceEnded,
}
