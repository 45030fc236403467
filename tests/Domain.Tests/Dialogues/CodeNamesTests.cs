using VoisinsVigilants.Domain.Dialogues;

namespace VoisinsVigilants.Domain.Tests.Dialogues;

public sealed class CodeNamesTests
{
    private readonly CodeNames names = new();

    [Fact]
    public void The_first_sms_that_shows_a_code_binds_the_name()
    {
        names.Matches("Merci. Alerte 12K envoyée...", "Merci. Alerte 1F envoyée aux référents. Pour retirer : ANNULER 1F").Should().BeTrue();

        names.Bound.Should().BeEquivalentTo(new Dictionary<string, string> { ["12K"] = "1F" });
        names.Matches("ALERTE 12K ...", "ALERTE 1F vol").Should().BeTrue();
        names.Matches("ALERTE 12K ...", "ALERTE 2F vol").Should().BeFalse();
    }

    [Fact]
    public void A_name_written_twice_is_one_code()
    {
        names.Matches("alerte 12K ... ANNULER 12K", "alerte 1F et ANNULER 2G").Should().BeFalse();
        names.Matches("alerte 12K ... ANNULER 12K", "alerte 1F et ANNULER 1F").Should().BeTrue();
    }

    [Fact]
    public void Two_names_are_never_one_code()
    {
        names.Matches("alerte 12K", "alerte 1F").Should().BeTrue();

        names.Matches("alerte 14B", "alerte 1F").Should().BeFalse();
        names.Matches("alerte 14B", "alerte 2Z").Should().BeTrue();
        names.InText("clos 12k 14b").Should().Be("clos 1f 2z");
    }

    [Theory]
    [InlineData("vu 12k", "vu 3f")]
    [InlineData("VU 12K", "VU 3F")]
    [InlineData("12 k vu", "3 f vu")]
    [InlineData("vu n°12k!", "vu n°3f!")]
    [InlineData("vu 12", "vu 3")]
    [InlineData("vu 12?", "vu 3G")]
    [InlineData("vu 99Z", "vu 99Z")]
    [InlineData("12km et 112 et 120", "12km et 112 et 120")]
    public void What_people_text_is_translated(string written, string sent)
    {
        names.Matches("ALERTE 12K...", "ALERTE 3F vol").Should().BeTrue();
        names.InText(written).Should().Be(sent);
    }

    [Fact]
    public void A_wrong_letter_is_expected_as_it_was_texted()
    {
        names.Matches("ALERTE 12K", "ALERTE 3Z").Should().BeTrue();
        names.InText("vu 12?").Should().Be("vu 3A");
        names.Matches("Je ne trouve pas l'alerte 12?, rien...", "Je ne trouve pas l'alerte 3A, rien n'a été changé.").Should().BeTrue();
    }

    [Theory]
    [InlineData("Merci.", "Merci !", false)]
    [InlineData("Merci.", "Merci. ", true)]
    [InlineData("...(alerte 7B)...", "Bonjour (alerte 4C), merci", true)]
    [InlineData("Merci... appelez...", "Merci beaucoup : appelez le 17", true)]
    [InlineData("Prix : 3.50 (env.)", "Prix : 3x50 (env.)", false)]
    [InlineData("Merci", "Merci beaucoup", false)]
    public void The_text_is_exact_but_for_the_dots(string pattern, string sms, bool matches) =>
        names.Matches(pattern, sms).Should().Be(matches);
}
