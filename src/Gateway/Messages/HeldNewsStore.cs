using Npgsql;
using VoisinsVigilants.Domain.Turns;
using VoisinsVigilants.Gateway.Database;

namespace VoisinsVigilants.Gateway.Messages;

/// <summary>News of an alert that waits in case its end comes soon.</summary>
public static class HeldNewsStore
{
    // 70 is Cancelled. What a drain has claimed, or the carrier has seen, goes its way; so does a second try of what was lost.
    private const string DropSql = """
        update messages set status = 70, ended_at = @now
        where alert_id = any(@alerts) and purpose = 'Outcome' and status = 0 and attempts = 0 and retries = 0 and holder is null and due_at > @now
        """;

    internal static NpgsqlBatchCommand Drop(IReadOnlyList<Effect.DropHeldNews> effects, DateTimeOffset now) => new NpgsqlBatchCommand(DropSql)
        .With("alerts", effects.Select(effect => effect.AlertId).ToArray())
        .With("now", now);
}
