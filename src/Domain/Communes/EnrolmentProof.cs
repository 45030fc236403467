namespace VoisinsVigilants.Domain.Communes;

/// <summary>Where somebody said yes. Stored by name.</summary>
public enum ProofSource
{
    Sms,
    Paper,
}

/// <summary>That an enrolled person wanted it: when, from what, to which words.</summary>
/// <param name="Charter">Version of the charter that was accepted; the charter of an SMS is kept word for word.</param>
/// <param name="Words">What the person answered; empty for paper, where the signature is on the sheet.</param>
public sealed record EnrolmentProof(DateTimeOffset At, ProofSource Source, string Charter, string Words);
