namespace VoisinsVigilants.Gateway.Tests.Delivery;

/// <summary>An SMS that will not arrive: the next person is told at once, and what was learned of the phone is kept.</summary>
public sealed class LostSmsTests(VillageFixture fixture) : VillageTests(fixture)
{
    [Theory]
    [InlineData(21211, "create", "invalid_since")]
    [InlineData(21614, "create", "invalid_since")]
    [InlineData(21610, "create", "opted_out_at")]
    [InlineData(30005, "delivery", "invalid_since")]
    [InlineData(30006, "delivery", "invalid_since")]
    public async Task For_good(int code, string at, string mark)
    {
        await Break(code, at, Marc, Lucie);
        await Village.Text(Simone, "cambriolage rue du lavoir");

        (await OneCopyEach(Adjoint)).Should().ContainSingle("no time has passed").Which.Should().StartWith("SANS RÉPONSE");
        (await Database.List($"select phone from contacts where {mark} is not null order by phone")).Should().Equal(Marc, Lucie);
        (await Database.List($"select error_code from messages where to_phone = '{Marc}'")).Should().Equal($"{code}");

        // Nobody writes there again, and the next alert goes to the next person from the start.
        await Village.Text("+33639980102", "vol rue du lavoir");
        (await Village.Received(Adjoint)).Should().HaveCount(2);
        (await Count($"messages where to_phone in ('{Marc}', '{Lucie}')")).Should().Be(2);
    }

    [Fact]
    public async Task For_now_because_the_phone_is_off()
    {
        await Break(30003, "delivery", Marc, Lucie);
        await Village.Text(Simone, "cambriolage rue du lavoir");

        (await OneCopyEach(Adjoint)).Should().ContainSingle("no time has passed").Which.Should().StartWith("SANS RÉPONSE");
        (await Count("contacts where invalid_since is not null or opted_out_at is not null")).Should().Be(0);

        await Village.Faults(new { });
        await Village.Pass(TimeSpan.FromMinutes(11));
        (await Village.Received(Marc)).Where(sms => sms.Body.StartsWith("ALERTE")).Select(sms => sms.Status).Should().Equal("undelivered", "delivered");
    }

    [Fact]
    public async Task One_of_two_and_the_other_has_the_time_that_is_theirs()
    {
        await Break(30005, "delivery", Marc);
        await Village.Text(Simone, "cambriolage rue du lavoir");
        await Village.Pass(TimeSpan.FromMinutes(4));

        (await Village.Received(Adjoint)).Should().BeEmpty();
        (await OneCopyEach(Lucie)).Should().ContainSingle();
    }

    [Fact]
    public async Task Everybody_and_the_desk_is_told_at_once()
    {
        await Break(30005, "delivery", Marc, Lucie, Adjoint, "+33639980042");
        await Village.Text(Simone, "cambriolage rue du lavoir");
        for (var person = 0; person < 3; person++) await Village.Settle();

        (await OneCopyEach("+33639980051")).Should().ContainSingle().Which.Should().StartWith("SANS RÉPONSE");
    }

    private Task Break(int code, string at, params string[] phones) =>
        Village.Faults(new { numbers = phones.ToDictionary(phone => phone, _ => new { code, at }) });
}
