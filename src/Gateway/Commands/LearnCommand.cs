using System.Globalization;
using VoisinsVigilants.Domain.Conversations;
using VoisinsVigilants.Domain.Texts;

namespace VoisinsVigilants.Gateway.Commands;

/// <summary>
/// <c>learn --commune DIRECTORY CORPUS</c>: makes <c>experience/poids.txt</c> of the scripts from labelled SMS: <c>CORPUS/taught</c>, and <c>CORPUS/tuned</c>, which the
/// lists were written for. With <c>--folds N</c> nothing is written: each part of <c>taught</c> is read with what the others taught.
/// </summary>
public static class LearnCommand
{
    private const string Usage = "learn --commune DIRECTORY [--scripts DIRECTORY] [--folds N] CORPUS_DIRECTORY";

    private const string Remark = """
        # Ce que des milliers de SMS étiquetés ont appris au programme : ce que chaque mot laisse attendre.
        # Ne se modifie pas à la main : la commande « learn » l'écrit de nouveau (docs/reading.md).

        """;

    public static string FileIn(string scripts) => Path.Combine(scripts, "experience", "poids.txt");

    public static int Run(string[] args, TextWriter output, TextWriter errors)
    {
        if (Arguments.Parse(args) is not { } arguments)
        {
            errors.WriteLine(Usage);
            return 2;
        }
        if (CorpusReader.Load(arguments.Commune, arguments.Scripts, errors, withExperience: false) is not { } lists) return 1;
        var corpus = Corpus(arguments.Corpus);
        if (arguments.Folds > 1) return CrossValidate(lists, corpus, arguments.Folds, output);

        var file = FileIn(arguments.Scripts);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, Written(lists, corpus));
        output.WriteLine($"{corpus.Count} SMS have taught {file}");
        return 0;
    }

    /// <summary>The content of <c>poids.txt</c>.</summary>
    internal static string Written(CorpusReader lists, IReadOnlyList<LabelledSms> corpus) => LinearModelFile.Format(lists.Learn(corpus), Remark);

    internal static IReadOnlyList<LabelledSms> Corpus(string directory) => [.. Lines(directory, "tuned", isTuned: true), .. Lines(directory, "taught", isTuned: false)];

    private static IEnumerable<LabelledSms> Lines(string directory, string part, bool isTuned) =>
        Directory.EnumerateFiles(Path.Combine(directory, part), "*.jsonl").Order(StringComparer.Ordinal).SelectMany(File.ReadLines)
            .Select(line => CorpusLine.Parse(line).Sms ?? throw new FormatException($"Not a labelled SMS: {line}"))
            .Select(sms => new LabelledSms(sms.Text, sms.Roles, sms.Step, sms.Human!, isTuned));

    // Neighbours in a file are alike, so folds are dealt like cards.
    private static int CrossValidate(CorpusReader lists, IReadOnlyList<LabelledSms> corpus, int folds, TextWriter output)
    {
        var (alone, learned) = (new ReadingMeasure(), new ReadingMeasure());
        var dealt = corpus.Select((sms, index) => (Sms: sms, Fold: index % folds)).ToList();
        for (var fold = 0; fold < folds; fold++)
        {
            var reader = lists.With(LinearModelFile.Format(lists.Learn([.. dealt.Where(card => card.Sms.IsTuned || card.Fold != fold).Select(card => card.Sms)]), Remark));
            foreach (var (sms, _) in dealt.Where(card => !card.Sms.IsTuned && card.Fold == fold))
            {
                var line = new CorpusLine(sms.Roles, sms.Step, sms.Text, sms.Human);
                alone.Add(sms.Human, lists.Read(line));
                learned.Add(sms.Human, reader.Read(line));
            }
        }
        output.WriteLine($"{learned.Count} SMS in {folds} folds, each read with what the others taught  (the lists alone)");
        foreach (var field in ReadingMeasure.Fields) Write(field, learned.Accuracy(field), alone.Accuracy(field));
        Write("category of reports", learned.CategoryOfReports, alone.CategoryOfReports);
        Write("whole line", learned.WholeLine, alone.WholeLine);
        Write("urgent recall", learned.UrgentRecall, alone.UrgentRecall);
        Write("falsely urgent", learned.FalselyUrgent, alone.FalselyUrgent);
        Write("falsely reports", learned.FalselyReports, alone.FalselyReports);
        return 0;

        void Write(string what, double now, double before) => output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-20} {now * 100,5:0.0} %  ({before * 100:0.0} %)"));
    }

    private sealed record Arguments(string Commune, string Scripts, string Corpus, int Folds)
    {
        public static Arguments? Parse(string[] args)
        {
            var result = new Arguments("", new GatewaySettings().ScriptsRoot, "", 0);
            for (var i = 0; i < args.Length; i++)
                switch (args[i])
                {
                    case "--commune" when i + 1 < args.Length: result = result with { Commune = args[++i] }; break;
                    case "--scripts" when i + 1 < args.Length: result = result with { Scripts = args[++i] }; break;
                    case "--folds" when i + 1 < args.Length && int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out var folds): (result, i) = (result with { Folds = folds }, i + 1); break;
                    default: result = result with { Corpus = args[i] }; break;
                }
            return Directory.Exists(result.Commune) && Directory.Exists(Path.Combine(result.Corpus, "taught")) ? result : null;
        }
    }
}
