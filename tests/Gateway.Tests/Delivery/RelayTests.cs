namespace VoisinsVigilants.Gateway.Tests.Delivery;

public sealed class RelayTests(VillageFixture fixture) : IClassFixture<VillageFixture>
{
    private readonly Brissy village = fixture.Village;

    [Fact]
    public async Task A_report_makes_the_two_referents_of_the_quartier_ring()
    {
        await village.Text("+33639980011", "cambriolage rue du lavoir, vitre cassee");

        foreach (var referent in new[] { "+33639980021", "+33639980022" })
            (await village.Received(referent)).Should().ContainSingle().Which.Body.Should().StartWith("ALERTE ");
    }
}
