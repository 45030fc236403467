using System.Text;
using VoisinsVigilants.Domain.Texts;

namespace VoisinsVigilants.Gateway.Texts;

/// <summary>Reads the mairie's files from disk; Domain itself opens none.</summary>
public static class ScriptFiles
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Text files below <paramref name="folder"/>, sorted, with paths relative to <paramref name="root"/>.</summary>
    public static (IReadOnlyList<SourceFile> Files, IReadOnlyList<FileError> Errors) Read(string root, string folder, params string[] endings)
    {
        var files = new List<SourceFile>();
        var errors = new List<FileError>();
        foreach (var path in Paths(Path.Combine(root, folder), endings))
        {
            var name = Path.GetRelativePath(root, path).Replace('\\', '/');
            try
            {
                files.Add(new SourceFile(name, Strict.GetString(File.ReadAllBytes(path)).TrimStart('\uFEFF')));
            }
            catch (DecoderFallbackException)
            {
                errors.Add(new FileError(name, 0, "n'est pas en UTF-8 : enregistrez-le de nouveau en choisissant le codage UTF-8."));
            }
            catch (IOException exception)
            {
                errors.Add(new FileError(name, 0, $"ne peut être lu : {exception.Message}"));
            }
        }
        return (files, errors);
    }

    /// <summary>Changes whenever a file appears, disappears or is written.</summary>
    public static string Fingerprint(string root) => string.Join('|', Paths(root, [".txt", ".csv"])
        .Select(path => new FileInfo(path)).Select(file => $"{file.FullName}:{file.LastWriteTimeUtc.Ticks}:{(file.Exists ? file.Length : 0)}"));

    private static IEnumerable<string> Paths(string folder, string[] endings) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)
        : [];
}
