using System.Net;

namespace VoisinsVigilants.Gateway.Tests.Turns;

/// <summary>A bug may delay a word, never lose it. PostgreSQL plays the bug: it refuses to write certain alerts.</summary>
public sealed class KeptTurnsTests(VillageFixture fixture) : VillageTests(fixture)
{
    public override async Task DisposeAsync()
    {
        await Mend();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task An_sms_whose_turn_fails_is_safe_and_has_its_turn_once_the_fault_is_mended()
    {
        await Refuse("insert", "new.body like '%maudit%'");
        var sid = WebhookCaller.NewSid();

        (await Village.Webhook.Text(Simone, "cambriolage maudit rue du lavoir", sid)).Should().Be(HttpStatusCode.NoContent);
        (await Village.Webhook.Text("+33639980102", "vol rue du lavoir")).Should().Be(HttpStatusCode.NoContent);

        (await Count($"inbox where carrier_message_id = '{sid}' and handled_at is null and attempts > 0 and next_try_at is not null")).Should().Be(1);
        var error = await Database.Ask<string>($"select error from inbox where carrier_message_id = '{sid}'");
        error.Should().Be("PostgresException");
        (await Village.ReceivedSoFar(Simone)).Should().BeEmpty();
        (await Count("alerts")).Should().Be(1, "the other report went on");

        // Offered again meanwhile, it is still one SMS.
        (await Village.Webhook.Text(Simone, "cambriolage maudit rue du lavoir", sid)).Should().Be(HttpStatusCode.NoContent);
        await Mend();
        await Village.Pass(TimeSpan.FromMinutes(1));

        (await Count("inbox where handled_at is null")).Should().Be(0);
        (await Count($"alerts where author = '{Simone}'")).Should().Be(1);
        (await OneCopyEach(Simone)).Should().ContainSingle().Which.Should().StartWith("Merci. Alerte");
        (await OneCopyEach(Marc)).Should().HaveCount(2);
    }

    [Fact]
    public async Task One_bad_turn_costs_the_others_of_its_group_nothing()
    {
        await NoReportJoinsAnother();
        await Refuse("insert", "new.body like '%maudit%'");

        var texts = Enumerable.Range(0, 60).Select(i => (Phone: $"+336399807{i:D2}", Body: i % 10 == 0 ? "cambriolage maudit rue du lavoir" : "cambriolage rue du lavoir"));
        (await Task.WhenAll(texts.Select(text => Village.Webhook.Text(text.Phone, text.Body)))).Should().AllBeEquivalentTo(HttpStatusCode.NoContent);

        (await Count("alerts")).Should().Be(54);
        (await Count("inbox where handled_at is null and error = 'PostgresException'")).Should().Be(6);
        await Mend();
        await Village.Pass(TimeSpan.FromMinutes(5));
        (await Count("alerts")).Should().Be(60);
        (await Database.Ask<long>("select count(*) from (select from messages where purpose = 'Reply' group by to_phone having count(*) = 1) as once")).Should().Be(60);
    }

    [Fact]
    public async Task A_kept_sms_does_not_make_its_phone_dumb()
    {
        await Refuse("insert", "new.body like '%maudit%'");
        await Village.Text(Simone, "cambriolage maudit rue du lavoir");

        await Village.Text(Simone, "AIDE");

        (await Village.Received(Simone)).Should().ContainSingle();
    }

    [Fact]
    public async Task Time_that_fails_to_act_on_an_alert_comes_again()
    {
        await Village.Text(Simone, "cambriolage rue du lavoir");
        await Village.Settle();
        await Refuse("update", "true");

        await Village.Pass(TimeSpan.FromMinutes(6));
        (await Village.Received(Marc)).Should().ContainSingle("the reminder could not be written");

        await Mend();
        await Village.Pass(TimeSpan.FromMinutes(2));
        (await OneCopyEach(Marc)).Should().HaveCount(2).And.Contain(sms => sms.StartsWith("RAPPEL"));
    }

    [Fact]
    public async Task Patience_that_fails_to_relay_an_incomplete_report_comes_again()
    {
        await Village.Text(Simone, "il se passe quelque chose rue du lavoir");
        (await Count("contacts where patience_ends is not null")).Should().Be(1);
        await Refuse("insert", "true");

        await Village.Pass(TimeSpan.FromMinutes(4));
        (await Count("alerts")).Should().Be(0);

        await Mend();
        await Village.Pass(TimeSpan.FromMinutes(2));
        (await Count("alerts where incomplete")).Should().Be(1);
        (await OneCopyEach(Marc)).Should().ContainSingle().Which.Should().StartWith("ALERTE");
    }

    // Only what the program writes as a decision is refused; that a timer is set later must remain possible.
    private async Task Refuse(string when, string condition)
    {
        var changesMore = when == "update" ? "and new.escalation <> old.escalation" : "";
        await Database.Execute($"""
            create or replace function refuse() returns trigger language plpgsql as $$ begin raise exception 'refused'; end $$;
            create trigger refuse before {when} on alerts for each row when ({condition} {changesMore}) execute function refuse()
            """);
    }

    private Task Mend() => Database.Execute("drop trigger if exists refuse on alerts");
}
