namespace VoisinsVigilants.Gateway.Carriers.Twilio;

/// <summary>The carrier's clock.</summary>
internal static class TwilioTime
{
    /// <summary>
    /// The instant from which on the carrier is asked. Where our clock is simulated, the carrier's may follow it or stay real: the earlier
    /// of the two leaves nothing out, and what is known already changes nothing.
    /// </summary>
    public static DateTimeOffset Since(TimeProvider clock, TimeSpan age)
    {
        var (ours, real) = (clock.GetUtcNow(), TimeProvider.System.GetUtcNow());
        return (ours < real ? ours : real) - age;
    }
}
