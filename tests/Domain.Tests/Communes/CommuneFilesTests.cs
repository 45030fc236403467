using System.Globalization;
using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Officials;
using VoisinsVigilants.Domain.Texts;

namespace VoisinsVigilants.Domain.Tests.Communes;

public class CommuneFilesTests
{
    private const string Commune = "nom : Essai\nnuméro : +33639980000\nfuseau : Europe/Paris\n";
    private const string Quartiers = "code;nom\nbas;Le Bas\nhaut;Le Haut\n";
    private const string Lieux = "nom;quartier;autres noms\nRue du Pont;bas;\nÉcole;haut;Groupe scolaire\n";
    private const string Personnes = "clé;nom;téléphone;rôles;quartier;lieu;référent de;rang d'astreinte\nana;Ana;06 39 98 00 01;voisin;bas;Rue du Pont;;\nadjoint;L'adjoint;06 39 98 00 02;adjoint;;;;1\n";

    [Fact]
    public void The_demo_commune_is_complete()
    {
        var (commune, errors) = CommuneFiles.Parse("brissy-sur-juine", RepositoryFiles.Read("sms-scripts/communes/brissy-sur-juine"));

        errors.Should().BeEmpty();
        commune!.Remarks.Should().BeEmpty();
        commune.Number.Value.Should().Be("+33639980000");
        commune.GendarmerieOpen.Should().BeTrue();
        commune.ProtocolSignedOn.Should().Be(new DateOnly(2026, 1, 15));
        commune.Quartiers.Select(quartier => quartier.Name).Should().Equal("Centre-Bourg", "La Gare", "Les Coteaux", "Le Moulin");
        commune.Places.Should().HaveCount(33);
        commune.People.Count(person => person.Roles == Roles.Voisin).Should().Be(20);
        commune.People.Where(person => person.ReferentOf.Contains("centre-bourg")).Select(person => person.Key).Should().Equal("marc", "lucie");
        commune.People.Where(person => person.DutyRank is not null).OrderBy(person => person.DutyRank).Select(person => person.Key).Should().Equal("adjoint", "adjointe");
        commune.People.Should().OnlyContain(person => person.Phone.Value.StartsWith("+3363998"));
    }

    [Fact]
    public void What_a_commune_does_not_say_keeps_the_usual_values()
    {
        var commune = Parsed();

        commune.Night.Should().Be(QuietHours.Default);
        commune.Policy.Should().BeEquivalentTo(new RelayPolicy());
        commune.GendarmerieOpen.Should().BeFalse();
        commune.PricePerSegment.Should().Be(0.07m);
    }

    [Fact]
    public void A_commune_sets_its_own_hours_and_delays()
    {
        var commune = Parsed(commune: Commune + "Nuit : 21h30 à 6h\nrappel : 90 s\nADJOINT APRES : 12 min\nexpiration : 3 j\nla nuit aux gendarmes : violence, cambriolage\nprix par segment : 0,0489 €\n");

        commune.Night.Should().Be(new QuietHours(new TimeOnly(21, 30), new TimeOnly(6, 0)));
        commune.Policy.ReminderAfter.Should().Be(TimeSpan.FromSeconds(90));
        commune.Policy.AdjointAfter.Should().Be(TimeSpan.FromMinutes(12));
        commune.Policy.ExpiresAfter.Should().Be(TimeSpan.FromDays(3));
        commune.Policy.NightToGendarmerie.Should().Equal(AlertCategory.Violence, AlertCategory.Burglary);
        commune.PricePerSegment.Should().Be(0.0489m);
    }

