using System.Net;

namespace VoisinsVigilants.Gateway.Tests.Turns;

public sealed class ManyAtOnceTests(VillageFixture fixture) : VillageTests(fixture)
{
    [Fact]
    public async Task Five_simultaneous_posts_of_one_sms_make_one_turn()
    {
        for (var round = 0; round < 5; round++)
        {
            await InitializeAsync();
            var sid = WebhookCaller.NewSid();

            var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Village.Webhook.Text(Simone, "cambriolage rue du lavoir", sid)));

            answers.Should().AllBeEquivalentTo(HttpStatusCode.NoContent);
            (await Count("inbox")).Should().Be(1);
            (await Count("alerts")).Should().Be(1);
            foreach (var phone in new[] { Simone, Marc, Lucie }) (await OneCopyEach(phone)).Should().ContainSingle();
        }
    }

    [Fact]
    public async Task Two_hundred_sms_from_forty_phones_are_handled_each_phone_in_its_order()
    {
        await NoReportJoinsAnother();
        var phones = Enumerable.Range(0, 40).Select(i => $"+336399806{i:D2}").ToList();

        await Task.WhenAll(phones.Select(async phone =>
        {
            (await Village.Webhook.Text(phone, "cambriolage rue du lavoir")).Should().Be(HttpStatusCode.NoContent);
            for (var i = 1; i < 5; i++) (await Village.Webhook.Text(phone, $"ils sont {i} dans le jardin")).Should().Be(HttpStatusCode.NoContent);
        }));
        await Village.Settle();

        (await Count("inbox where handled_at is not null")).Should().Be(200);
        (await Count("alerts")).Should().Be(40);
        (await Database.Ask<long>("select count(distinct code_number) from alerts where closed_at is null")).Should().Be(40);
        (await Database.List("select distinct body from alerts")).Should().Equal(
            "cambriolage rue du lavoir / ils sont 1 dans le jardin / ils sont 2 dans le jardin / ils sont 3 dans le jardin / ils sont 4 dans le jardin");
        (await Count("messages where status <> 40")).Should().Be(0);
        foreach (var phone in phones) (await Village.ReceivedSoFar(phone)).Should().HaveCount(5);
    }

    [Fact]
    public async Task Forty_witnesses_at_the_same_moment_make_one_alert_and_no_flood()
    {
        var phones = Enumerable.Range(0, 40).Select(i => $"+336399806{i:D2}").ToList();

        var answers = await Task.WhenAll(phones.Append(Simone).Select(phone => Village.Webhook.Text(phone, "cambriolage rue du lavoir")));

        answers.Should().AllBeEquivalentTo(HttpStatusCode.NoContent);
        (await Database.List("select coalesce(error, 'waits') || attempts from inbox where handled_at is null")).Should().BeEmpty("every turn had its place in the queue");
        (await Count("alerts")).Should().Be(1);
        (await Count("alert_witnesses")).Should().Be(40);
        (await OneCopyEach(Marc)).Should().HaveCountLessThan(12, "the alert, and a few words of how many saw it");
        (await Database.Ask<long>("select count(distinct to_phone) from messages where purpose = 'Reply'")).Should().Be(41);
    }

    [Fact]
    public async Task Two_referents_who_answer_in_the_same_instant_hear_who_is_in_charge()
    {
        for (var round = 0; round < 5; round++)
        {
            await InitializeAsync();
            await Village.Text(Simone, "cambriolage rue du lavoir");
            await Village.Settle();
            var code = await OnlyCode();

            await Task.WhenAll(Village.Text(Marc, $"VU {code}"), Village.Text(Lucie, $"vu {code.ToLowerInvariant()}"));

            var (marc, lucie) = (await OneCopyEach(Marc), await OneCopyEach(Lucie));
            var taker = await Database.Ask<string>("select m.phone from alerts a join members m on m.id = a.taken_by");
            var (inCharge, other) = taker == Marc ? (marc, lucie) : (lucie, marc);
            inCharge.Should().HaveCount(2).And.Contain(sms => sms.StartsWith($"Merci, l'alerte {code} est à vous"));
            other.Should().HaveCount(3).And.Contain(sms => sms.StartsWith($"Rien n'a été changé : l'alerte {code}"))
                .And.Contain(sms => sms.StartsWith($"Alerte {code} : prise en charge par"));
            (await Count("alert_entries where kind = 'Taken'")).Should().Be(1);
        }
    }

    [Fact]
    public async Task A_verdict_on_an_alert_that_has_moved_on_changes_nothing_and_says_so()
    {
        await Village.Text(Simone, "cambriolage rue du lavoir");
        await Village.Settle();
        var code = await OnlyCode();
        await Village.Text(Marc, $"CLOS {code}");
        await Village.Settle();
        var before = await Database.Ask<string>("select state || state_since || version || coalesce(taken_by, 0) from alerts");

        foreach (var verdict in new[] { "VU", "CONFIRME", "FAUX", "CLOS" }) await Village.Text(Lucie, $"{verdict} {code}");

        (await Village.Received(Lucie)).Where(sms => sms.Body.StartsWith($"Rien n'a été changé : l'alerte {code} est")).Should().HaveCount(4);
        (await Database.Ask<string>("select state || state_since || version || coalesce(taken_by, 0) from alerts")).Should().Be(before);
    }
}
