namespace VoisinsVigilants.Gateway.Tests.Delivery;

/// <summary>A commune that counts its SMS lets the news of a confirmation wait for the end of the alert (commune.txt: nouvelles groupées).</summary>
public sealed class HeldNewsTests(VillageFixture fixture) : VillageTests(fixture)
{
    public override async Task InitializeAsync()
    {
        await Hold("00:10:00");
        await base.InitializeAsync();
    }

    public override Task DisposeAsync() => Hold("00:00:00");

    [Fact]
    public async Task The_end_takes_the_place_of_the_news_that_waited()
    {
        var code = await Confirmed();
        var before = (await Village.Received(Lucie)).Count;
        await Village.Text(Marc, $"clos {code}");
        await Village.Pass(TimeSpan.FromHours(1));

        (await Village.Received(Lucie)).Skip(before).Should().ContainSingle().Which.Body.Should().Contain("close");
        (await OneCopyEach(Simone)).Should().HaveCount(2).And.Contain(sms => sms.Contains("terminée"));
        (await Count("messages where status = 70")).Should().Be(2);
        (await Village.Received(Adjoint)).Should().HaveCount(2, "what the adjoint must know of a confirmed alert never waits");
    }

    [Fact]
    public async Task News_that_no_end_overtakes_leaves_when_its_time_has_come()
    {
        await Confirmed();
        (await OneCopyEach(Simone)).Should().ContainSingle();

        await Village.Pass(TimeSpan.FromMinutes(10));

        (await OneCopyEach(Simone)).Should().HaveCount(2).And.Contain(sms => sms.Contains("confirmée"));
    }

    private async Task<string> Confirmed()
    {
        await Village.Text(Simone, "cambriolage rue du lavoir, vitre cassee");
        var code = await OnlyCode();
        await Village.Text(Marc, $"vu {code}");
        await Village.Text(Marc, $"confirme {code}");
        await Village.Settle();
        return code;
    }

    private Task Hold(string span) => Database.Execute($"update communes set policy = policy || jsonb_build_object('NewsHeldFor', '{span}'), version = version + 1");
}
