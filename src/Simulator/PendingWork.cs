namespace VoisinsVigilants.Simulator;

/// <summary>What is on its way: message lives and webhooks that have not ended. Whoever waits for quiet also cuts the pauses short.</summary>
public sealed class PendingWork(ILogger<PendingWork> log)
{
    private readonly Lock gate = new();
    private TaskCompletionSource quiet = Completed();
    private TaskCompletionSource hurry = New();
    private int running;
    private int waiting;

    public int Count => Volatile.Read(ref running);

    /// <summary>Runs in the background, counted until it ends.</summary>
    public void Start(Func<Task> work)
    {
        Begin();
        _ = Task.Run(async () =>
        {
            try
            {
                await work();
            }
            catch (Exception exception)
            {
                log.LogError(exception, "Something on its way to the gateway broke down");
            }
            finally
            {
                End();
            }
        });
    }

    /// <summary>Waits a while, or not at all while somebody wants everything settled.</summary>
    public Task Pause(TimeSpan span)
    {
        if (span <= TimeSpan.Zero || Volatile.Read(ref waiting) > 0) return Task.CompletedTask;
        lock (gate) return Task.WhenAny(Task.Delay(span), hurry.Task);
    }

    /// <summary>Returns once nothing is on its way.</summary>
    public async Task WhenQuiet(CancellationToken stop)
    {
        Hurry(+1);
        try
        {
            while (Count > 0) await Quiet().WaitAsync(stop);
        }
        finally
        {
            Hurry(-1);
        }
    }

    private Task Quiet()
    {
        lock (gate) return quiet.Task;
    }

    private void Begin()
    {
        lock (gate)
            if (running++ == 0) quiet = New();
    }

    private void End()
    {
        lock (gate)
            if (--running == 0) quiet.TrySetResult();
    }

    private void Hurry(int change)
    {
        lock (gate)
        {
            waiting += change;
            if (waiting > 0) hurry.TrySetResult();
            else hurry = New();
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static TaskCompletionSource Completed()
    {
        var source = New();
        source.SetResult();
        return source;
    }
}
