using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using VoisinsVigilants.Domain.Texts;

namespace VoisinsVigilants.Domain.Tests.House;

/// <summary>SQL in plain sight: a const directly above its only method, in stores and queries; time is a parameter.</summary>
public sealed partial class SqlRules
{
    // Each with its reason; a new one needs a better one.
    private static readonly Dictionary<string, string> MayHoldSql = new()
    {
        ["src/Gateway/Database/Migrator.cs"] = "the journal of migrations and the lock around them",
        ["src/Gateway/Turns/DueTurns.cs"] = "one statement looks over all tables for the next due time",
        ["src/Gateway/Alerts/CodeNumbers.cs"] = "draws a commune's next numbers, the only writer of that counter",
        ["src/Gateway/Database/CommuneWall.cs"] = "narrows a transaction to its communes",
        ["src/Gateway/Messages/DeliverySweep.cs"] = "the communes' numbers with the last SMS of each",
    };

    [Fact]
    public void No_sql_asks_the_database_what_time_it_is() =>
        Repository.Files.Where(file => file.Path.StartsWith("src/", StringComparison.Ordinal)).SelectMany(Clocks)
            .ShouldBeNone("time is a parameter: the clock may be simulated, and two machines never agree");

    [Fact]
    public void Sql_stands_in_stores_and_queries() =>
        Repository.Code.Where(file => file.Path.StartsWith("src/", StringComparison.Ordinal) && !MayHold(file.Path)).SelectMany(Statements)
            .ShouldBeNone("whoever looks for a statement looks in *Store.cs and *Queries.cs");

    [Fact]
    public void Sql_is_a_const_with_a_name() =>
        Repository.Code.Where(file => file.Path.StartsWith("src/", StringComparison.Ordinal)).SelectMany(Hidden)
            .ShouldBeNone("a statement has a name ending in Sql and stands in plain sight");

    [Fact]
    public void The_exceptions_exist() =>
        MayHoldSql.Keys.Where(path => Repository.Under("src/Gateway/Turns").Any() && Repository.Files.All(file => file.Path != path))
            .ShouldBeNone("an exception for a file that is gone is taken out of the list");

    [Theory]
    [InlineData("""const string ASql = "update a set at = now()"; """)]
    [InlineData("""const string ASql = $"update a set at = {Zero} + clock_timestamp()"; """)]
    [InlineData("""const string ASql = "select 1 where at < current_timestamp"; """)]
    public void The_rule_about_time_sees_what_it_forbids(string member) =>
        Clocks(new SourceFile("src/Gateway/A.cs", $"class A {{ {member} }}")).Should().ContainSingle();

    [Theory]
    [InlineData("""var sql = "select a from b";""", 1)]
    [InlineData("""var sql = $"delete from b where c = {c}";""", 1)]
    [InlineData("""const string ASql = "insert into b (c) values (1)";""", 1)]
    [InlineData("""var words = "Select a place from the list";""", 0)]
    [InlineData("""var words = "Update your texts";""", 0)]
    public void The_rule_about_places_sees_what_it_forbids(string statement, int found) =>
        Statements(new SourceFile("src/Gateway/Turns/A.cs", $"class A {{ void M() {{ {statement} }} }}")).Should().HaveCount(found);

    [Theory]
    [InlineData("""void M() { var sql = "select a from b"; }""", 1)]
    [InlineData("""const string A = "select a from b";""", 1)]
    [InlineData("""const string ASql = "select a from b";""", 0)]
    public void The_rule_about_plain_sight_sees_what_it_forbids(string member, int found) =>
        Hidden(new SourceFile("src/Gateway/AStore.cs", $"class A {{ {member} }}")).Should().HaveCount(found);

    private static bool MayHold(string path) =>
        path.EndsWith("Store.cs", StringComparison.Ordinal) || path.EndsWith("Queries.cs", StringComparison.Ordinal)
        || path.StartsWith("src/Gateway/Simulation/", StringComparison.Ordinal) || MayHoldSql.ContainsKey(path);

    private static IEnumerable<string> Clocks(SourceFile file)
    {
        if (file.Path.EndsWith(".sql", StringComparison.Ordinal) && DatabaseClock().IsMatch(file.Content)) yield return file.Path;
        if (!file.Path.EndsWith(".cs", StringComparison.Ordinal)) yield break;
        foreach (var (node, text) in Literals(file))
            if (DatabaseClock().IsMatch(text)) yield return $"{file.Path}:{Repository.LineOf(node)}";
    }

    private static IEnumerable<string> Statements(SourceFile file) =>
        Literals(file).Where(literal => Statement().IsMatch(literal.Text)).Select(literal => $"{file.Path}:{Repository.LineOf(literal.Node)}");

    // The lock of the migrator has its number written into it; it is no statement about rows.
    private static IEnumerable<string> Hidden(SourceFile file) => Literals(file)
        .Where(literal => Statement().IsMatch(literal.Text) && !literal.Text.Contains("pg_advisory", StringComparison.Ordinal) && !IsSqlConst(literal.Node))
        .Select(literal => $"{file.Path}:{Repository.LineOf(literal.Node)}");

    private static bool IsSqlConst(SyntaxNode literal) =>
        literal.FirstAncestorOrSelf<FieldDeclarationSyntax>() is { } field
        && field.Modifiers.Any(SyntaxKind.ConstKeyword)
        && field.Declaration.Variables.All(variable => variable.Identifier.Text.EndsWith("Sql", StringComparison.Ordinal));

    private static IEnumerable<(SyntaxNode Node, string Text)> Literals(SourceFile file) => Repository.Parse(file).DescendantNodes()
        .Where(node => node is InterpolatedStringExpressionSyntax || node.IsKind(SyntaxKind.StringLiteralExpression))
        .Select(node => (node, node is LiteralExpressionSyntax literal ? literal.Token.ValueText : string.Concat(((InterpolatedStringExpressionSyntax)node).Contents)));

    // Lower case, as all our SQL is: a sentence that begins with "Select" or "Update" is not one.
    [GeneratedRegex(@"^\s*(?:select|insert\s+into|update\s+\w+\s+(?:\w+\s+)?set|delete\s+from|with\s+\w+\s+as|truncate|create\s+(?:table|index)|alter\s+table|lock\s+table|listen|notify)\b")]
    private static partial Regex Statement();

    [GeneratedRegex(@"(?<![\w.])(?:now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\s*\(\s*\)|\b(?:current_timestamp|current_date|current_time|localtimestamp|localtime)\b", RegexOptions.IgnoreCase)]
    private static partial Regex DatabaseClock();
}
