using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Tests;

public class PlaceAndCodeTests
{
    [Theory]
    [InlineData("bruit r du lavoir", "Rue du Lavoir")]
    [InlineData("bruit 14 av d la gar", "Avenue de la Gare")]
    [InlineData("feu rue du chateau deau", "Rue du Château d'Eau")]
    [InlineData("vol rue gal leclerc", "Rue du Général Leclerc")]
    [InlineData("vol sur le parkig de la gare", "Parking de la gare")]
    [InlineData("vol dvt leglise", "Église")]
    [InlineData("vol rue du gué", "Chemin du Gué")]
    [InlineData("tags sur le mur de la mairie", "Mairie")]
    [InlineData("un type mandaté par la mairie demande de l'argent", null)]
    [InlineData("ma voiture était garée devant chez moi", null)]
    [InlineData("un camion dans la rue qui descend", null)]
    [InlineData("ils se tapaient dans la rue en hurlant", null)]
    [InlineData("vol rue des Lilas", "?")]
    [InlineData("un mec bizarre derriere la pharmacie", "?")]
    [InlineData("accident sur la D836", "?")]
    public void Places_are_read_as_people_write_them(string text, string? place) => DemoReader.Labels(text).Place.Should().Be(place);

    [Theory]
    [InlineData("devant chez moi", null)]
    [InlineData("je sais pas", null)]
    [InlineData("tilleul", "Rue des Tilleuls")]
    [InlineData("la boucherie", "?")]
    public void Asked_where_a_bare_name_is_enough(string text, string? place) => DemoReader.Labels(text, step: Step.AskingPlace).Place.Should().Be(place);

    [Theory]
    [InlineData("DIFFUSER Centre-Bourg : travaux devant la gare", "Centre-Bourg")]
    [InlineData("diffuser les coteaux: loto samedi", "Les Coteaux")]
    [InlineData("Diffuser urgent le moulin : fermez vos fenetres", "Le Moulin")]
    [InlineData("DIFFUSER : réunion samedi à la gare", null)]
    [InlineData("!: diffuser", null)]
    public void A_broadcast_is_for_the_quartier_before_its_colon(string text, string? quartier) =>
        (DemoReader.Labels(text, Roles.Adjoint).Place, DemoReader.Labels(text, Roles.Adjoint).Quartier).Should().Be((null, quartier));

    [Theory]
    [InlineData("vu 12k et 14B", "12K,14B")]
    [InlineData("la 64-H est close", "64H")]
    [InlineData("12 confirmé", "12")]
    [InlineData("12k vu a 22h", "12K")]
    [InlineData("27C pas une blague", "27C")]
    [InlineData("tous clos", "*")]
    public void Staff_quote_codes_in_many_ways(string text, string codes) => DemoReader.Read(text, Roles.Referent).Codes.Should().Equal(codes.Split(','));

    [Theory]
    [InlineData("ils sont a 50m du 14b chemin du moulin depuis 22h")]
    [InlineData("2 hommes au 12 rue du lavoir")]
    [InlineData("operation vacance, code de l'alarme 4521")]
    public void Hours_distances_and_house_numbers_are_no_codes(string text) => DemoReader.Read(text).Codes.Should().BeEmpty();

    [Theory]
    [InlineData("cambriolages", "kambriolé", false)]
    [InlineData("forcé", "forçaient", true)]
    [InlineData("regardait", "regardent", true)]
    [InlineData("gare", "garde", false)]
    [InlineData("vuuuu", "vu", true)]
    public void Words_that_are_said_alike_have_one_key(string one, string other, bool same) =>
        (SmsWords.Of(one)[0].Key == SmsWords.Of(other)[0].Key).Should().Be(same);

    [Theory]
    [InlineData("")]
    [InlineData("\0\uFFFD\uD83D")]
    [InlineData("''''----    \n\r\t")]
    [InlineData("àéî😀12K9999999999999999999 r r r rue")]
    public void Any_text_is_read_without_a_fault(string text)
    {
        foreach (var step in Enum.GetValues<Step>())
            foreach (var roles in new[] { Roles.None, Roles.Voisin, Roles.Referent | Roles.Adjoint, Roles.Gendarmerie })
                FluentActions.Invoking(() => DemoReader.Read(text + new string('x', 1500), roles, step)).Should().NotThrow();
    }
}
