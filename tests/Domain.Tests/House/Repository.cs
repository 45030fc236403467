using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using VoisinsVigilants.Domain.Texts;

namespace VoisinsVigilants.Domain.Tests.House;

/// <summary>The files of this repository, as the rules of the house read them.</summary>
internal static class Repository
{
    // Built, downloaded or left behind by a run: nobody wrote these.
    private static readonly string[] NotOurs = ["bin", "obj", ".git", ".data", ".vs", ".idea", "artifacts", "TestResults", "node_modules"];

    private static readonly string[] Written =
        [".cs", ".csproj", ".props", ".json", ".md", ".txt", ".csv", ".sql", ".sh", ".html", ".js", ".css", ".yml", ".yaml", ".sln", ".cshtml", ".razor", ".dialogue", ""];

    public static string Root { get; } = FindRoot();

    /// <summary>Every file that somebody wrote, with its path from the root, forward slashes.</summary>
    public static IReadOnlyList<SourceFile> Files { get; } = [.. Walk(new DirectoryInfo(Root)).OrderBy(file => file.Path, StringComparer.Ordinal)];

    /// <summary>The C# of the programs and of the tests.</summary>
    public static IReadOnlyList<SourceFile> Code { get; } = [.. Files.Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal))];

    public static IEnumerable<SourceFile> Under(string folder) => Files.Where(file => file.Path.StartsWith(folder + "/", StringComparison.Ordinal));

    public static SyntaxNode Parse(SourceFile file) => CSharpSyntaxTree.ParseText(file.Content, path: file.Path).GetRoot();

    public static int LineOf(SyntaxNode node) => node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "VoisinsVigilants.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("VoisinsVigilants.sln was not found above the tests.");
    }

    private static IEnumerable<SourceFile> Walk(DirectoryInfo folder)
    {
        foreach (var file in folder.EnumerateFiles().Where(file => Written.Contains(file.Extension)))
            yield return new SourceFile(Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'), File.ReadAllText(file.FullName));
        foreach (var below in folder.EnumerateDirectories().Where(below => !NotOurs.Contains(below.Name)))
            foreach (var file in Walk(below)) yield return file;
    }
}
