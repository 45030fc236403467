using System.Text.RegularExpressions;
using VoisinsVigilants.Domain.Texts;

namespace VoisinsVigilants.Domain.Tests.House;

/// <summary>Nobody's phone stands in this repository: only the range that is reserved for fiction (ARCEP, decision 2018-0881).</summary>
public sealed partial class PhoneNumberRules
{
    // The digits in their order are an alphabet, not somebody's phone.
    private const string AllDigits = "0123456789";

    [Fact]
    public void Every_phone_number_is_an_invented_one() =>
        Repository.Files.Where(file => !file.Path.EndsWith("packages.lock.json", StringComparison.Ordinal)).SelectMany(RealNumbers)
            .ShouldBeNone("write +33 6 39 98 and four digits of your own");

    [Theory]
    [InlineData("06 1", "2 34 56 78")]
    [InlineData("+336", "12345678")]
    [InlineData("0033 6 12", " 34 56 78")]
    [InlineData("01.60", ".80.12.34")]
    [InlineData("+1500", "5550006")]
    public void The_rule_sees_what_it_forbids(string begins, string ends) => RealNumbers(new SourceFile("a.md", $"Appelez le {begins}{ends}.")).Should().ContainSingle();

    [Theory]
    [InlineData("06 39 98 12 34")]
    [InlineData("+33639980001")]
    [InlineData("+33 6 39 98 00 01")]
    [InlineData("0639980001")]
    [InlineData("Appelez le 17, le 112, ou texto au 114 ; 36105")]
    [InlineData("AC0123456789abcdef0123456789abcdef, 20260314 2105, 0.07000")]
    public void The_rule_leaves_the_rest_alone(string text) => RealNumbers(new SourceFile("a.md", text)).Should().BeEmpty();

    private static IEnumerable<string> RealNumbers(SourceFile file)
    {
        foreach (Match match in PhoneLike().Matches(file.Content))
        {
            var digits = new string([.. match.Value.Where(char.IsAsciiDigit)]);
            if (digits == AllDigits || IsFiction(digits)) continue;
            yield return $"{file.Path}:{file.Content.AsSpan(0, match.Index).Count('\n') + 1} {match.Value}";
        }
    }

    private static bool IsFiction(string digits) =>
        digits.StartsWith("063998", StringComparison.Ordinal) || digits.StartsWith("3363998", StringComparison.Ordinal) || digits.StartsWith("003363998", StringComparison.Ordinal);

    // International with a plus sign, or French: ten digits from 01 to 09, or 0033 and nine.
    [GeneratedRegex(@"(?<![\w+.])(?:\+[1-9](?:[ .-]?\d){7,14}|0033[ .-]?[1-9](?:[ .-]?\d\d){4}|0[1-9](?:[ .-]?\d\d){4})(?![\w])")]
    private static partial Regex PhoneLike();
}
