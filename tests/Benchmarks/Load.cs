using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace VoisinsVigilants.Benchmarks;

/// <summary>What a load found: answers per second, how long each took, and how many were not 2xx.</summary>
internal sealed record LoadResult(int Taken, double PerSecond, double P50, double P99, int Refused)
{
    public static LoadResult Of(IReadOnlyList<double> milliseconds, TimeSpan span, int refused) =>
        new(milliseconds.Count, milliseconds.Count / span.TotalSeconds, Figures.At(milliseconds, 0.5), Figures.At(milliseconds, 0.99), refused);
}

/// <summary>Requests over open sockets, as cheap as can be: it shares the cores with what it measures.</summary>
internal static class Load
{
    /// <summary>Each connection writes the next request as soon as its last one was answered.</summary>
    public static Task<LoadResult> Run(Uri to, IReadOnlyList<byte[]> requests, int connections, TimeSpan span) => Run(to, requests, connections, span, null);

    /// <summary>At a given rate, whatever is answered when; an answer's time counts from when its request was to be written.</summary>
    public static Task<LoadResult> RunAt(double perSecond, Uri to, IReadOnlyList<byte[]> requests, int connections, TimeSpan span)
    {
        var (random, at) = (new Random(7), 0.0);
        var times = new TimeSpan[Math.Min(requests.Count, (int)(perSecond * span.TotalSeconds))];
        for (var i = 0; i < times.Length; i++) times[i] = TimeSpan.FromSeconds(at += -Math.Log(1 - random.NextDouble()) / perSecond);
        return Run(to, requests, connections, span, times);
    }

    private static async Task<LoadResult> Run(Uri to, IReadOnlyList<byte[]> requests, int connections, TimeSpan span, TimeSpan[]? times)
    {
        var (next, refused, watch) = (-1, 0, Stopwatch.StartNew());
        var taken = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(Connection)));
        return LoadResult.Of([.. taken.SelectMany(list => list)], watch.Elapsed, refused);

        async Task<List<double>> Connection()
        {
            using var socket = await Open(to);
            var (answer, took) = (new byte[4_096], new List<double>());
            while (watch.Elapsed < span && Interlocked.Increment(ref next) is var index && index < (times?.Length ?? requests.Count))
            {
                var begun = times?[index] ?? watch.Elapsed;
                if (begun - watch.Elapsed is { TotalMilliseconds: > 0.5 } early) await Task.Delay(early);
                if (!await Ask(socket, requests[index], answer)) Interlocked.Increment(ref refused);
                took.Add((watch.Elapsed - begun).TotalMilliseconds);
            }
            return took;
        }
    }

    public static async Task<Socket> Open(Uri to)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, to.Port));
        return socket;
    }

    // An answer of 204 ends with its headers; any other one is short and comes in one piece.
    public static async ValueTask<bool> Ask(Socket socket, byte[] request, byte[] answer)
    {
        await socket.SendAsync(request);
        for (var length = 0; ;)
        {
            var read = await socket.ReceiveAsync(answer.AsMemory(length));
            if (read == 0) throw new IOException("The gateway closed the connection.");
            length += read;
            if (answer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) >= 0) return answer.AsSpan(0, length).StartsWith("HTTP/1.1 20"u8);
        }
    }
}