    [Theory]
    [InlineData("numéro : +33639980000", "", SenderKind.GeographicNumber, "0.07")]
    [InlineData("numéro : 36105", "", SenderKind.ShortCode, "0.055")]
    [InlineData("numéro : +33639980000", "expéditeur : modem\n", SenderKind.Modem, "0")]
    [InlineData("numéro : +33639980000", "expéditeur : NOM SANS REPONSE\n", SenderKind.NameWithoutReply, "0.07")]
    public void A_segment_costs_what_the_kind_of_sender_costs(string number, string line, SenderKind kind, string price)
    {
        var commune = Parsed(commune: $"nom : Essai\n{number}\nfuseau : Europe/Paris\nprix par segment : 0,07\nprix numéro court : 0,055\nprix modem : 0\n{line}");

        (commune.Sender, commune.PricePerSegment).Should().Be((kind, decimal.Parse(price, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void A_commune_that_counts_its_SMS_groups_its_news()
    {
        var policy = Parsed(commune: Commune + "nouvelles groupées : 10 min\naccusé de clôture : oui\n").Policy;

        (policy.NewsHeldFor, policy.ThanksForEnds).Should().Be((TimeSpan.FromMinutes(10), true));
    }

    [Fact]
    public void A_commune_sets_its_dates_and_guards()
    {
        var commune = Parsed(
            commune: Commune + "prochaine réunion : 12/03/2026 18h30\nessai des téléphones : 20 j\nrafale : 20\nredites pendant : 5 min\nfausses alertes : 4\n",
            personnes: "clé;nom;téléphone;rôles;référent de;formé le\nana;Ana;06 39 98 00 01;référent;bas;15/11/2025\n");

        commune.NextMeeting.Should().Be(new DateTime(2026, 3, 12, 18, 30, 0));
        commune.Policy.Duty.Should().Be(new DutyPolicy { TestEvery = TimeSpan.FromDays(20), FloodSms = 20, LoopWithin = TimeSpan.FromMinutes(5), FalseAlarms = 4 });
        commune.People.Single().TrainedOn.Should().Be(new DateOnly(2025, 11, 15));
    }

    [Theory]
    [InlineData("prochaine réunion : 12/03/2026", "12/03/2026 18:30")]
    [InlineData("rafale : 2", "de 3 à 1000")]
    [InlineData("essai des téléphones : souvent", "n'est pas une durée")]
    public void What_is_wrong_in_dates_and_guards_is_said_with_its_line(string line, string says) =>
        CommuneFiles.Parse("ici", Files(Commune + line + "\n", Personnes)).Errors
            .Should().ContainSingle().Which.ToString().Should().StartWith("commune.txt:4").And.Contain(says);

    [Theory]
    [InlineData("ana;Ana;06 39 98 00 01;référent;bas;31/02/2026", "n'est pas une date")]
    [InlineData("ana;Ana;06 39 98 00 01;voisin;;15/11/2025", "Seul un référent")]
    public void A_wrong_training_date_is_said_with_its_line(string line, string says) =>
        CommuneFiles.Parse("ici", Files(Commune, $"clé;nom;téléphone;rôles;référent de;formé le\n{line}\n")).Errors
            .Should().ContainSingle().Which.ToString().Should().StartWith("personnes.csv:2").And.Contain(says);

    private static SourceFile[] Files(string commune, string personnes) =>
        [new("commune.txt", commune), new("quartiers.csv", Quartiers), new("lieux.csv", Lieux), new("personnes.csv", personnes)];

    [Fact]
    public void Tables_are_read_as_spreadsheets_save_them()
    {
        var commune = Parsed(personnes: "\uFEFFTELEPHONE;Nom;Rôles;Clé;Lieu\r\n+33639980001;\"Ana \"\"la rouge\"\"; du bas\";voisin, référente;ana;groupe SCOLAIRE\r\n;;;;\r\n"
            .Replace("Lieu\r\n", "Lieu;référent de\r\n").Replace("SCOLAIRE\r\n", "SCOLAIRE;Le Haut, bas\r\n"));

        var ana = commune.People.Should().ContainSingle().Subject;
        ana.Name.Should().Be("Ana \"la rouge\"; du bas");
        ana.Roles.Should().Be(Roles.Voisin | Roles.Referent);
        ana.ReferentOf.Should().Equal("haut", "bas");
        (ana.Quartier, ana.Place).Should().Be(("haut", "École"));
    }

    [Theory]
    [InlineData("nom Essai", 4, "deux-points")]
    [InlineData("fusau : Europe/Paris", 4, "« fusau » n'est pas connu")]
    [InlineData("nom : Encore", 4, "écrit deux fois")]
    [InlineData("nuit : le soir", 4, "22:00-07:00")]
    [InlineData("nuit :", 4, "n'a pas de valeur")]
    [InlineData("gendarmerie ouverte : peut-être", 4, "oui ou non")]
    [InlineData("gendarmerie ouverte : oui", 4, "protocole signé le")]
    [InlineData("protocole signé le : janvier", 4, "15/01/2026")]
    [InlineData("prix par segment : cher", 4, "0,07")]
    [InlineData("prix modem : rien", 4, "0,07")]
    [InlineData("expéditeur : pigeon", 4, "numéro court, numéro fixe")]
    [InlineData("rappel : bientôt", 4, "10 min")]
    [InlineData("la nuit aux gendarmes : incendie", 4, "CAMBRIOLAGE")]
    public void A_mistake_in_commune_txt_is_named(string line, int number, string says) =>
        Errors(commune: Commune + line).Should().ContainSingle().Which.Should().Match<FileError>(error => error.Line == number && error.Path == "x/commune.txt" && error.Message.Contains(says));

    [Theory]
    [InlineData("numéro : +33639980000", "numéro : bonjour", "+33639980000")]
    [InlineData("fuseau : Europe/Paris", "fuseau : Paris", "Europe/Paris")]
    [InlineData("fuseau : Europe/Paris", "", "Il manque la ligne « fuseau")]
    public void A_wrong_or_missing_line_of_commune_txt_is_named(string right, string wrong, string says) =>
        Errors(commune: Commune.Replace(right, wrong)).Should().ContainSingle().Which.Message.Should().Contain(says);

    [Theory]
    [InlineData("bas;Le Milieu", 4, "déjà plus haut")]
    [InlineData("autre;Le Bas", 4, "s'appelle déjà")]
    [InlineData("Vieux Bourg;Vieux Bourg", 4, "vieux-bourg")]
    [InlineData("bout;", 4, "un code et un nom")]
    public void A_mistake_in_quartiers_csv_is_named(string line, int number, string says) =>
        Errors(quartiers: Quartiers + line).Should().ContainSingle().Which.Should().Match<FileError>(error => error.Line == number && error.Message.Contains(says));

    [Theory]
    [InlineData("Rue Neuve;milieu;", "n'est pas dans quartiers.csv. Les quartiers : bas, haut.")]
    [InlineData("Rue Neuve;;", "Il manque le quartier")]
    [InlineData(";bas;", "Il manque le nom")]
    [InlineData("rue du pont;haut;", "deux noms")]
    [InlineData("Rue Neuve;bas;École", "déjà le nom d'un lieu")]
    [InlineData("Rue Neuve;bas;;oui;trop", "point-virgule de trop")]
    [InlineData("\"Rue Neuve;bas;", "guillemet")]
    public void A_mistake_in_lieux_csv_is_named(string line, string says) =>
        Errors(lieux: Lieux + line).Should().ContainSingle().Which.Should().Match<FileError>(error => error.Line == 4 && error.Message.Contains(says));

    [Theory]
    [InlineData(";Bob;06 39 98 00 03;voisin;;;;", "Il manque la clé")]
    [InlineData("ana;Bob;06 39 98 00 03;voisin;;;;", "déjà à la ligne 2")]
    [InlineData("bob;;06 39 98 00 03;voisin;;;;", "Il manque le nom")]
    [InlineData("bob;Bob;;voisin;;;;", "Il manque le téléphone")]
    [InlineData("bob;Bob;639980003;voisin;;;;", "mangé le 0")]
    [InlineData("bob;Bob;33639980003;voisin;;;;", "un + devant")]
    [InlineData("bob;Bob;3,3664E+10;voisin;;;;", "format Texte")]
    [InlineData("bob;Bob;06 39 98 00 01;voisin;;;;", "une seule ligne")]
    [InlineData("bob;Bob;06 39 98 00 00;voisin;;;;", "numéro publié")]
    [InlineData("bob;Bob;06 39 98 00 03;;;;;", "Il manque le rôle")]
    [InlineData("bob;Bob;06 39 98 00 03;chef;;;;", "« chef » n'est pas connu")]
    [InlineData("bob;Bob;06 39 98 00 03;voisin;milieu;;;", "n'est pas dans quartiers.csv")]
    [InlineData("bob;Bob;06 39 98 00 03;voisin;;Rue Neuve;;", "n'est pas dans lieux.csv")]
    [InlineData("bob;Bob;06 39 98 00 03;voisin;haut;Rue du Pont;;", "corrigez l'un des deux")]
    [InlineData("bob;Bob;06 39 98 00 03;référent;;;;", "« référent de »")]
    [InlineData("bob;Bob;06 39 98 00 03;voisin;;;bas;", "le rôle référent manque")]
    [InlineData("bob;Bob;06 39 98 00 03;adjoint;;;;", "1 est appelé en premier")]
    [InlineData("bob;Bob;06 39 98 00 03;adjoint;;;;1", "Le rang 1 est déjà")]
    [InlineData("bob;Bob;06 39 98 00 03;adjoint;;;;premier", "doit être un nombre")]
    [InlineData("bob;Bob;06 39 98 00 03;voisin;;;;2", "Seul un adjoint")]
    public void A_mistake_in_personnes_csv_is_named(string line, string says) =>
        Errors(personnes: Personnes + line).Should().ContainSingle().Which.Should().Match<FileError>(error => error.Line == 4 && error.Message.Contains(says));

    [Theory]
    [InlineData("15/01/2026;papier;novembre 2026", null)]
    [InlineData("2026-01-15;SMS;novembre 2026", null)]
    [InlineData(";;", null)]
    [InlineData("15/01/2026;;novembre 2026", "Il manque la preuve")]
    [InlineData("15/01/2026;oral;novembre 2026", "La preuve « oral »")]
    [InlineData("15/01/2026;papier;", "Il manque la version de la charte")]
    [InlineData(";papier;novembre 2026", "Il manque le jour")]
    [InlineData("31/02/2026;papier;novembre 2026", "« 31/02/2026 » n'est pas une date")]
    public void A_proof_of_enrolment_is_whole_or_absent(string cells, string? says)
    {
        var errors = Errors(personnes: $"clé;nom;téléphone;rôles;inscrit le;preuve;version de la charte\nana;Ana;06 39 98 00 01;voisin;{cells}\n");

        if (says is null) errors.Should().BeEmpty();
        else errors.Should().ContainSingle().Which.Should().Match<FileError>(error => error.Line == 2 && error.Message.Contains(says));
    }

    [Theory]
    [InlineData("", "première ligne")]
    [InlineData("code,nom\nbas,Le Bas\n", "points-virgules")]
    [InlineData("bas;Le Bas\nhaut;Le Haut\n", "nommer les colonnes")]
    [InlineData("code;libellé\nbas;Le Bas\n", "« libellé » n'est pas connue")]
    [InlineData("code;nom;nom\nbas;Le Bas;\n", "deux fois")]
    [InlineData("code;nom\n", "n'a que sa première ligne")]
    [InlineData("code;nom\nmarchÃ©;MarchÃ©\n", "UTF-8")]
    public void A_table_that_is_no_table_is_named(string content, string says) => Errors(quartiers: content).Should().Contain(error => error.Path == "x/quartiers.csv" && error.Message.Contains(says));

    [Fact]
    public void A_missing_file_is_named() =>
        CommuneFiles.Parse("x", [.. Files().Where(file => file.Path != "x/lieux.csv")]).Errors.Should().Contain(error => error.Path == "x/lieux.csv" && error.Message.Contains("manque"));

    [Fact]
    public void Every_error_is_reported_at_once_and_nothing_is_returned()
    {
        var (commune, errors) = CommuneFiles.Parse("x", Files(Commune + "rappel : x", Quartiers + "x y;X", Lieux + "Rue;nulle;", Personnes + "bob;;12;chef;nulle;nulle;;\n"));

        commune.Should().BeNull();
        errors.Should().HaveCount(8);
        errors.Select(error => error.Path).Distinct().Should().HaveCount(4);
    }

    [Fact]
    public void What_is_allowed_but_leaves_somebody_without_help_is_remarked() =>
        Parsed(personnes: "clé;nom;téléphone;rôles\nana;Ana;06 39 98 00 01;voisin\n").Remarks.Select(remark => remark.Message)
            .Should().HaveCount(3).And.Contain(message => message.Contains("Aucun adjoint")).And.Contain(message => message.Contains("Le Haut a 0 référent"));

    private static CommuneFile Parsed(string commune = Commune, string personnes = Personnes)
    {
        var (file, errors) = CommuneFiles.Parse("x", Files(commune, personnes: personnes));
        errors.Should().BeEmpty();
        return file!;
    }

    private static IReadOnlyList<FileError> Errors(string commune = Commune, string quartiers = Quartiers, string lieux = Lieux, string personnes = Personnes) =>
        CommuneFiles.Parse("x", Files(commune, quartiers, lieux, personnes)).Errors;

    private static SourceFile[] Files(string commune = Commune, string quartiers = Quartiers, string lieux = Lieux, string personnes = Personnes) =>
        [new("x/commune.txt", commune), new("x/quartiers.csv", quartiers), new("x/lieux.csv", lieux), new("x/personnes.csv", personnes)];
}
