using System.Net;

namespace VoisinsVigilants.Gateway.Tests.Webhook;

/// <summary>News of SMS: kept whatever they are about, and believed only in one direction.</summary>
public sealed class StatusCallbackTests(VillageFixture fixture) : VillageTests(fixture)
{
    [Theory]
    [InlineData("999999", "delivered")]
    [InlineData("99999999999999999999999", "delivered")]
    [InlineData("not-a-number", "failed")]
    [InlineData("-1", "sent")]
    [InlineData("caf%C3%A9", "sent")]
    [InlineData("999999", "a-word-of-2027")]
    public async Task Of_an_unknown_sms_are_kept_and_answered(string id, string word)
    {
        var sid = WebhookCaller.NewSid();

        (await Hear(id, sid, word)).Should().Be(HttpStatusCode.NoContent);

        (await Count($"message_events where carrier_sid = '{sid}' and status = '{word}'")).Should().Be(1);
    }

    [Fact]
    public async Task Come_twice_and_out_of_order_and_the_state_only_moves_forward()
    {
        await Village.Faults(new { loseCallbacks = new { percent = 100 } });
        await Village.Text(Simone, "cambriolage rue du lavoir");
        await Village.Settle();
        var (id, sid) = (await Database.Ask<string>($"select id from messages where to_phone = '{Marc}'"), await Database.Ask<string>($"select carrier_sid from messages where to_phone = '{Marc}'"));

        foreach (var word in new[] { "delivered", "sent", "sending", "delivered", "queued", "failed", "undelivered" })
            (await Hear(id, sid, word)).Should().Be(HttpStatusCode.NoContent);

        (await Database.Ask<int>($"select status from messages where id = {id}")).Should().Be(40);
        (await Count($"message_events where carrier_sid = '{sid}'")).Should().Be(6);
    }

    [Fact]
    public async Task That_name_one_sms_and_the_sid_of_another_are_kept_and_move_neither_backward()
    {
        await Village.Text(Simone, "cambriolage rue du lavoir");
        await Village.Settle();
        var sidOfMarc = await Database.Ask<string>($"select carrier_sid from messages where to_phone = '{Marc}'");
        await Database.Execute($"update messages set carrier_sid = null, status = 0, due_at = '2100-01-01' where to_phone = '{Lucie}'");
        var idOfLucie = await Database.Ask<string>($"select id from messages where to_phone = '{Lucie}'");

        (await Hear(idOfLucie, sidOfMarc, "read")).Should().Be(HttpStatusCode.NoContent);

        (await Database.Ask<int>($"select status from messages where id = {idOfLucie}")).Should().Be(0);
        (await Database.Ask<int>($"select status from messages where to_phone = '{Marc}'")).Should().Be(40);
    }

    [Theory]
    [InlineData("MessageSid", "")]
    [InlineData("MessageStatus", "SM1")]
    public async Task Without_sid_or_status_are_a_bad_request(string missing, string sid)
    {
        var form = new Dictionary<string, string> { ["MessageSid"] = sid, ["MessageStatus"] = missing == "MessageStatus" ? "" : "sent" };

        (await Village.Webhook.Post("twilio/status/1", form)).Should().Be(HttpStatusCode.BadRequest);
    }

    private Task<HttpStatusCode> Hear(string id, string sid, string word) =>
        Village.Webhook.Post($"twilio/status/{id}", new Dictionary<string, string> { ["MessageSid"] = sid, ["MessageStatus"] = word, ["ErrorCode"] = word is "failed" ? "30008" : "" });
}
