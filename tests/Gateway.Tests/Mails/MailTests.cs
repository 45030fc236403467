using System.Text.RegularExpressions;
using VoisinsVigilants.Gateway.Tests.Communes;
using VoisinsVigilants.Village;

namespace VoisinsVigilants.Gateway.Tests.Mails;

/// <summary>E-mails to the desk, over a real conversation with a mail server.</summary>
public sealed partial class MailTests : IAsyncLifetime, IAsyncDisposable
{
    private const string Simone = "+33639980011";
    private const string Marc = "+33639980021";
    private const string Desk = "accueil@brissy.example";

    private readonly MailServer server = new();
    private Brissy village = null!;

    public async Task InitializeAsync() => village = await Brissy.Start(server.Settings);

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        await village.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Nobody_answers_for_half_an_hour_and_the_desk_gets_one_mail()
    {
        await Report();
        await village.Pass(TimeSpan.FromMinutes(29));
        (await Count("mails")).Should().Be(0);

        await village.Pass(TimeSpan.FromMinutes(2));

        var mail = await OnlyMail();
        var code = await village.Database.Ask<string>("select code_number || code_letter from alerts");
        (mail.From, mail.To).Should().Be(("voisins@brissy.example", Desk));
        mail.Subject.Should().Be($"Alerte {code} sans réponse : cambriolage, Rue du Lavoir (Centre-Bourg)");
        mail.Text.Should().Contain($"L'alerte {code} est sans réponse depuis 10h00.").And.Contain("« cambriolage rue du lavoir, vitre cassée, ça a duré. appelez moi au (...) »", "words keep all their letters, and no number");
        mail.Text.Split('\n').Length.Should().BeGreaterThan(10, "a mail keeps its lines");
        PhoneNumberInText().IsMatch($"{mail.Subject} {mail.Text}").Should().BeFalse();
        (await village.Received("+33639980051")).Should().ContainSingle().Which.Body.Should().StartWith("SANS RÉPONSE", "the SMS goes out as well");

        await village.Pass(TimeSpan.FromHours(3));
        (await Count("mails")).Should().Be(1);
        server.Received.Should().HaveCount(1);
    }

    [Fact]
    public async Task A_server_that_is_busy_is_asked_again_and_gets_it_once()
    {
        server.RefuseNext(1);
        await Escalate();
        await Brissy.Eventually(async () => await Count("mails where attempts = 1 and error = '451' and holder is null") == 1, "the refusal is written down");
        server.Received.Should().BeEmpty();

        await village.Pass(TimeSpan.FromMinutes(2));

        await OnlyMail();
        (await Count("mails where attempts = 2 and error is null")).Should().Be(1);
        server.Refused.Should().Be(1);
    }

    [Fact]
    public async Task A_server_that_never_takes_it_is_given_up_after_a_day_with_an_alarm()
    {
        server.RefuseNext(int.MaxValue);
        await Escalate();
        await Brissy.Eventually(() => Task.FromResult(server.Refused > 0), "it was refused");

        await Brissy.Eventually(
            async () =>
            {
                await village.Pass(TimeSpan.FromHours(6));
                return await Count("mails where failed_at - created_at >= interval '1 day' and sent_at is null") == 1;
            },
            "it was given up");

        village.Gateway.Output.Should().Contain("ALARM: mail 1 was given up after a day (451)");
    }

    [Fact]
    public async Task A_power_cut_between_the_row_and_its_sending_loses_nothing()
    {
        server.RefuseNext(1);
        await Escalate();
        await Brissy.Eventually(async () => await Count("mails where attempts = 1 and holder is null") == 1, "it waits");

        await village.KillAndRestart();
        await village.Pass(TimeSpan.FromMinutes(2));

        await OnlyMail();
    }

    [Fact]
    public async Task A_mail_that_was_taken_by_a_server_whose_answer_was_lost_comes_again_under_the_same_id()
    {
        server.KeepsSilent = true;
        await Escalate();
        await Brissy.Eventually(() => Task.FromResult(server.Received.Count == 1), "the server has it");
        (await Count("mails where sent_at is null and holder is not null")).Should().Be(1, "the gateway does not know it");

        await village.Gateway.Kill();
        server.KeepsSilent = false;
        await village.Gateway.Start();

        await Brissy.Eventually(async () => await Count("mails where sent_at is not null") == 1, "it was sent to its end");
        server.Received.Should().HaveCount(2);
        server.Received.Select(mail => mail.Header("Message-Id")).Distinct().Should().ContainSingle().Which.Should().EndWith("@brissy.example>");
    }

