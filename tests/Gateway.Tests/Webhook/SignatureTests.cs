using System.Net;
using VoisinsVigilants.Village;

namespace VoisinsVigilants.Gateway.Tests.Webhook;

/// <summary>Only who holds the token is heard. Whoever is not leaves no trace.</summary>
public sealed class SignatureTests(SignatureTests.BehindAProxy fixture) : IClassFixture<SignatureTests.BehindAProxy>
{
    private const string SecondToken = "the-token-that-replaces-the-first";
    private static readonly Uri Public = new("https://sms.brissy.example/passerelle/");

    private readonly Brissy village = fixture.Village;

    private WebhookCaller AtPublicAddress => new(village.Gateway.Http, Public);

    [Fact]
    public async Task Forged_missing_moved_and_tampered_signatures_get_403_and_leave_no_row()
    {
        var form = WebhookCaller.Sms(WebhookCaller.NewSid(), "+33639980011", "cambriolage rue du lavoir");
        var tampered = WebhookCaller.Sms(form[0].Value, "+33639980011", "tout va bien");
        var right = WebhookCaller.Sign(Brissy.AuthToken, new Uri(Public, "twilio/sms"), form);

        (await AtPublicAddress.Post("twilio/sms", form, "another-token")).Should().Be(HttpStatusCode.Forbidden);
        (await AtPublicAddress.Post("twilio/sms", form, token: null)).Should().Be(HttpStatusCode.Forbidden);
        (await AtPublicAddress.Post("twilio/sms", form, token: "")).Should().Be(HttpStatusCode.Forbidden);
        (await AtPublicAddress.Post("twilio/sms", form, signedAs: new Uri(Public, "twilio/status/1"))).Should().Be(HttpStatusCode.Forbidden);
        (await AtPublicAddress.Post("twilio/sms?x=1", form, signedAs: new Uri(Public, "twilio/sms"))).Should().Be(HttpStatusCode.Forbidden);
        (await AtPublicAddress.Send("twilio/sms", new FormUrlEncodedContent(tampered), right)).Should().Be(HttpStatusCode.Forbidden);
        (await AtPublicAddress.Send("twilio/sms", new StringContent("{}", null, "application/json"), right)).Should().Be(HttpStatusCode.Forbidden);
        (await AtPublicAddress.Send("twilio/sms", new ByteArrayContent([]), right)).Should().Be(HttpStatusCode.Forbidden);
        (await AtPublicAddress.Send("twilio/sms", new FormUrlEncodedContent(form), "not base64")).Should().Be(HttpStatusCode.Forbidden);
        (await AtPublicAddress.Post("twilio/status/1", [new("MessageSid", "SM1"), new("MessageStatus", "delivered")], "another-token")).Should().Be(HttpStatusCode.Forbidden);

        foreach (var table in new[] { "inbox", "contacts", "alerts", "messages", "message_events" })
            (await village.Database.Ask<long>($"select count(*) from {table} where {Mine(table)}")).Should().Be(0, table);
    }

    [Fact]
    public async Task The_address_that_is_signed_is_the_configured_one_and_not_that_of_the_host_header()
    {
        var form = WebhookCaller.Sms(WebhookCaller.NewSid(), "+33639980501", "bonjour");

        (await village.Webhook.Post("twilio/sms", form)).Should().Be(HttpStatusCode.Forbidden);
        (await AtPublicAddress.Post("twilio/sms", form)).Should().Be(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task While_tokens_change_both_are_accepted()
    {
        (await AtPublicAddress.Post("twilio/sms", WebhookCaller.Sms(WebhookCaller.NewSid(), "+33639980502", "bonjour"), SecondToken)).Should().Be(HttpStatusCode.NoContent);
        (await AtPublicAddress.Post("twilio/status/none", [new("MessageSid", "SM2"), new("MessageStatus", "sent")], SecondToken)).Should().Be(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData("twilio/sms?commune=brissy&x=a%20b")]
    [InlineData("twilio/sms?")]
    [InlineData("twilio/sms?e=%C3%A9&plus=a+b")]
    public async Task What_follows_the_question_mark_is_signed_too(string path) =>
        (await AtPublicAddress.Post(path, WebhookCaller.Sms(WebhookCaller.NewSid(), "+33639980503", "bonjour"))).Should().Be(HttpStatusCode.NoContent);

    [Fact]
    public async Task A_repeated_key_counts_each_different_value_once()
    {
        var sid = WebhookCaller.NewSid();
        var form = WebhookCaller.Sms(sid, "+33639980504", "bonjour");
        form.AddRange([new("Extra", "b"), new("Extra", "a"), new("Extra", "b"), new("extra", "c"), new("Channel_métadonnée", "{\"é\":1}")]);

        (await AtPublicAddress.Post("twilio/sms", form)).Should().Be(HttpStatusCode.NoContent);
        (await village.Database.Ask<long>($"select count(*) from inbox where carrier_message_id = '{sid}'")).Should().Be(1);
    }

    private static string Mine(string table) => table switch
    {
        "inbox" => "from_phone = '+33639980011'",
        "contacts" => "phone = '+33639980011'",
        "alerts" => "author = '+33639980011'",
        "messages" => "to_phone in ('+33639980011', '+33639980021', '+33639980022')",
        _ => "carrier_sid = 'SM1'",
    };

    /// <summary>The gateway behind a proxy: the carrier knows it by another address, and tokens are being changed.</summary>
    public sealed class BehindAProxy : IAsyncLifetime
    {
        public Brissy Village { get; private set; } = null!;

        public async Task InitializeAsync() => Village = await Brissy.Start(new Dictionary<string, string>
        {
            ["Twilio__RequestValidation__BaseUrlOverride"] = Public.ToString(),
            ["Twilio__RequestValidation__AlternateAuthToken"] = SecondToken,
        });

        public async Task DisposeAsync() => await Village.DisposeAsync();
    }
}
