using System.Net.Http.Json;

namespace VoisinsVigilants.Gateway.Tests.Delivery;

/// <summary>SMS that came in while nobody listened: the carrier is asked at the start, and each has its turn once.</summary>
public sealed class MissedInboundTests(VillageFixture fixture) : VillageTests(fixture)
{
    [Fact]
    public async Task A_webhook_that_never_arrived()
    {
        await Village.Text("+33639980102", "vol rue du lavoir");
        await Village.Settle();
        await Village.Faults(new { loseWebhooks = new { next = 1 } });
        await Village.Text(Simone, "cambriolage rue du lavoir");
        (await Count("inbox")).Should().Be(1);

        for (var restart = 0; restart < 2; restart++)
        {
            await Village.KillAndRestart();
            await Brissy.Eventually(async () => await Count("inbox where handled_at is not null") == 2 && await CaughtUp(restart + 2), "the carrier was asked");
        }
        await Village.Pass(TimeSpan.FromSeconds(35));

        (await Count("alerts")).Should().Be(2);
        foreach (var phone in new[] { Simone, "+33639980102" }) (await OneCopyEach(phone)).Should().ContainSingle();
    }

    [Fact]
    public async Task A_gateway_that_was_away()
    {
        await Village.Gateway.Kill();
        using var texted = await Village.Carrier.PostAsJsonAsync(new Uri($"api/phones/{Simone}/texts", UriKind.Relative), new { body = "cambriolage rue du lavoir", to = Brissy.Number });
        texted.EnsureSuccessStatusCode();

        await Village.Gateway.Start();
        await Brissy.Eventually(async () => await Count("alerts") == 1, "the missed report became an alert");

        (await OneCopyEach(Simone)).Should().ContainSingle();
        (await OneCopyEach(Marc)).Should().ContainSingle();
    }

    private async Task<bool> CaughtUp(int atLeast) =>
        await Count("hangfire.job where invocationdata::text like '%CatchUp%' and statename = 'Succeeded'") >= atLeast;
}
