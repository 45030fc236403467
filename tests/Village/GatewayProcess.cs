using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace VoisinsVigilants.Village;

/// <summary>The gateway as a real process: started as an operator starts it, and killed as a power cut does.</summary>
public sealed class GatewayProcess : IAsyncDisposable
{
    private const int Terminate = 15;
    private static readonly TimeSpan StartMayTake = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, string> settings;
    private readonly ConcurrentQueue<string> output = new();
    private Process? process;

    public GatewayProcess(IReadOnlyDictionary<string, string> settings, int? port = null)
    {
        Address = new Uri($"http://127.0.0.1:{port ?? FreePort()}/");
        this.settings = new Dictionary<string, string>(settings)
        {
            ["ASPNETCORE_URLS"] = Address.ToString().TrimEnd('/'),
        };
        this.settings.TryAdd("Gateway__PublicBaseUrl", Address.ToString());
        Http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(2) };
    }

    public Uri Address { get; }

    public HttpClient Http { get; }

    /// <summary>Its number at the system.</summary>
    public int Id => process!.Id;

    /// <summary>All that was written to standard output and error, by every start.</summary>
    public string Output => string.Join('\n', output);

    /// <summary>Starts and waits until it is ready.</summary>
    public async Task Start()
    {
        process = Launch([], settings, output);
        var since = Stopwatch.StartNew();
        while (!await IsReady())
        {
            if (process.HasExited) throw new InvalidOperationException($"The gateway ended with {process.ExitCode}:\n{Output}");
            if (since.Elapsed > StartMayTake) throw new TimeoutException($"The gateway is not ready after {StartMayTake}:\n{Output}");
            await Task.Delay(50);
        }
    }

    /// <summary>kill -9.</summary>
    public async Task Kill()
    {
        process!.Kill();
        await process.WaitForExitAsync();
    }

    public async Task KillIfAlive()
    {
        if (process is { HasExited: false }) await Kill();
    }

    /// <summary>SIGTERM, and how it ended.</summary>
    public async Task<int> Stop()
    {
        if (SendSignal(process!.Id, Terminate) != 0) throw new InvalidOperationException("The gateway could not be signalled.");
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    /// <summary>Runs the program with a word, such as <c>migrate</c>, to its end; without one it should end because it refuses to start.</summary>
    public static async Task<(int ExitCode, string Output)> Run(IReadOnlyDictionary<string, string> settings, string? input, params string[] args)
    {
        var output = new ConcurrentQueue<string>();
        using var process = Launch(args, settings, output, input);
        using var patience = new CancellationTokenSource(StartMayTake);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw new TimeoutException($"The gateway did not end by itself within {StartMayTake}:\n{string.Join('\n', output)}");
        }
        process.WaitForExit();
        return (process.ExitCode, string.Join('\n', output));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await KillIfAlive();
        process?.Dispose();
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Process Launch(string[] args, IReadOnlyDictionary<string, string> settings, ConcurrentQueue<string> output, string? input = null)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = Path.GetTempPath() };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "VoisinsVigilants.Gateway.dll"));
        foreach (var arg in args) start.ArgumentList.Add(arg);
        foreach (var (key, value) in settings) start.Environment[key] = value;
        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Keep(output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(output, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (input is not null) process.StandardInput.Write(input);
        process.StandardInput.Close();
        return process;
    }

    private static void Keep(ConcurrentQueue<string> output, string? line)
    {
        if (line is not null) output.Enqueue(line);
    }

    private async Task<bool> IsReady()
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri("readyz", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}
