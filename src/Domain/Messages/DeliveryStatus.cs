namespace VoisinsVigilants.Domain.Messages;

/// <summary>
/// Where an outgoing SMS is. The numbers are stored; a status only ever moves to a greater number
/// (callbacks arrive late, twice and out of order), except that nothing follows a final status.
/// </summary>
public enum DeliveryStatus
{
    /// <summary>A row; the carrier has not been called.</summary>
    Waiting = 0,

    /// <summary>The carrier's answer is unknown (time-out, 5xx): it is looked up before anything is sent again.</summary>
    Unknown = 10,

    /// <summary>The carrier accepted it (Twilio: accepted, scheduled, queued, sending).</summary>
    Accepted = 20,

    /// <summary>Handed to the operator; many operators never report more.</summary>
    Sent = 30,

    /// <summary>On the phone (Twilio: delivered, read).</summary>
    Delivered = 40,

    /// <summary>Refused, undelivered, or given up: the next person is told.</summary>
    Failed = 50,

    /// <summary>Not sent because it would have come too late.</summary>
    Expired = 60,

    /// <summary>Withdrawn before it left (opt-out, closed alert).</summary>
    Cancelled = 70,
}

public static class DeliveryStatuses
{
    public static bool IsFinal(this DeliveryStatus status) => status >= DeliveryStatus.Delivered;

    /// <summary>The person will not see this SMS.</summary>
    public static bool IsLost(this DeliveryStatus status) => status > DeliveryStatus.Delivered;

    /// <summary>The status after hearing <paramref name="heard"/>: forward only, never beyond a final status.</summary>
    public static DeliveryStatus Advance(this DeliveryStatus current, DeliveryStatus heard) =>
        current.IsFinal() || heard <= current ? current : heard;
}
