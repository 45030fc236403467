namespace VoisinsVigilants.Gateway.Commands;

/// <summary>What the program does besides serving.</summary>
public static class Command
{
    private const string Usage = """
        Usage:
          (no word)                 serve
          migrate                   bring the database to what this program needs
          import DIRECTORY          bring in a commune: its quartiers, places and people (--remove-missing removes who is no longer named)
          check                     check the texts, words and dialogues of sms-scripts
          read --commune DIRECTORY  read SMS as JSON lines on standard input, write what was understood
          learn --commune DIRECTORY CORPUS  make sms-scripts/experience from labelled SMS (docs/reading.md)
        """;

    public static async Task<int> Run(string[] args, Settings settings) => args[0] switch
    {
        "migrate" => await MigrateCommand.Run(settings.Postgres, Console.Out, Console.Error),
        "import" => await ImportCommand.Run(args[1..], settings.Postgres, Console.Out, Console.Error),
        "check" => await CheckCommand.Run(settings.Gateway.ScriptsRoot, Console.Out, Console.Error),
        "read" => Read(["--scripts", settings.Gateway.ScriptsRoot, .. args[1..]]),
        "learn" => LearnCommand.Run(["--scripts", settings.Gateway.ScriptsRoot, .. args[1..]], Console.Out, Console.Error),
        _ => await Unknown(args[0]),
    };

    // JSON is UTF-8 whatever the terminal's language is.
    private static int Read(string[] args)
    {
        using var input = new StreamReader(Console.OpenStandardInput());
        using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        return ReadCommand.Run(args, input, output, Console.Error);
    }

    private static async Task<int> Unknown(string word)
    {
        await Console.Error.WriteLineAsync($"'{word}' is not a command.{Environment.NewLine}{Usage}");
        return 2;
    }
}
