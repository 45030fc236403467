using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using VoisinsVigilants.Simulator;

namespace VoisinsVigilants.Village;

/// <summary>An SMS as a phone shows it.</summary>
public sealed record Sms(bool FromPhone, string Body, string Status);

/// <summary>
/// Brissy-sur-Juine in working order: a database of its own, the gateway as a process of its own in the environment Simulation, the
/// Simulator as its carrier, the demo commune imported. Everything between them goes over HTTP and SQL.
/// </summary>
public sealed class Village : IAsyncDisposable
{
    public const string AccountSid = "AC0123456789abcdef0123456789abcdef";
    public const string AuthToken = "village-auth-token";
    public const string OperatorSecret = "village-operator-secret";
    public const string PlateKey = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    public const string Number = "+33639980000";

    /// <summary>A Saturday morning in Brissy-sur-Juine.</summary>
    public static readonly DateTimeOffset Morning = new(2026, 3, 14, 9, 0, 0, TimeSpan.Zero);

    // Migrated and imported once for a run of tests; each village begins with a copy.
    private static readonly Lazy<Task<TestDatabase>> Template = new(MakeTemplate);

    private readonly WebApplication simulator;

    private Village(TestDatabase database, WebApplication simulator, GatewayProcess gateway, HttpClient carrier) =>
        (Database, this.simulator, Gateway, Carrier) = (database, simulator, gateway, carrier);

    public TestDatabase Database { get; }

    public GatewayProcess Gateway { get; }

    /// <summary>The Simulator's own doors: phones, faults, dialogues.</summary>
    public HttpClient Carrier { get; }

    public IServiceProvider SimulatorServices => simulator.Services;

    /// <summary>The gateway's doors for the carrier, with every byte and signature as a test wants it.</summary>
    public WebhookCaller Webhook => new(Gateway.Http, Gateway.Address);

    public static string Scripts { get; } = Find("sms-scripts");

