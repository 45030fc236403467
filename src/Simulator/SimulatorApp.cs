using System.Text.Json.Serialization;
using VoisinsVigilants.Simulator.DialoguePlayer;
using VoisinsVigilants.Simulator.FakeTwilio;
using VoisinsVigilants.Simulator.Faults;
using VoisinsVigilants.Simulator.Pages;
using VoisinsVigilants.Simulator.Phones;

namespace VoisinsVigilants.Simulator;

/// <summary>A carrier that speaks Twilio's language, phones to hold, a page to play with, and dialogues that play themselves.</summary>
public static class SimulatorApp
{
    /// <summary>The program, not yet started; tests host it in their own process on port 0.</summary>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, WebRootPath = WebRoot(), ApplicationName = typeof(SimulatorApp).Assembly.GetName().Name });
        if (string.IsNullOrEmpty(builder.Configuration["urls"])) builder.WebHost.UseUrls("http://127.0.0.1:5090");
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("System.Net.Http", LogLevel.Warning);
        AddParts(builder.Services);

        var app = builder.Build();
        app.UseDefaultFiles();
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = static file => file.Context.Response.Headers.CacheControl = "no-cache" });
        app.MapTwilio();
        app.MapPhones();
        app.MapFaults();
        app.MapDialogues();
        app.MapPages();
        return app;
    }

    private static void AddParts(IServiceCollection services)
    {
        services.AddSingleton<SimulatorSettings>();
        services.AddSingleton<PendingWork>();
        services.AddSingleton<LiveFeed>();
        services.AddSingleton<MessageBook>();
        services.AddSingleton<FaultPlan>();
        services.AddSingleton<MessageJourney>();
        services.AddSingleton<PhoneLine>();
        services.AddSingleton<FreshStart>();
        services.AddSingleton<Player>();
        services.AddSingleton<DialogueFiles>();
        services.AddSingleton<GatewayLink>();
        services.AddSingleton<WebhookSender>();
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new JsonStringEnumConverter()));
    }

    // Beside the program when it is published or built, wherever it is started from.
    private static string WebRoot() => Path.Combine(AppContext.BaseDirectory, "wwwroot");
}
