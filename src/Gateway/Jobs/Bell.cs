namespace VoisinsVigilants.Gateway.Jobs;

/// <summary>Wakes whoever waits for work. Ringing twice before anyone listens is ringing once.</summary>
public sealed class Bell : IDisposable
{
    private readonly SemaphoreSlim rung = new(0, 1);

    public void Ring()
    {
        try
        {
            rung.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is ringing already.
        }
    }

    public void Dispose() => rung.Dispose();

    /// <summary>Returns when rung, or when <paramref name="atMost"/> has passed: a bell may be missed, work may not.</summary>
    public Task Wait(TimeSpan atMost, CancellationToken stop) => rung.WaitAsync(atMost, stop);
}

/// <summary>The places where work waits: SMS to be sent, times that have come, e-mails to be sent.</summary>
public sealed class Bells
{
    public Bell Outbox { get; } = new();

    public Bell Due { get; } = new();

    public Bell Mails { get; } = new();
}
