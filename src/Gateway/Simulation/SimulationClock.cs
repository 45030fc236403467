using Npgsql;

namespace VoisinsVigilants.Gateway.Simulation;

/// <summary>
/// Real time plus an offset that is kept in the database: it flows, all nodes share it, a restart keeps it. Registered in the
/// environment Simulation only.
/// </summary>
public sealed class SimulationClock(NpgsqlDataSource database) : TimeProvider, IHostedService, IDisposable
{
    private readonly CancellationTokenSource stopping = new();

    // What was read before the clock was set must not be believed after it.
    private readonly SemaphoreSlim oneAtATime = new(1);
    private long offset;
    private Task following = Task.CompletedTask;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromMilliseconds(Volatile.Read(ref offset));

    private const string SaveSql = """
        insert into simulation_clock (offset_ms) values (@offset) on conflict (only_row) do update set offset_ms = excluded.offset_ms
        """;

    /// <summary>Sets the clock of all nodes.</summary>
    public async Task Set(DateTimeOffset now, CancellationToken stop)
    {
        await oneAtATime.WaitAsync(stop);
        try
        {
            var milliseconds = (long)(now - System.GetUtcNow()).TotalMilliseconds;
            await using var command = database.CreateCommand(SaveSql);
            command.Parameters.AddWithValue("offset", milliseconds);
            await command.ExecuteNonQueryAsync(stop);
            Volatile.Write(ref offset, milliseconds);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await Read(cancellationToken);
        following = Follow();
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await following;
    }

    public void Dispose()
    {
        stopping.Dispose();
        oneAtATime.Dispose();
    }

    // Another node may have moved the clock.
    private async Task Follow()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        try
        {
            while (await timer.WaitForNextTickAsync(stopping.Token)) await TryRead();
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private async Task TryRead()
    {
        try
        {
            await Read(stopping.Token);
        }
        catch (NpgsqlException)
        {
            // The database is away: the clock flows on as it was.
        }
    }

    private const string ReadSql = "select offset_ms from simulation_clock";

    private async Task Read(CancellationToken stop)
    {
        await oneAtATime.WaitAsync(stop);
        try
        {
            await using var command = database.CreateCommand(ReadSql);
            if (await command.ExecuteScalarAsync(stop) is long milliseconds) Volatile.Write(ref offset, milliseconds);
        }
        finally
        {
            oneAtATime.Release();
        }
    }
}
