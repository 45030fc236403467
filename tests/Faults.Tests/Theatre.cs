using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using VoisinsVigilants.Simulator;
using VoisinsVigilants.Simulator.FakeTwilio;
using VoisinsVigilants.Simulator.Faults;
using VoisinsVigilants.Village;

namespace VoisinsVigilants.Faults.Tests;

/// <summary>A cluster, two nodes behind one address and a carrier that outlives them all; a storm, the calm after it, and the ledger.</summary>
internal sealed class Theatre : IAsyncDisposable
{
    private const string Public = "http://gateway.test/";
    private static readonly TimeSpan CalmMayTake = TimeSpan.FromSeconds(120);

    private readonly Cluster cluster;
    private readonly NpgsqlDataSource database;
    private readonly WebApplication simulator;
    private readonly Nodes nodes;

    private Theatre(Cluster cluster, NpgsqlDataSource database, WebApplication simulator, Nodes nodes) =>
        (this.cluster, this.database, this.simulator, this.nodes) = (cluster, database, simulator, nodes);

    public string NodesOutput => string.Join("\n==== the other node ====\n", nodes.Output);

    public static async Task<Theatre> Open(StormPlan plan)
    {
        var cluster = await Cluster.Start();
        int[] ports = [GatewayProcess.FreePort(), GatewayProcess.FreePort()];
        var simulator = SimulatorApp.Build([
            "--urls=http://127.0.0.1:0", $"--Simulator:GatewayUrl={string.Join(' ', ports.Select(port => $"http://127.0.0.1:{port}/"))}", $"--Simulator:PublicBaseUrl={Public}",
            $"--Simulator:AccountSid={Brissy.AccountSid}", $"--Simulator:AuthToken={Brissy.AuthToken}", $"--Simulator:ScriptsDirectory={Brissy.Scripts}",
            "--Simulator:StatusDelayMs=100", "--Simulator:FollowGatewayClock=false", $"--Simulator:Number={Brissy.Number}", "--Logging:LogLevel:Default=Error",
        ]);
        await simulator.StartAsync();
        var carrier = new Uri(simulator.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/");
        var settings = new Dictionary<string, string>(Brissy.Settings(cluster.ConnectionString, carrier)) { ["Gateway__PublicBaseUrl"] = Public, ["Delivery__SmsPerSecond"] = "100" };
        await Brissy.Prepare(settings);
        var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(cluster.ConnectionString) { ApplicationName = "faults", Options = "-c voisins.communes=all" });
        var theatre = new Theatre(cluster, database, simulator, new Nodes(settings, ports));
        await theatre.Furnish(plan);
        await theatre.nodes.Start();
        return theatre;
    }

    public async Task<(Findings Findings, DateTimeOffset Start)> Play(StormPlan plan)
    {
        var faults = simulator.Services.GetRequiredService<FaultPlan>();
        var villagers = new Villagers(plan, simulator.Services);
        var storm = new Storm(plan, nodes, cluster, database, faults);
        storm.Clock.Add((DateTimeOffset.MinValue, Offset));
        using var over = new CancellationTokenSource();
        var (start, since) = (DateTimeOffset.UtcNow, Stopwatch.StartNew());
        var answering = villagers.Answer(over.Token);
        await Task.WhenAll(storm.Rage(start), villagers.Report(start), Broadcast(plan, villagers));
        await Calm(villagers);
        await over.CancelAsync();
        await answering;
        var ledger = await Calm(villagers);
        return (new Findings(plan, ledger, storm, nodes, villagers, since.Elapsed), start);
    }

    public async ValueTask DisposeAsync()
    {
        await nodes.DisposeAsync();
        await database.DisposeAsync();
        await simulator.DisposeAsync();
        await cluster.DisposeAsync();
    }

    // A Saturday morning in Brissy-sur-Juine, whatever the hour on the wall.
    private static TimeSpan Offset { get; } = Brissy.Morning - DateTimeOffset.UtcNow;

    // Every report is an alert of its own, nobody is taken for a machine, no budget stops the news, and an SMS that is held up for a minute and a half is too late.
    private async Task Furnish(StormPlan plan)
    {
        await Audit.Install(database);
        await Audit.Execute(database, string.Create(CultureInfo.InvariantCulture, $$"""
            insert into simulation_clock (offset_ms) values ({{(long)Offset.TotalMilliseconds}}) on conflict (only_row) do update set offset_ms = excluded.offset_ms;
            update communes set policy = policy || '{"JoinWithin":"00:00:00","AlertSmsValidFor":"00:01:30","Duty":{"FloodSms":100000,"FloodAlerts":100000,"LoopSms":100000} }', monthly_budget = null, version = version + 1;
            insert into members (commune_id, key, name, phone, roles, home_quartier, enrolled_at)
            select id, 'h' || n, '', '+3363998' || (2000 + n), 1, case when n < {{plan.Broadcast}} then 'les-coteaux' else 'centre-bourg' end, '2026-01-01' from communes, generate_series(0, {{plan.Reports - 1}}) as n
            """));
    }

    // News to a quartier in the middle of it all.
    private async Task Broadcast(StormPlan plan, Villagers villagers)
    {
        const string Adjoint = "+33639980041";
        await Task.Delay(plan.Length / 3);
        string? number = null;
        for (var attempt = 0; number is null && attempt < 10; attempt++)
        {
            await villagers.Text(Adjoint, "DIFFUSER Les Coteaux : la rue des Tilleuls est fermée demain", null, isReport: false);
            await Task.Delay(500);
            number = await Ask("select number from broadcasts where state = 'Asked' limit 1");
        }
        for (var attempt = 0; attempt < 10 && await Ask("select id::text from messages where broadcast_id is not null limit 1") is null; attempt++)
        {
            await villagers.Text(Adjoint, $"oui {number}", null, isReport: false);
            await Task.Delay(1000);
        }
    }

    private async Task<string?> Ask(string sql)
    {
        try
        {
            return (await Audit.Rows(database, sql, row => row.GetString(0))).FirstOrDefault();
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            return null;
        }
    }

    // A last restart of each, one after the other: what never reached the door is read from the carrier's list. Then everything ends by itself.
    // Time goes on meanwhile, and writes reminders: the ledger is that of an instant at which nothing was under way.
    private async Task<Ledger> Calm(Villagers villagers)
    {
        foreach (var node in new[] { 0, 1 }) await nodes.Restart(node, politely: true, TimeSpan.Zero);
        for (var since = Stopwatch.StartNew(); ; await Task.Delay(1000))
        {
            var waiting = await Ask("select 'x' where exists (select from messages where status < 20) or exists (select from inbox where handled_at is null)");
            var (isOver, isLate) = (waiting is null && simulator.Services.GetRequiredService<PendingWork>().Count == 0, since.Elapsed > CalmMayTake);
            if (!isOver && !isLate) continue;
            var ledger = await Ledger.Read(database, simulator.Services.GetRequiredService<MessageBook>());
            if (isLate || (villagers.All.All(sms => ledger.Inbox.ContainsKey(sms.Sid)) && !ledger.Silent().Any() && !ledger.Lost.Any())) return ledger;
        }
    }
}
