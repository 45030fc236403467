using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace VoisinsVigilants.Benchmarks;

/// <summary>A carrier that accepts at once and notes when it was called: nothing but our own time is measured.</summary>
internal sealed class Carrier : IAsyncDisposable
{
    private readonly WebApplication app;
    private int sids;

    private Carrier(WebApplication app) => this.app = app;

    public ConcurrentQueue<(DateTimeOffset At, string To)> Calls { get; } = new();

    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static async Task<Carrier> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var carrier = new Carrier(app);
        app.MapPost("/2010-04-01/Accounts/{account}/Messages.json", (string account, HttpContext http) => carrier.Accept(http));
        app.MapGet("/2010-04-01/Accounts/{account}/Messages.json", () => Results.Json(new { messages = Array.Empty<object>(), next_page_uri = (string?)null }));
        await app.StartAsync();
        return carrier;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<IResult> Accept(HttpContext http)
    {
        var at = TimeProvider.System.GetUtcNow();
        var form = await http.Request.ReadFormAsync();
        Calls.Enqueue((at, form["To"].ToString()));
        var sid = $"SM{Interlocked.Increment(ref sids):x32}";
        return Results.Json(new { sid, status = "queued" }, statusCode: StatusCodes.Status201Created);
    }
}