    [Theory]
    [InlineData("STOP")]
    [InlineData("arret")]
    public async Task Staff_who_want_no_more_sms_are_told_to_the_desk_once_and_to_the_operator(string word)
    {
        await village.Text(Marc, word);
        await village.Text(Marc, word);
        await village.Text(Simone, word);
        await village.Settle();

        await IsOnlyMailOfSilence();
    }

    [Fact]
    public async Task And_so_are_those_of_whom_the_carrier_says_it()
    {
        await village.Faults(new { numbers = new Dictionary<string, object> { [Marc] = new { code = 21610, at = "create" }, [Simone] = new { code = 21610, at = "create" } } });
        await Report();
        await village.Settle();

        await IsOnlyMailOfSilence();
        (await Count($"contacts where phone = '{Marc}' and opted_out_at is not null and opt_out_due_at is null")).Should().Be(1);
    }

    [Fact]
    public async Task Without_a_mail_server_no_mail_is_written()
    {
        await using var other = await Brissy.Start();
        await other.Text(Simone, "cambriolage rue du lavoir");
        await other.Text(Marc, "STOP");
        await other.Pass(TimeSpan.FromMinutes(31));

        (await other.Received("+33639980051")).Should().ContainSingle(sms => sms.Body.StartsWith("SANS RÉPONSE"));
        (await other.Database.Ask<long>("select count(*) from mails")).Should().Be(0);
    }

    [Fact]
    public async Task What_a_mail_says_is_erased_with_what_was_reported()
    {
        await village.Text(Simone, "cambriolage rue du lavoir, ma voisine Zelie a tout vu");
        await village.Pass(TimeSpan.FromMinutes(31));
        await OnlyMail();
        await village.Text(Marc, $"clos {await village.Database.Ask<string>("select code_number || code_letter from alerts")}");
        await village.Text(Simone, "effacer");
        await village.Text(Simone, "oui");
        await village.Pass(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(1));

        (await Count("mails where body = ''")).Should().Be(1);
    }

    [Theory]
    [InlineData("accueil.brissy.example", "n'est pas une adresse de courriel")]
    [InlineData("accueil@brissy", "n'est pas une adresse de courriel")]
    [InlineData("un accueil@brissy.example", "n'est pas une adresse de courriel")]
    public async Task An_address_that_is_none_is_refused_with_file_and_line(string address, string says)
    {
        using var files = new CommuneDirectory();
        files.Edit("personnes.csv", Desk, address);

        var (exit, output) = await files.Import(village.Database);

        exit.Should().Be(1);
        output.Should().MatchRegex(@"personnes\.csv:33 : ").And.Contain(says).And.Contain("Rien n'a été importé.");
    }

    private Task Report() => village.Text(Simone, "cambriolage rue du lavoir, vitre cassée, ça a duré. appelez moi au 06 39 98 00 11");

    private async Task Escalate()
    {
        await Report();
        await village.Pass(TimeSpan.FromMinutes(31));
    }

    private async Task<ReceivedMail> OnlyMail()
    {
        await Brissy.Eventually(async () => await Count("mails where sent_at is not null and holder is null") == 1, "the mail has left");
        return server.Received.Should().ContainSingle().Subject;
    }

    private async Task IsOnlyMailOfSilence()
    {
        var mail = await OnlyMail();
        mail.To.Should().Be(Desk);
        mail.Subject.Should().StartWith("Plus aucun SMS pour le référent").And.Contain("Centre-Bourg");
        mail.Text.Should().Contain("10h00").And.NotContain("Marc");
        PhoneNumberInText().IsMatch($"{mail.Subject} {mail.Text}").Should().BeFalse();
        (await Count("mails")).Should().Be(1);
        Regex.Count(village.Gateway.Output, "ALARM: member [0-9]+ of the staff asked for no more SMS").Should().Be(1);
    }

    private Task<long> Count(string tableAndCondition) => village.Database.Ask<long>($"select count(*) from {tableAndCondition}");

    [GeneratedRegex(@"(?:\+|00)33[\s.\-]?[1-9](?:[\s.\-]?\d{2}){4}|\b0[1-9](?:[\s.\-]?\d{2}){4}\b")]
    private static partial Regex PhoneNumberInText();
}
