namespace VoisinsVigilants.Domain.Messages;

/// <summary>One SMS as a carrier handed it over.</summary>
/// <param name="CarrierMessageId">The carrier's own id (Twilio: MessageSid); the same id offered twice is one SMS.</param>
/// <param name="From">Who texts.</param>
/// <param name="To">The published number that was texted; it selects the commune.</param>
/// <param name="Body">The text, any Unicode, possibly empty; NUL removed.</param>
/// <param name="ReceivedAt">When the gateway, or the carrier's list, says it came in.</param>
/// <param name="OptOutType">Set when the carrier itself handled an opt-out word (Twilio: STOP, START, HELP): it has answered already.</param>
public sealed record InboundSms(string CarrierMessageId, PhoneNumber From, PhoneNumber To, string Body, DateTimeOffset ReceivedAt, string? OptOutType = null);
