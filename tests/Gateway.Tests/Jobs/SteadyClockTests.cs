using VoisinsVigilants.Gateway;

namespace VoisinsVigilants.Gateway.Tests.Jobs;

/// <summary>Whatever is done to the clock on the wall, time goes on.</summary>
public sealed class SteadyClockTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void It_is_the_wall_clock_as_long_as_nobody_sets_that()
    {
        var wall = new Wall();
        var clock = new SteadyClock(wall);
        wall.Pass(TimeSpan.FromSeconds(7));
        clock.GetUtcNow().Should().Be(Noon.AddSeconds(7));
    }

    [Fact]
    public void A_wall_clock_that_is_set_back_slows_time_until_both_agree()
    {
        var wall = new Wall();
        var clock = new SteadyClock(wall);
        wall.Set(-TimeSpan.FromMinutes(1));
        clock.GetUtcNow().Should().Be(Noon);
        wall.Pass(TimeSpan.FromMinutes(2));
        clock.GetUtcNow().Should().Be(Noon.AddSeconds(108));
        wall.Pass(TimeSpan.FromMinutes(20));
        clock.GetUtcNow().Should().Be(wall.GetUtcNow());
    }

    [Fact]
    public void A_wall_clock_that_is_set_forward_is_believed()
    {
        var wall = new Wall();
        var clock = new SteadyClock(wall);
        wall.Set(TimeSpan.FromHours(1));
        clock.GetUtcNow().Should().Be(Noon.AddHours(1));
    }

    /// <summary>A clock on a wall, with hands that can be moved, and a stopwatch that cannot.</summary>
    private sealed class Wall : TimeProvider
    {
        private TimeSpan passed;
        private TimeSpan moved;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Pass(TimeSpan span) => passed += span;

        public void Set(TimeSpan by) => moved += by;

        public override DateTimeOffset GetUtcNow() => Noon + passed + moved;

        public override long GetTimestamp() => passed.Ticks;
    }
}
