using VoisinsVigilants.Domain.Messages;

namespace VoisinsVigilants.Domain.Tests;

public class SmsPartsTests
{
    [Theory]
    [InlineData("1/2 cambriolage", 1, 2, "cambriolage")]
    [InlineData("(2 / 2) : rue du lavoir", 2, 2, "rue du lavoir")]
    [InlineData("[1/3] un camion", 1, 3, "un camion")]
    [InlineData("2/2- fini", 2, 2, "fini")]
    [InlineData("un camion blanc (1/2)", 1, 2, "un camion blanc")]
    public void A_part_says_which_it_is(string text, int number, int of, string words) => SmsParts.Read(text).Should().Be(new SmsParts.Part(number, of, words));

    [Theory]
    [InlineData("cambriolage rue du lavoir")]
    [InlineData("24/7 du bruit")]
    [InlineData("3/2 tours")]
    [InlineData("12/05 vol de vélo")]
    [InlineData("1/2")]
    [InlineData("0/2 rien")]
    [InlineData("")]
    public void Anything_else_is_no_part(string text) => SmsParts.Read(text).Should().BeNull();

    [Theory]
    [InlineData("2/2 et partis", "1/2 cambriolage", "cambriolage et partis")]
    [InlineData("1/2 cambriolage", "2/2 et partis", "cambriolage et partis")]
    [InlineData("3/3 c", "1/3 a", "1/3 a / 3/3 c")]
    [InlineData("1/3 a / 3/3 c", "2/3 b", "a b c")]
    [InlineData("bruit / 2/2 et partis", "(1/2) cris", "bruit / cris et partis")]
    [InlineData("2/3 jeunes louches", "ils partent", "2/3 jeunes louches / ils partent")]
    [InlineData("1/2 a", "1/2 b", "1/2 a / 1/2 b")]
    [InlineData("", "bruit", "bruit")]
    public void Parts_are_put_together_once_none_is_missing(string text, string next, string whole) => SmsParts.Append(text, next).Should().Be(whole);
}