    public static async Task<Village> Start(IReadOnlyDictionary<string, string>? settings = null)
    {
        var database = await TestDatabase.Create(await Template.Value);
        var port = GatewayProcess.FreePort();
        var simulator = await StartSimulator(port);
        var carrier = new HttpClient { BaseAddress = new Uri(simulator.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/"), Timeout = TimeSpan.FromMinutes(2) };
        var all = Settings(database.ConnectionString, carrier.BaseAddress!);
        foreach (var (key, value) in settings ?? new Dictionary<string, string>()) all[key] = value;

        var village = new Village(database, simulator, new GatewayProcess(all, port), carrier);
        await village.Gateway.Start();
        await village.Reset(Morning);
        return village;
    }

    /// <summary>The settings of a gateway that works, as environment variables.</summary>
    public static Dictionary<string, string> Settings(string postgres, Uri carrier) => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Simulation",
        ["ConnectionStrings__Postgres"] = postgres,
        ["Gateway__ScriptsDirectory"] = Scripts,
        ["Gateway__OperatorSecret"] = OperatorSecret,
        ["Gateway__PlateKey"] = PlateKey,
        ["Twilio__Client__AccountSid"] = AccountSid,
        ["Twilio__Client__AuthToken"] = AuthToken,
        ["Twilio__Client__BaseUrl"] = carrier.ToString(),
        ["Twilio__RequestValidation__AuthToken"] = AuthToken,
        ["Delivery__SmsPerSecond"] = "1000",
    };

    /// <summary>A phone texts the commune; returns once the gateway has taken it.</summary>
    public async Task Text(string phone, string body)
    {
        using var answer = await Carrier.PostAsJsonAsync(new Uri($"api/phones/{phone}/texts", UriKind.Relative), new { body });
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>What a phone has received, oldest first, once everything due now has happened.</summary>
    public async Task<IReadOnlyList<Sms>> Received(string phone)
    {
        await Settle();
        return await ReceivedSoFar(phone);
    }

    /// <summary>What a phone has received by now, without waiting for anything.</summary>
    public async Task<IReadOnlyList<Sms>> ReceivedSoFar(string phone)
    {
        var thread = await Carrier.GetFromJsonAsync<JsonElement>(new Uri($"api/phones/{phone}", UriKind.Relative));
        return [.. thread.GetProperty("messages").EnumerateArray()
            .Select(sms => new Sms(sms.GetProperty("fromPhone").GetBoolean(), sms.GetProperty("body").GetString()!, sms.GetProperty("status").GetString()!))
            .Where(sms => !sms.FromPhone)];
    }

    /// <summary>Every SMS the carrier has accepted from the gateway: phone and words, in the order of the phones.</summary>
    public async Task<IReadOnlyList<string>> Carried()
    {
        var all = await Carrier.GetFromJsonAsync<JsonElement>(new Uri("api/messages", UriKind.Relative));
        return [.. all.EnumerateArray().Where(sms => !sms.GetProperty("fromPhone").GetBoolean())
            .Select(sms => $"{sms.GetProperty("to").GetString()} {sms.GetProperty("body").GetString()}").Order(StringComparer.Ordinal)];
    }

    /// <summary>Time passes: when this returns, all that was due by then has happened, the carrier's answers included.</summary>
    public async Task Pass(TimeSpan span)
    {
        using var answer = await Gateway.Http.PostAsJsonAsync(new Uri("simulation/clock", UriKind.Relative), new { advance = span.ToString("c") });
        answer.EnsureSuccessStatusCode();
    }

    public async Task Settle()
    {
        for (var round = 0; round < 2; round++)
        {
            await Pass(TimeSpan.Zero);
            using var settled = await Carrier.PostAsync(new Uri("api/settle", UriKind.Relative), null);
            settled.EnsureSuccessStatusCode();
        }
        await Pass(TimeSpan.Zero);
    }

    /// <summary>Everything that happened is forgotten; the commune and its people stay.</summary>
    public async Task Reset(DateTimeOffset now)
    {
        // Twice: before, so that the gateway finds no SMS of the last test in the carrier's list; after, for those that it sent meanwhile.
        await ForgetAtCarrier();
        using var gateway = await Gateway.Http.PostAsJsonAsync(new Uri("simulation/reset", UriKind.Relative), new { now = now.UtcDateTime });
        gateway.EnsureSuccessStatusCode();
        await ForgetAtCarrier();
    }

    private async Task ForgetAtCarrier()
    {
        using var carrier = await Carrier.PostAsync(new Uri("api/reset", UriKind.Relative), null);
        carrier.EnsureSuccessStatusCode();
    }

    public async Task Faults(object faults)
    {
        using var answer = await Carrier.PutAsJsonAsync(new Uri("api/faults", UriKind.Relative), faults);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>A power cut, and what follows it.</summary>
    public async Task KillAndRestart()
    {
        await Gateway.Kill();
        await Gateway.Start();
    }

    /// <summary>Waits until something holds; the limit is generous, for a test must not depend on how fast a machine is.</summary>
    public static async Task Eventually(Func<Task<bool>> holds, string what)
    {
        for (var since = Stopwatch.StartNew(); !await holds(); await Task.Delay(50))
            if (since.Elapsed > TimeSpan.FromSeconds(60)) throw new TimeoutException($"Still not so after a minute: {what}.");
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        Carrier.Dispose();
        await simulator.DisposeAsync();
        await Database.DisposeAsync();
    }

    private static async Task<WebApplication> StartSimulator(int gatewayPort)
    {
        var simulator = SimulatorApp.Build([
            "--urls=http://127.0.0.1:0",
            $"--Simulator:GatewayUrl=http://127.0.0.1:{gatewayPort}/",
            $"--Simulator:AccountSid={AccountSid}",
            $"--Simulator:AuthToken={AuthToken}",
            $"--Simulator:ScriptsDirectory={Scripts}",
            "--Simulator:StatusDelayMs=1",
        ]);
        await simulator.StartAsync();
        return simulator;
    }

    private static async Task<TestDatabase> MakeTemplate()
    {
        var template = await TestDatabase.Create();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => template.DisposeAsync().AsTask().Wait();
        await Prepare(Settings(template.ConnectionString, new Uri("http://127.0.0.1/")));
        return template;
    }

    public static async Task Prepare(IReadOnlyDictionary<string, string> settings)
    {
        foreach (var args in new string[][] { ["migrate"], ["import", Path.Combine(Scripts, "communes", "brissy-sur-juine")] })
        {
            var (exit, output) = await GatewayProcess.Run(settings, null, args);
            if (exit != 0) throw new InvalidOperationException($"{args[0]} ended with {exit}:\n{output}");
        }
    }

    private static string Find(string folder)
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
            if (Directory.Exists(Path.Combine(directory.FullName, folder)) && File.Exists(Path.Combine(directory.FullName, "VoisinsVigilants.sln"))) return Path.Combine(directory.FullName, folder);
        throw new DirectoryNotFoundException($"{folder} was not found above {AppContext.BaseDirectory}.");
    }
}
