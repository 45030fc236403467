using System.Net;
using VoisinsVigilants.Village;

namespace VoisinsVigilants.Gateway.Tests.Turns;

/// <summary>Two gateways on one database: the same SMS at both doors is one turn, and each SMS leaves by one of them.</summary>
public sealed class TwoGatewaysTests(VillageFixture fixture) : VillageTests(fixture)
{
    [Fact]
    public async Task Share_the_work_and_do_nothing_twice()
    {
        await NoReportJoinsAnother();
        await using var second = new GatewayProcess(new Dictionary<string, string>(Brissy.Settings(Database.ConnectionString, Village.Carrier.BaseAddress!))
        {
            ["Gateway__PublicBaseUrl"] = Village.Gateway.Address.ToString(),
        });
        await second.Start();
        var doors = new[] { Village.Webhook, new WebhookCaller(second.Http, Village.Gateway.Address) };

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).SelectMany(i =>
        {
            var sid = WebhookCaller.NewSid();
            return doors.Select(door => door.Text($"+336399810{i:D2}", "cambriolage rue du lavoir", sid));
        }));
        await Brissy.Eventually(async () => await Count("messages where status <> 40") == 0, "everything has arrived");

        answers.Should().AllBeEquivalentTo(HttpStatusCode.NoContent);
        (await Count("inbox where handled_at is not null")).Should().Be(20);
        (await Count("alerts")).Should().Be(20);
        (await Database.Ask<long>("select count(distinct code_number) from alerts")).Should().Be(20);
        (await Village.Carried()).Should().Equal((await Database.List("select to_phone || ' ' || body from messages")).Order(StringComparer.Ordinal));

        // Both hear of one alert in the same instant.
        var code = await Database.Ask<string>("select code_number || code_letter from alerts order by created_at limit 1");
        await Task.WhenAll(doors[0].Text(Marc, $"VU {code}"), doors[1].Text(Lucie, $"VU {code}"));
        (await Count("alert_entries where kind = 'Taken'")).Should().Be(1);
        (await second.Stop()).Should().Be(0);
    }
}
