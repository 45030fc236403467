namespace VoisinsVigilants.Gateway.Tests.Delivery;

/// <summary>Whatever the carrier does, each SMS arrives once.</summary>
public sealed class CarrierFaultTests(VillageFixture fixture) : VillageTests(fixture)
{
    public static TheoryData<string, object> Faults => new()
    {
        { "refuses for being busy", new { tooMany = new { next = 7 } } },
        { "fails before it accepts", new { failBefore = new { next = 5 } } },
        { "accepts and says that it failed", new { failAfter = new { next = 3 } } },
        { "accepts, says that it failed, and is never heard of again", new { failAfter = new { next = 3 }, loseCallbacks = new { percent = 100 } } },
        { "does not answer", new { hang = new { next = 2 } } },
        { "is slow", new { latencyMs = 2000 } },
        { "calls back twice", new { duplicateCallbacks = new { percent = 100 } } },
        { "calls back last things first", new { reorderCallbacks = new { percent = 100 } } },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task The_carrier(string how, object faults)
    {
        await Village.Faults(faults);
        await Village.Text(Simone, "cambriolage rue du lavoir");
        await Village.Pass(TimeSpan.FromMinutes(4));
        await Village.Settle();

        foreach (var phone in new[] { Simone, Marc, Lucie }) (await OneCopyEach(phone)).Should().ContainSingle(how);
        (await Count("messages where retries > 0")).Should().Be(0);
    }

    [Fact]
    public async Task The_carrier_does_all_of_this_at_once()
    {
        await Village.Faults(new
        {
            tooMany = new { percent = 15 },
            failBefore = new { percent = 15 },
            failAfter = new { percent = 25 },
            loseCallbacks = new { percent = 30 },
            duplicateCallbacks = new { percent = 30 },
            reorderCallbacks = new { percent = 30 },
        });
        await Task.WhenAll(Enumerable.Range(0, 15).Select(i => Village.Webhook.Text($"+336399809{i:D2}", i % 3 == 0 ? "AIDE" : "cambriolage rue du lavoir")));
        await Task.WhenAll(Enumerable.Range(0, 5).Select(i => Village.Webhook.Text($"+336399809{i * 3:D2}", "AIDE")));
        await Village.Pass(TimeSpan.FromMinutes(2));
        await Village.Faults(new { });

        // An unknown outcome may be looked up for the last time after some minutes; its report is asked for ten minutes later.
        await Village.Pass(TimeSpan.FromMinutes(20));
        await Village.Settle();

        var rows = (await Database.List("select to_phone || ' ' || body from messages")).Order(StringComparer.Ordinal);
        (await Village.Carried()).Should().Equal(rows);
        (await Database.List("select status || ' ' || purpose from messages where status <> 40")).Should().BeEmpty("reports that were lost were asked for");
    }

    [Fact]
    public async Task Reports_that_are_lost_are_asked_for_after_ten_minutes()
    {
        await Village.Faults(new { loseCallbacks = new { percent = 100 } });
        await Village.Text(Simone, "AIDE");
        await Village.Settle();
        (await Database.Ask<int>("select status from messages")).Should().Be(20);

        await Village.Pass(TimeSpan.FromMinutes(9));
        (await Database.Ask<int>("select status from messages")).Should().Be(20);
        await Village.Pass(TimeSpan.FromMinutes(2));

        (await Database.Ask<int>("select status from messages")).Should().Be(40);
    }

    [Fact]
    public async Task Callbacks_that_come_twice_are_one_event()
    {
        await Village.Faults(new { duplicateCallbacks = new { percent = 100 }, reorderCallbacks = new { percent = 100 } });
        await Village.Text(Simone, "AIDE");
        await Village.Settle();

        (await Database.Ask<int>("select status from messages")).Should().Be(40);
        (await Database.List("select status from message_events order by status")).Should().Equal("delivered", "sending", "sent");
    }

    [Fact]
    public async Task An_alert_that_could_not_leave_within_fifteen_minutes_is_not_sent_late()
    {
        await Village.Faults(new { tooMany = new { percent = 100 } });
        await Village.Text(Simone, "cambriolage rue du lavoir");
        await Village.Pass(TimeSpan.FromMinutes(20));
        await Village.Faults(new { });
        await Village.Pass(TimeSpan.FromMinutes(20));

        (await Village.Received(Marc)).Should().NotContain(sms => sms.Body.StartsWith("ALERTE"));
        (await Database.List($"select status from messages where to_phone = '{Marc}' and purpose = 'Alert'")).Should().Equal("60");
        (await OneCopyEach(Simone)).Should().ContainSingle("a receipt is still worth sending");
        (await OneCopyEach("+33639980051")).Should().ContainSingle("the desk is told once SMS leave again");
    }

    [Fact]
    public async Task Wrong_credentials_alarm_the_operator_and_are_tried_again()
    {
        await Village.Faults(new { numbers = new Dictionary<string, object> { [Marc] = new { code = 20003, at = "create" } } });
        await Village.Text(Simone, "cambriolage rue du lavoir");
        await Village.Settle();
        await Brissy.Eventually(() => Task.FromResult(Village.Gateway.Output.Contains("ALARM") && Village.Gateway.Output.Contains("20003")), "an alarm in the log");
        (await Village.Received(Marc)).Should().BeEmpty();

        await Village.Faults(new { });
        await Village.Pass(TimeSpan.FromMinutes(4));

        (await OneCopyEach(Marc)).Should().ContainSingle().Which.Should().StartWith("ALERTE");
    }
}
