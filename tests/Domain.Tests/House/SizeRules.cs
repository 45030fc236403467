using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using VoisinsVigilants.Domain.Texts;

namespace VoisinsVigilants.Domain.Tests.House;

/// <summary>Small pieces, read downwards.</summary>
public sealed class SizeRules
{
    private const int LongestFile = 300;
    private const int LongestMethod = 40;
    private const int LongestProgram = 80;
    private const int LongestDecision = 40;

    [Fact]
    public void No_file_is_longer_than_300_lines() =>
        Repository.Code.SelectMany(file => TooLong(file, LongestFile)).ShouldBeNone("a file says one thing: split it where the story turns");

    [Fact]
    public void No_method_is_longer_than_40_lines() =>
        Repository.Code.SelectMany(LongMethods).ShouldBeNone("a method is read in one look: give a name to a part of it");

    [Fact]
    public void Program_is_a_table_of_contents() =>
        Repository.Code.Where(file => file.Path.EndsWith("/Program.cs", StringComparison.Ordinal)).SelectMany(file => TooLong(file, LongestProgram))
            .ShouldBeNone("Program.cs names the chapters, it does not tell them");

    [Fact]
    public void A_decision_note_fits_on_one_screen() =>
        Repository.Under("docs/decisions").SelectMany(file => TooLong(file, LongestDecision)).ShouldBeNone("context, options, choice, cost: no more");

    [Fact]
    public void The_rules_see_what_they_forbid()
    {
        TooLong(new SourceFile("Long.cs", new string('\n', 301)), LongestFile).Should().ContainSingle();
        TooLong(new SourceFile("Short.cs", new string('\n', 300)), LongestFile).Should().BeEmpty();
        foreach (var member in new[] { "void M() BODY", "C() BODY", "int P { get BODY }", "void M() { void Inner() BODY }", "int P => new int[] BODY.Length;" })
        {
            LongMethods(Sample(member, 39)).Should().NotBeEmpty($"41 lines of {member} are too many");
            LongMethods(Sample(member, 38)).Should().BeEmpty($"40 lines of {member} are allowed");
        }
    }

    private static SourceFile Sample(string member, int lines) =>
        new("Sample.cs", $"class C {{ {member.Replace("BODY", $"{{\n{string.Concat(Enumerable.Repeat("//\n", lines))}}}")} }}");

    private static IEnumerable<string> TooLong(SourceFile file, int longest)
    {
        var lines = file.Content.Split('\n').Length - (file.Content.EndsWith('\n') ? 1 : 0);
        if (lines > longest) yield return $"{file.Path} has {lines} lines";
    }

    private static IEnumerable<string> LongMethods(SourceFile file)
    {
        foreach (var node in Repository.Parse(file).DescendantNodes().Where(IsMethod))
        {
            // Remarks above it explain, they do not lengthen the story.
            var span = node.GetLocation().GetLineSpan();
            var lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
            if (lines > LongestMethod) yield return $"{file.Path}:{Repository.LineOf(node)} has {lines} lines";
        }
    }

    private static bool IsMethod(SyntaxNode node) =>
        node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax or PropertyDeclarationSyntax { ExpressionBody: not null };
}
