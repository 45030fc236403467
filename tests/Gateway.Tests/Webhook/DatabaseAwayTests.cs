using System.Net;

namespace VoisinsVigilants.Gateway.Tests.Webhook;

/// <summary>While the database is away nothing is promised; when it is back nothing is missing and nothing is there twice.</summary>
public sealed class DatabaseAwayTests(VillageFixture fixture) : VillageTests(fixture)
{
    [Fact]
    public async Task The_carrier_is_told_to_offer_again_and_then_there_is_exactly_one_turn()
    {
        var sid = WebhookCaller.NewSid();
        await Database.GoAway();

        (await Village.Webhook.Text(Simone, "cambriolage rue du lavoir", sid)).Should().Be(HttpStatusCode.ServiceUnavailable);
        (await Village.Webhook.Post("twilio/status/1", new Dictionary<string, string> { ["MessageSid"] = "SM1", ["MessageStatus"] = "sent" })).Should().Be(HttpStatusCode.ServiceUnavailable);
        (await Get("healthz")).Should().Be(HttpStatusCode.OK);
        (await Get("readyz")).Should().Be(HttpStatusCode.ServiceUnavailable);

        await Database.ComeBack();
        (await Village.Webhook.Text(Simone, "cambriolage rue du lavoir", sid)).Should().Be(HttpStatusCode.NoContent);
        (await Village.Webhook.Text(Simone, "cambriolage rue du lavoir", sid)).Should().Be(HttpStatusCode.NoContent);
        await Brissy.Eventually(async () => await Get("readyz") == HttpStatusCode.OK, "ready again");

        (await Count("inbox")).Should().Be(1);
        (await Count("alerts")).Should().Be(1);
        (await OneCopyEach(Simone)).Should().ContainSingle();
        (await OneCopyEach(Marc)).Should().ContainSingle();
    }

    [Fact]
    public async Task An_sms_that_waits_leaves_once_the_database_is_back()
    {
        await Village.Faults(new { latencyMs = 500 });
        var texted = Village.Webhook.Text(Simone, "cambriolage rue du lavoir");
        await Brissy.Eventually(async () => await Count("alerts") == 1, "the alert is written");

        await Database.GoAway();
        await Task.Delay(700);
        await Database.ComeBack();
        await Village.Faults(new { });
        await texted;
        await Village.Pass(TimeSpan.FromMinutes(1));

        foreach (var phone in new[] { Simone, Marc, Lucie }) (await OneCopyEach(phone)).Should().ContainSingle();
    }

    private async Task<HttpStatusCode> Get(string path)
    {
        using var answer = await Village.Gateway.Http.GetAsync(new Uri(path, UriKind.Relative));
        return answer.StatusCode;
    }
}
