using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using VoisinsVigilants.Domain.Texts;

namespace VoisinsVigilants.Domain.Tests.House;

/// <summary>
/// The folders of Domain stand in a row and look to the left only. Asked of the compiler, not of the <c>using</c> lines: a name may be
/// written in full.
/// </summary>
public sealed class DirectionInDomain
{
    private const string Prefix = "VoisinsVigilants.Domain.";

    private static readonly string[] LeftToRight = ["Messages", "Communes", "Texts", "Alerts", "Turns", "Conversations", "Officials"];

    // Dialogues is a file format that speaks of SMS: it sees no decision and no decision sees it.
    private const string Apart = "Dialogues";

    [Fact]
    public void A_folder_sees_only_what_stands_left_of_it() =>
        Violations([.. Repository.Under("src/Domain").Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal))])
            .ShouldBeNone("Messages, Communes, Texts, Alerts, Turns, Conversations, Officials: left never sees right; Dialogues sees Messages only, and nothing sees it");

    [Fact]
    public void Every_folder_has_its_place_in_the_row() =>
        Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src/Domain")).Select(Path.GetFileName)
            .Except(["bin", "obj", Apart, .. LeftToRight]).ShouldBeNone("a new folder is given its place in this row first");

    [Theory]
    [InlineData("using VoisinsVigilants.Domain.Alerts;")]
    [InlineData("using VoisinsVigilants.Domain.Dialogues;")]
    [InlineData("namespace VoisinsVigilants.Domain.Messages; class Sees { Alerts.Alert? it; }")]
    [InlineData("namespace VoisinsVigilants.Domain.Messages; class Sees { int it = Domain.Alerts.Alert.Count; }")]
    public void The_rule_sees_what_it_forbids(string code) =>
        Violations(
        [
            new("src/Domain/Messages/Sees.cs", code),
            new("src/Domain/Alerts/Alert.cs", "namespace VoisinsVigilants.Domain.Alerts; public class Alert { public static int Count; }"),
            new("src/Domain/Dialogues/Dialogue.cs", "namespace VoisinsVigilants.Domain.Dialogues; public class Dialogue;"),
        ]).Should().ContainSingle().Which.Should().StartWith("src/Domain/Messages/Sees.cs:1");

    private static List<string> Violations(IReadOnlyList<SourceFile> files)
    {
        var trees = files.Select(file => CSharpSyntaxTree.ParseText(file.Content, path: file.Path)).ToList();
        var usings = CSharpSyntaxTree.ParseText("global using System; global using System.Collections.Generic; global using System.Linq;");
        var compilation = CSharpCompilation.Create("Domain", [.. trees, usings], References(), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        return [.. trees.SelectMany(tree => Violations(tree, compilation.GetSemanticModel(tree))).Distinct()];
    }

    private static IEnumerable<MetadataReference> References() => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(path => !Path.GetFileName(path).StartsWith("VoisinsVigilants.", StringComparison.Ordinal))
        .Select(path => MetadataReference.CreateFromFile(path));

    private static IEnumerable<string> Violations(SyntaxTree tree, SemanticModel model)
    {
        var own = tree.FilePath.Split('/')[2];
        foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            if (FolderOf(model.GetSymbolInfo(name).Symbol) is { } seen && !MaySee(own, seen))
                yield return $"{tree.FilePath}:{Repository.LineOf(name)} sees {seen}";
    }

    private static string? FolderOf(ISymbol? symbol)
    {
        var space = (symbol as INamespaceSymbol ?? symbol?.ContainingNamespace)?.ToDisplayString() ?? "";
        return space.StartsWith(Prefix, StringComparison.Ordinal) ? space[Prefix.Length..].Split('.')[0] : null;
    }

    private static bool MaySee(string own, string seen) =>
        own == seen || (own == Apart ? seen == LeftToRight[0] : seen != Apart && Array.IndexOf(LeftToRight, seen) < Array.IndexOf(LeftToRight, own));
}
