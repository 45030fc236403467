namespace VoisinsVigilants.Gateway.Privacy;

/// <summary>Number plates are what is forgotten first.</summary>
public sealed class PlateJob(PlateStore plates, TimeProvider clock, ILogger<PlateJob> log)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public async Task Purge(CancellationToken stop)
    {
        var forgotten = await plates.Purge(clock.GetUtcNow() - Kept, stop);
        if (forgotten > 0) log.LogInformation("{Plates} number plates older than {Days} days were forgotten", forgotten, Kept.Days);
    }
}
