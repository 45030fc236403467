using VoisinsVigilants.Village;

namespace VoisinsVigilants.Gateway.Tests.Communes;

/// <summary>A commune comes in whole or not at all.</summary>
public sealed class ImportTests : IAsyncLifetime, IDisposable
{
    private readonly CommuneDirectory files = new();
    private TestDatabase database = null!;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.Create();
        await new Gateway.Database.Migrator(database.Source, TimeProvider.System).Migrate(CancellationToken.None);
    }

    public async Task DisposeAsync() => await database.DisposeAsync();

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task All_errors_are_said_with_file_and_line_and_nothing_is_imported()
    {
        files.Edit("commune.txt", "22:00-07:00", "22h-7h30mn");
        files.Edit("lieux.csv", "Rue du Lavoir;centre-bourg;", "Rue du Lavoir;centre-ville;");
        files.Edit("personnes.csv", "06 39 98 01 01", "639980101");
        files.Edit("personnes.csv", "Marc;06 39 98 00 21;référent", "Marc;06 39 98 00 21;chef");

        var (exit, output) = await files.Import(database);

        exit.Should().Be(1);
        output.Should().MatchRegex(@"commune\.txt:\d+ : ").And.MatchRegex(@"lieux\.csv:4 : ").And.MatchRegex(@"personnes\.csv:3 : ").And.MatchRegex(@"personnes\.csv:22 : ")
            .And.Contain("Rien n'a été importé.");
        (await database.Ask<int>("select (select count(*) from communes) + (select count(*) from members) + (select count(*) from places)")).Should().Be(0);
    }

    // File, the line that is added to it, and what the report says to write instead.
    private static readonly (string File, string Line, string Says)[] Mistakes =
    [
        ("commune.txt", "une phrase sans rien", "deux-points"), ("commune.txt", "fusau : Europe/Paris", "n'est pas connu"), ("commune.txt", "nom : Encore", "gardez une seule ligne"),
        ("commune.txt", "rappel : bientôt", "10 min"), ("commune.txt", "prix modem : rien", "0,07"), ("commune.txt", "expéditeur : pigeon", "numéro court"),
        ("commune.txt", "la nuit aux gendarmes : incendie", "CAMBRIOLAGE"), ("commune.txt", "aides par jour : beaucoup", "de 0 à 20"),
        ("quartiers.csv", "centre-bourg;Le Milieu", "déjà plus haut"), ("quartiers.csv", "Vieux Bourg;Vieux Bourg", "vieux-bourg"),
        ("lieux.csv", "Rue Neuve;milieu;", "quartiers.csv"), ("lieux.csv", ";centre-bourg;", "Il manque le nom"), ("lieux.csv", "Rue Autre;;", "Il manque le quartier"),
        ("lieux.csv", "Rue Tierce;centre-bourg;;oui;trop", "point-virgule de trop"),
        ("personnes.csv", ";Bob;06 39 98 03 01;voisin", "Il manque la clé"), ("personnes.csv", "simone;Bob;06 39 98 03 02;voisin", "déjà à la ligne"),
        ("personnes.csv", "bob1;;06 39 98 03 03;voisin", "Il manque le nom"), ("personnes.csv", "bob2;Bob;;voisin", "Il manque le téléphone"),
        ("personnes.csv", "bob3;Bob;639980304;voisin", "mangé le 0"), ("personnes.csv", "bob4;Bob;3,3664E+10;voisin", "format Texte"),
        ("personnes.csv", "bob5;Bob;06 39 98 03 05;chef", "« chef » n'est pas connu"), ("personnes.csv", "bob6;Bob;06 39 98 03 06;référent", "« référent de »"),
        ("personnes.csv", "bob7;Bob;06 39 98 03 07;adjoint", "1 est appelé en premier"),
        ("personnes.csv", "bob8;Bob;06 39 98 03 08;mairie;;;;;;;;;accueil@brissy", "adresse de courriel"),
        ("personnes.csv", "bob9;Bob;06 39 98 03 09;voisin;;;;;;;;;bob@brissy.example", "Seules la mairie et la gendarmerie"),
    ];

    [Fact]
    public async Task Many_kinds_of_mistakes_are_each_said_with_file_line_and_what_to_write()
    {
        var expected = new List<(string Place, string Says)>();
        foreach (var (file, line, says) in Mistakes)
        {
            var text = files.Read(file).TrimEnd('\n');
            files.Write(file, $"{text}\n{line}\n");
            expected.Add(($"{file}:{text.Split('\n').Length + 1} : ", says));
        }
        var (exit, output) = await files.Import(database);

        exit.Should().Be(1);
        expected.Should().HaveCountGreaterThan(20).And.AllSatisfy(mistake => output.Split('\n').Should().Contain(line => line.Contains(mistake.Place) && line.Contains(mistake.Says)));
        output.Should().Contain("Rien n'a été importé.");
        (await database.Ask<int>("select (select count(*) from communes) + (select count(*) from members) + (select count(*) from places)")).Should().Be(0);
    }

    [Fact]
    public async Task An_error_in_a_second_import_leaves_the_first_untouched()
    {
        (await files.Import(database)).ExitCode.Should().Be(0);
        var before = await Everything();
        files.Edit("commune.txt", "nom : Brissy-sur-Juine", "nom : Brissy-la-Neuve");
        files.Edit("personnes.csv", "tess;Tess;06 39 98 01 19", "tess;Tess;06 39 98 01 18");

        (await files.Import(database)).ExitCode.Should().Be(1);

        (await Everything()).Should().Equal(before);
    }

    [Fact]
    public async Task A_second_import_updates_what_has_the_same_key_and_changes_nothing_when_nothing_changed()
    {
        (await files.Import(database)).Output.Should().Contain("33 personnes (33 nouvelles, 0 déjà connues)");
        var before = await Everything();
        (await files.Import(database)).Output.Should().Contain("33 personnes (0 nouvelles, 33 déjà connues)");
        (await Everything()).Should().Equal(before);
        var id = await database.Ask<long>("select id from members where key = 'simone'");

        files.Edit("personnes.csv", "simone;Simone;06 39 98 00 11;voisin;centre-bourg;Rue du Lavoir;;", "simone;Simone B.;06 39 98 02 11;voisin;la-gare;Gare;;");
        files.Edit("quartiers.csv", "Les Coteaux", "Les Hauts-Coteaux");
        (await files.Import(database)).ExitCode.Should().Be(0);

        (await database.List($"select name || phone || home_quartier from members where id = {id}")).Should().Equal("Simone B.+33639980211la-gare");
        (await database.List("select name from quartiers where code = 'les-coteaux'")).Should().Equal("Les Hauts-Coteaux");
        (await database.Ask<int>("select count(*) from members")).Should().Be(33);
    }

    [Fact]
    public async Task Who_is_named_no_more_is_listed_and_stays_until_removal_is_asked_for()
    {
        (await files.Import(database)).ExitCode.Should().Be(0);
        files.Remove("personnes.csv", "tess");
        files.Edit("lieux.csv", "Étang;le-moulin;", "Grand Étang;le-moulin;");

        var (kept, list) = await files.Import(database);
        kept.Should().Be(0);
        list.Should().Contain("personnes.csv : tess").And.Contain("lieux.csv : Étang").And.Contain("--remove-missing");
        (await database.Ask<int>("select count(*) from members where key = 'tess'")).Should().Be(1);

        var (removed, farewell) = await files.Import(database, "--remove-missing");
        removed.Should().Be(0);
        farewell.Should().Contain("personnes.csv : tess").And.Contain("lieux.csv : Étang");
        (await database.Ask<int>("select (select count(*) from members where key = 'tess') + (select count(*) from places where name = 'Étang')")).Should().Be(0);
    }

    [Fact]
    public async Task Two_people_may_exchange_their_phones_and_the_phone_of_somebody_unnamed_is_not_taken()
    {
        (await files.Import(database)).ExitCode.Should().Be(0);
        files.Edit("personnes.csv", "06 39 98 00 21", "SWAP");
        files.Edit("personnes.csv", "06 39 98 00 22", "06 39 98 00 21");
        files.Edit("personnes.csv", "SWAP", "06 39 98 00 22");
        (await files.Import(database)).ExitCode.Should().Be(0);
        (await database.List("select key from members where phone in ('+33639980021', '+33639980022') order by phone")).Should().Equal("lucie", "marc");

        files.Edit("personnes.csv", "tess;Tess;", "tess-2;Tess;");
        var (exit, output) = await files.Import(database);
        exit.Should().Be(1);
        output.Should().Contain("--remove-missing").And.Contain("Rien n'a été importé.");
        (await files.Import(database, "--remove-missing")).ExitCode.Should().Be(0);
        (await database.List("select key from members where phone = '+33639980119'")).Should().Equal("tess-2");
    }

    [Fact]
    public async Task The_number_of_another_commune_is_refused()
    {
        (await files.Import(database)).ExitCode.Should().Be(0);
        using var other = new CommuneDirectory("brissy-le-bas");

        var (exit, output) = await other.Import(database);

        exit.Should().Be(1);
        output.Should().Contain("déjà celui d'une autre commune").And.Contain("Rien n'a été importé.");
        (await database.List("select code from communes")).Should().Equal("brissy-sur-juine");
    }

    [Fact]
    public async Task Without_a_directory_or_a_schema_it_says_what_to_do()
    {
        (await GatewayProcess.Run(new Dictionary<string, string> { ["ConnectionStrings__Postgres"] = database.ConnectionString }, null, "import")).ExitCode.Should().Be(1);
        (await GatewayProcess.Run(new Dictionary<string, string> { ["ConnectionStrings__Postgres"] = database.ConnectionString }, null, "import", "/no/such/directory")).ExitCode.Should().Be(1);
        await using var empty = await TestDatabase.Create();

        var (exit, output) = await files.Import(empty);

        exit.Should().Be(1);
        output.Should().Contain("migrate").And.NotContain("   at ");
    }

    private Task<IReadOnlyList<string>> Everything() => database.List("""
        select (c.code, c.name, c.number, c.policy, c.night_starts, c.price_per_segment)::text from communes c
        union all select (q.code, q.name)::text from quartiers q union all select (p.name, p.quartier, p.aliases)::text from places p
        union all select (m.id, m.key, m.name, m.phone, m.roles, m.home_quartier, m.home_place, m.referent_of, m.duty_rank, m.enrolled_at)::text from members m order by 1
        """);
}
