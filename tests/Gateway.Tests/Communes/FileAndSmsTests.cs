namespace VoisinsVigilants.Gateway.Tests.Communes;

/// <summary>A file of the town hall meets people who enrolled, moved or were erased by SMS.</summary>
public sealed class FileAndSmsTests(VillageFixture fixture) : VillageTests(fixture), IDisposable
{
    private const string Newcomer = "+33639989700";

    private readonly CommuneDirectory files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task Who_enrolled_by_sms_stays_and_is_listed_apart_whatever_is_removed()
    {
        await Enrol();
        var key = await Key(Newcomer);

        (await Import()).Should().Contain($"Inscrits par SMS, que personnes.csv ne nomme pas ; ils restent (EFFACER les retire) : {key}").And.NotContain("Gardés");
        Change(lines => lines.Where(line => !line.StartsWith("tess;")));
        (await Import("--remove-missing")).Should().Contain("personnes.csv : tess").And.Contain(key);

        (await Count($"members where phone = '{Newcomer}'")).Should().Be(1);
        (await Count("members where key = 'tess'")).Should().Be(0);
    }

    [Fact]
    public async Task Who_enrolled_by_sms_and_now_stands_in_the_file_keeps_the_proof_and_takes_the_files_key()
    {
        await Enrol();
        Change(lines => lines.Append("zoe;Zoé;06 39 98 97 00;référent;centre-bourg;Rue du Lavoir;centre-bourg;;;;"));
        (await Import()).Should().NotContain("Inscrits par SMS");
        (await Database.List($"select key || '|' || name || '|' || roles || '|' || proof_words from members where phone = '{Newcomer}'")).Should().Equal("zoe|Zoé|2|oui");

        // The line goes, and the office with it; the person stays.
        Change(lines => lines.Where(line => !line.StartsWith("zoe;")));
        (await Import("--remove-missing")).Should().Contain(": zoe");
        (await Database.List($"select roles || '|' || cardinality(referent_of) from members where phone = '{Newcomer}'")).Should().Equal("1|0");
    }

    [Fact]
    public async Task Somebody_of_the_file_who_enrolled_by_sms_with_a_new_phone_is_one_person()
    {
        await Enrol();
        Change(lines => lines.Select(line => line.Replace("06 39 98 00 11", "06 39 98 97 00")));
        await Import();

        (await Database.List("select phone || '|' || proof_words from members where key = 'simone'")).Should().Equal($"{Newcomer}|oui");
        (await Count("members where key like 'sms-%'")).Should().Be(0);
    }

    [Fact]
    public async Task An_address_given_by_sms_stays_until_the_file_says_the_same()
    {
        await Village.Text(Simone, "quartier rue des tilleuls");
        (await Import()).Should().Contain("corrigez personnes.csv : simone");
        (await Home("simone")).Should().Be("les-coteaux|Rue des Tilleuls");

        Change(lines => lines.Select(line => line.Replace("centre-bourg;Rue du Lavoir", "les-coteaux;Rue des Tilleuls")));
        (await Import()).Should().NotContain("nouvelle adresse");

        Change(lines => lines.Select(line => line.StartsWith("simone;") ? line.Replace("les-coteaux;Rue des Tilleuls", "la-gare;Rue des Cheminots") : line));
        await Import();
        (await Home("simone")).Should().Be("la-gare|Rue des Cheminots");
    }

    [Fact]
    public async Task Who_was_erased_is_not_brought_back_unless_they_signed_again()
    {
        await Village.Text(Simone, "effacer");
        await Village.Text(Simone, "oui");
        (await Import()).Should().Contain("non repris ; enlevez leur ligne de personnes.csv : simone");
        (await Count("members where key = 'simone'")).Should().Be(0);

        Change(lines => lines.Select(line => line.StartsWith("simone;") ? line.Replace("15/01/2026", "20/03/2026") : line));
        (await Import()).Should().NotContain("simone");
        (await Database.List("select proof_source || '|' || proof_charter || '|' || to_char(proof_at at time zone 'Europe/Paris', 'DD/MM/YYYY HH24:MI') from members where key = 'simone'"))
            .Should().Equal("Paper|novembre 2025|20/03/2026 00:00");
        (await Count("erasures where member_key is not null")).Should().Be(0);
    }

    private async Task Enrol()
    {
        await Village.Text(Newcomer, "inscription rue du lavoir");
        await Village.Text(Newcomer, "oui");
        (await Count($"members where phone = '{Newcomer}'")).Should().Be(1);
    }

    private Task<string> Key(string phone) => Database.Ask<string>($"select key from members where phone = '{phone}'");

    private Task<string> Home(string key) => Database.Ask<string>($"select home_quartier || '|' || home_place from members where key = '{key}'");

    private void Change(Func<IEnumerable<string>, IEnumerable<string>> change) =>
        files.Write("personnes.csv", string.Join('\n', change(files.Read("personnes.csv").TrimEnd().Split('\n'))) + "\n");

    private async Task<string> Import(params string[] flags)
    {
        var (exit, output) = await files.Import(Database, flags);
        exit.Should().Be(0, output);
        return output;
    }
}
