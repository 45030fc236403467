using System.Net.Http.Json;

namespace VoisinsVigilants.Gateway.Tests.Communes;

/// <summary>Two communes in one installation see nothing of each other, even where the same people live in both.</summary>
public sealed class TwoCommunesTests(VillageFixture fixture) : VillageTests(fixture)
{
    private const string OtherNumber = "+33639980001";
    private const string ThirdNumber = "+33639980002";

    [Fact]
    public async Task Side_by_side_with_the_same_people()
    {
        using var files = new CommuneDirectory("brissy-le-bas");
        files.Edit("commune.txt", "+33639980000", OtherNumber);
        files.Edit("commune.txt", "nom : Brissy-sur-Juine", "nom : Brissy-le-Bas");
        (await files.Import(Database)).ExitCode.Should().Be(0);

        await Village.Text(Simone, "cambriolage rue du lavoir");
        await Village.Settle();
        var code = await OnlyCode();
        await TextOther(Marc, $"VU {code}");
        await TextOther(Marc, "LISTE");
        await TextOther(Simone, $"SUIVI {code}");
        await TextOther(Simone, $"ANNULER {code}");
        await TextOther(Simone, "STOP");

        (await Database.Ask<string>("select state from alerts")).Should().Be("Open");
        (await SentBy(OtherNumber)).Should().NotContain(body => body.Contains("cambriolage") || body.Contains("Lavoir"));
        (await SentBy(OtherNumber, Marc)).Should().Contain(body => body.StartsWith($"Je ne trouve pas l'alerte {code}")).And.Contain(body => body.StartsWith("Aucune alerte n'attend"));
        (await SentBy(OtherNumber, Simone)).Should().AllSatisfy(body => body.Should().StartWith("Je ne trouve pas d'alerte"));

        // Silence in one commune is not silence in the other; each counts its own alerts.
        await Village.Text(Marc, $"CLOS {code}");
        (await Village.Received(Simone)).Should().Contain(sms => sms.Body.StartsWith($"Votre alerte {code} est terminée"));
        await TextOther("+33639980106", "vol de velo avenue de la gare");
        await Village.Settle();
        (await Database.List("select count(*) from alerts group by commune_id")).Should().Equal("1", "1");
        (await Database.Ask<int>($"select count(*) from messages m join communes c on c.id = m.commune_id where c.number <> m.from_phone")).Should().Be(0);
        (await Database.Ask<int>("select count(*) from messages m join alerts a on a.id = m.alert_id where a.commune_id <> m.commune_id")).Should().Be(0);
    }

    [Fact]
    public async Task The_same_code_in_both_is_each_one_s_own()
    {
        using var files = new CommuneDirectory("brissy-le-haut");
        files.Edit("commune.txt", "+33639980000", ThirdNumber);
        files.Edit("commune.txt", "nom : Brissy-sur-Juine", "nom : Brissy-le-Haut");
        (await files.Import(Database)).ExitCode.Should().Be(0);
        await Village.Text(Simone, "cambriolage rue du lavoir");
        await TextOther(Simone, "tags rue du lavoir", ThirdNumber);
        await Village.Settle();
        await Database.Execute("update alerts a set code_number = b.code_number, code_letter = b.code_letter from alerts b where b.commune_id < a.commune_id");
        var code = await Database.Ask<string>("select distinct code_number || code_letter from alerts");

        await TextOther(Marc, $"CLOS {code} fini", ThirdNumber);
        await TextOther(Simone, $"SUIVI {code}", ThirdNumber);
        await Village.Text(Simone, $"SUIVI {code}");
        await Village.Settle();

        (await Database.List("select a.state from alerts a order by a.commune_id")).Should().Equal("Open", "Closed");
        (await SentBy(ThirdNumber)).Should().NotContain(body => body.Contains("cambriolage"));
        (await SentBy(Brissy.Number)).Should().NotContain(body => body.Contains("fini") || body.Contains("close") || body.Contains("tags"));
        (await SentBy(Brissy.Number, Simone)).Should().Contain(body => body.Contains($"{code} est envoyée"));
        (await SentBy(ThirdNumber, Simone)).Should().Contain(body => body.Contains($"{code} est close"));
    }

    private async Task TextOther(string phone, string body, string number = OtherNumber)
    {
        using var answer = await Village.Carrier.PostAsJsonAsync(new Uri($"api/phones/{phone}/texts", UriKind.Relative), new { body, to = number });
        answer.EnsureSuccessStatusCode();
    }

    private async Task<IReadOnlyList<string>> SentBy(string number, string? to = null)
    {
        await Village.Settle();
        return await Database.List($"select body from messages where from_phone = '{number}' and to_phone like '{to ?? "%"}'");
    }
}
