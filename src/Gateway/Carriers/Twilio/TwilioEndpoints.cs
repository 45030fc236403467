using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Npgsql;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Gateway.Messages;
using VoisinsVigilants.Gateway.Turns;

namespace VoisinsVigilants.Gateway.Carriers.Twilio;

/// <summary>What Twilio calls: an SMS that came in, and news of one that went out. An answer of 2xx means that it is safe in the database.</summary>
public static class TwilioEndpoints
{
    public static void MapTwilio(this IEndpointRouteBuilder app)
    {
        var twilio = app.MapGroup("/twilio").WithMetadata(new RequestSizeLimitAttribute(TwilioForm.LargestBody)).AddEndpointFilter<SignatureFilter>();
        twilio.MapPost("/sms", Receive).DisableAntiforgery();
        twilio.MapPost("/status/{id}", HearStatus).DisableAntiforgery();
    }

    private static async Task<IResult> Receive(HttpContext http, TurnRunner turns, TimeProvider clock, ILogger<TurnRunner> log, CancellationToken stop)
    {
        var form = http.Features.GetRequiredFeature<TwilioForm>();
        var (sid, from, to) = (Clean(form["MessageSid"]), form["From"], form["To"]);
        if (sid.Length == 0 || from.Length == 0 || to.Length == 0) return Results.BadRequest("MessageSid, From and To are needed.");
        if (!PhoneNumber.TryParse(to, out var number)) return NoSuchCommune(log);

        // A name instead of a number can be neither answered nor called: nothing of a person in danger comes that way.
        if (!PhoneNumber.TryParse(from, out var sender))
        {
            log.LogInformation("An SMS from a sender without a number was set aside");
            return Results.NoContent();
        }
        var optOut = Clean(form["OptOutType"]);
        var sms = new InboundSms(sid, sender, number, Clean(form["Body"]), clock.GetUtcNow(), optOut.Length > 0 ? optOut : null);
        using var patience = Patience(stop);
        try
        {
            return await turns.Receive(sms, patience.Token) == Receipt.NoSuchCommune ? NoSuchCommune(log) : Results.NoContent();
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException or OperationCanceledException)
        {
            log.LogError("An SMS could not be kept ({Reason}); the carrier will offer it again", exception.GetType().Name);
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static async Task<IResult> HearStatus(string id, HttpContext http, StatusRecorder recorder, CancellationToken stop)
    {
        var form = http.Features.GetRequiredFeature<TwilioForm>();
        var (sid, word) = (Clean(form["MessageSid"]), Clean(form["MessageStatus"]));
        if (sid.Length == 0 || word.Length == 0) return Results.BadRequest("MessageSid and MessageStatus are needed.");

        int? error = int.TryParse(form["ErrorCode"], NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : null;
        long? message = long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        using var patience = Patience(stop);
        try
        {
            await recorder.Record(new StatusEvent(message, sid, word, error), patience.Token);
            return Results.NoContent();
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException or OperationCanceledException)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    // Twilio gives up after 15 s and offers again what was answered 503; what had to wait this long is answered, so that it does.
    private static CancellationTokenSource Patience(CancellationToken stop)
    {
        var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(TimeSpan.FromSeconds(11));
        return patience;
    }

    private static IResult NoSuchCommune(ILogger log)
    {
        log.LogCritical("ALARM: an SMS came in for a number that no commune owns: check the numbers of the communes and of the account");
        return Results.NotFound("No commune owns this number.");
    }

    // PostgreSQL keeps no NUL in a text.
    private static string Clean(string text) => text.Replace("\0", "", StringComparison.Ordinal);

    /// <summary>The address that was signed is that of the configuration, never the Host header's.</summary>
    private sealed class SignatureFilter(IOptions<TwilioSettings> twilio, IOptions<GatewaySettings> gateway) : IEndpointFilter
    {
        public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
        {
            var (request, validation) = (context.HttpContext.Request, twilio.Value.RequestValidation);
            if (await TwilioForm.Read(request, context.HttpContext.RequestAborted) is not { } form) return Results.StatusCode(StatusCodes.Status403Forbidden);

            var root = (validation.BaseUrlOverride ?? gateway.Value.PublicBaseUrl!).ToString().TrimEnd('/');
            var url = $"{root}{request.Path.ToUriComponent()}{request.QueryString.ToUriComponent()}";
            context.HttpContext.Features.Set(form);
            var valid = TwilioSignature.IsValid(request, form, url, validation.AuthToken, validation.AlternateAuthToken);
            return valid ? await next(context) : Results.StatusCode(StatusCodes.Status403Forbidden);
        }
    }
}
