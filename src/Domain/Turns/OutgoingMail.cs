namespace VoisinsVigilants.Domain.Turns;

/// <summary>An e-mail to be written down in the transaction of the turn that decided it. Plain text, in no alphabet of SMS.</summary>
/// <param name="AlertId">The alert it speaks of; null when it is about somebody's phone.</param>
public sealed record OutgoingMail(string To, string Subject, string Body, Guid? AlertId);
