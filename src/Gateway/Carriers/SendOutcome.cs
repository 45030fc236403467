using VoisinsVigilants.Domain.Messages;

namespace VoisinsVigilants.Gateway.Carriers;

/// <summary>What a carrier answered to "send this SMS". Three outcomes, and the fourth that hides between them: unknown.</summary>
public abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    public sealed record Accepted(string CarrierSid) : SendOutcome;

    /// <summary>Refused for a reason that has a code; the carrier did nothing.</summary>
    public sealed record Refused(int ErrorCode) : SendOutcome;

    /// <summary>It may have been sent or not: the carrier is asked before anything is sent again.</summary>
    /// <param name="Answered">It answered, with a failure; otherwise it may accept what we no longer wait for.</param>
    public sealed record Unknown(string Reason, bool Answered) : SendOutcome;
}

/// <summary>An SMS as the carrier sees it.</summary>
/// <param name="Status">The carrier's own word.</param>
public sealed record CarrierMessage(string Sid, string From, string To, string Body, string Status, int? ErrorCode, bool IsInbound, DateTimeOffset CreatedAt);

/// <summary>An SMS to be handed to a carrier.</summary>
/// <param name="Id">Ours; it travels in the address of the status callbacks.</param>
public sealed record CarrierSms(long Id, PhoneNumber From, PhoneNumber To, string Body, TimeSpan ValidFor);

/// <summary>What an error code asks for.</summary>
public enum ErrorAction
{
    /// <summary>The carrier is busy: again in seconds.</summary>
    RetrySoon,

    /// <summary>The network is congested: again in minutes.</summary>
    RetryLater,

    /// <summary>The handset is off: again within the hour, and the next person at once.</summary>
    RetrySlowly,

    /// <summary>This SMS will not arrive: the next person is told.</summary>
    GiveUp,

    /// <summary>Nothing will ever arrive at this number.</summary>
    NumberInvalid,

    OptedOut,

    /// <summary>Wrong credentials or a suspended account: nothing can leave, the operator must act.</summary>
    StopSending,

    /// <summary>This sender or region is refused: the operator must act.</summary>
    SenderRefused,

    /// <summary>Empty or too long: a fault of ours.</summary>
    OurFault,
}
