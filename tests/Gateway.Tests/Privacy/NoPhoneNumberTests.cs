using System.Text.RegularExpressions;
using VoisinsVigilants.Domain.Messages;

namespace VoisinsVigilants.Gateway.Tests.Privacy;

/// <summary>A phone number goes to the carrier and nowhere else: not to the log, not into anybody's SMS.</summary>
public sealed partial class NoPhoneNumberTests(VillageFixture fixture) : VillageTests(fixture)
{
    [Fact]
    public async Task Is_in_the_log_or_in_an_sms_after_all_that_can_happen()
    {
        await Report();
        await Fail();
        await Leave();
        await Village.Settle();

        var output = Village.Gateway.Output;
        PhoneNumberInText().Matches(output).Select(match => match.Value).Should().BeEmpty();
        output.Should().Contain("could not be written", "a turn failed and the log says so").And.Contain("ALARM");

        var sent = await Database.List("select body from messages");
        sent.Should().HaveCountGreaterThan(25);
        sent.Where(body => PhoneNumberInText().IsMatch(body)).Should().BeEmpty();
        sent.Where(body => Gsm7.Segments(body) > 2 || !Gsm7.Contains(body)).Should().BeEmpty();
        (await Database.Ask<int>("select max(segments) from messages")).Should().BeLessThanOrEqualTo(2);
    }

    private async Task Report()
    {
        await Village.Text(Simone, "cambriolage rue du lavoir, appelez moi au 06 39 98 00 11 ou +33639980011 (0033 6 39 98 00 11)");
        await Village.Text(Simone, "l'homme a le 0639980999, « grand » ç œ – 😀");
        await Village.Text("+33639980777", "au secours il me frappe rue du lavoir mon num 06.39.98.07.77");
        await Village.Text("+33639980105", "il se passe quelque chose");
        await Village.Text("+33639980105", "6");
        await Village.Settle();
        var codes = await Database.List("select code_number || code_letter from alerts order by created_at");
        await Village.Text(Marc, $"VU {codes[0]}");
        await Village.Text(Marc, $"NOTE {codes[0]} rappeler le 06-39-98-00-11");
        await Village.Text(Marc, $"CONFIRME {codes[0]}");
        await Village.Text("+33639980061", $"RETOUR {codes[0]} patrouille passee, joindre 0639980061");
        await Village.Text(Marc, $"CLOS {codes[0]} vu avec +33639980011");
        await Village.Text(Adjoint, $"FAUX {codes[1]} appel du 06 39 98 07 77");
        await Village.Text(Marc, "LISTE");
        await Village.Pass(TimeSpan.FromMinutes(31));
    }

    private async Task Fail()
    {
        var numbers = new Dictionary<string, object> { [Lucie] = new { code = 21211, at = "create" }, [Marc] = new { code = 20003, at = "create" } };
        await Village.Faults(new { numbers, failAfter = new { next = 2 }, tooMany = new { next = 2 } });
        await Village.Text("+33639980102", "vol rue du lavoir");
        await Village.Webhook.Post("twilio/sms", WebhookCaller.Sms(WebhookCaller.NewSid(), Simone, "vol", "+33639989998"));
        await Village.Webhook.Post("twilio/sms", WebhookCaller.Sms(WebhookCaller.NewSid(), "MAIRIE", "vol"));
        await Database.Execute("""
            create function refuse() returns trigger language plpgsql as $$ begin raise exception 'refused'; end $$;
            create trigger refuse before insert on alerts for each row when (new.body like '%maudit%') execute function refuse()
            """);
        await Village.Text("+33639980103", "cambriolage maudit rue du lavoir, 06 39 98 01 03");
        await Village.Pass(TimeSpan.FromMinutes(2));
        await Database.Execute("drop trigger refuse on alerts; drop function refuse");
        await Village.Faults(new { });
        await Village.Pass(TimeSpan.FromMinutes(5));
        await Village.KillAndRestart();
    }

    private async Task Leave()
    {
        foreach (var word in new[] { "STOP", "arret", "SUIVI", "AIDE", "CONTACT", "REGLES", "reprise", "MES DONNEES", "INSCRIPTION" }) await Village.Text("+33639980104", word);
    }

    [GeneratedRegex(@"(?:\+|00)33[\s.\-]?[1-9](?:[\s.\-]?\d{2}){4}|\b0[1-9](?:[\s.\-]?\d{2}){4}\b")]
    private static partial Regex PhoneNumberInText();
}
