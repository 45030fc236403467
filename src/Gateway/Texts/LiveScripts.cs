using VoisinsVigilants.Domain.Texts;

namespace VoisinsVigilants.Gateway.Texts;

/// <summary>
/// The mairie's words, re-read when a file changes: everything is parsed and checked, then swapped as a whole; a broken file keeps the
/// last good set and says what is wrong.
/// </summary>
public sealed class LiveScripts(string root, ILogger<LiveScripts> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private volatile ScriptSet? current;
    private string fingerprint = "";

    public string Root => root;

    public ScriptSet Current => current ?? throw new InvalidOperationException("The scripts were not loaded.");

    /// <summary>What is wrong with the files as they are now; empty when the current set is that of the files.</summary>
    public IReadOnlyList<FileError> Errors { get; private set; } = [];

    /// <summary>Reads the files if they changed. True when a new set is in use.</summary>
    public bool Refresh()
    {
        var seen = ScriptFiles.Fingerprint(root);
        if (seen == fingerprint) return false;

        fingerprint = seen;
        var (set, errors) = ScriptSet.Read(root);
        Errors = errors;
        if (set is not null) current = set;
        return set is not null;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(stoppingToken)) RefreshAndSay();
    }

    private void RefreshAndSay()
    {
        try
        {
            var before = Errors;
            if (Refresh()) log.LogInformation("The texts and words of {Directory} were read again", root);
            else if (!ReferenceEquals(before, Errors))
                log.LogError("The last good texts stay in use. To be mended:{NewLine}{Errors}", Environment.NewLine, string.Join(Environment.NewLine, Errors));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            log.LogWarning(exception, "The scripts could not be read; tried again in a second");
            fingerprint = "";
        }
    }
}
