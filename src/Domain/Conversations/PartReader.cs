using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Conversations;

/// <summary>A report written as several SMS, <c>1/2 …</c> and <c>2/2 …</c>, is read with all its parts that are there, in their order.</summary>
internal static class PartReader
{
    public static Reading Read(Situation situation, Interpreter interpreter, InboundSms sms, Step step)
    {
        Reading Of(string text) => interpreter.Read(text, situation.Roles, step, situation.Gazetteer);

        if (SmsParts.Read(sms.Body) is not { } part) return Of(sms.Body);
        var (others, own) = (Heard(situation, sms.Body), Of(part.Words));

        // Who is in danger now is in danger whatever the other parts say.
        if (others.Count == 0 || own.Urgent) return own;
        var whole = Of(string.Join(' ', others.Select(other => SmsParts.Read(other)!.Value).Append(part).OrderBy(one => one.Number).Select(one => one.Words)));

        // Only what is reported may come in parts: a command was done when it came.
        return whole.Intent == Intent.Report || (whole.Intent is Intent.Complement or Intent.Answer && own.Intent != Intent.Report) ? whole : own;
    }

    /// <summary>A later part came before the first: it waits a little, so that the report begins at its beginning.</summary>
    public static bool IsAhead(Situation situation, InboundSms sms) =>
        SmsParts.IsLater(sms.Body) && Heard(situation, sms.Body).All(other => SmsParts.Read(other)!.Value.Number > 1);

    /// <summary>Earlier SMS of this phone that are other parts of the same text.</summary>
    public static IReadOnlyList<string> Heard(Situation situation, string body)
    {
        var since = situation.Now - situation.Policy.ComplementWithin;
        if (SmsParts.Read(body) is not { } part) return [];
        var texts = situation.Traffic.Heard.Where(heard => heard.At > since).OrderBy(heard => heard.At).Select(heard => heard.Body);
        return [.. texts.Where(text => SmsParts.Read(text) is { } other && other.Of == part.Of && other.Number != part.Number).GroupBy(text => SmsParts.Read(text)!.Value.Number).Select(same => same.Last())];
    }
}
