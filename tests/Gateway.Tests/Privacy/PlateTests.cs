using Microsoft.Extensions.Options;
using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Gateway.Privacy;
using VoisinsVigilants.Village;

namespace VoisinsVigilants.Gateway.Tests.Privacy;

/// <summary>A number plate reaches those who may see it, and stands in the database sealed only.</summary>
public sealed class PlateTests(VillageFixture fixture) : VillageTests(fixture)
{
    private static readonly PlateCipher Cipher = CipherOf(Brissy.PlateKey);

    [Fact]
    public async Task Is_read_by_the_referent_and_nowhere_in_the_database()
    {
        await Village.Text(Simone, "camion suspect ab 123 cd devant la mairie");
        (await Village.Received(Marc)).Should().ContainSingle().Which.Body.Should().Contain("AB-123-CD");

        await Village.Pass(TimeSpan.FromMinutes(11));

        (await Village.Received(Adjoint)).Should().ContainSingle().Which.Body.Should().Contain("AB-***-CD");
        (await Database.List("select body from messages union all select body from inbox union all select body from alerts union all select body from alert_entries union all select coalesce(draft::text, '') from contacts"))
            .Where(body => body.Contains("123", StringComparison.Ordinal)).Should().BeEmpty();
        (await Count("plates where position('123' in encode(sealed, 'escape')) = 0")).Should().Be(1);
        Village.Gateway.Output.Should().NotContain("AB-123-CD");
    }

    [Fact]
    public async Task Is_forgotten_after_its_time_and_the_mask_stays()
    {
        await Village.Text(Simone, "camion suspect AB-123-CD devant la mairie");
        await Village.Settle();
        var plates = new PlateStore(Database.Source, Cipher);
        var alert = await Database.Ask<Guid>("select id from alerts");

        (await plates.Load([alert], CancellationToken.None))[alert].Should().ContainSingle().Which.Should().Be(new Plate("AB-123-CD", "AB-***-CD"));
        (await plates.Purge(Brissy.Morning.AddDays(-1), CancellationToken.None)).Should().Be(0);
        (await plates.Purge(Brissy.Morning.AddDays(1), CancellationToken.None)).Should().Be(1);

        await Village.Pass(TimeSpan.FromMinutes(6));
        (await Village.Received("+33639980023")).Should().ContainSingle().Which.Body.Should().Contain("AB-***-CD");
    }

    [Fact]
    public void Opens_with_its_own_key_and_alert_only()
    {
        var (alert, other) = (Guid.NewGuid(), Guid.NewGuid());
        var sealedNumber = Cipher.Seal(alert, "AB-123-CD");

        Cipher.Open(alert, sealedNumber).Should().Be("AB-123-CD");
        Cipher.Open(other, sealedNumber).Should().BeNull();
        CipherOf(Convert.ToBase64String(new byte[32])).Open(alert, sealedNumber).Should().BeNull();
        Cipher.Seal(alert, "AB-123-CD").Should().NotEqual(sealedNumber, "two seals of one number tell nothing by their likeness");
        sealedNumber[^1] ^= 1;
        Cipher.Open(alert, sealedNumber).Should().BeNull();
    }

    private static PlateCipher CipherOf(string key) => new(Options.Create(new GatewaySettings { PlateKey = key }));
}
