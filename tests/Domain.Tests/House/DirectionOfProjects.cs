using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using VoisinsVigilants.Domain.Texts;

namespace VoisinsVigilants.Domain.Tests.House;

/// <summary>Gateway → Domain ← Simulator, nothing else; of Domain the Simulator knows the wire and the dialogues only.</summary>
public sealed partial class DirectionOfProjects
{
    private static readonly Dictionary<string, string[]> MayReference = new() { ["Domain"] = [], ["Gateway"] = ["Domain"], ["Simulator"] = ["Domain"] };

    private static readonly string[] SimulatorSees = ["Messages", "Dialogues"];

    [Fact]
    public void Projects_reference_domain_and_nothing_else() =>
        Repository.Under("src").Where(file => file.Path.EndsWith(".csproj", StringComparison.Ordinal)).SelectMany(WrongReferences)
            .ShouldBeNone("Gateway and Simulator know Domain, Domain knows nobody");

    [Fact]
    public void Domain_knows_stateless_and_nothing_else() =>
        Package().Matches(Repository.Files.Single(file => file.Path == "src/Domain/Domain.csproj").Content).Select(match => match.Groups[1].Value)
            .Should().BeEquivalentTo(["Stateless", "Microsoft.CodeAnalysis.BannedApiAnalyzers"]);

    [Fact]
    public void The_gateway_does_not_know_that_it_is_simulated() =>
        Names("src/Gateway").Where(name => name.Name.StartsWith("Simulator", StringComparison.Ordinal)).Select(name => name.ToString()).ShouldBeNone("the fake stands at the wire");

    [Fact]
    public void The_simulator_knows_the_wire_and_the_dialogues() =>
        Names("src/Simulator").Where(SimulatorMayNotSee).Select(name => name.ToString()).ShouldBeNone("a fake that shares our decisions would share our mistakes");

    [Fact]
    public void The_rules_see_what_they_forbid()
    {
        WrongReferences(new SourceFile("src/Gateway/Gateway.csproj", """<ProjectReference Include="../Simulator/Simulator.csproj" />""")).Should().ContainSingle();
        NamesIn(new SourceFile("src/Simulator/A.cs", "using VoisinsVigilants.Domain.Alerts;")).Where(SimulatorMayNotSee).Should().ContainSingle();
        NamesIn(new SourceFile("src/Simulator/A.cs", "class A { Domain.Turns.Effect? it; }")).Where(SimulatorMayNotSee).Should().ContainSingle();
        NamesIn(new SourceFile("src/Simulator/A.cs", "using VoisinsVigilants.Gateway;")).Where(SimulatorMayNotSee).Should().ContainSingle();
        NamesIn(new SourceFile("src/Simulator/A.cs", "using VoisinsVigilants.Domain.Messages;")).Where(SimulatorMayNotSee).Should().BeEmpty();
        NamesIn(new SourceFile("src/Gateway/A.cs", "using VoisinsVigilants.Simulator.Phones;")).Should().Contain(seen => seen.Name.StartsWith("Simulator"));
    }

    /// <param name="Name">Without the root namespace: <c>Domain.Messages</c>.</param>
    private sealed record Seen(string Where, string Name);

    private static bool SimulatorMayNotSee(Seen seen) => seen.Name.Split('.') switch
    {
        ["Gateway", ..] or ["Domain"] => true,
        ["Domain", var folder, ..] => !SimulatorSees.Contains(folder),
        _ => false,
    };

    private static IEnumerable<string> WrongReferences(SourceFile project) => Project().Matches(project.Content).Select(match => match.Groups[1].Value)
        .Except(MayReference[Path.GetFileNameWithoutExtension(project.Path)]).Select(name => $"{project.Path} references {name}");

    private static IEnumerable<Seen> Names(string folder) => Repository.Code.Where(file => file.Path.StartsWith(folder + "/", StringComparison.Ordinal)).SelectMany(NamesIn);

    // From outside, a folder of another project is seen only through a using line or a name written in full.
    private static IEnumerable<Seen> NamesIn(SourceFile file) => Repository.Parse(file).DescendantNodes()
        .Where(node => IsPath(node) && !IsPath(node.Parent))
        .Select(node => (Where: $"{file.Path}:{Repository.LineOf(node)}", Match: OtherProject().Match(node.ToString())))
        .Where(seen => seen.Match.Success).Select(seen => new Seen(seen.Where, seen.Match.Groups[1].Value)).Distinct();

    private static bool IsPath(SyntaxNode? node) => node is QualifiedNameSyntax or MemberAccessExpressionSyntax;

    [GeneratedRegex(@"^(?:global::)?(?:VoisinsVigilants\.)?((?:Domain|Gateway|Simulator)(?:\.\w+|$))")]
    private static partial Regex OtherProject();

    [GeneratedRegex("""ProjectReference Include="[^"]*?(\w+)\.csproj""")]
    private static partial Regex Project();

    [GeneratedRegex("""PackageReference Include="([^"]+)""")]
    private static partial Regex Package();
}
