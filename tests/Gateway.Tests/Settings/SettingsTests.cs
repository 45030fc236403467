using System.Net.Sockets;
using VoisinsVigilants.Village;

namespace VoisinsVigilants.Gateway.Tests.Settings;

/// <summary>A wrong or missing value stops the start with one clear line that names the key.</summary>
public sealed class SettingsTests
{
    private static readonly Dictionary<string, string> Nowhere = Brissy.Settings("Host=127.0.0.1;Port=1;Username=nobody;Password=hush-hush", new Uri("http://127.0.0.1:1/"));

    [Fact]
    public async Task Every_missing_value_is_named_on_a_line_of_its_own()
    {
        var nothing = Nowhere.Keys.Append("Gateway__PublicBaseUrl").ToDictionary(key => key, key => key is "ASPNETCORE_ENVIRONMENT" ? "Production" : "");

        var (exit, lines) = await Refused(nothing);

        exit.Should().Be(1);
        lines.Select(Key).Should().BeEquivalentTo(
            "ConnectionStrings:Postgres", "Gateway:PublicBaseUrl", "Twilio:Client:AccountSid", "Twilio:Client:AuthToken", "Twilio:RequestValidation:AuthToken");
    }

    [Fact]
    public async Task Every_wrong_value_is_named_on_a_line_of_its_own_and_no_secret_is_repeated()
    {
        var (exit, lines) = await Refused(new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ConnectionStrings__Postgres"] = "Host=here;Colour=blue;Password=hush-hush",
            ["Gateway__PublicBaseUrl"] = "sms.mairie.example",
            ["Gateway__OperatorSecret"] = "too-short",
            ["Gateway__PlateKey"] = "c2hvcnQ=",
            ["Twilio__Client__AccountSid"] = "AC12",
            ["Twilio__Client__AuthToken"] = "",
            ["Twilio__Client__ApiKeySid"] = "SK-without-secret",
            ["Twilio__Client__BaseUrl"] = "nowhere",
            ["Twilio__RequestValidation__AuthToken"] = "",
            ["Twilio__RequestValidation__BaseUrlOverride"] = "//",
            ["Delivery__SmsPerSecond"] = "ten",
            ["Mail__Host"] = "mail.mairie.example",
            ["Mail__Port"] = "smtp",
            ["Mail__Password"] = "hush-hush",
            ["Mail__From"] = "the town hall",
            ["Mail__Security"] = "some",
            ["Simulation__Enabled"] = "perhaps",
        });

        exit.Should().Be(1);
        lines.Select(Key).Should().BeEquivalentTo(
            "ConnectionStrings:Postgres", "Gateway:PublicBaseUrl", "Gateway:OperatorSecret", "Gateway:PlateKey", "Twilio:Client:AccountSid", "Twilio:Client:AuthToken", "Twilio:Client:BaseUrl",
            "Twilio:RequestValidation:AuthToken", "Twilio:RequestValidation:BaseUrlOverride", "Delivery:SmsPerSecond", "Mail:Port", "Mail:Password", "Mail:From", "Mail:Security", "Simulation:Enabled");
        string.Join('\n', lines).Should().NotContain("hush-hush").And.NotContain("too-short");
    }

    [Theory]
    [InlineData("Delivery__SmsPerSecond", "0", "Delivery:SmsPerSecond")]
    [InlineData("ConnectionStrings__Postgres", "Username=voisins", "ConnectionStrings:Postgres")]
    [InlineData("Mail__Host", "mail.mairie.example", "Mail:From")]
    public async Task One_wrong_value_is_one_line(string key, string value, string named)
    {
        var (exit, lines) = await Refused(new Dictionary<string, string>(Working) { [key] = value });

        exit.Should().Be(1);
        lines.Select(Key).Should().Equal(named);
    }

    [Fact]
    public async Task A_simulation_is_refused_in_production()
    {
        var (exit, lines) = await Refused(new Dictionary<string, string>(Working) { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["Simulation__Enabled"] = "true" });

        exit.Should().Be(1);
        lines.Should().ContainSingle().Which.Should().StartWith("Simulation:Enabled must not be true in the environment Production");
    }

    [Fact]
    public async Task A_database_that_cannot_be_reached_is_waited_for_and_then_named()
    {
        var (exit, lines) = await Refused(Working);

        exit.Should().Be(1);
        lines.Should().ContainSingle(line => line.StartsWith("ConnectionStrings:Postgres")).Which.Should().NotContain("hush-hush");
    }

    [Fact]
    public async Task A_database_that_refuses_us_is_named_at_once()
    {
        await using var database = await TestDatabase.Create();
        var stranger = new Npgsql.NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = "stranger", Password = "hush-hush" }.ConnectionString;

        var (exit, lines) = await Refused(new Dictionary<string, string>(Working) { ["ConnectionStrings__Postgres"] = stranger });

        exit.Should().Be(1);
        lines.Should().ContainSingle(line => line.StartsWith("ConnectionStrings:Postgres")).Which.Should().NotContain("hush-hush");
    }

    [Fact]
    public async Task An_address_that_is_taken_is_named()
    {
        await using var database = await TestDatabase.Create();
        using var taken = new TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();

        var (exit, lines) = await Refused(new Dictionary<string, string>(Working) { ["ConnectionStrings__Postgres"] = database.ConnectionString, ["ASPNETCORE_URLS"] = $"http://{taken.LocalEndpoint}" });

        exit.Should().Be(1);
        lines.Should().ContainSingle(line => line.StartsWith("ASPNETCORE_URLS")).Which.Should().Contain($"{taken.LocalEndpoint}");
        lines.Should().NotContain(line => line.Contains("Exception") || line.TrimStart().StartsWith("at ") || line.Contains("Hosting failed"));
    }

    [Fact]
    public async Task An_unknown_command_shows_how_the_program_is_used()
    {
        var (exit, output) = await GatewayProcess.Run(Working, null, "frobnicate");

        exit.Should().Be(2);
        output.Should().Contain("'frobnicate' is not a command").And.Contain("migrate").And.Contain("import DIRECTORY");
    }

    private static Dictionary<string, string> Working => new(Nowhere) { ["Gateway__PublicBaseUrl"] = "https://sms.mairie.example/", ["ASPNETCORE_URLS"] = "http://127.0.0.1:0" };

    private static async Task<(int Exit, IReadOnlyList<string> Lines)> Refused(Dictionary<string, string> settings)
    {
        var (exit, output) = await GatewayProcess.Run(settings, null);
        return (exit, output.Split('\n'));
    }

    private static string Key(string line) => line.Split(' ')[0].TrimEnd(':');
}
