using System.Globalization;
using VoisinsVigilants.Gateway.Commands;
using VoisinsVigilants.Gateway.Texts;

namespace VoisinsVigilants.Benchmarks;

/// <summary>What a commune costs in memory while it is in use: its streets and landmarks, ready to be found in a text.</summary>
internal static class CommuneMemory
{
    private const int Communes = 500;

    public static void Run()
    {
        var root = Village.Village.Scripts;
        var before = Measured();
        var interpreter = ScriptSet.Read(root).Set!.Interpreter;
        var commune = ImportCommand.ReadDirectory(Path.Combine(root, "communes", "brissy-sur-juine")).Commune!;
        var words = Measured() - before;

        before = Measured();
        var all = Enumerable.Range(0, Communes).Select(_ => interpreter.GazetteerFor([.. commune.Quartiers], [.. commune.Places])).ToList();
        var each = (Measured() - before) / all.Count;
        GC.KeepAlive(all);
        Report.Part(
            "commune-memory",
            string.Create(CultureInfo.InvariantCulture, $"words of the mairie, shared by all communes: {words / 1024} KiB"),
            string.Create(CultureInfo.InvariantCulture, $"one commune of {commune.Places.Count} places: {each / 1024.0:0.0} KiB (mean of {Communes})"));
    }

    private static long Measured() => GC.GetTotalMemory(forceFullCollection: true);
}
