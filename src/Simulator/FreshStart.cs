using VoisinsVigilants.Simulator.FakeTwilio;
using VoisinsVigilants.Simulator.Faults;
using VoisinsVigilants.Simulator.Phones;

namespace VoisinsVigilants.Simulator;

/// <summary>Gateway and carrier forget all that happened, every fault is mended, and it is a given instant.</summary>
public sealed class FreshStart(GatewayLink gateway, MessageBook book, FaultPlan faults, PendingWork pending, LiveFeed feed)
{
    public async Task At(DateTimeOffset now, CancellationToken stop)
    {
        faults.Set(new FaultSettings());
        await pending.WhenQuiet(stop);

        // A gateway that has forgotten its inbox would take what is still listed here for SMS that it missed.
        book.Clear();
        await gateway.Reset(now, stop);

        // The gateway may have emptied its outbox before it forgot.
        await pending.WhenQuiet(stop);
        book.Clear();
        feed.Publish("clock", new { now });
    }
}
