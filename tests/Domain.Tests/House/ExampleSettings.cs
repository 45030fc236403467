using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace VoisinsVigilants.Domain.Tests.House;

/// <summary><c>appsettings.example.json</c> knows every key of the program, and says what each is for.</summary>
public sealed class ExampleSettings
{
    private const string Example = "appsettings.example.json";

    private static string Content => Repository.Files.Single(file => file.Path == Example).Content;

    [Fact]
    public void Every_setting_of_the_gateway_is_in_the_example()
    {
        using var json = JsonDocument.Parse(Content, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        Declared().Except(Keys(json.RootElement)).ShouldBeNone("whoever installs the program reads the example");
    }

    [Fact]
    public void Every_value_of_the_example_has_a_remark_above_it()
    {
        var lines = Content.Split('\n').Select(line => line.Trim()).ToList();
        lines.Where((line, index) => line.StartsWith('"') && !line.EndsWith('{') && !lines[index - 1].StartsWith("//", StringComparison.Ordinal))
            .ShouldBeNone("a key without a remark is a riddle");
    }

    // What the binder fills: properties with init, of the records named ...Settings; their sections are found by walking the record that holds them.
    private static IEnumerable<string> Declared() => Repository.Under("src/Gateway").Where(file => file.Path.EndsWith("Settings.cs", StringComparison.Ordinal))
        .SelectMany(file => Repository.Parse(file).DescendantNodes().OfType<PropertyDeclarationSyntax>())
        .Where(property => property.AccessorList?.Accessors.Any(SyntaxKind.InitAccessorDeclaration) == true)
        .Select(property => property.Identifier.Text).Distinct();

    private static IEnumerable<string> Keys(JsonElement element) => element.ValueKind != JsonValueKind.Object ? []
        : element.EnumerateObject().SelectMany(property => Keys(property.Value).Prepend(property.Name));
}
