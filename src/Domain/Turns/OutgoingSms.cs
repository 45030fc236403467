using VoisinsVigilants.Domain.Messages;

namespace VoisinsVigilants.Domain.Turns;

/// <summary>An SMS to be written to the outbox in the transaction of the turn that decided it.</summary>
/// <param name="MemberId">Null when the phone is not enrolled.</param>
/// <param name="Text">Already in the GSM alphabet.</param>
/// <param name="AlertId">The alert it speaks of.</param>
/// <param name="DueAt">Not before.</param>
/// <param name="AlsoTells">Further alerts that this one SMS tells of (the digest of a night).</param>
/// <param name="ExpiresAt">Not after: what could not leave by then is not sent late.</param>
public sealed record OutgoingSms(
    PhoneNumber To,
    long? MemberId,
    MessagePurpose Purpose,
    Lane Lane,
    string Text,
    Guid? AlertId,
    DateTimeOffset DueAt,
    DateTimeOffset ExpiresAt,
    IReadOnlyList<Guid>? AlsoTells = null)
{
    /// <summary>Masked plates in the text are replaced by the plates themselves at the moment of sending: this reader may see them.</summary>
    public bool RevealsPlates { get; init; }

    public int Segments => Gsm7.Segments(Text);
}
