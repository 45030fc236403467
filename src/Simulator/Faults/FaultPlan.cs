using VoisinsVigilants.Simulator.FakeTwilio;
using VoisinsVigilants.Simulator.Phones;

namespace VoisinsVigilants.Simulator.Faults;

/// <summary>What goes wrong now. Counts run down as they are used, and the page sees them do so.</summary>
public sealed class FaultPlan(LiveFeed feed)
{
    private readonly Lock gate = new();
    private FaultSettings settings = new FaultSettings().Complete();
    private Random random = new();

    public FaultSettings Settings
    {
        get
        {
            lock (gate) return settings;
        }
    }

    /// <summary>The dice fall the same way again.</summary>
    public void Seed(int seed)
    {
        lock (gate) random = new Random(seed);
    }

    public void Set(FaultSettings wanted) => Change(_ => wanted.Complete());

    public void Break(string number, NumberFault fault) =>
        Change(now => now with { Numbers = new Dictionary<string, NumberFault>(now.Numbers!) { [number] = fault } });

    /// <param name="number">Null mends all phones.</param>
    public void Mend(string? number) => Change(now => now with
    {
        Numbers = now.Numbers!.Where(pair => number is not null && pair.Key != number).ToDictionary(),
    });

    public NumberFault? ForNumber(string number) => Settings.Numbers!.GetValueOrDefault(number);

    /// <summary>Slowness, silence and refusals that come before anything is accepted; null when all is well.</summary>
    internal async Task<IResult?> BeforeAccepting(CancellationToken stop)
    {
        if (Settings.LatencyMs is > 0 and var latency) await Task.Delay(latency, stop);
        if (Strikes(now => now.Hang!, (now, left) => now with { Hang = left })) await Task.Delay(Timeout.Infinite, stop);
        if (Strikes(now => now.TooMany!, (now, left) => now with { TooMany = left })) return TwilioError.Answer(20429);
        return Strikes(now => now.FailBefore!, (now, left) => now with { FailBefore = left }) ? TwilioError.ServerError() : null;
    }

    /// <summary>What becomes of an SMS that is about to be accepted, and of the answer to its sender.</summary>
    internal Answering Answering()
    {
        if (Strikes(now => now.FailAfter!, (now, left) => now with { FailAfter = left })) return Faults.Answering.Failure;
        if (Strikes(now => now.HangAfter!, (now, left) => now with { HangAfter = left })) return Faults.Answering.Silence;
        if (Strikes(now => now.Reset!, (now, left) => now with { Reset = left })) return Coin() ? Faults.Answering.BrokenBefore : Faults.Answering.BrokenAfter;
        if (Strikes(now => now.AcceptLate!, (now, left) => now with { AcceptLate = left })) return Faults.Answering.LateAcceptance;
        return Strikes(now => now.AnswerLate!, (now, left) => now with { AnswerLate = left }) ? Faults.Answering.LateAnswer : Faults.Answering.Answer;
    }

    public bool LosesCallback() => Strikes(now => now.LoseCallbacks!, (now, left) => now with { LoseCallbacks = left });

    public bool DuplicatesCallback() => Strikes(now => now.DuplicateCallbacks!, (now, left) => now with { DuplicateCallbacks = left });

    public bool ReordersCallbacks() => Strikes(now => now.ReorderCallbacks!, (now, left) => now with { ReorderCallbacks = left });

    public bool LosesWebhook() => Strikes(now => now.LoseWebhooks!, (now, left) => now with { LoseWebhooks = left });

    private bool Strikes(Func<FaultSettings, Frequency> read, Func<FaultSettings, Frequency, FaultSettings> write)
    {
        lock (gate)
        {
            var frequency = read(settings);
            if (frequency.Next == 0) return frequency.Percent > 0 && random.Next(100) < frequency.Percent;
            settings = write(settings, frequency with { Next = frequency.Next - 1 });
            feed.Publish("faults", settings);
            return true;
        }
    }

    private bool Coin()
    {
        lock (gate) return random.Next(2) == 0;
    }

    private void Change(Func<FaultSettings, FaultSettings> change)
    {
        lock (gate)
        {
            settings = change(settings);
            feed.Publish("faults", settings);
        }
    }
}
