using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace VoisinsVigilants.Benchmarks;

/// <summary>A carrier that notes when it was called and when it accepted. How long it takes is the caller's wish; by default it accepts at once.</summary>
internal sealed class Carrier : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Func<CancellationToken, Task> pause;
    private int sids;
    private long listedAt = Stopwatch.GetTimestamp();

    private Carrier(WebApplication app, Func<CancellationToken, Task> pause) => (this.app, this.pause) = (app, pause);

    /// <summary>Takes the call and never answers.</summary>
    public static Func<CancellationToken, Task> Silent => stop => Task.Delay(Timeout.Infinite, stop);

    public static Func<CancellationToken, Task> After(TimeSpan latency) => stop => Task.Delay(latency, stop);

    /// <summary>Takes so many a second, evenly; whoever comes too early waits at the door.</summary>
    public static Func<CancellationToken, Task> Capped(int perSecond, TimeSpan latency)
    {
        var (step, free, gate) = (Stopwatch.Frequency / perSecond, Stopwatch.GetTimestamp(), new Lock());
        return stop =>
        {
            long mine;
            lock (gate) mine = free = Math.Max(free + step, Stopwatch.GetTimestamp());
            var wait = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), mine);
            return Task.Delay(wait > TimeSpan.Zero ? wait + latency : latency, stop);
        };
    }

    public ConcurrentQueue<(DateTimeOffset At, string To)> Calls { get; } = new();

    /// <summary>To whom, in the order in which they were accepted.</summary>
    public ConcurrentQueue<string> Accepted { get; } = new();

    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static async Task<Carrier> Start(Func<CancellationToken, Task>? pause = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var carrier = new Carrier(app, pause ?? (_ => Task.CompletedTask));
        app.MapPost("/2010-04-01/Accounts/{account}/Messages.json", (string account, HttpContext http) => carrier.Accept(http));
        app.MapGet("/2010-04-01/Accounts/{account}/Messages.json", () => carrier.List());
        await app.StartAsync();
        return carrier;
    }

    /// <summary>Returns when no list has been asked for in a second: a program that starts asks for every commune's.</summary>
    public async Task NobodyLists()
    {
        while (Stopwatch.GetElapsedTime(Interlocked.Read(ref listedAt)) < TimeSpan.FromSeconds(1)) await Task.Delay(100);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private IResult List()
    {
        Interlocked.Exchange(ref listedAt, Stopwatch.GetTimestamp());
        return Results.Json(new { messages = Array.Empty<object>(), next_page_uri = (string?)null });
    }

    private async Task<IResult> Accept(HttpContext http)
    {
        var at = TimeProvider.System.GetUtcNow();
        var form = await http.Request.ReadFormAsync();
        Calls.Enqueue((at, form["To"].ToString()));
        await pause(http.RequestAborted);
        Accepted.Enqueue(form["To"].ToString());
        var sid = $"SM{Interlocked.Increment(ref sids):x32}";
        return Results.Json(new { sid, status = "queued" }, statusCode: StatusCodes.Status201Created);
    }
}
