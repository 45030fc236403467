using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using VoisinsVigilants.Simulator.Faults;

namespace VoisinsVigilants.Simulator.FakeTwilio;

/// <summary>Twilio's Messages resource: create, fetch, list. Source: Twilio's published OpenAPI (twilio_api_v2010).</summary>
internal static class TwilioEndpoints
{
    public static void MapTwilio(this IEndpointRouteBuilder app)
    {
        var account = app.MapGroup($"/{TwilioJson.ApiVersion}/Accounts/{{account}}").AddEndpointFilter<AccountFilter>();
        account.MapPost("/Messages.json", Create).DisableAntiforgery();
        account.MapGet("/Messages.json", List);
        account.MapGet("/Messages/{sid}.json", Fetch);
    }

    private static async Task<IResult> Create(
        string account, HttpContext http, MessageBook book, MessageJourney journey, FaultPlan faults, PendingWork pending, GatewayLink gateway, CancellationToken stop)
    {
        var asking = DateTimeOffset.UtcNow;
        if (await faults.BeforeAccepting(stop) is { } fault) return fault;

        var form = await http.Request.ReadFormAsync(stop);
        var asked = new MessageRequest(form["To"].ToString(), form["From"].ToString(), form["Body"].ToString(), form["StatusCallback"].ToString(), form["ValidityPeriod"].ToString());
        if (asked.Refusal() is { } refusal) return TwilioError.Answer(refusal);
        if (book.HasOptedOut(asked.To, asked.From)) return TwilioError.Answer(21610);
        if (faults.ForNumber(asked.To) is { IsAtCreate: true } broken) return TwilioError.Answer(broken.Code);

        var (shown, answering) = (await gateway.Now(stop), faults.Answering());
        CarriedSms Accept()
        {
            var now = DateTimeOffset.UtcNow;
            var sms = new CarriedSms(0, CarriedSms.NewSid(), asked.From, asked.To, asked.Body, FromPhone: false, "queued", now, now, shown, StatusCallback: asked.Callback)
            {
                AskedAt = asking,
                Answered = answering.ToString(),
            };
            sms = book.Add(sms);
            journey.Start(sms);
            return sms;
        }
        return await Answer(answering, Accept, account, http, pending, stop);
    }

    private static async Task<IResult> Answer(Answering answering, Func<CarriedSms> accept, string account, HttpContext http, PendingWork pending, CancellationToken stop)
    {
        switch (answering)
        {
            case Answering.BrokenBefore:
                http.Abort();
                return Results.Empty;
            case Answering.LateAcceptance:
                pending.Start(async () =>
                {
                    await Task.Delay(TimeSpan.FromSeconds(2 + (3 * Random.Shared.NextDouble())), CancellationToken.None);
                    accept();
                });
                await Task.Delay(Timeout.Infinite, stop);
                return Results.Empty;
        }
        var sms = accept();
        if (answering == Answering.Failure) return TwilioError.ServerError();
        if (answering == Answering.Silence) await Task.Delay(Timeout.Infinite, stop);
        if (answering == Answering.LateAnswer) await Task.Delay(TimeSpan.FromSeconds(1), stop);
        if (answering == Answering.BrokenAfter) http.Abort();
        return Results.Json(TwilioJson.Message(sms, account), statusCode: StatusCodes.Status201Created);
    }

    private static IResult Fetch(string account, string sid, MessageBook book) =>
        book.Find(sid) is { } sms ? Results.Json(TwilioJson.Message(sms, account)) : TwilioError.Answer(20404);

    private static IResult List(string account, HttpRequest request, MessageBook book)
    {
        var page = MessagePage.Of(book.All, request.Query);
        var root = $"{TwilioJson.Root(account)}.json";
        return Results.Json(new JsonObject
        {
            ["messages"] = new JsonArray([.. page.Messages.Select(sms => TwilioJson.Message(sms, account))]),
            ["page"] = page.Number,
            ["page_size"] = page.Size,
            ["start"] = page.Number * page.Size,
            ["end"] = (page.Number * page.Size) + Math.Max(0, page.Messages.Count - 1),
            ["uri"] = root + request.QueryString,
            ["first_page_uri"] = root + page.Query(0, null),
            ["previous_page_uri"] = null,
            ["next_page_uri"] = page.NextToken is { } token ? root + page.Query(page.Number + 1, token) : null,
        });
    }

    /// <summary>Basic authentication with the account's sid and token; another account's messages do not exist.</summary>
    private sealed class AccountFilter(SimulatorSettings settings) : IEndpointFilter
    {
        public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
        {
            var http = context.HttpContext;
            if (!IsKnown(http.Request.Headers.Authorization.ToString())) return TwilioError.Answer(20003);
            if (!string.Equals(http.Request.RouteValues["account"] as string, settings.AccountSid, StringComparison.Ordinal)) return TwilioError.Answer(20404);
            return await next(context);
        }

        private bool IsKnown(string header)
        {
            var expected = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{settings.AccountSid}:{settings.AuthToken}"));
            return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(header), Encoding.UTF8.GetBytes(expected));
        }
    }
}
