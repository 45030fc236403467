namespace VoisinsVigilants.Gateway.Tests.Broadcasts;

/// <summary>The month's budget: a warning at 80 %, no broadcasts at 100 %, alerts whatever it says.</summary>
public sealed class BudgetTests(VillageFixture fixture) : VillageTests(fixture)
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await SetBudget("2.00");
    }

    public override async Task DisposeAsync() => await SetBudget("60");

    [Fact]
    public async Task Warns_once_stops_broadcasts_and_never_an_alert()
    {
        await SetBudget("3.00");
        await Broadcast("DIFFUSER : réunion samedi à 18h");
        await Told("envoyée à 20 personnes", 1, "20 SMS for 1.40 EUR fit into 3.00 EUR");

        await Village.Text(Adjoint, "DIFFUSER : réunion dimanche à 18h");
        await Told("il reste 1,3", 1, "with the questions before it, another 1.40 EUR do not");
        await Told("Budget SMS du mois", 0, "2.40 EUR would be 80 %");

        foreach (var (resident, report) in new[] { ("0011", "cambriolage rue du lavoir, la porte est cassée"), ("0108", "tags sur le mur de la gare"), ("0112", "vol de vélo rue des Tilleuls"), ("0117", "dépôt sauvage au moulin") })
            await Village.Text($"+3363998{resident}", report);
        await Village.Settle();
        await Told("Budget SMS du mois", 1);

        for (var resident = 102; resident < 110; resident++) await Village.Text($"+33639980{resident}", "vol de vélo rue du lavoir ce matin");
        await Village.Settle();
        await Told("Budget SMS du mois", 1, "once a month");
        (await Database.Ask<decimal>("select sum(price_estimate) from messages where accepted_at is not null")).Should().BeGreaterThan(3.00m);
        (await Count("messages where purpose = 'Alert' and status < 40")).Should().Be(0, "alerts leave whatever the budget says");

        await Village.Text(Adjoint, "stats");
        await Told("reste 0,00 EUR", 1);
    }

    [Fact]
    public async Task A_new_month_is_a_new_budget()
    {
        await Broadcast("DIFFUSER : réunion samedi à 18h");
        await Village.Text(Adjoint, "DIFFUSER : réunion dimanche à 18h");
        await Told("Rien n'a été envoyé : la diffusion coute 1,40 EUR", 1);

        await Village.Pass(TimeSpan.FromDays(18) - TimeSpan.FromHours(1));
        await Broadcast("DIFFUSER : réunion en avril");
        await Told("envoyée à 20 personnes", 2, "1 April on the commune's own calendar");
    }

    [Fact]
    public async Task A_broadcast_that_waits_for_the_morning_is_counted_before_it_leaves()
    {
        await Village.Pass(TimeSpan.FromHours(11));
        await Broadcast("DIFFUSER : réunion samedi à 18h");
        await Broadcast("DIFFUSER : réunion dimanche à 18h");
        await Village.Pass(TimeSpan.FromHours(13));

        await Told("envoyée à 20 personnes", 1);
        await Told("Rien n'a été envoyé : la diffusion coute 1,40 EUR", 1);
    }

    private async Task Broadcast(string words)
    {
        await Village.Text(Adjoint, words);
        await Village.Text(Adjoint, $"oui {await Database.Ask<string>("select number from broadcasts order by asked_at desc limit 1")}");
        await Village.Settle();
    }

    private async Task Told(string words, int times, string because = "")
    {
        var bodies = (await Village.Received(Adjoint)).Select(sms => sms.Body).ToList();
        bodies.Count(body => body.Contains(words, StringComparison.Ordinal)).Should().Be(times, "\"{0}\" is said so often; {1}\n{2}", words, because, string.Join('\n', bodies));
    }

    private Task SetBudget(string euros) => Database.Execute($"update communes set monthly_budget = {euros}; update commune_changes set count = count + 1");
}
