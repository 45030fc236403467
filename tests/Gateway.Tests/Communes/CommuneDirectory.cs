using VoisinsVigilants.Village;

namespace VoisinsVigilants.Gateway.Tests.Communes;

/// <summary>A copy of the demo commune's files, to be changed and imported.</summary>
public sealed class CommuneDirectory : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("voisins-communes-").FullName;
    private readonly string path;

    public CommuneDirectory(string code = "brissy-sur-juine")
    {
        path = Directory.CreateDirectory(Path.Combine(root, code)).FullName;
        foreach (var source in Directory.EnumerateFiles(Path.Combine(Brissy.Scripts, "communes", "brissy-sur-juine"))) File.Copy(source, Path.Combine(path, Path.GetFileName(source)));
    }

    /// <summary>Replaces what must be there.</summary>
    public void Edit(string file, string from, string to)
    {
        var text = Read(file);
        text.Should().Contain(from);
        Write(file, text.Replace(from, to));
    }

    /// <summary>Takes out the line of a key, which must be there.</summary>
    public void Remove(string file, string key)
    {
        var lines = Read(file).Split('\n');
        lines.Should().Contain(line => line.StartsWith($"{key};"));
        Write(file, string.Join('\n', lines.Where(line => !line.StartsWith($"{key};"))));
    }

    public string Read(string file) => File.ReadAllText(Path.Combine(path, file));

    public void Write(string file, string text) => File.WriteAllText(Path.Combine(path, file), text);

    public Task<(int ExitCode, string Output)> Import(TestDatabase database, params string[] options) =>
        GatewayProcess.Run(new Dictionary<string, string> { ["ConnectionStrings__Postgres"] = database.ConnectionString }, null, ["import", path, .. options]);

    public void Dispose() => Directory.Delete(root, recursive: true);
}
