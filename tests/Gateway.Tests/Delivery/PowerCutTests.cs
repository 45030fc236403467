namespace VoisinsVigilants.Gateway.Tests.Delivery;

/// <summary>kill -9 at the worst moment, then a restart: everyone has each SMS, and nobody has one twice.</summary>
public sealed class PowerCutTests(VillageFixture fixture) : VillageTests(fixture)
{
    [Theory]
    [InlineData(1)]
    [InlineData(12)]
    [InlineData(35)]
    public async Task In_the_middle_of_a_broadcast(int carriedByThen)
    {
        await Village.Faults(new { latencyMs = 60 });
        await Broadcast(60);
        await Brissy.Eventually(async () => (await Village.Carried()).Count >= carriedByThen, $"{carriedByThen} SMS have left");

        await Village.KillAndRestart();

        await EveryRowWasSentOnce(60);
    }

    [Fact]
    public async Task Between_the_carriers_yes_and_its_recording()
    {
        await Village.Faults(new { latencyMs = 1000, loseCallbacks = new { percent = 100 } });
        await Broadcast(24);
        await Brissy.Eventually(async () => await Count("messages where holder is not null") > 0, "some are on their way");

        // Nothing can be recorded while the carrier accepts them.
        await using (var connection = await Database.Source.OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await using var hold = connection.CreateCommand();
            hold.CommandText = "lock table messages in exclusive mode";
            await hold.ExecuteNonQueryAsync();
            await Brissy.Eventually(async () => (await Village.Carried()).Count >= 10, "the carrier has accepted them");
            await Village.Gateway.Kill();

            // PostgreSQL would still carry out what a dead program had asked for.
            hold.CommandText = "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'voisins-vigilants'";
            await hold.ExecuteNonQueryAsync();
        }
        (await Count("messages where carrier_sid is not null")).Should().BeLessThan((await Village.Carried()).Count, "the gateway died not knowing");
        await Village.Gateway.Start();

        await EveryRowWasSentOnce(24);
    }

    [Fact]
    public async Task In_the_middle_of_a_relay()
    {
        for (var round = 0; round < 3; round++)
        {
            await NoReportJoinsAnother();
            await Village.Faults(new { latencyMs = 250 });
            var reports = Enumerable.Range(1, 9).Select(i => Village.Webhook.Text($"+33639980{100 + i}", "cambriolage rue du lavoir")).ToList();
            await Task.WhenAll(reports);
            await Brissy.Eventually(async () => (await Village.Carried()).Count >= 1 + (round * 6), "some have left");

            await Village.KillAndRestart();

            await EveryRowWasSentOnce(9 * 3);
        }
    }

    [Fact]
    public async Task And_a_gateway_that_is_stopped_brings_what_it_had_begun_to_its_end()
    {
        await Village.Faults(new { latencyMs = 500 });
        await Broadcast(30);
        await Brissy.Eventually(async () => await Count("messages where holder is not null") > 0, "some are on their way");

        (await Village.Gateway.Stop()).Should().Be(0);

        (await Count("messages where holder is not null or status = 10")).Should().Be(0, "nothing is held by a node that is gone");
        await Village.Gateway.Start();
        await EveryRowWasSentOnce(30);
    }

    [Fact]
    public async Task While_questions_and_alerts_wait_for_their_time()
    {
        await Village.Text("+33639980102", "il se passe quelque chose rue du lavoir");
        await Village.Text(Simone, "vol de velo rue des écoles");
        await Village.Settle();

        await Village.KillAndRestart();
        await Village.Pass(TimeSpan.FromMinutes(11));

        (await Count("alerts where incomplete")).Should().Be(1);
        (await OneCopyEach(Marc)).Should().HaveCount(4, "two alerts, and a reminder of each");
        (await OneCopyEach(Adjoint)).Should().HaveCountGreaterThanOrEqualTo(1);
    }

    // Everybody is written to twice, every other one with the same words.
    private async Task Broadcast(int size)
    {
        var id = await Database.Ask<int>("select id from communes");
        await Database.Execute($"""
            insert into messages (commune_id, from_phone, to_phone, purpose, lane, body, segments, price_estimate, created_at, due_at, expires_at)
            select {id}, '{Brissy.Number}', '+3363998' || (1000 + i / 2), 'Broadcast', 4, 'Coupure d''eau demain, message ' || case i / 2 % 2 when 0 then 0 else i end, 1, 0.07,
                   timestamptz '2026-03-14 08:00Z', timestamptz '2026-03-14 08:00Z', timestamptz '2026-03-15 08:00Z'
            from generate_series(2, {size + 1}) as i
            """);
    }

    private async Task EveryRowWasSentOnce(int size)
    {
        await Village.Faults(new { });
        await Village.Pass(TimeSpan.FromSeconds(35));
        await Village.Settle();

        var rows = (await Database.List("select to_phone || ' ' || body from messages")).Order(StringComparer.Ordinal);
        var carried = await Village.Carried();
        carried.Should().Equal(rows).And.HaveCount(size);
        (await Count("messages where carrier_sid is null or status < 20 or status > 40")).Should().Be(0);
    }
}
