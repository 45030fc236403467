namespace VoisinsVigilants.Simulator;

/// <summary>
/// Configuration section <c>Simulator</c>, read at every use: whoever hosts gateway and simulator on free ports learns the gateway's
/// address after this program has started.
/// </summary>
public sealed class SimulatorSettings(IConfiguration configuration)
{
    /// <summary>Where webhooks go; the first of several nodes.</summary>
    public Uri GatewayUrl => GatewayUrls[0];

    /// <summary>All nodes, with spaces between their addresses; webhooks go round them.</summary>
    public IReadOnlyList<Uri> GatewayUrls =>
        Value("GatewayUrl") is { } several ? [.. several.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Address)] : [new Uri("http://127.0.0.1:5080/")];

    /// <summary>The address that is signed, when the gateway is known to the world by another one.</summary>
    public Uri PublicBaseUrl => Value("PublicBaseUrl") is { } value ? Address(value) : GatewayUrl;

    public string AccountSid => Value("AccountSid") ?? "AC00000000000000000000000000000000";

    public string AuthToken => Value("AuthToken") ?? "simulator-auth-token";

    /// <summary>Root of the mairie's files; the dialogues are in its folder <c>dialogues</c>.</summary>
    public string ScriptsDirectory => Value("ScriptsDirectory") ?? (Directory.Exists("sms-scripts") ? "sms-scripts" : Path.Combine(AppContext.BaseDirectory, "sms-scripts"));

    /// <summary>Code of the commune whose phones the page shows.</summary>
    public string Commune => Value("Commune") ?? "brissy-sur-juine";

    /// <summary>The number people text, when no gateway is there to be asked for the commune's.</summary>
    public string? Number => Value("Number");

    /// <summary>Between queued, sending, sent and delivered. Cut short while somebody waits for everything to settle.</summary>
    public TimeSpan StatusDelay => TimeSpan.FromMilliseconds(configuration.GetValue("Simulator:StatusDelayMs", 250));

    /// <summary>Twilio's Advanced Opt-Out answers STOP, START and HELP by itself.</summary>
    public bool AnswersOptOut => configuration.GetValue("Simulator:AnswersOptOut", true);

    /// <summary>Phones show the gateway's simulated hour; it is asked for at each SMS.</summary>
    public bool FollowsGatewayClock => configuration.GetValue("Simulator:FollowGatewayClock", true);

    private string? Value(string key) => configuration[$"Simulator:{key}"] is { Length: > 0 } value ? value : null;

    private static Uri Address(string value) => new(value.TrimEnd('/') + "/");
}
