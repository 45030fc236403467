using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Conversations;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Tests;

public class EmergencyTests
{
    [Theory]
    [InlineData("au secours", Emergency.Police)]
    [InlineData("il y a quelqu'un dans ma maison je suis cachee dans la chambre", Emergency.Police)]
    [InlineData("mon mari me frappe", Emergency.Police)]
    [InlineData("2 mec force le volet de la voisine la maintenant", Emergency.Police)]
    [InlineData("ils ont un couteau place de l'eglise", Emergency.Police)]
    [InlineData("je suis sourd, quelqu'un casse la porte", Emergency.Police)]
    [InlineData("le feu chez le voisin", Emergency.Fire)]
    [InlineData("flammes sur le toit rue du lavoir", Emergency.Fire)]
    [InlineData("odeur de gaz dans la cage d'escalier", Emergency.Fire)]
    [InlineData("fil electrique par terre devant la gare ca fait des etincelles", Emergency.Fire)]
    [InlineData("un enfant est tombe dans l'etang", Emergency.Fire)]
    [InlineData("un monsieur est inconscient devant la boulangerie", Emergency.Medical)]
    [InlineData("ma mere fait un malaise elle ne respire plus", Emergency.Medical)]
    [InlineData("je suis tombee je ne peux pas me relever", Emergency.Medical)]
    public void Danger_says_whom_to_call(string text, Emergency call)
    {
        var reading = DemoReader.Read(text);

        reading.Urgent.Should().BeTrue();
        reading.Emergency.Should().Be(call);
    }

    [Theory]
    [InlineData("hier soir ils ont force la porte du voisin")]
    [InlineData("cambriolage cette nuit, j'ai deja appele le 17")]
    [InlineData("les pompiers ont eteint le feu")]
    [InlineData("c'est pas urgent mais la porte de l'ecole est ouverte")]
    [InlineData("un arbre est tombe, pas de blesse")]
    [InlineData("plainte deposee pour l'agression de samedi")]
    [InlineData("je meurs de rire")]
    [InlineData("je suis mort de fatigue")]
    [InlineData("tu as vu le film hier, il y avait des coups de feu partout, a la tele")]
    [InlineData("une voiture tous feux eteints devant le stade")]
    public void What_is_over_or_figurative_is_no_emergency(string text)
    {
        var reading = DemoReader.Read(text);

        reading.Urgent.Should().BeFalse();
        reading.Emergency.Should().BeNull();
    }

    [Fact]
    public void Danger_comes_before_an_open_question_and_before_stop()
    {
        DemoReader.Read("stop stop il m'a vu il vient vers moi", step: Step.AfterReport).Should().Match<Conversations.Reading>(reading => reading.Urgent && reading.Command == null);
        DemoReader.Read("non attendez il la frappe venez", step: Step.Confirm).Urgent.Should().BeTrue();
        DemoReader.Read("laissez tomber la voiture ya le feu chez le voisin", step: Step.AskingDetails).Intent.Should().Be(Intent.Report);
    }

    [Fact]
    public void A_verdict_with_danger_stays_a_verdict_and_is_urgent() =>
        DemoReader.Read("7R ils ont une arme prevenez la gendarmerie", Roles.Referent).Should().Match<Conversations.Reading>(reading => reading.Urgent && reading.Verdict == VerdictKind.Forward);

    [Fact]
    public void A_plain_stop_is_an_opt_out_and_stop_aux_camions_is_not()
    {
        DemoReader.Read("STOP").Command.Should().Be(Command.Stop);
        DemoReader.Read("stop aux camions dans la grande rue ca tremble").Command.Should().BeNull();
    }
}
