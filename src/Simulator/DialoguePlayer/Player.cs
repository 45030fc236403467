using VoisinsVigilants.Domain.Dialogues;
using VoisinsVigilants.Simulator.FakeTwilio;
using VoisinsVigilants.Simulator.Faults;
using VoisinsVigilants.Simulator.Phones;

namespace VoisinsVigilants.Simulator.DialoguePlayer;

/// <summary>
/// Plays dialogues against the gateway, over HTTP only: a clean start, then line by line; after each line everything that it set off has
/// ended before the next one is looked at. One dialogue at a time.
/// </summary>
public sealed class Player(GatewayLink gateway, FreshStart freshStart, MessageBook book, PhoneLine line, FaultPlan faults, PendingWork pending) : IDisposable
{
    private readonly SemaphoreSlim oneAtATime = new(1);

    /// <param name="told">Called with each line as soon as its outcome is known.</param>
    /// <param name="pace">A pause before each line, so that people can watch.</param>
    public async Task<DialogueResult> Play(Dialogue dialogue, Func<LineResult, Task>? told = null, TimeSpan pace = default, CancellationToken stop = default)
    {
        await oneAtATime.WaitAsync(stop);
        try
        {
            var run = new Run(dialogue, told ?? (_ => Task.CompletedTask));
            var cast = await Begin(dialogue, run, stop);
            if (cast is not null) await PlayLines(new Stage(cast, new Arrivals(book), gateway, book, line, faults, pending), run, pace, stop);
            return run.Result;
        }
        finally
        {
            faults.Mend(null);
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    private async Task<Cast?> Begin(Dialogue dialogue, Run run, CancellationToken stop)
    {
        var commune = await gateway.FindPeople(dialogue.Commune, stop);
        if (commune is null)
        {
            await run.Fail(dialogue.Steps[0], $"La passerelle ne connaît pas la commune « {dialogue.Commune} », ou elle ne répond pas.");
            return null;
        }
        var cast = new Cast(dialogue, commune);
        foreach (var (name, number) in dialogue.Names)
            if (cast.Problem(name) is { } problem) await run.Fail(dialogue.Steps.First(step => step.Line == number), problem);
        if (run.HasFailed) return null;

        try
        {
            await freshStart.At(new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(dialogue.StartsAt, cast.Zone), TimeSpan.Zero), stop);
            return cast;
        }
        catch (HttpRequestException exception)
        {
            await run.Fail(dialogue.Steps[0], exception.Message);
            return null;
        }
    }

    private static async Task PlayLines(Stage stage, Run run, TimeSpan pace, CancellationToken stop)
    {
        foreach (var step in run.Dialogue.Steps)
        {
            // A moment is judged as a whole; what follows a moment that went wrong would only confuse.
            if (step.BeginsMoment() && await EndMoment(stage, run)) return;
            if (pace > TimeSpan.Zero) await Task.Delay(pace, stop);
            await PlayOne(stage, run, step, stop);
        }
        await EndMoment(stage, run);
    }

    private static async Task PlayOne(Stage stage, Run run, DialogueStep step, CancellationToken stop)
    {
        try
        {
            if (await stage.Play(step, stop) is { } problem) await run.Fail(step, problem);
            else await run.Pass(step);
        }
        catch (Exception exception) when (exception is HttpRequestException or TimeoutException)
        {
            await run.Fail(step, exception.Message);
        }
    }

    /// <summary>True when the dialogue ends here.</summary>
    private static async Task<bool> EndMoment(Stage stage, Run run)
    {
        if (run.LastPlayed is not null && stage.Unexpected() is { } unexpected) await run.Fail(run.LastPlayed, unexpected);
        return run.HasFailed;
    }

    /// <summary>The outcome so far.</summary>
    private sealed class Run(Dialogue dialogue, Func<LineResult, Task> told)
    {
        private readonly Dictionary<int, LineResult> outcomes = [];

        public Dialogue Dialogue => dialogue;

        public DialogueStep? LastPlayed { get; private set; }

        public bool HasFailed => outcomes.Values.Any(outcome => outcome.Outcome == LineOutcome.Failed);

        public DialogueResult Result => new(
            dialogue,
            [.. dialogue.Steps.Select(step => outcomes.GetValueOrDefault(step.Line) ?? new LineResult(step.Line, step.Source, LineOutcome.NotPlayed))]);

        public Task Pass(DialogueStep step) => Settle(step, new LineResult(step.Line, step.Source, LineOutcome.Passed));

        public Task Fail(DialogueStep step, string why)
        {
            var before = outcomes.GetValueOrDefault(step.Line)?.Message;
            return Settle(step, new LineResult(step.Line, step.Source, LineOutcome.Failed, before is null ? why : $"{before}\n{why}"));
        }

        private Task Settle(DialogueStep step, LineResult result)
        {
            LastPlayed = step;
            outcomes[step.Line] = result;
            return told(result);
        }
    }
}
