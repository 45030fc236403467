using Npgsql;
using VoisinsVigilants.Simulator.FakeTwilio;

namespace VoisinsVigilants.Faults.Tests;

/// <summary>A row of the outbox as it stands at the end.</summary>
/// <param name="WrittenAt">By the clock of the wall, as is <paramref name="LostAt"/>.</param>
internal sealed record Row(long Id, string Purpose, string From, string To, string Body, int Status, int? Error, string? Sid, DateTimeOffset ExpiresAt, Guid? Alert, int Retries, DateTimeOffset WrittenAt, DateTimeOffset? LostAt);

/// <summary>An alert, and how many référents its quartier has.</summary>
internal sealed record Story(Guid Id, string Author, string? Quartier);

/// <summary>All that the database and the carrier know when everything is over, beside each other.</summary>
internal sealed class Ledger
{
    // No answer was heard, and when the list was asked it could not tell yet.
    private const string Late = "LateAcceptance";

    public required IReadOnlyList<Row> Rows { get; init; }

    public required ILookup<long, CarriedSms> Carried { get; init; }

    public required IReadOnlyList<CarriedSms> Strangers { get; init; }

    public required IReadOnlyList<Story> Stories { get; init; }

    /// <summary>A clock that was set back makes two facts one: their author is a witness of the other's alert.</summary>
    public required IReadOnlySet<string> Witnesses { get; init; }

    public required IReadOnlyDictionary<string, bool> Inbox { get; init; }

    public required IReadOnlyList<string> WentBack { get; init; }

    public static async Task<Ledger> Read(NpgsqlDataSource database, MessageBook book)
    {
        var begun = DateTimeOffset.UtcNow;
        var rows = await Audit.Rows(database, """
            select m.id, m.purpose, m.from_phone, m.to_phone, m.body, m.status, m.error_code, m.carrier_sid, m.expires_at, m.alert_id, m.retries,
                   (select min(at) from audit_steps a where a.id = m.id), (select min(at) from audit_steps a where a.id = m.id and a.after > 40)
            from messages m order by m.id
            """, Read);

        // After the rows: what one of them was sent as is in the book by now.
        var outbound = book.All.Where(sms => !sms.FromPhone).ToList();
        var known = rows.Select(row => row.Id).ToHashSet();
        return new Ledger
        {
            Rows = rows,
            Carried = outbound.Where(sms => IdOf(sms) is not null).ToLookup(sms => IdOf(sms)!.Value),
            Strangers = [.. outbound.Where(sms => sms.CreatedAt < begun).Where(sms => IdOf(sms) is not { } id || !known.Contains(id))],
            Stories = await Audit.Rows(database, "select id, author, quartier from alerts", row => new Story(row.GetGuid(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2))),
            Inbox = (await Audit.Rows(database, "select carrier_message_id, handled_at is not null from inbox", row => (row.GetString(0), row.GetBoolean(1)))).ToDictionary(row => row.Item1, row => row.Item2),
            Witnesses = (await Audit.Rows(database, "select phone from alert_witnesses", row => row.GetString(0))).ToHashSet(),
            WentBack = await Audit.Rows(database, "select id || ': ' || before || ' -> ' || after from audit_steps where after < before or (before >= 40 and after <> before)", row => row.GetString(0)),
        };
    }

    /// <summary>Accepted by no carrier, and no reason that is a final state says why not.</summary>
    public IEnumerable<Row> Lost => Rows.Where(row => row.Status < 20 || (row.Status < 50 && !Carried[row.Id].Any()));

    public IEnumerable<Row> Twice => Rows.Where(row => Carried[row.Id].Count() > 1);

    public IEnumerable<Row> TwiceWithoutReason => Twice.Where(row => Carried[row.Id].All(sms => sms.Answered != Late));

    public IEnumerable<Row> Misdirected => Rows.Where(row => Carried[row.Id].Any(sms => sms.To != row.To || sms.From != row.From || sms.Body != row.Body));

