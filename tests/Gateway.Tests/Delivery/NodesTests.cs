using System.Diagnostics;
using System.Text.Json;
using System.Net.Http.Json;
using VoisinsVigilants.Village;

namespace VoisinsVigilants.Gateway.Tests.Delivery;

/// <summary>Two nodes on one database: they share a fan-out and each sender's rate, and each brings to its end what the other had begun.</summary>
public sealed class NodesTests : IAsyncLifetime
{
    private const int Rate = 25;

    private Brissy village = null!;
    private GatewayProcess second = null!;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await second.DisposeAsync();
        await village.DisposeAsync();
    }

    [Fact]
    public async Task The_work_of_a_killed_node_is_taken_over_within_seconds()
    {
        await Start(1000);
        await village.Faults(new { latencyMs = 800 });
        await Write(200);
        await Brissy.Eventually(async () => await village.Database.Ask<long>("select count(distinct holder) from messages where holder is not null") == 2, "both nodes are at it");

        await second.Kill();
        var since = Stopwatch.StartNew();
        var held = await village.Database.List("select id from messages where status < 20 and holder is not null");
        await Brissy.Eventually(async () => await Count($"id = any('{{{string.Join(',', held)}}}') and status < 20") == 0, "what was held by either is with the carrier");

        since.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(10), "Done when 3 of the fault suite says so");
        await Brissy.Eventually(async () => await Count("status < 20") == 0, "and so is the rest");
        (await village.Carried()).Should().HaveCount(200).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task A_senders_rate_is_that_of_all_nodes_together()
    {
        await Start(Rate);
        await Write(10 * Rate);
        await Brissy.Eventually(async () => await Count("status < 20") == 0, "everything has left");

        // Ten seconds less the burst, and less what a busy machine held up at the beginning.
        var times = await Times();
        times.Should().HaveCount(10 * Rate);
        (times[^1] - times[0]).Should().BeGreaterThan(TimeSpan.FromSeconds(7), "at a rate of its own for each node it would take five");
    }

    [Fact]
    public async Task A_node_that_is_stopped_while_the_carrier_hangs_hands_over()
    {
        await Start(1000);
        await village.Gateway.Kill();
        await village.Faults(new { hang = new { percent = 100 } });
        await Write(60);
        await Brissy.Eventually(async () => await Count("holder is not null") > 10, "the carrier was called and is silent");

        var since = Stopwatch.StartNew();
        (await second.Stop()).Should().Be(0);

        since.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(10), "nobody waits longer for a program to end");
        (await Count("holder is not null")).Should().Be(0, "nothing is held by a node that is gone");
        await village.Faults(new { });
        await village.Gateway.Start();
        await Brissy.Eventually(async () => await Count("status < 20") == 0, "the other node has sent everything");
        (await village.Carried()).Should().HaveCount(60).And.OnlyHaveUniqueItems();
    }

    private async Task Start(int rate)
    {
        var own = new Dictionary<string, string> { ["Delivery__SmsPerSecond"] = $"{rate}" };
        village = await Brissy.Start(own);
        second = await Started(new(Brissy.Settings(village.Database.ConnectionString, village.Carrier.BaseAddress!))
        {
            ["Gateway__PublicBaseUrl"] = village.Gateway.Address.ToString(),
            ["Delivery__SmsPerSecond"] = $"{rate}",
        });
    }

    private static async Task<GatewayProcess> Started(Dictionary<string, string> settings)
    {
        var node = new GatewayProcess(settings);
        await node.Start();
        return node;
    }

    private Task Write(int size) => village.Database.Execute($"""
        insert into messages (commune_id, from_phone, to_phone, purpose, lane, body, segments, price_estimate, created_at, due_at, expires_at)
        select id, number, '+3363998' || (1000 + i), 'Broadcast', 4, 'Coupure d''eau demain', 1, 0.07, timestamptz '2026-03-14 08:00Z', timestamptz '2026-03-14 08:00Z', timestamptz '2026-03-15 08:00Z'
        from communes, generate_series(1, {size}) as i
        """);

    private Task<long> Count(string condition) => village.Database.Ask<long>($"select count(*) from messages where {condition}");

    private async Task<IReadOnlyList<DateTimeOffset>> Times()
    {
        var all = await village.Carrier.GetFromJsonAsync<JsonElement>(new Uri("api/messages", UriKind.Relative));
        return [.. all.EnumerateArray().Select(sms => sms.GetProperty("createdAt").GetDateTimeOffset()).Order()];
    }
}
