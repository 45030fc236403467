using System.Globalization;

namespace VoisinsVigilants.Simulator.FakeTwilio;

/// <summary>One page of Twilio's message list: newest first, filtered by To, From and date, cut at a token that newcomers do not move.</summary>
internal sealed class MessagePage
{
    private const int DefaultSize = 50;
    private const int LargestSize = 1000;

    private readonly IQueryCollection query;

    private MessagePage(IQueryCollection query) => this.query = query;

    public required IReadOnlyList<CarriedSms> Messages { get; init; }

    public required int Number { get; init; }

    public required int Size { get; init; }

    /// <summary>Null on the last page.</summary>
    public required string? NextToken { get; init; }

    public static MessagePage Of(IEnumerable<CarriedSms> all, IQueryCollection query)
    {
        var size = Math.Clamp(WholeNumber(query["PageSize"], DefaultSize), 1, LargestSize);
        var before = query["PageToken"].ToString() is { Length: > 2 } token && long.TryParse(token[2..], CultureInfo.InvariantCulture, out var serial) ? serial : long.MaxValue;
        var found = all.Where(sms => sms.Serial < before && Fits(sms, query)).OrderByDescending(sms => sms.Serial).Take(size + 1).ToList();
        var messages = found.Take(size).ToList();
        return new MessagePage(query)
        {
            Messages = messages,
            Number = WholeNumber(query["Page"], 0),
            Size = size,
            NextToken = found.Count > size ? $"PA{messages[^1].Serial}" : null,
        };
    }

    /// <summary>The same question for another page.</summary>
    public string Query(int page, string? token)
    {
        var kept = query.Where(pair => pair.Key is not ("Page" or "PageToken" or "PageSize"))
            .SelectMany(pair => pair.Value.Select(value => new KeyValuePair<string, string?>(pair.Key, value)));
        return QueryString.Create([.. kept, new("PageSize", Size.ToString(CultureInfo.InvariantCulture)), new("Page", page.ToString(CultureInfo.InvariantCulture)),
            .. token is null ? Array.Empty<KeyValuePair<string, string?>>() : [new("PageToken", token)]]).ToString();
    }

    private static bool Fits(CarriedSms sms, IQueryCollection query)
    {
        if (query["To"].ToString() is { Length: > 0 } to && sms.To != to) return false;
        if (query["From"].ToString() is { Length: > 0 } from && sms.From != from) return false;
        return query.All(pair => FitsDate(pair.Key, pair.Value.ToString(), sms));
    }

    // Twilio writes "on or after" as a parameter named DateSent> (so DateSent>=2026-03-14 in the address); a value without an hour means the whole day.
    private static bool FitsDate(string name, string value, CarriedSms sms)
    {
        var field = name.TrimEnd('>', '<', '=');
        if (field is not ("DateSent" or "DateCreated") || !TryRead(value, out var asked, out var wholeDay)) return true;

        var at = (field == "DateSent" ? sms.SentAt ?? sms.CreatedAt : sms.CreatedAt).UtcDateTime;
        if (wholeDay) at = at.Date;
        if (name.Contains('>')) return at >= asked;
        return name.Contains('<') ? at <= asked : at == asked;
    }

    private static bool TryRead(string value, out DateTime asked, out bool wholeDay)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        wholeDay = DateTime.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, Utc, out asked);
        return wholeDay || DateTime.TryParse(value, CultureInfo.InvariantCulture, Utc, out asked);
    }

    private static int WholeNumber(string? text, int otherwise) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
