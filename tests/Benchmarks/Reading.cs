using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Conversations;
using VoisinsVigilants.Domain.Turns;
using VoisinsVigilants.Gateway.Commands;
using VoisinsVigilants.Gateway.Texts;

namespace VoisinsVigilants.Benchmarks;

/// <summary>SMS of the development corpus read per second of processor time, so that a busy machine measures the same; collecting garbage included.</summary>
internal static class Reading
{
    private static readonly int Rounds = Report.Smoke ? 1 : 7;

    public static void Run()
    {
        var root = Village.Village.Scripts;
        var interpreter = ScriptSet.Read(root).Set!.Interpreter;
        var listsAlone = Interpreter.Load(ScriptSet.Words(root, withExperience: false).Files).Interpreter!;
        var commune = ImportCommand.ReadDirectory(Path.Combine(root, "communes", "brissy-sur-juine")).Commune!;
        var gazetteer = interpreter.GazetteerFor(commune.Quartiers, commune.Places);
        var corpus = Path.Combine(root, "..", "tests", "corpus", "tuned", "sms-dev.jsonl");
        var texts = File.ReadLines(corpus).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()!).ToList();

        var (rates, alone) = (new List<double>(), new List<double>());
        for (var round = -1; round < Rounds; round++)
        {
            var (both, lists) = (Rate(interpreter, gazetteer, texts), Rate(listsAlone, gazetteer, texts));

            // In the first round the code is still being compiled.
            if (round < 0) continue;
            rates.Add(both);
            alone.Add(lists);
        }
        Report.Part("reading", $"{texts.Count} SMS, one core, median of {Rounds} rounds (range)\n\n- {Said("lists and experience", rates)}\n- {Said("the lists alone", alone)}");
    }

    private static double Rate(Interpreter interpreter, Gazetteer gazetteer, List<string> texts)
    {
        var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var read = 0;
        for (; watch.ElapsedMilliseconds < (Report.Smoke ? 100 : 1_000); read += texts.Count)
            foreach (var text in texts) interpreter.Read(text, Roles.Voisin, Step.Idle, gazetteer);
        return read / (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }

    private static string Said(string what, List<double> rates)
    {
        rates.Sort();
        return string.Create(CultureInfo.InvariantCulture, $"{what}: {rates[Rounds / 2]:0} read per second, {1e6 / rates[Rounds / 2]:0} µs each ({1e6 / rates[^1]:0} to {1e6 / rates[0]:0})");
    }
}
