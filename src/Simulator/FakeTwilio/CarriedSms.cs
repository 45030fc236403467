using VoisinsVigilants.Domain.Messages;

namespace VoisinsVigilants.Simulator.FakeTwilio;

/// <summary>One SMS at the carrier, as it is now.</summary>
/// <param name="Serial">Order of arrival at the carrier.</param>
/// <param name="FromPhone">A person wrote it; otherwise it goes to one.</param>
/// <param name="CreatedAt">The carrier's time is real time, whatever hour the gateway believes it is.</param>
/// <param name="ShownAt">The hour the phone shows: the gateway's, which may be simulated.</param>
/// <param name="Status">Twilio's word: queued, sending, sent, delivered, undelivered, failed; received for what a person wrote.</param>
/// <param name="WebhookStatus">How the gateway answered for what a person wrote; 0 when it did not.</param>
public sealed record CarriedSms(
    long Serial,
    string Sid,
    string From,
    string To,
    string Body,
    bool FromPhone,
    string Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset ShownAt,
    DateTimeOffset? SentAt = null,
    int? ErrorCode = null,
    Uri? StatusCallback = null,
    int? WebhookStatus = null)
{
    /// <summary>When the carrier was asked for it.</summary>
    public DateTimeOffset AskedAt { get; init; }

    /// <summary>How its sender was answered: Answer, or what went wrong.</summary>
    public string Answered { get; init; } = "";

    /// <summary>The person's number, whichever way the SMS goes.</summary>
    public string Phone => FromPhone ? From : To;

    public int Segments => Gsm7.Segments(Body);

    public bool IsOnPhone => Status is "delivered" or "received";

    public bool IsFinal => Status is "delivered" or "received" or "undelivered" or "failed";

    /// <summary>Twilio's form of an id: SM and 32 hexadecimal digits.</summary>
    public static string NewSid() => $"SM{Guid.NewGuid():N}";
}
