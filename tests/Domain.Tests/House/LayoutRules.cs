using System.Text.RegularExpressions;
using VoisinsVigilants.Domain.Texts;

namespace VoisinsVigilants.Domain.Tests.House;

/// <summary>Folders are capabilities, in the users' words.</summary>
public sealed partial class LayoutRules
{
    private static readonly string[] Nameless = ["Services", "Helpers", "Utils", "Utilities", "Common", "Managers", "Models", "Interfaces", "Core", "Misc", "Shared"];

    // Everything fakes at the wire; a mock would only repeat what we believe of it.
    private static readonly string[] Mocks = ["Moq", "NSubstitute", "FakeItEasy", "JustMock", "Rhino", "WireMock"];

    [Fact]
    public void No_folder_has_a_name_that_says_nothing() =>
        Repository.Code.SelectMany(NamelessFolders).Distinct().ShouldBeNone("a folder is named after what people do with it");

    [Fact]
    public void Nothing_is_mocked() =>
        Repository.Files.Where(file => file.Path.EndsWith(".csproj", StringComparison.Ordinal) || file.Path.EndsWith(".props", StringComparison.Ordinal))
            .SelectMany(MockingPackages).ShouldBeNone("the Simulator is the fake, at the wire");

    [Fact]
    public void Every_project_keeps_a_lock_file() =>
        Repository.Files.Where(file => file.Path.EndsWith(".csproj", StringComparison.Ordinal)).Select(file => Path.GetDirectoryName(file.Path))
            .Where(folder => !File.Exists(Path.Combine(Repository.Root, folder!, "packages.lock.json")))
            .ShouldBeNone("without packages.lock.json two machines build two programs");

    [Fact]
    public void The_rules_see_what_they_forbid()
    {
        NamelessFolders(new SourceFile("src/Gateway/Helpers/A.cs", "")).Should().ContainSingle();
        NamelessFolders(new SourceFile("src/Gateway/Communes/A.cs", "")).Should().BeEmpty();
        MockingPackages(new SourceFile("a.csproj", """<PackageReference Include="NSubstitute" />""")).Should().ContainSingle();
        MockingPackages(new SourceFile("a.csproj", """<PackageReference Include="Npgsql" />""")).Should().BeEmpty();
    }

    private static IEnumerable<string> NamelessFolders(SourceFile file) =>
        file.Path.Split('/')[..^1].Where(folder => Nameless.Contains(folder, StringComparer.OrdinalIgnoreCase)).Select(folder => $"{folder} in {file.Path}");

    private static IEnumerable<string> MockingPackages(SourceFile file) =>
        Package().Matches(file.Content).Select(match => match.Groups[1].Value).Where(name => Mocks.Any(mock => name.StartsWith(mock, StringComparison.Ordinal)))
            .Select(name => $"{name} in {file.Path}");

    [GeneratedRegex("""Package(?:Reference|Version) Include="([^"]+)""")]
    private static partial Regex Package();
}
