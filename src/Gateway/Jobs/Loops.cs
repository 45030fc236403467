using System.Diagnostics;
using Hangfire.Server;
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
        catch (Exception exception) when (!stop.IsCancellationRequested)
        {
            log.LogWarning("{Loop} was interrupted ({Reason}) and goes on in a second", GetType().Name, exception.Message);
            await Task.Delay(AfterFailure, stop);
        }
    }
}

/// <summary>Sends what the outbox holds.</summary>
public sealed class DrainLoop(OutboxDrain drain, Bells bells, TimeProvider clock, ILogger<DrainLoop> log) : Loop(log)
{
    // Behind the bell stands a clock: what a node left that died waits no longer than this.
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AtLeast = TimeSpan.FromMilliseconds(20);

    protected override async Task Run(CancellationToken stop)
    {
        try
        {
            while (await drain.Drain(stop) is var round) await bells.Outbox.Wait(Until(round), stop);
        }
        finally
        {
            if (stop.IsCancellationRequested) await drain.Finish();
        }
    }

    // What is due and was not taken stands behind an SMS to the same phone, and the bell rings when that one is done.
    private TimeSpan Until(ClaimRound? round)
    {
        if (round?.Next is not { } next) return AtMost;
        var least = round.Rows.Count == 0 && next <= clock.GetUtcNow() ? AtLeast * 10 : AtLeast;
        return TimeSpan.FromTicks(Math.Clamp((next - clock.GetUtcNow()).Ticks, least.Ticks, AtMost.Ticks));
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
