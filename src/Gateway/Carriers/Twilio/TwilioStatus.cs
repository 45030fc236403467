using VoisinsVigilants.Domain.Messages;

namespace VoisinsVigilants.Gateway.Carriers.Twilio;

/// <summary>Twilio's words for where an SMS is.</summary>
public static class TwilioStatus
{
    /// <summary>Null for a word we do not know: it is kept, and changes nothing.</summary>
    public static DeliveryStatus? Read(string word) => word switch
    {
        "accepted" or "scheduled" or "queued" or "sending" => DeliveryStatus.Accepted,
        "sent" or "partially_delivered" => DeliveryStatus.Sent,
        "delivered" or "read" => DeliveryStatus.Delivered,
        "undelivered" or "failed" => DeliveryStatus.Failed,
        "canceled" => DeliveryStatus.Cancelled,
        _ => null,
    };
}
