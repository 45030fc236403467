using VoisinsVigilants.Domain.Alerts;

namespace VoisinsVigilants.Domain.Tests.Judgement;

/// <summary>What may never be relayed is seen, and ordinary French is not taken for it.</summary>
public sealed class ContentScreenTests
{
    [Theory]
    [InlineData("deux maghrebins devant la boulangerie", HoldReason.Origin)]
    [InlineData("c'est des gens du voyage qui ont volé les velos", HoldReason.Origin)]
    [InlineData("un homme de couleur regarde les maisons", HoldReason.Origin)]
    [InlineData("une femme voilée fait du porte à porte", HoldReason.Religion)]
    [InlineData("mon voisin est schizophrène et crie", HoldReason.Health)]
    [InlineData("le gay du 12 fait du bruit", HoldReason.SexualLife)]
    [InlineData("c'est un militant qui colle partout", HoldReason.Opinion)]
    [InlineData("c'est M. Dupont qui brule ses déchets", HoldReason.Name)]
    [InlineData("mr dupont brule ses dechets", HoldReason.Name)]
    [InlineData("Mme Durand a vu un rodeur", HoldReason.Name)]
    [InlineData("je crois que c'est le fils Martin", HoldReason.Name)]
    [InlineData("c'est Kevin Martin qui a tagué le mur", HoldReason.Name)]
    [InlineData("il s'appelle Kevin", HoldReason.Name)]
    [InlineData("un garçon de 12 ans casse les vitres", HoldReason.Minor)]
    [InlineData("des mineurs boivent au stade", HoldReason.Minor)]
    [InlineData("alarme qui sonne, le code est 4521", HoldReason.AlarmCode)]
    [InlineData("la clé est sous le pot de fleurs", HoldReason.AlarmCode)]
    [InlineData("mes voisins sont en vacances jusqu'au 15 et il y a de la lumiere", HoldReason.Absence)]
    [InlineData("je pars du 3 au 10 aout, un type rode", HoldReason.Absence)]
    public void What_may_not_be_relayed_is_seen(string text, HoldReason reason) => Find(text).Should().Contain(reason);

    [Theory]
    [InlineData("cambriolage rue du Général Leclerc")]
    [InlineData("vol rue Jean Moulin devant chez moi")]
    [InlineData("deux jeunes en scooter noir près du stade")]
    [InlineData("voiture noire immatriculée en 91, un homme en noir")]
    [InlineData("camion roumain garé devant la mairie")]
    [InlineData("plaque polonaise, ils chargent du cuivre")]
    [InlineData("un monsieur avec un sac regarde les maisons")]
    [InlineData("une madame bizarre sonne aux portes")]
    [InlineData("Mme le maire est prévenue")]
    [InlineData("je m'appelle pas, je ne veux pas dire mon nom")]
    [InlineData("il y a 12 ans on a déjà eu ça")]
    [InlineData("ils sont partis vers l'église, balade en quad")]
    [InlineData("des gamins sonnent aux portes et courent")]
    [InlineData("un homme grand, blouson vert, capuche")]
    [InlineData("les voisins sont absents et le portail est ouvert")]
    [InlineData("code postal 91150, camion blanc")]
    [InlineData("UN HOMME RODE RUE DU LAVOIR AVEC UN SAC")]
    [InlineData("Vol De Velo Rue Des Tilleuls Devant Le Stade")]
    [InlineData("la fille du boulanger a trouvé un chien")]
    public void Ordinary_words_leave(string text) => Find(text).Should().BeEmpty();

    [Theory]
    [InlineData("RAS, allez voir vous-même")]
    [InlineData("suivez le camion jusqu'à la gare")]
    [InlineData("prenez une photo de la plaque")]
    public void Words_that_send_into_danger_are_seen(string text) => ContentScreen.SendsIntoDanger(text).Should().BeTrue();

    [Theory]
    [InlineData("n'y allez pas, les gendarmes arrivent")]
    [InlineData("constat fait, serrurier prévenu")]
    [InlineData("je suis allé voir le voisin, rien")]
    public void Other_words_of_staff_pass(string text) => ContentScreen.SendsIntoDanger(text).Should().BeFalse();

    [Theory]
    [InlineData("clio grise AB-123-CD devant la gare", "clio grise AB-***-CD devant la gare", "AB-123-CD")]
    [InlineData("clio ab123cd", "clio AB-***-CD", "AB-123-CD")]
    [InlineData("clio fg 123 kl part", "clio FG-***-KL part", "FG-123-KL")]
    [InlineData("clio AB 123 CD.", "clio AB-***-CD.", "AB-123-CD")]
    [InlineData("une 206 123 ABC 91 rouge", "une 206 ***-ABC-91 rouge", "123-ABC-91")]
    [InlineData("plaque 4521 zz 75", "plaque ****-ZZ-75", "4521-ZZ-75")]
    [InlineData("immatriculée 1-ABC-234", "immatriculée 1-***-*34", "1-ABC-234")]
    [InlineData("plaque belge 1-abc-234", "plaque belge 1-***-*34", "1-ABC-234")]
    [InlineData("plaque B 1234 XY", "plaque B-****-XY", "B-1234-XY")]
    public void Plates_are_masked(string text, string masked, string number)
    {
        var (words, plates) = PlateReader.Read(text);
        words.Should().Be(masked);
        plates.Should().ContainSingle().Which.Number.Should().Be(number);
        plates[0].Mask.Should().HaveLength(plates[0].Number.Length, "an SMS costs the same with either");
        PlateReader.Revealed(words, plates).Should().Contain(number);
    }

    [Theory]
    [InlineData("camion blanc immatriculé en 91")]
    [InlineData("bus le 120 de 18h")]
    [InlineData("au 12 rue 34 du lotissement")]
    [InlineData("vers 21h50 au 123 rue de la mairie")]
    [InlineData("ALERTE 12K VU")]
    [InlineData("il a pris la d 836 et la n 20")]
    [InlineData("camion sans plaque, peugeot 308 hdi")]
    [InlineData("la plaque est cachée")]
    [InlineData("12 AU 34 RUE DES TILLEULS 91150")]
    [InlineData("plaque 91")]
    public void What_is_no_plate_stays(string text) => PlateReader.Read(text).Plates.Should().BeEmpty();

    private static IReadOnlyList<HoldReason> Find(string text) => DemoReader.Interpreter.Screen.Find(text, DemoReader.Gazetteer);
}
