using System.Collections.Concurrent;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;

namespace VoisinsVigilants.Simulator.Phones;

/// <summary>Tells every open page what happens, as it happens.</summary>
public sealed class LiveFeed
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<Channel<SseItem<string>>, bool> listeners = new();

    public void Publish(string kind, object what)
    {
        if (listeners.IsEmpty) return;
        var item = new SseItem<string>(JsonSerializer.Serialize(what, JsonSerializerOptions.Web), kind);
        foreach (var listener in listeners.Keys) listener.Writer.TryWrite(item);
    }

    /// <summary>Everything from now on. The first item says that the line is open; a heartbeat keeps it so.</summary>
    public async IAsyncEnumerable<SseItem<string>> Listen([EnumeratorCancellation] CancellationToken stop)
    {
        // A page that sleeps must not fill the memory: it reads everything anew when it reconnects.
        var channel = Channel.CreateBounded<SseItem<string>>(new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropOldest });
        listeners[channel] = true;
        try
        {
            yield return new SseItem<string>("{}", "hello");
            while (!stop.IsCancellationRequested) yield return await Next(channel, stop);
        }
        finally
        {
            listeners.TryRemove(channel, out _);
        }
    }

    private static async Task<SseItem<string>> Next(Channel<SseItem<string>> channel, CancellationToken stop)
    {
        using var heartbeat = CancellationTokenSource.CreateLinkedTokenSource(stop);
        heartbeat.CancelAfter(Heartbeat);
        try
        {
            return await channel.Reader.ReadAsync(heartbeat.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new SseItem<string>("{}", "heartbeat");
        }
    }
}
