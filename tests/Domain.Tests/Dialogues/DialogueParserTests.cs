using VoisinsVigilants.Domain.Dialogues;

namespace VoisinsVigilants.Domain.Tests.Dialogues;

public sealed class DialogueParserTests
{
    private const string Heading = "# Un camion suspect\nCommune : brissy-sur-juine      Le : 14/03/2026 21:05\n";

    [Fact]
    public void A_whole_dialogue_is_read()
    {
        var dialogue = Read(Heading + """
            // une remarque
            Personnages : Référent = lucie, Passant = +33639989002
            Habitant > camion blanc sans plaque rue du lavoir
            Habitant < Merci. Alerte 12K envoyée ...
            Référent, Référente < ALERTE 12K ...
            ... 4 min
            Référent > vu 12k
            Tous sauf Habitant, Référent < ...
            Silence
            """);

        dialogue.Title.Should().Be("Un camion suspect");
        dialogue.Commune.Should().Be("brissy-sur-juine");
        dialogue.StartsAt.Should().Be(new DateTime(2026, 3, 14, 21, 5, 0));
        dialogue.PlayedBy("referent").Should().Be("lucie");
        dialogue.PlayedBy("Passant").Should().Be("+33639989002");
        dialogue.PlayedBy("Habitant").Should().Be("simone", "the usual cast needs no line of its own");
        dialogue.Steps.Select(step => step.GetType().Name).Should().Equal("Texts", "Receives", "Receives", "TimePasses", "Texts", "Receives", "Silence");
        dialogue.Steps[0].Should().BeEquivalentTo(new { Line = 5, Who = "Habitant", Words = "camion blanc sans plaque rue du lavoir" });
        dialogue.Steps[2].As<DialogueStep.Receives>().To.Only.Should().Equal("Référent", "Référente");
        dialogue.Steps[5].As<DialogueStep.Receives>().To.Should().BeEquivalentTo(new Recipients([], true, null, ["Habitant", "Référent"]));
    }

    [Theory]
    [InlineData("... 4 min", 4)]
    [InlineData("…2h", 120)]
    [InlineData("... 1 h 30 min", 90)]
    [InlineData("... 7 jours", 7 * 24 * 60)]
    public void Time_passes(string line, int minutes) =>
        Step<DialogueStep.TimePasses>(line).Span.Should().Be(TimeSpan.FromMinutes(minutes));

    [Theory]
    [InlineData("... jusqu'à 07:00")]
    [InlineData("... jusqu’à 7h")]
    public void Time_passes_until_an_hour(string line) =>
        Step<DialogueStep.TimePassesUntil>(line).Time.Should().Be(new TimeOnly(7, 0));

    [Theory]
    [InlineData("Panne : Référent hors réseau (30003)", "Référent", 30003, true)]
    [InlineData("panne : référente numéro invalide (21211)", "référente", 21211, false)]
    public void A_fault_names_a_person_and_a_code(string line, string who, int code, bool atDelivery) =>
        Step<DialogueStep.Breaks>(line).Should().BeEquivalentTo(new { Who = who, Code = code, AtDelivery = atDelivery });

    [Theory]
    [InlineData("Panne : fin", null)]
    [InlineData("Panne : Référent fin", "Référent")]
    public void A_fault_ends(string line, string? who) => Step<DialogueStep.Mends>(line).Who.Should().Be(who);

    [Fact]
    public void Everybody_of_a_quartier_can_be_meant() =>
        Step<DialogueStep.Receives>("Tous (Les Coteaux) sauf Habitant < ...").To.Should().BeEquivalentTo(new Recipients([], true, "Les Coteaux", ["Habitant"]));

    [Fact]
    public void A_line_that_begins_with_a_space_continues_the_one_before() =>
        Step<DialogueStep.Texts>("Habitant > cambriolage\n   rue du Lavoir").Words.Should().Be("cambriolage rue du Lavoir");

    [Fact]
    public void An_empty_text_may_be_sent() => Step<DialogueStep.Texts>("Habitant >").Words.Should().BeEmpty();

    [Theory]
    [InlineData("Bonjour\n", 1, "titre")]
    [InlineData("", 1, "vide")]
    [InlineData("# Titre\nHabitant > bonjour", 1, "Commune")]
    [InlineData("# Titre\nCommune : brissy Le : demain\nHabitant > bonjour", 2, "14/03/2026 21:05")]
    [InlineData(Heading + "Habitant bonjour", 3, "Habitant >")]
    [InlineData(Heading + "Habitant > a\nHabitant <", 4, "Quel SMS")]
    [InlineData(Heading + "Habitant > a\n... un peu", 4, "4 min")]
    [InlineData(Heading + "Habitant > a\nPanne : Référent", 4, "30003")]
    [InlineData(Heading + "Habitant < a", 3, "Rien ne s'est encore passé")]
    [InlineData(Heading + "Habitant, Référent > a", 3, "une ligne par personne")]
    [InlineData(Heading + "Personnages : Habitant simone\nHabitant > a", 3, "Habitant = simone")]
    [InlineData(Heading + "Habitant > a\nTous les gens < b", 4, "Tous sauf")]
    [InlineData(Heading + "... 5 min", 1, "Personne n'écrit")]
    public void What_is_wrong_is_said_with_its_line_and_what_to_write(string content, int line, string says)
    {
        var (dialogue, errors) = DialogueParser.Parse("essai.txt", content);

        dialogue.Should().BeNull();
        errors.Should().Contain(error => error.Line == line && error.Message.Contains(says));
        errors[0].ToString().Should().StartWith("essai.txt:");
    }

    private static T Step<T>(string line) where T : DialogueStep =>
        Read(Heading + "Habitant > bonjour\n" + line).Steps[^1].Should().BeOfType<T>().Subject;

    private static Dialogue Read(string content)
    {
        var (dialogue, errors) = DialogueParser.Parse("essai.txt", content);
        errors.Should().BeEmpty();
        return dialogue!;
    }
}
