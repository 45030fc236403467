using VoisinsVigilants.Domain.Dialogues;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Simulator.FakeTwilio;
using VoisinsVigilants.Simulator.Faults;
using VoisinsVigilants.Simulator.Phones;

namespace VoisinsVigilants.Simulator.DialoguePlayer;

/// <summary>Does what a line says, or compares what arrived with what it expects. Answers null when all is well, else what went wrong.</summary>
internal sealed class Stage(Cast cast, Arrivals arrivals, GatewayLink gateway, MessageBook book, PhoneLine line, FaultPlan faults, PendingWork pending)
{
    private static readonly TimeSpan LongestSettling = TimeSpan.FromMinutes(1);

    private readonly CodeNames codes = new();

    public Task<string?> Play(DialogueStep step, CancellationToken stop) => step switch
    {
        DialogueStep.Texts texts => Text(texts, stop),
        DialogueStep.Receives receives => Task.FromResult(Expect(receives)),
        DialogueStep.TimePasses passes => Wait(passes.Span, stop),
        DialogueStep.TimePassesUntil until => WaitUntil(until.Time, stop),
        DialogueStep.Breaks breaks => Break(breaks),
        DialogueStep.Mends mends => Mend(mends),
        _ => Task.FromResult(arrivals.SinceMoment == 0 ? null : $"Silence attendu, mais {arrivals.SinceMoment} SMS sont arrivés depuis."),
    };

    /// <summary>SMS that nobody expected, or null.</summary>
    public string? Unexpected()
    {
        var left = arrivals.Waiting;
        if (left.Count == 0) return null;
        var lines = left.Select(sms => $"{cast.Shown(sms.Phone)} < {sms.Body}");
        return $"SMS que le dialogue n'attendait pas :\n{string.Join('\n', lines)}";
    }

    private async Task<string?> Text(DialogueStep.Texts texts, CancellationToken stop)
    {
        arrivals.Mark();
        var answer = await line.Text(cast.Phone(texts.Who), cast.Number, codes.InText(texts.Words), null, stop);
        if (answer.Status is < 200 or >= 300) return $"La passerelle a répondu {answer.Status} à ce SMS. {answer.Error}";
        await Settle(stop);
        return null;
    }

    private async Task<string?> Wait(TimeSpan span, CancellationToken stop)
    {
        arrivals.Mark();
        await gateway.Advance(span, stop);
        await Settle(stop);
        return null;
    }

    private async Task<string?> WaitUntil(TimeOnly time, CancellationToken stop)
    {
        var now = await gateway.Clock(stop) ?? throw new HttpRequestException("La passerelle ne donne pas son heure.");
        return await Wait(WallClock.Next(time, now, cast.Zone) - now, stop);
    }

    // What the gateway does may set off callbacks, and these may set off more: done when a whole round changed nothing.
    private async Task Settle(CancellationToken stop)
    {
        var giveUpAt = Environment.TickCount64 + (long)LongestSettling.TotalMilliseconds;
        long before;
        do
        {
            if (Environment.TickCount64 > giveUpAt) throw new TimeoutException("Les SMS n'ont pas cessé d'aller et venir pendant une minute.");
            before = book.Version;
            await gateway.Advance(TimeSpan.Zero, stop);
            await pending.WhenQuiet(stop);
        }
        while (book.Version != before);
    }

    private Task<string?> Break(DialogueStep.Breaks breaks)
    {
        faults.Break(cast.Phone(breaks.Who), new NumberFault(breaks.Code, breaks.AtDelivery ? "delivery" : "create"));
        return Task.FromResult<string?>(null);
    }

    private Task<string?> Mend(DialogueStep.Mends mends)
    {
        faults.Mend(mends.Who is null ? null : cast.Phone(mends.Who));
        return Task.FromResult<string?>(null);
    }

    private string? Expect(DialogueStep.Receives receives)
    {
        var phones = cast.Phones(receives.To);
        if (phones.Count == 0) return "Cette ligne ne désigne personne : il ne reste aucun téléphone.";
        var problems = phones.Select(phone => Expect(phone, AsPhonesShow(receives.Pattern))).OfType<string>().ToList();
        return problems.Count > 0 ? string.Join('\n', problems) : null;
    }

    // The script may be written with every French letter; SMS leave in the GSM alphabet.
    private static string AsPhonesShow(string pattern) => Gsm7.Transliterate(pattern);

    private string? Expect(string phone, string pattern)
    {
        var waiting = arrivals.WaitingFor(phone);
        if (waiting.Count == 0) return $"{cast.Shown(phone)} n'a rien reçu. Attendu : {codes.Shown(pattern)}";

        // Accounted for even when it is another text: it is told here, and not once more as unexpected.
        arrivals.Account(waiting[0]);
        if (codes.Matches(pattern, waiting[0].Body)) return null;
        var late = waiting.Skip(1).Any(sms => codes.Matches(pattern, sms.Body)) ? " (le SMS attendu est arrivé, mais après celui-ci)" : "";
        return $"{cast.Shown(phone)} a reçu autre chose{late}.\n  reçu    : {waiting[0].Body}\n  attendu : {codes.Shown(pattern)}";
    }
}

internal static class Moments
{
    /// <summary>Everything that arrived must have been expected before this line.</summary>
    public static bool BeginsMoment(this DialogueStep step) =>
        step is DialogueStep.Texts or DialogueStep.TimePasses or DialogueStep.TimePassesUntil;
}
