using VoisinsVigilants.Domain.Conversations;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Texts;

namespace VoisinsVigilants.Domain.Tests;

public class WordFamilyTests
{
    [Theory]
    [InlineData("un homme force la porte", true)]
    [InlineData("un type en noir forcait la fenetre", true)]
    [InlineData("un homme a force la porte", false)]
    [InlineData("un homme est la. Le facteur force la porte", false)]
    public void A_plus_asks_for_a_verb_in_the_present_of_the_same_sentence(string text, bool found) =>
        Found(text, "homme type", "forcer*", "<qui> + <faire> ... <chose>").Should().Be(found);

    [Theory]
    [InlineData("menacer*", "menace menacé menaçait menaçant menacera menacent")]
    [InlineData("nager*", "nage nagé nageait nageant nagera")]
    [InlineData("finir*", "finit finissent finissait finissant finira")]
    [InlineData("mordre*", "mord mordu mordait mordant mordra")]
    public void A_star_stands_for_all_forms_of_a_verb(string verb, string forms)
    {
        var families = new WordFamilies([$"agir = {verb}"]);

        foreach (var form in SmsWords.Of(forms)) families.Of(form.Key).Should().Equal(["<agir"], form.Plain);
    }

    [Fact]
    public void A_family_nobody_wrote_is_an_error()
    {
        var (_, errors) = Table("homme", "forcer", "<personne> force");

        errors.Should().ContainSingle().Which.Message.Should().Contain("personne");
    }

    private static bool Found(string text, string who, string verb, string phrase)
    {
        var (table, errors) = Table(who, verb, phrase);
        errors.Should().BeEmpty();
        return table.Find(table.WrittenOut(text)).Any(hit => hit.Keyword.Group == "LISTE");
    }

    private static (KeywordTable Table, IReadOnlyList<FileError> Errors) Table(string who, string verb, string phrase)
    {
        var words = $"[FAMILLES]\nqui = {who}\nfaire = {verb}\nchose = porte fenetre\nauxiliaire = =a\n[LISTE]\n{phrase} : 5\n[VIDES]\nle\nla\n[COURTS]\njsuis = je suis\n";
        var names = new HashSet<string> { "FAMILLES", "LISTE", "VIDES", "COURTS" };
        return KeywordTable.Load([new SourceFile("mots.txt", words)], new KeywordGroups(names, "VIDES", "COURTS", "FAMILLES", new HashSet<string>()));
    }
}
