namespace VoisinsVigilants.Gateway.Tests.Privacy;

/// <summary>What is kept of somebody, and that it goes: looked for in every column of every table, those of later migrations included.</summary>
public sealed class ErasureTests(VillageFixture fixture) : VillageTests(fixture)
{
    private const string Newcomer = "+33639989700";

    [Fact]
    public async Task A_yes_is_kept_with_its_day_its_words_and_the_charter_word_for_word()
    {
        await Enrol("rue du lavoir");

        (await Database.List($"select proof_source || '|' || proof_words || '|' || home_quartier || '|' || roles || '|' || (key like 'sms-%') from members where phone = '{Newcomer}'"))
            .Should().Equal("Sms|oui j'accepte|centre-bourg|1|true");
        (await Count($"members where phone = '{Newcomer}' and proof_at between '2026-03-14 09:00Z' and '2026-03-14 09:10Z' and proof_at = enrolled_at")).Should().Be(1);
        var shown = (await Village.Received(Newcomer)).Single(sms => sms.Body.Contains("Pour accepter : OUI")).Body;
        (await Database.List($"select c.body from charters c join members m on m.commune_id = c.commune_id and m.proof_charter = c.version where m.phone = '{Newcomer}'")).Should().Equal(shown);
    }

    [Theory]
    [InlineData("non merci")]
    [InlineData(null)]
    public async Task Without_a_yes_no_address_is_kept(string? answer)
    {
        await Village.Text(Newcomer, "inscription");
        await Village.Text(Newcomer, "rue du lavoir");
        if (answer is not null) await Village.Text(Newcomer, answer);
        else await Village.Pass(TimeSpan.FromHours(25));

        (await Count($"members where phone = '{Newcomer}'")).Should().Be(0);
        (await Count("inbox where body in ('inscription', 'rue du lavoir')")).Should().Be(0);
        (await Count("inbox where body = ''")).Should().Be(2);
        (await Holding("lavoir")).Should().BeEquivalentTo("members.home_place", "places.name");
        (await Count("contacts where request is not null or patience_ends is not null")).Should().Be(0);
    }

    [Theory]
    [InlineData("otv absents du 3 au 17 aout, 8 rue du lavoir")]
    [InlineData("absent du 3 au 17 aout")]
    [InlineData("on part en vacances du 3 au 17, la voiture AB-123-CD reste la")]
    public async Task Of_absence_dates_only_the_word_is_kept(string text)
    {
        await Village.Text(Simone, text);

        (await Database.List("select body from inbox")).Should().Equal("OTV");
    }

    [Fact]
    public async Task After_an_erasure_the_phone_is_nowhere_and_the_counts_are_what_they_were()
    {
        await Enrol("rue du lavoir");
        await Village.Text(Newcomer, "cambriolage rue du lavoir, ma voisine Zelie a tout vu");
        await Village.Text(Marc, $"clos {await OnlyCode()}");
        await Village.Settle();
        var (received, sent, alerts) = (await Count("inbox"), await Count("messages"), await Count("alerts"));

        await Village.Text(Newcomer, "effacer mes donnees");
        await Village.Text(Newcomer, "oui");
        (await Village.Received(Newcomer))[^1].Body.Should().StartWith("C'est fait");
        (await Holding(Newcomer)).Should().BeEquivalentTo(["erasures.phone", "messages.to_phone"], "the confirmation has yet to be delivered");

        await Village.Pass(TimeSpan.FromDays(1));
        (await Holding(Newcomer)).Should().BeEmpty();
        (await Holding("Zelie")).Should().BeEmpty("what was told to others holds the words too");
        (await Holding("C''est fait")).Should().BeEmpty();
        (await Count("inbox")).Should().Be(received + 2);
        (await Count("messages")).Should().Be(sent + 2);
        (await Count("alerts where category = 'Burglary' and state = 'Closed' and quartier = 'centre-bourg'")).Should().Be(alerts);
        (await Count("erasures where phone is null and due_at is null and member_key is null")).Should().Be(1);
    }

    [Fact]
    public async Task An_alert_that_lives_keeps_its_words_until_it_ends_and_its_author_hears_no_more()
    {
        await Enrol("rue du lavoir");
        await Village.Text(Newcomer, "cambriolage rue du lavoir, ma voisine Zelie a tout vu");
        var code = await OnlyCode();
        await Village.Text(Marc, $"vu {code}");
        await Village.Text(Newcomer, "effacer");
        await Village.Text(Newcomer, "oui");
        await Village.Pass(TimeSpan.FromDays(2));

        (await Holding(Newcomer)).Should().BeEmpty();
        (await Count("alerts where body like '%Zelie%'")).Should().Be(1);
        var heard = (await Village.Received(Newcomer)).Count;

        await Village.Text(Marc, $"clos {code}");
        await Village.Pass(TimeSpan.FromDays(1));
        (await Holding("Zelie")).Should().BeEmpty();
        (await Village.Received(Newcomer)).Should().HaveCount(heard);
        (await Village.Received(Lucie))[^1].Body.Should().Contain("close");
    }

    private async Task Enrol(string street)
    {
        await Village.Text(Newcomer, $"inscription {street}");
        await Village.Text(Newcomer, "oui j'accepte");
    }

    /// <summary>Every column that holds these words anywhere. Hangfire's own tables are looked at too.</summary>
    private async Task<IReadOnlyList<string>> Holding(string words)
    {
        await Village.Settle();
        var columns = await Database.List("""
            select format('%I.%I|%I|%I', table_schema, table_name, column_name, table_name || '.' || column_name) from information_schema.columns
            where table_schema not in ('pg_catalog', 'information_schema') and data_type in ('text', 'jsonb', 'character varying', 'ARRAY', 'json')
            """);
        var found = new List<string>();
        foreach (var column in columns.Select(column => column.Split('|')))
            if (await Database.Ask<long>($"select count(*) from {column[0]} where {column[1]}::text ilike '%{words}%'") > 0) found.Add(column[2].Trim('"'));
        return found;
    }
}
