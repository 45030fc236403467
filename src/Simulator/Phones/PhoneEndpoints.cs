using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Simulator.FakeTwilio;
using VoisinsVigilants.Simulator.Faults;

namespace VoisinsVigilants.Simulator.Phones;

/// <summary>Any number can text; each phone keeps its thread.</summary>
internal static class PhoneEndpoints
{
    public static void MapPhones(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/phones/{phone}/texts", Text);
        app.MapGet("/api/phones/{phone}", Phone);
        app.MapGet("/api/phones", Phones);
        app.MapGet("/api/messages", (MessageBook book, long? since) => book.All.Where(sms => sms.Serial > (since ?? 0)));
        app.MapGet("/api/events", Events);
        app.MapPost("/api/settle", Settle);
        app.MapPost("/api/reset", Reset);
    }

    /// <param name="To">The number texted; default: the commune's.</param>
    /// <param name="Sid">Offers the SMS of this sid once more, as a carrier that lost our answer does.</param>
    private sealed record TextRequest(string? Body, string? To, string? Sid);

    private static async Task<IResult> Text(string phone, TextRequest text, PhoneLine line, GatewayLink gateway, SimulatorSettings settings, CancellationToken stop)
    {
        if (!PhoneNumber.TryParse(phone, out var from)) return Results.BadRequest(new { problem = "Ce numéro n'en est pas un : écrivez par exemple +33639980011." });
        var to = text.To ?? settings.Number ?? await gateway.FindNumber(stop);
        if (to is null) return Results.Json(new { problem = "La passerelle ne répond pas : le numéro de la commune est inconnu." }, statusCode: StatusCodes.Status503ServiceUnavailable);

        return Results.Ok(await line.Text(from.Value, to, text.Body ?? "", text.Sid, stop));
    }

    private static IResult Phone(string phone, MessageBook book)
    {
        if (!PhoneNumber.TryParse(phone, out var number)) return Results.BadRequest();
        var thread = book.All.Where(sms => sms.Phone == number.Value).ToList();
        var optedOut = thread.Select(sms => sms.FromPhone ? sms.To : sms.From).Distinct().Where(to => book.HasOptedOut(number.Value, to));
        return Results.Ok(new { number = number.Value, optedOutOf = optedOut, messages = thread });
    }

    private static object Phones(MessageBook book) => book.All.GroupBy(sms => sms.Phone).OrderBy(thread => thread.Key)
        .Select(thread => new { number = thread.Key, messages = thread.Count(), last = thread.Last() });

    private static IResult Events(HttpResponse response, LiveFeed feed, IHostApplicationLifetime life, CancellationToken stop)
    {
        // An open page must not hold back the end of the program.
        var end = CancellationTokenSource.CreateLinkedTokenSource(stop, life.ApplicationStopping);
        response.RegisterForDispose(end);
        return TypedResults.ServerSentEvents(feed.Listen(end.Token));
    }

    private static async Task<IResult> Settle(PendingWork pending, CancellationToken stop)
    {
        await pending.WhenQuiet(stop);
        return Results.NoContent();
    }

    private static async Task<IResult> Reset(PendingWork pending, MessageBook book, FaultPlan faults, CancellationToken stop)
    {
        faults.Set(new FaultSettings());
        await pending.WhenQuiet(stop);
        book.Clear();
        return Results.NoContent();
    }
}
