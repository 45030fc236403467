using VoisinsVigilants.Gateway.Jobs;

namespace VoisinsVigilants.Gateway.Mails;

/// <summary>Sends the mails that wait.</summary>
public sealed class MailLoop(MailPost post, Bells bells, TimeProvider clock, ILogger<MailLoop> log) : Loop(log)
{
    // Mails are rare: an idle gateway is not to ask for them all the time. What a dead node held waits no longer than this.
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AtLeast = TimeSpan.FromSeconds(1);

    protected override async Task Run(CancellationToken stop)
    {
        var until = await post.SendDue(stop) - clock.GetUtcNow() ?? AtMost;
        await bells.Mails.Wait(TimeSpan.FromTicks(Math.Clamp(until.Ticks, AtLeast.Ticks, AtMost.Ticks)), stop);
    }
}
