namespace VoisinsVigilants.Domain.Messages;

/// <summary>What shows as the sender of an SMS. French law: automatic SMS may not come from 06/07 numbers (ARCEP decision 2022-1583).</summary>
public enum SenderKind
{
    ShortCode,
    GeographicNumber,
    NameWithoutReply,
    Modem,
}
