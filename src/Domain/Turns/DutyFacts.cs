using VoisinsVigilants.Domain.Messages;

namespace VoisinsVigilants.Domain.Turns;

/// <summary>A number whose reports go nowhere, because an adjoint said so.</summary>
/// <param name="Code">Of the alert that led to it, as it was shown: <c>12K</c>.</param>
/// <param name="AnsweredAt">When its one answer was given.</param>
public sealed record Suspension(PhoneNumber Phone, string Code, string Reason, DateTimeOffset Since, DateTimeOffset? AnsweredAt);

/// <summary>How often an author's alerts turned out to be nothing in the last twelve months; urgent ones are never counted.</summary>
public sealed record FalseAlarms(int Count, DateTimeOffset? RemindedAt)
{
    public static FalseAlarms None { get; } = new(0, null);
}

/// <summary>An SMS heard from the phone that texts.</summary>
public sealed record HeardSms(DateTimeOffset At, string Body);

/// <summary>What went to and fro with one phone in the last hour.</summary>
/// <param name="Heard">What it texted, this SMS included.</param>
/// <param name="Said">The last words we sent it.</param>
public sealed record Traffic(IReadOnlyList<HeardSms> Heard, IReadOnlyList<string> Said)
{
    public static Traffic None { get; } = new([], []);
}

/// <summary>What time itself does for a whole commune.</summary>
/// <param name="DayDueAt">The morning whose reminders are still to be written.</param>
/// <param name="FloodDueAt">Many reports came: the adjoint is to be told.</param>
/// <param name="RecentAlerts">Alerts created within the policy's window.</param>
public sealed record CommuneDuty(DateTimeOffset? DayDueAt, DateTimeOffset? FloodDueAt, DateTimeOffset? FloodToldAt, int RecentAlerts)
{
    public static CommuneDuty None { get; } = new(null, null, null, 0);
}
