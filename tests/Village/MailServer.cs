using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace VoisinsVigilants.Village;

/// <summary>A mail as the server got it.</summary>
/// <param name="Data">Headers and body as they came over the wire, dots unstuffed.</param>
public sealed record ReceivedMail(string From, string To, string Data)
{
    /// <summary>A header's first line.</summary>
    public string Header(string name) => Data.Split('\n').Select(line => line.TrimEnd('\r')).First(line => line.StartsWith($"{name}: ", StringComparison.OrdinalIgnoreCase))[(name.Length + 2)..];

    /// <summary>What a reader sees.</summary>
    public string Subject => Read().Subject ?? "";

    public string Text => Read().TextBody ?? "";

    private MimeKit.MimeMessage Read() => MimeKit.MimeMessage.Load(new MemoryStream(Encoding.Latin1.GetBytes(Data)));
}

/// <summary>A mail server over TCP: EHLO, MAIL, RCPT, DATA, QUIT, and refusals as a test wants them.</summary>
public sealed class MailServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentQueue<ReceivedMail> received = new();
    private readonly Task listening;
    private int refusals;

    public MailServer()
    {
        listener.Start();
        listening = Listen();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public IReadOnlyList<ReceivedMail> Received => [.. received];

    /// <summary>Times that it has said 451.</summary>
    public int Refused { get; private set; }

    /// <summary>Set, it takes a mail and says nothing about it: the sender never learns that it arrived.</summary>
    public bool KeepsSilent { get; set; }

    /// <summary>The settings of a gateway that writes its mails here.</summary>
    public Dictionary<string, string> Settings => new()
    {
        ["Mail__Host"] = "127.0.0.1",
        ["Mail__Port"] = $"{Port}",
        ["Mail__From"] = "voisins@brissy.example",
        ["Mail__Security"] = "None",
    };

    /// <summary>The next recipients are refused for now, with 451.</summary>
    public void RefuseNext(int times) => refusals = times;

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        await listening;
        stopping.Dispose();
    }

    private async Task Listen()
    {
        try
        {
            while (true) _ = Talk(await listener.AcceptTcpClientAsync(stopping.Token));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Closed.
        }
    }

    private async Task Talk(TcpClient client)
    {
        using (client)
            try
            {
                using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
                await using var writer = new StreamWriter(client.GetStream(), Encoding.Latin1) { AutoFlush = true, NewLine = "\r\n" };
                await Talk(reader, writer);
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException)
            {
                // The sender has gone.
            }
    }

    private async Task Talk(StreamReader reader, StreamWriter writer)
    {
        var (from, to) = ("", "");
        await writer.WriteLineAsync("220 brissy.example");
        while (await reader.ReadLineAsync(stopping.Token) is { } line)
        {
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            if (verb == "MAIL") from = Address(line);
            if (verb == "RCPT") to = Address(line);
            if (verb == "RCPT" && refusals > 0)
            {
                (refusals, Refused) = (refusals - 1, Refused + 1);
                await writer.WriteLineAsync("451 try again later");
            }
            else if (verb == "DATA") await Take(reader, writer, from, to);
            else await writer.WriteLineAsync(verb switch { "EHLO" or "HELO" or "MAIL" or "RCPT" or "RSET" or "NOOP" => "250 ok", "QUIT" => "221 bye", _ => "502 not here" });
            if (verb == "QUIT") return;
        }
    }

    private async Task Take(StreamReader reader, StreamWriter writer, string from, string to)
    {
        await writer.WriteLineAsync("354 go on");
        var data = new StringBuilder();
        while (await reader.ReadLineAsync(stopping.Token) is { } line && line != ".") data.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        received.Enqueue(new ReceivedMail(from, to, data.ToString()));
        if (KeepsSilent) await Task.Delay(Timeout.Infinite, stopping.Token);
        await writer.WriteLineAsync("250 taken");
    }

    private static string Address(string line) => line.Split('<', '>')[1];
}
