using System.Net;
using System.Text;

namespace VoisinsVigilants.Gateway.Tests.Webhook;

/// <summary>What a carrier may well send, though nobody would think of it.</summary>
public sealed class OddSmsTests(VillageFixture fixture) : VillageTests(fixture)
{
    public static TheoryData<string, string> Bodies => new()
    {
        { "empty", "" },
        { "blank", " \r\n\t " },
        { "1,600 characters", string.Concat(Enumerable.Repeat("cambriolage ", 200))[..1_600] },
        { "1,600 emoji", string.Concat(Enumerable.Repeat("🔥", 800)) },
        { "emoji", "🔥🔥 feu 🚒 rue du lavoir 👨‍👩‍👧‍👦" },
        { "another direction of writing", "\u202Eسرقة\u202C rue du lavoir" },
        { "control characters", "vol\u0001\u0007\u001B[31m rue du lavoir\u007F" },
        { "what SQL and HTML are made of", "'; drop table inbox; -- <script>&amp;%00 {code} \\ $1" },
        { "digits", "12345678901234567890123456789012345678901234567890" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Is_an_sms_like_others(string name, string body)
    {
        var sid = WebhookCaller.NewSid();

        (await Village.Webhook.Text(Simone, body, sid)).Should().Be(HttpStatusCode.NoContent, name);

        (await Count($"inbox where carrier_message_id = '{sid}' and handled_at is not null and error is null")).Should().Be(1);
        await using var kept = Database.Source.CreateCommand($"select body from inbox where carrier_message_id = '{sid}'");
        (await kept.ExecuteScalarAsync()).Should().Be(body);
    }

    [Fact]
    public async Task A_nul_is_left_out_because_postgresql_keeps_none()
    {
        var sid = WebhookCaller.NewSid();

        (await Village.Webhook.Text(Simone, "vol\0 de vélo\0", sid)).Should().Be(HttpStatusCode.NoContent);

        (await Database.Ask<string>($"select body from inbox where carrier_message_id = '{sid}'")).Should().Be("vol de vélo");
    }

    [Theory]
    [InlineData("as a library signs it, after decoding", true)]
    [InlineData("byte for byte", false)]
    public async Task Invalid_utf_8_is_an_sms_like_others(string how, bool decoded)
    {
        var sid = WebhookCaller.NewSid();
        var url = new Uri(Village.Gateway.Address, "twilio/sms").AbsoluteUri;
        byte[] body = [.. "caf"u8, 0xE9, 0xFF, .. " rue"u8];
        byte[] signedBody = decoded ? Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body)) : body;
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{url}Body"), .. signedBody, .. Encoding.UTF8.GetBytes($"From{Simone}MessageSid{sid}To{Brissy.Number}")];
        using var content = new StringContent($"MessageSid={sid}&From=%2B{Simone[1..]}&To=%2B{Brissy.Number[1..]}&Body=caf%E9%FF+rue", Encoding.ASCII, "application/x-www-form-urlencoded");

        var answer = await Village.Webhook.Send("twilio/sms", content, WebhookCaller.Sign(Brissy.AuthToken, signed));

        answer.Should().Be(HttpStatusCode.NoContent, how);
        (await Database.Ask<string>($"select body from inbox where carrier_message_id = '{sid}'")).Should().Be("caf\uFFFD\uFFFD rue");
    }

    [Theory]
    [InlineData("MessageSid")]
    [InlineData("From")]
    [InlineData("To")]
    public async Task Without_what_is_needed_it_is_a_bad_request(string missing)
    {
        var form = WebhookCaller.Sms(WebhookCaller.NewSid(), Simone, "vol rue du lavoir");

        (await Village.Webhook.Post("twilio/sms", form.Where(field => field.Key != missing))).Should().Be(HttpStatusCode.BadRequest);
        (await Village.Webhook.Post("twilio/sms", form.Select(field => field.Key == missing ? new(missing, "") : field))).Should().Be(HttpStatusCode.BadRequest);

        (await Count("inbox")).Should().Be(0);
    }

    [Fact]
    public async Task A_number_that_no_commune_owns_is_not_found_and_the_operator_is_alarmed()
    {
        var form = WebhookCaller.Sms(WebhookCaller.NewSid(), Simone, "vol rue du lavoir", "+33639989999");

        (await Village.Webhook.Post("twilio/sms", form)).Should().Be(HttpStatusCode.NotFound);

        (await Count("inbox")).Should().Be(0);
        await Brissy.Eventually(() => Task.FromResult(Village.Gateway.Output.Contains("ALARM")), "an alarm in the log");
        Village.Gateway.Output.Should().Contain("ALARM").And.Contain("no commune owns").And.NotContain("39989999");
    }

    [Fact]
    public async Task Parameters_nobody_knows_yet_change_nothing()
    {
        var form = WebhookCaller.Sms(WebhookCaller.NewSid(), Simone, "cambriolage rue du lavoir");
        form.AddRange(Enumerable.Range(0, 60).Select(i => new KeyValuePair<string, string>($"NewIn2027_{i}", $"é{i}")));

        (await Village.Webhook.Post("twilio/sms", form)).Should().Be(HttpStatusCode.NoContent);

        (await Village.Received(Marc)).Should().ContainSingle();
    }
}
