using FluentValidation;
using FluentValidation.Results;
using VoisinsVigilants.Gateway.Carriers.Twilio;
using VoisinsVigilants.Gateway.Mails;
using VoisinsVigilants.Gateway.Messages;

namespace VoisinsVigilants.Gateway;

/// <summary>Configuration section <c>Gateway</c>.</summary>
public sealed record GatewaySettings
{
    /// <summary>The address under which the carrier reaches us; it is part of what the carrier signs.</summary>
    public Uri? PublicBaseUrl { get; init; }

    /// <summary>The mairie's words; default: <c>sms-scripts</c> in the working directory, else beside the program.</summary>
    public string ScriptsDirectory { get; init; } = "";

    /// <summary>Opens <c>/hangfire</c>; without one it stays closed.</summary>
    public string OperatorSecret { get; init; } = "";

    /// <summary>32 bytes in base64 that seal number plates; without them plates are masked and not kept.</summary>
    public string PlateKey { get; init; } = "";

    /// <summary>The key itself; null when there is none, or when it is none.</summary>
    public byte[]? PlateKeyBytes
    {
        get
        {
            var bytes = new byte[32];
            return Convert.TryFromBase64String(PlateKey, bytes, out var length) && length == bytes.Length ? bytes : null;
        }
    }

    public string ScriptsRoot => ScriptsDirectory.Length > 0 ? ScriptsDirectory
        : Directory.Exists("sms-scripts") ? "sms-scripts"
        : Path.Combine(AppContext.BaseDirectory, "sms-scripts");

    public sealed class Validator : AbstractValidator<GatewaySettings>
    {
        public Validator()
        {
            RuleFor(settings => settings.PublicBaseUrl).Must(url => url is { IsAbsoluteUri: true, Scheme: "http" or "https" })
                .WithMessage("Gateway:PublicBaseUrl must be the public address of this program, for example https://sms.mairie.example/");
            RuleFor(settings => settings.OperatorSecret).MinimumLength(12).When(settings => settings.OperatorSecret.Length > 0)
                .WithMessage("Gateway:OperatorSecret must be at least 12 characters long: it opens the jobs page (without one it stays closed).");
            RuleFor(settings => settings.PlateKeyBytes).NotNull().When(settings => settings.PlateKey.Length > 0)
                .WithMessage("Gateway:PlateKey must be 32 bytes in base64, for example from openssl rand -base64 32 (without one, number plates are masked and not kept).");
        }
    }
}

/// <summary>All settings, typed, and checked before anything starts: a wrong key is one clear line, never a stack trace.</summary>
/// <param name="Unreadable">Keys whose value is not even of its kind, a line each.</param>
public sealed record Settings(string Postgres, GatewaySettings Gateway, TwilioSettings Twilio, DeliverySettings Delivery, MailSettings Mail, IReadOnlyList<string> Unreadable)
{
    // Values that are not text. The binder would end the program with a stack trace at the first it cannot read.
    private static readonly (string Key, Func<string, bool> IsReadable, string? Otherwise, string Line)[] Kinds =
    [
        ("Gateway:PublicBaseUrl", IsWebAddress, null, ""),
        ("Twilio:Client:BaseUrl", IsWebAddress, null, "Twilio:Client:BaseUrl must be an address, for example http://127.0.0.1:5090/ (leave it out to reach Twilio itself)."),
        ("Twilio:RequestValidation:BaseUrlOverride", IsWebAddress, null, "Twilio:RequestValidation:BaseUrlOverride must be the public address that Twilio signs, for example https://sms.mairie.example/"),
        ("Delivery:SmsPerSecond", value => int.TryParse(value, out _), "10", "Delivery:SmsPerSecond must be a whole number between 1 and 10000 (10 suits an ordinary number)."),
        ("Mail:Port", value => int.TryParse(value, out _), "587", "Mail:Port must be a whole number between 1 and 65535 (587 with StartTls, 465 with Tls)."),
        ("Mail:Security", value => Enum.GetNames<MailSecurity>().Contains(value, StringComparer.OrdinalIgnoreCase), "StartTls", "Mail:Security must be None, StartTls or Tls."),
        ("Simulation:Enabled", value => bool.TryParse(value, out _), "false", "Simulation:Enabled must be true or false."),
    ];

    public static Settings Read(IConfiguration configuration)
    {
        var unreadable = SetAside(configuration);
        return new Settings(
            configuration.GetConnectionString("Postgres") ?? "",
            configuration.GetSection("Gateway").Get<GatewaySettings>() ?? new GatewaySettings(),
            configuration.GetSection("Twilio").Get<TwilioSettings>() ?? new TwilioSettings(),
            configuration.GetSection("Delivery").Get<DeliverySettings>() ?? new DeliverySettings(),
            configuration.GetSection("Mail").Get<MailSettings>() ?? new MailSettings(),
            unreadable);
    }

    /// <summary>One line for each wrong key; empty when all is well.</summary>
    public IReadOnlyList<string> Problems(IHostEnvironment environment, IConfiguration configuration) =>
    [
        .. Unreadable,
        .. DatabaseProblems(Postgres),
        .. Lines(new GatewaySettings.Validator().Validate(Gateway)),
        .. Lines(new TwilioSettings.Validator().Validate(Twilio)),
        .. Lines(new DeliverySettings.Validator().Validate(Delivery)),
        .. Lines(new MailSettings.Validator().Validate(Mail)),
        .. environment.IsProduction() && configuration.GetValue<bool>("Simulation:Enabled")
            ? ["Simulation:Enabled must not be true in the environment Production: a simulated clock would hold back real alerts."]
            : Array.Empty<string>(),
    ];

    public static IReadOnlyList<string> DatabaseProblems(string postgres)
    {
        const string Example = "for example Host=localhost;Database=voisins;Username=voisins;Password=...";
        if (postgres.Length == 0) return [$"ConnectionStrings:Postgres is missing: {Example}"];
        try
        {
            return new Npgsql.NpgsqlConnectionStringBuilder(postgres).Host is null ? [$"ConnectionStrings:Postgres names no Host: {Example}"] : [];
        }
        catch (ArgumentException exception)
        {
            return [$"ConnectionStrings:Postgres cannot be read ({exception.Message}): {Example}"];
        }
    }

    // A value of the wrong kind is as good as none; PublicBaseUrl is missed by its own rule.
    private static List<string> SetAside(IConfiguration configuration)
    {
        var unreadable = Kinds.Where(kind => configuration[kind.Key] is { Length: > 0 } value && !kind.IsReadable(value)).ToList();
        foreach (var kind in Kinds.Where(kind => configuration[kind.Key] is { Length: 0 }).Concat(unreadable)) configuration[kind.Key] = kind.Otherwise;
        return [.. unreadable.Select(kind => kind.Line).Where(line => line.Length > 0)];
    }

    private static bool IsWebAddress(string value) => Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https";

    private static IEnumerable<string> Lines(ValidationResult result) => result.Errors.Select(error => error.ErrorMessage).Distinct();
}
