using System.Collections.Concurrent;
using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Messages;

namespace VoisinsVigilants.Gateway.Communes;

/// <summary>What changes rarely of a commune, ready for decisions.</summary>
public sealed record CommuneEntry(Commune Commune, RelayPolicy Policy, Gazetteer Gazetteer, int Version);

/// <summary>
/// Communes in memory, by the number that is texted and by id. Whether one has changed is asked of the database at most every few
/// seconds, so that an import shows without a restart and a turn costs no statement.
/// </summary>
public sealed class CommuneBook(CommuneStore store)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, Page> byNumber = new();
    private readonly ConcurrentDictionary<int, Page> byId = new();

    /// <summary>The commune that owns a number; null when none does.</summary>
    public async ValueTask<CommuneEntry?> Find(PhoneNumber number, CancellationToken stop)
    {
        if (byNumber.TryGetValue(number.Value, out var page) && page.IsFresh) return page.Entry;
        return Keep(await store.Load(number, page?.Entry, stop));
    }

    /// <summary>A commune that is known to exist.</summary>
    public async ValueTask<CommuneEntry> Get(int id, CancellationToken stop)
    {
        if (byId.TryGetValue(id, out var page) && page.IsFresh) return page.Entry;
        return Keep(await store.Load(id, page?.Entry, stop))!;
    }

    public void Forget()
    {
        byNumber.Clear();
        byId.Clear();
    }

    private CommuneEntry? Keep(CommuneEntry? entry)
    {
        if (entry is null) return null;
        var page = new Page(entry, Environment.TickCount64);
        byNumber[entry.Commune.Number.Value] = page;
        byId[entry.Commune.Id] = page;
        return entry;
    }

    // Age is of this machine, not of the commune: the simulated clock must not make a page old.
    private sealed record Page(CommuneEntry Entry, long ReadAt)
    {
        public bool IsFresh => Environment.TickCount64 - ReadAt < Fresh.TotalMilliseconds;
    }
}
