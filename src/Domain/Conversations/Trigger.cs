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

    /// <summary>OUI or NON to a broadcast that waits for this adjoint's word.</summary>
    AnsweredBroadcast,
    OptedOut,
    Resumed,
    MadeSmallTalk,
    WasNotUnderstood,

    /// <summary>"1", to the monthly test of the phone.</summary>
    AnsweredTest,

    /// <summary>The number is suspended and nobody is in danger: the report goes nowhere.</summary>
    WasSuspended,

    /// <summary>No person wrote it: our own words coming back, an automatic reply.</summary>
    CameFromMachine,
    AskedToEnrol,
    AskedToMove,
    AskedToErase,

    /// <summary>Said where they live.</summary>
    GaveAddress,

    /// <summary>Yes to the charter, or to being erased.</summary>
    Agreed,

    /// <summary>No to it.</summary>
    Declined,

    /// <summary>Somebody who enrols says that they are not an adult.</summary>
    SaidMinor,

    /// <summary>The open question has waited long enough.</summary>
    PatienceEnded,
}
