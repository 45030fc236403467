using Npgsql;
using VoisinsVigilants.Simulator.Faults;

namespace VoisinsVigilants.Faults.Tests;

/// <summary>Everything that goes wrong, at the moments of the plan.</summary>
internal sealed class Storm(StormPlan plan, Nodes nodes, Cluster cluster, NpgsqlDataSource database, FaultPlan carrier)
{
    // Nobody at le-moulin can be reached: its alerts must go to the next person at once.
    public static readonly IReadOnlyDictionary<string, NumberFault> DeadPhones = new Dictionary<string, NumberFault>
    {
        ["+33639980028"] = new(30007),
        ["+33639980029"] = new(30007),
    };

    public int DatabaseCrashes { get; private set; }

    /// <summary>When the database was there again.</summary>
    public List<DateTimeOffset> Returns { get; } = [];

    public int Cuts { get; private set; }

    public int ClockSteps { get; private set; }

    /// <summary>When the clock of the nodes was ahead of the wall's by how much, first to last.</summary>
    public List<(DateTimeOffset From, TimeSpan Ahead)> Clock { get; } = [];

    public async Task Rage(DateTimeOffset start)
    {
        carrier.Seed(plan.Seed);
        await Task.WhenAll(
            At(start, plan.Moments(plan.Kills, 1), Kill),
            At(start, plan.Moments(plan.Kills / 8, 2), dice => nodes.Restart(dice.Next(2), politely: true, TimeSpan.Zero)),
            At(start, plan.Moments(plan.DatabaseCrashes, 3), Crash),
            At(start, plan.Moments(plan.Cuts, 4), Cut),
            At(start, plan.Moments(plan.ClockSteps, 5), StepClock),
            At(start, plan.Moments(plan.Weathers, 6), Change));
        carrier.Set(new FaultSettings(Numbers: DeadPhones));
    }

    // Each kind of event draws from dice of its own, so that a late one does not change the others.
    private async Task At(DateTimeOffset start, IEnumerable<TimeSpan> moments, Func<Random, Task> happen)
    {
        var under = new List<Task>();
        foreach (var moment in moments)
        {
            var dice = new Random(plan.Seed + (int)moment.TotalMilliseconds);
            if (start + moment - DateTimeOffset.UtcNow is { Ticks: > 0 } wait) await Task.Delay(wait);
            under.Add(happen(dice));
        }
        await Task.WhenAll(under);
    }

    private Task Kill(Random dice) => nodes.Restart(dice.Next(2), politely: false, TimeSpan.FromSeconds(dice.NextDouble() * 2));

    private async Task Crash(Random dice)
    {
        await cluster.Crash();
        DatabaseCrashes++;
        await Task.Delay(plan.Away ?? TimeSpan.FromSeconds(plan.IsLong ? 0.5 + (dice.NextDouble() * 6) : 1));
        await cluster.ComeBack();
        Returns.Add(DateTimeOffset.UtcNow);
    }

    private async Task Cut(Random dice)
    {
        var share = dice.Next(3, 10) / 10.0;
        try
        {
            await Audit.Execute(database, FormattableString.Invariant($"""
                select pg_terminate_backend(pid) from pg_stat_activity
                where datname = current_database() and pid <> pg_backend_pid() and application_name <> 'faults' and random() < {share}
                """));
            Cuts++;
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            // The database itself is away.
        }
    }

    private async Task StepClock(Random dice)
    {
        var step = TimeSpan.FromSeconds(dice.Next(15, 45) * (dice.Next(2) == 0 ? 1 : -1));
        await Step(step);
        await Task.Delay(TimeSpan.FromSeconds(plan.IsLong ? dice.Next(5, 20) : 3));
        await Step(-step);
    }

    private async Task Step(TimeSpan by)
    {
        while (true)
            try
            {
                await Audit.Execute(database, FormattableString.Invariant($"update simulation_clock set offset_ms = offset_ms + {(long)by.TotalMilliseconds}"));
                Clock.Add((DateTimeOffset.UtcNow, Clock[^1].Ahead + by));
                ClockSteps++;
                return;
            }
            catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
            {
                await Task.Delay(200);
            }
    }

    private Task Change(Random dice)
    {
        Frequency Some(int most) => new(dice.Next(3) == 0 ? dice.Next(most + 1) : 0);

        var off = dice.Next(12) == 0;
        carrier.Set(new FaultSettings(
            LatencyMs: dice.Next(4) == 0 ? dice.Next(600) : dice.Next(40),
            TooMany: off ? new Frequency(100) : Some(30),
            FailBefore: Some(20),
            FailAfter: Some(20),
            Hang: Some(6),
            HangAfter: Some(6),
            Reset: Some(15),
            AcceptLate: Some(6),
            AnswerLate: Some(30),
            LoseCallbacks: Some(50),
            DuplicateCallbacks: Some(50),
            ReorderCallbacks: Some(50),
            LoseWebhooks: Some(10),
            Numbers: DeadPhones));
        return Task.CompletedTask;
    }
}