    /// <summary>Asked of the carrier after its expiry, by the earliest of the clocks that nodes may have had.</summary>
    public IEnumerable<Row> Stale(IReadOnlyList<(DateTimeOffset From, TimeSpan Ahead)> clock) =>
        Rows.Where(row => Carried[row.Id].Any(sms => sms.AskedAt + Earliest(clock, sms.AskedAt) > row.ExpiresAt + TimeSpan.FromSeconds(1)));

    /// <summary>SMS taken with 2xx without a turn, and reports without an alert or an answer to their author.</summary>
    public IEnumerable<string> Unheard(IEnumerable<Written> written)
    {
        var (authors, answered) = (Stories.Select(story => story.Author).ToHashSet(), Rows.Where(row => row.Purpose == "Reply").Select(row => row.To).ToHashSet());
        foreach (var sms in written.DistinctBy(sms => (sms.Sid, sms.Accepted)))
            if (sms.Accepted && !Inbox.GetValueOrDefault(sms.Sid)) yield return $"{sms.Sid}: accepted, and no turn";
            else if (sms.IsReport && !authors.Contains(sms.Phone) && !Witnesses.Contains(sms.Phone)) yield return $"{sms.Sid}: no alert{(sms.Accepted ? "" : " (not accepted at the door, and not caught up)")}";
            else if (sms.IsReport && !answered.Contains(sms.Phone)) yield return $"{sms.Sid}: no answer to its author";
    }

    /// <summary>Alerts of which nobody has an SMS, though nothing says why.</summary>
    public IEnumerable<string> Silent()
    {
        var told = Rows.Where(row => row.Alert is not null && row.Purpose is "Alert" or "Reminder" or "Escalation").ToLookup(row => row.Alert!.Value);
        foreach (var story in Stories)
        {
            var first = told[story.Id].Where(row => row.Purpose == "Alert" && row.Retries == 0).ToList();
            if (first.Count == 0) yield return $"alert {story.Id}: no référent was written to";
            else if (first.All(row => row.Status > 40) && !told[story.Id].Any(row => row.Purpose == "Escalation")) yield return $"alert {story.Id}: every référent's SMS failed, and nobody else was told";
        }
    }

    /// <summary>From the loss of the last référent's SMS to the row for the next person, for alerts of which every référent's SMS was lost.</summary>
    public IReadOnlyList<TimeSpan> NextPersonAfter()
    {
        var told = Rows.Where(row => row.Alert is not null).ToLookup(row => row.Alert!.Value);
        return [.. Stories.Select(story => (
                Lost: told[story.Id].Where(row => row.Purpose == "Alert" && row.Retries == 0).ToList(),
                Next: told[story.Id].Where(row => row.Purpose == "Escalation").Select(row => row.WrittenAt).DefaultIfEmpty().Min()))
            .Where(pair => pair.Lost.Count > 0 && pair.Lost.All(row => row.LostAt is not null) && pair.Next > pair.Lost.Max(row => row.LostAt))
            .Select(pair => pair.Next - pair.Lost.Max(row => row.LostAt)!.Value)];
    }

    private static TimeSpan Earliest(IReadOnlyList<(DateTimeOffset From, TimeSpan Ahead)> clock, DateTimeOffset at) =>
        clock.Where((step, index) => step.From <= at && (index == clock.Count - 1 || clock[index + 1].From > at - TimeSpan.FromSeconds(5))).Min(step => step.Ahead);

    private static long? IdOf(CarriedSms sms) => long.TryParse(sms.StatusCallback?.Segments[^1], out var id) ? id : null;

    private static Row Read(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetInt16(5), row.IsDBNull(6) ? null : row.GetInt32(6),
        row.IsDBNull(7) ? null : row.GetString(7), row.GetFieldValue<DateTimeOffset>(8), row.IsDBNull(9) ? null : row.GetGuid(9), row.GetInt16(10),
        row.GetFieldValue<DateTimeOffset>(11), row.IsDBNull(12) ? null : row.GetFieldValue<DateTimeOffset>(12));
}
