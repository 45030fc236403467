namespace VoisinsVigilants.Gateway;

/// <summary>
/// The machine's clock, except that it never goes back: when the wall clock is set back, time runs a tenth slower until both agree, so that
/// nothing is due twice and nothing waits for an hour to come again. A clock that is set forward was late (or the machine slept), and is believed.
/// </summary>
public sealed class SteadyClock(TimeProvider wall) : TimeProvider
{
    private readonly Lock gate = new();
    private DateTimeOffset last = wall.GetUtcNow();
    private long read = wall.GetTimestamp();

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            var now = wall.GetTimestamp();
            var slowed = last + (wall.GetElapsedTime(read, now) * 0.9);
            var shown = wall.GetUtcNow();
            (last, read) = (shown > slowed ? shown : slowed, now);
            return last;
        }
    }
}
