using System.Globalization;
using VoisinsVigilants.Simulator.Phones;

namespace VoisinsVigilants.Simulator.Pages;

/// <summary>What the page needs of the gateway: its people, its clock, its address.</summary>
internal static class PageEndpoints
{
    public static void MapPages(this IEndpointRouteBuilder app)
    {
        app.MapGet("/healthz", () => "ok");
        app.MapGet("/api/people", People);
        app.MapGet("/api/clock", ReadClock);
        app.MapPost("/api/clock", Advance);
        app.MapPost("/api/restart", Restart);
    }

    private static async Task<object> People(GatewayLink gateway, SimulatorSettings settings, CancellationToken stop)
    {
        var commune = await gateway.FindPeople(settings.Commune, stop);
        return new
        {
            gateway = settings.PublicBaseUrl,
            commune = settings.Commune,
            name = commune?.Name,
            timeZone = commune?.TimeZone ?? "Europe/Paris",
            number = commune?.Number ?? settings.Number,
            people = commune?.People ?? [],
        };
    }

    private static async Task<IResult> ReadClock(GatewayLink gateway, CancellationToken stop) =>
        Results.Ok(new { now = await gateway.Clock(stop) });

    /// <param name="Advance">A span, <c>00:05:00</c>.</param>
    /// <param name="Until">Or an hour of the commune's wall clock, <c>07:00</c>.</param>
    private sealed record ClockRequest(string? Advance, string? Until);

    private static async Task<IResult> Advance(ClockRequest asked, GatewayLink gateway, SimulatorSettings settings, LiveFeed feed, CancellationToken stop)
    {
        try
        {
            if (await Span(asked, gateway, settings, stop) is not { } span)
                return Results.BadRequest(new { problem = "Écrivez de combien avancer, par exemple {\"advance\":\"00:05:00\"}, ou jusqu'à quand : {\"until\":\"07:00\"}." });
            var now = await gateway.Advance(span, stop);
            feed.Publish("clock", new { now });
            return Results.Ok(new { now });
        }
        catch (HttpRequestException exception)
        {
            return Results.Json(new { problem = $"La passerelle n'avance pas son horloge : {exception.Message}" }, statusCode: StatusCodes.Status502BadGateway);
        }
    }

    /// <summary>Gateway and phones forget all that happened; the hour stays.</summary>
    private static async Task<IResult> Restart(FreshStart freshStart, GatewayLink gateway, CancellationToken stop)
    {
        try
        {
            await freshStart.At(await gateway.Now(stop), stop);
            return Results.NoContent();
        }
        catch (HttpRequestException exception)
        {
            return Results.Json(new { problem = $"La passerelle n'a rien effacé : {exception.Message}" }, statusCode: StatusCodes.Status502BadGateway);
        }
    }

    private static async Task<TimeSpan?> Span(ClockRequest asked, GatewayLink gateway, SimulatorSettings settings, CancellationToken stop)
    {
        if (TimeOnly.TryParseExact(asked.Until, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var hour))
            return await SpanUntil(hour, gateway, settings, stop);
        return TimeSpan.TryParse(asked.Advance, CultureInfo.InvariantCulture, out var span) && span >= TimeSpan.Zero ? span : null;
    }

    private static async Task<TimeSpan> SpanUntil(TimeOnly hour, GatewayLink gateway, SimulatorSettings settings, CancellationToken stop)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById((await gateway.FindPeople(settings.Commune, stop))?.TimeZone ?? "Europe/Paris");
        var now = await gateway.Clock(stop) ?? throw new HttpRequestException("elle ne donne pas son heure");
        return WallClock.Next(hour, now, zone) - now;
    }
}
