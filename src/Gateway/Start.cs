using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Options;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using VoisinsVigilants.Gateway.Database;
using VoisinsVigilants.Gateway.Texts;

namespace VoisinsVigilants.Gateway;

/// <summary>What must be right before the first SMS is taken: settings, texts, database. What is wrong is said in one line and stops the start.</summary>
public static class Start
{
    private const string DefaultAddress = "http://127.0.0.1:5080";
    private static readonly TimeSpan DatabaseMayTake = TimeSpan.FromSeconds(20);

    public static bool Refuse(this Settings settings, IHostEnvironment environment, IConfiguration configuration, TextWriter errors)
    {
        var problems = settings.Problems(environment, configuration);
        foreach (var problem in problems) errors.WriteLine(problem);
        return problems.Count > 0;
    }

    public static IServiceCollection AddSettings(this IServiceCollection services, Settings settings) => services
        .AddSingleton(Options.Create(settings.Gateway))
        .AddSingleton(Options.Create(settings.Twilio))
        .AddSingleton(Options.Create(settings.Delivery))
        .AddSingleton(Options.Create(settings.Mail));

    /// <summary>What is worth a line by default; configuration says otherwise. HTTP clients log addresses, and addresses hold phone numbers.</summary>
    public static void AddQuietLogging(this WebApplicationBuilder builder)
    {
        var levels = new Dictionary<string, string?>
        {
            ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
            ["Logging:LogLevel:System.Net.Http"] = "Warning",
            ["Logging:LogLevel:Hangfire"] = "Warning",
        };
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = levels });
        builder.Logging.AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat, console.UseUtcTimestamp) = (true, "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ", true));
    }

    /// <summary>Traces and figures by OTLP, only when the standard variables say where to.</summary>
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not { Length: > 0 }) return;
        builder.Services.AddOpenTelemetry().UseOtlpExporter()
            .WithTracing(tracing => tracing.AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddNpgsql())
            .WithMetrics(metrics => metrics.AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddNpgsqlInstrumentation());
    }

    /// <summary>Only this machine reaches the program unless an address is set; the carrier comes in through a reverse proxy.</summary>
    public static void UseSettledAddress(this IWebHostBuilder web, IConfiguration configuration)
    {
        if (configuration["urls"] is not { Length: > 0 } && !configuration.GetSection("Kestrel:Endpoints").Exists()) web.UseUrls(DefaultAddress);
    }

    /// <summary>Serves until it is told to stop. An address that cannot be listened on is said in one line.</summary>
    public static async Task<int> Serve(this WebApplication app, TextWriter errors)
    {
        // Asked beforehand: the host would log its own stack beside our line.
        if (TakenAddress(app.Configuration) is { } taken)
        {
            await errors.WriteLineAsync($"ASPNETCORE_URLS: {taken} is taken by another program; stop it, or choose another port.");
            return 1;
        }
        try
        {
            app.Lifetime.ApplicationStarted.Register(GiveBackMemory);
            await app.RunAsync();
            return 0;
        }
        catch (Exception exception) when (exception is IOException or FormatException or SocketException)
        {
            await errors.WriteLineAsync($"ASPNETCORE_URLS: the program cannot listen there ({exception.Message})");
            return 1;
        }
    }

    // Reading the texts and what they taught leaves behind more than it keeps; where nothing happens for hours, nothing else would free it.
    private static void GiveBackMemory() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

    private static string? TakenAddress(IConfiguration configuration)
    {
        var addresses = (configuration["urls"] is { Length: > 0 } urls ? urls : DefaultAddress).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return configuration.GetSection("Kestrel:Endpoints").Exists() ? null : addresses.FirstOrDefault(IsTaken);
    }

    // A name, or anything else that we cannot read, is left to the server.
    private static bool IsTaken(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || !IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) || uri.Port == 0) return false;
        try
        {
            using var probe = new TcpListener(ip, uri.Port);
            probe.Start();
            return false;
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return true;
        }
    }

    /// <summary>Reads the texts and brings the database up to date. False, with the reason said, when the program cannot work.</summary>
    public static async Task<bool> Prepare(this IServiceProvider services, TextWriter errors)
    {
        var scripts = services.GetRequiredService<LiveScripts>();
        scripts.Refresh();
        foreach (var error in scripts.Errors) await errors.WriteLineAsync(error.ToString());
        if (scripts.Errors.Count > 0) return false;

        var until = TimeProvider.System.GetTimestamp();
        while (true)
            try
            {
                await services.GetRequiredService<Migrator>().Migrate(CancellationToken.None);
                return true;
            }
            catch (MigrationException exception)
            {
                await errors.WriteLineAsync(exception.Message);
                return false;
            }
            catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
            {
                // A server that boots starts its database and us together: a refused connection is waited for, a refused password is not.
                if (exception is PostgresException { SqlState: not "57P03" } || TimeProvider.System.GetElapsedTime(until) > DatabaseMayTake)
                {
                    await errors.WriteLineAsync($"ConnectionStrings:Postgres: the database does not answer as it should ({exception.Message}).");
                    return false;
                }
                await Task.Delay(TimeSpan.FromSeconds(1));
            }
    }
}
