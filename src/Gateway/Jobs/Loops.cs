using System.Diagnostics;
using Hangfire.Server;
using Npgsql;
using VoisinsVigilants.Gateway.Messages;
using VoisinsVigilants.Gateway.Turns;

namespace VoisinsVigilants.Gateway.Jobs;

/// <summary>Continuous work as a process of Hangfire's server: supervised, restarted, visible in the dashboard.</summary>
public abstract class Loop(ILogger log) : IBackgroundProcess
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    // Hangfire calls this again as soon as it returns; its own pause after a failure would grow to minutes.
    public void Execute(BackgroundProcessContext context) => RunOnce(context.StoppingToken).GetAwaiter().GetResult();

    /// <summary>All the work there is, then a wait for the bell.</summary>
    protected abstract Task Run(CancellationToken stop);

    private async Task RunOnce(CancellationToken stop)
    {
        try
        {
            await Run(stop);
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException or HttpRequestException && !stop.IsCancellationRequested)
        {
            log.LogWarning("{Loop} was interrupted ({Reason}) and goes on in a second", GetType().Name, exception.Message);
            await Task.Delay(AfterFailure, stop);
        }
    }
}

/// <summary>Sends what the outbox holds.</summary>
public sealed class DrainLoop(OutboxDrain drain, Bells bells, ILogger<DrainLoop> log) : Loop(log)
{
    // Behind the bell stands a clock: what another node wrote, or a crash left, waits no longer than this.
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(2);

    protected override async Task Run(CancellationToken stop)
    {
        while (await drain.Drain(stop) > 0) stop.ThrowIfCancellationRequested();
        await bells.Outbox.Wait(AtMost, stop);
    }
}

/// <summary>Runs the turns whose time has come.</summary>
public sealed class DueLoop(DueTurns due, Bells bells, TimeProvider clock, ILogger<DueLoop> log) : Loop(log)
{
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AtLeast = TimeSpan.FromMilliseconds(50);

    protected override async Task Run(CancellationToken stop)
    {
        var until = await due.RunDue(stop) - clock.GetUtcNow() ?? AtMost;
        var looked = Stopwatch.StartNew();
        await bells.Due.Wait(TimeSpan.FromTicks(Math.Clamp(until.Ticks, AtLeast.Ticks, AtMost.Ticks)), stop);

        // Under load the bell rings with every group of turns; one look answers for all that rang meanwhile.
        if (AtLeast > looked.Elapsed) await Task.Delay(AtLeast - looked.Elapsed, stop);
    }
}
