using System.Collections.Concurrent;
using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Conversations;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Gateway.Texts;

namespace VoisinsVigilants.Gateway.Communes;

/// <summary>What changes rarely of a commune, ready for decisions.</summary>
public sealed record CommuneEntry(Commune Commune, RelayPolicy Policy, Gazetteer Gazetteer);

/// <summary>
/// Communes in memory, by the number that is texted and by id. Every few seconds one look at a counter says whether any has changed, so
/// that an import shows without a restart, and thousands of communes cost no more than one.
/// </summary>
public sealed class CommuneBook(CommuneStore store, LiveScripts scripts) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, CommuneEntry> byNumber = new();
    private readonly ConcurrentDictionary<int, CommuneEntry> byId = new();
    private volatile Look last = new(-1, null, long.MinValue);

    // One look answers for all who ask meanwhile, and communes are read one after the other: texts from a whole country must not take every connection.
    private readonly SemaphoreSlim oneAtATime = new(1);

    /// <summary>The commune that owns a number; null when none does.</summary>
    public async ValueTask<CommuneEntry?> Find(PhoneNumber number, CancellationToken stop) =>
        IsFresh && byNumber.TryGetValue(number.Value, out var entry) ? entry : await Read(byNumber, number.Value, () => store.Load(number, stop), stop);

    /// <summary>A commune that is known to exist.</summary>
    public async ValueTask<CommuneEntry> Get(int id, CancellationToken stop) =>
        IsFresh && byId.TryGetValue(id, out var entry) ? entry : (await Read(byId, id, () => store.Load(id, stop), stop))!;

    private async Task<CommuneEntry?> Read<T>(ConcurrentDictionary<T, CommuneEntry> known, T key, Func<Task<CommuneEntry?>> load, CancellationToken stop) where T : notnull
    {
        await oneAtATime.WaitAsync(stop);
        try
        {
            if (!IsFresh) await LookAgain(stop);
            return known.TryGetValue(key, out var entry) ? entry : Keep(await load());
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    public void Forget()
    {
        byNumber.Clear();
        byId.Clear();
    }

    // Age is of this machine, not of the commune: the simulated clock must not make a look old.
    private bool IsFresh => Environment.TickCount64 - last.At < Fresh.TotalMilliseconds && ReferenceEquals(last.Words, scripts.Current.Interpreter);

    private async Task LookAgain(CancellationToken stop)
    {
        var look = new Look(await store.Changes(stop), scripts.Current.Interpreter, Environment.TickCount64);
        if (look.Changes != last.Changes || !ReferenceEquals(look.Words, last.Words)) Forget();
        last = look;
    }

    private CommuneEntry? Keep(CommuneEntry? entry)
    {
        if (entry is null) return null;
        byNumber[entry.Commune.Number.Value] = entry;
        byId[entry.Commune.Id] = entry;
        return entry;
    }

    /// <param name="Words">The words with which places are found; another set of them makes other gazetteers.</param>
    private sealed record Look(long Changes, Interpreter? Words, long At);
}
