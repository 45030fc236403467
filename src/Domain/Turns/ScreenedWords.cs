using VoisinsVigilants.Domain.Alerts;

namespace VoisinsVigilants.Domain.Turns;

/// <summary>Somebody's free words after the screen: phone numbers out, plates masked, and what a human must read first kept apart.</summary>
/// <param name="Safe">What may be relayed and stored.</param>
/// <param name="Read">What a human reads who decides: all words, without phone numbers and plates.</param>
/// <param name="Reasons">Why they are withheld; empty when they may leave.</param>
public sealed record ScreenedWords(string Safe, string Read, IReadOnlyList<HoldReason> Reasons, IReadOnlyList<Plate> Plates)
{
    public bool AreWithheld => Reasons.Count > 0;
}
