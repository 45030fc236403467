namespace VoisinsVigilants.Gateway.Commands;

/// <summary>
/// <c>read --commune DIRECTORY</c>: reads JSON lines <c>{"role","step","text"}</c> and writes, line for line, what was understood.
/// <c>read --measure FILE</c>: compares with a labelled corpus. Needs files only, no database.
/// </summary>
public static class ReadCommand
{
    private const string Usage = """
        read --commune DIRECTORY [--scripts DIRECTORY] [--explain]                  < lines.jsonl
        read --commune DIRECTORY [--scripts DIRECTORY] --measure FILE [--verbose]
          Each line: {"role":"voisin","step":"idle","text":"..."}; role and step may be left out.
        """;

    public static int Run(string[] args, TextReader input, TextWriter output, TextWriter errors)
    {
        if (Arguments.Parse(args, errors) is not { } arguments) return 2;
        if (CorpusReader.Load(arguments.Commune, arguments.Scripts, errors) is not { } reader) return 1;
        if (arguments.Measure is { } file) return MeasureReport.Write(reader, file, arguments.Verbose, output, errors);

        while (input.ReadLine() is { } line) output.WriteLine(Answer(reader, line, arguments.Explain));
        output.Flush();
        return 0;
    }

    private static string Answer(CorpusReader reader, string line, bool explain)
    {
        var (sms, error) = CorpusLine.Parse(line);
        if (sms is null) return CorpusLine.Error(error!);
        return CorpusLine.Write(reader.Read(sms), explain ? reader.Explain(sms) : null);
    }

    private sealed record Arguments(string Commune, string Scripts, string? Measure, bool Explain, bool Verbose)
    {
        public static Arguments? Parse(string[] args, TextWriter errors)
        {
            var result = new Arguments("", DefaultScripts(), null, false, false);
            for (var i = 0; i < args.Length; i++)
            {
                var value = i + 1 < args.Length ? args[i + 1] : null;
                if (args[i] is "--commune" or "--scripts" or "--measure" && value is null) return Refused(errors, $"{args[i]} needs a value.");
                switch (args[i])
                {
                    case "--commune": (result, i) = (result with { Commune = value! }, i + 1); break;
                    case "--scripts": (result, i) = (result with { Scripts = value! }, i + 1); break;
                    case "--measure": (result, i) = (result with { Measure = value }, i + 1); break;
                    case "--explain": result = result with { Explain = true }; break;
                    case "--verbose": result = result with { Verbose = true }; break;
                    default: return Refused(errors, $"{args[i]} is not an option of read.");
                }
            }
            if (result.Commune.Length == 0) return Refused(errors, "--commune is missing: the directory that holds commune.txt.");
            return Directory.Exists(result.Commune) ? result : Refused(errors, $"--commune {result.Commune}: no such directory.");
        }

        // The command runs without the settings of the server; of them it knows this one.
        private static string DefaultScripts() =>
            Environment.GetEnvironmentVariable("Gateway__ScriptsDirectory") is { Length: > 0 } given ? given : new GatewaySettings().ScriptsRoot;

        private static Arguments? Refused(TextWriter errors, string why)
        {
            errors.WriteLine(why);
            errors.WriteLine(Usage);
            return null;
        }
    }
}
