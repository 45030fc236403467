using System.Diagnostics;
using VoisinsVigilants.Village;

namespace VoisinsVigilants.Gateway.Tests.Broadcasts;

/// <summary>A broadcast to many at an ordinary sender's rate of ten SMS a second: an alert passes it by, and a power cut costs nobody an SMS or gives them two.</summary>
public sealed class LargeBroadcastTests : IAsyncLifetime
{
    private const int Residents = 400;
    private const string Adjoint = "+33639980041";

    private Brissy village = null!;

    public async Task InitializeAsync()
    {
        village = await Brissy.Start(new Dictionary<string, string> { ["Delivery__SmsPerSecond"] = "10" });
        await village.Database.Execute($"""
            insert into members (commune_id, key, name, phone, roles, home_quartier, enrolled_at)
            select 1, 'h' || n, '', '+3363998' || (2000 + n), 1, 'les-coteaux', '2026-01-01' from generate_series(1, {Residents}) as n
            """);
    }

    public async Task DisposeAsync() => await village.DisposeAsync();

    [Fact]
    public async Task An_alert_does_not_wait_behind_it()
    {
        await StartBroadcast();
        await Brissy.Eventually(async () => await Sent() >= 20, "the broadcast is under way");

        var since = Stopwatch.StartNew();
        await village.Text("+33639980011", "cambriolage rue du lavoir, vitre cassee");
        await Brissy.Eventually(async () => await AlertsAccepted() == 2, "both référents have the alert");
        since.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(2), "forty seconds of broadcast were before it");
        (await village.Database.Ask<long>("select count(*) from messages where broadcast_id is not null and status < 20")).Should().BeGreaterThan(Residents / 2);
    }

    [Fact]
    public async Task A_power_cut_in_the_middle_costs_nobody_anything()
    {
        await StartBroadcast();
        await Brissy.Eventually(async () => await Sent() >= 10, "the broadcast is under way");
        await village.Gateway.Kill();
        var (told, waiting) = (await Sent(), await village.Database.Ask<long>("select count(*) from messages where broadcast_id is not null and status < 20"));
        (told + waiting).Should().Be(Residents + 5, "every resident of the quartier has one row");
        (await village.Database.Ask<long>("select count(*) - count(distinct to_phone) from messages where broadcast_id is not null")).Should().Be(0);

        await village.Gateway.Start();
        await Brissy.Eventually(async () => await Sent() > told + 20, "it goes on");
        (await village.Carried()).Should().OnlyHaveUniqueItems();
    }

    private async Task StartBroadcast()
    {
        await village.Text(Adjoint, "DIFFUSER Les Coteaux : la rue des Tilleuls est fermée demain");
        await village.Text(Adjoint, $"oui {await village.Database.Ask<string>("select number from broadcasts")}");
    }

    private Task<long> Sent() => village.Database.Ask<long>("select count(*) from messages where broadcast_id is not null and accepted_at is not null");

    private Task<long> AlertsAccepted() => village.Database.Ask<long>("select count(*) from messages where purpose = 'Alert' and accepted_at is not null");
}
