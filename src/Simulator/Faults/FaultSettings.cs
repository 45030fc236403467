namespace VoisinsVigilants.Simulator.Faults;

/// <summary>How often something goes wrong: for a share of the calls, for the next so many, or both.</summary>
public sealed record Frequency(int Percent = 0, int Next = 0)
{
    public static readonly Frequency Never = new();
}

/// <summary>A phone or number that cannot be reached.</summary>
/// <param name="At"><c>create</c>: refused at once; <c>delivery</c>: accepted, then failed.</param>
public sealed record NumberFault(int Code, string At = "delivery")
{
    public bool IsAtCreate => At == "create";

    /// <summary>Twilio says failed for what never left it (queue, account, blocked sender), undelivered for what a network reported.</summary>
    public string FinalStatus => Code is 30001 or 30002 or >= 30010 and <= 30039 ? "failed" : "undelivered";
}

/// <summary>Everything that can be made to go wrong. JSON of <c>/api/faults</c>; what is left out is well.</summary>
/// <param name="TooMany">429 before anything is accepted.</param>
/// <param name="FailBefore">500, and nothing was accepted.</param>
/// <param name="FailAfter">500, and yet the SMS was accepted.</param>
/// <param name="Hang">No answer at all; nothing is accepted.</param>
/// <param name="HangAfter">Accepted, and no answer at all.</param>
/// <param name="Reset">The connection breaks, before or after the SMS was accepted.</param>
/// <param name="AcceptLate">No answer, and accepted seconds later, when nobody listens any more.</param>
/// <param name="AnswerLate">Accepted; its callbacks are sent before the answer is.</param>
/// <param name="ReorderCallbacks">The callbacks of one SMS come last first.</param>
/// <param name="LoseWebhooks">What a person texts never reaches the gateway; it is in the carrier's list.</param>
public sealed record FaultSettings(
    int LatencyMs = 0,
    Frequency? TooMany = null,
    Frequency? FailBefore = null,
    Frequency? FailAfter = null,
    Frequency? Hang = null,
    Frequency? LoseCallbacks = null,
    Frequency? DuplicateCallbacks = null,
    Frequency? ReorderCallbacks = null,
    Frequency? LoseWebhooks = null,
    Frequency? HangAfter = null,
    Frequency? Reset = null,
    Frequency? AcceptLate = null,
    Frequency? AnswerLate = null,
    IReadOnlyDictionary<string, NumberFault>? Numbers = null)
{
    /// <summary>With nothing left out, so that a reader finds every name.</summary>
    public FaultSettings Complete() => this with
    {
        TooMany = TooMany ?? Frequency.Never,
        FailBefore = FailBefore ?? Frequency.Never,
        FailAfter = FailAfter ?? Frequency.Never,
        Hang = Hang ?? Frequency.Never,
        LoseCallbacks = LoseCallbacks ?? Frequency.Never,
        DuplicateCallbacks = DuplicateCallbacks ?? Frequency.Never,
        ReorderCallbacks = ReorderCallbacks ?? Frequency.Never,
        LoseWebhooks = LoseWebhooks ?? Frequency.Never,
        HangAfter = HangAfter ?? Frequency.Never,
        Reset = Reset ?? Frequency.Never,
        AcceptLate = AcceptLate ?? Frequency.Never,
        AnswerLate = AnswerLate ?? Frequency.Never,
        Numbers = Numbers ?? new Dictionary<string, NumberFault>(),
    };

    /// <summary>One line of what is wrong with these settings, or null.</summary>
    public string? Problem()
    {
        var all = new[] { TooMany, FailBefore, FailAfter, Hang, LoseCallbacks, DuplicateCallbacks, ReorderCallbacks, LoseWebhooks, HangAfter, Reset, AcceptLate, AnswerLate }.OfType<Frequency>().ToList();
        if (LatencyMs is < 0 or > 60_000) return "latencyMs must be between 0 and 60000.";
        if (all.Exists(frequency => frequency.Percent is < 0 or > 100)) return "percent must be between 0 and 100.";
        if (all.Exists(frequency => frequency.Next < 0)) return "next must not be negative.";
        return Numbers?.Values.Any(fault => fault.At is not ("create" or "delivery")) == true ? "at must be \"create\" or \"delivery\"." : null;
    }
}
