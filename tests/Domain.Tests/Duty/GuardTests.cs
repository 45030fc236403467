using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Conversations;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Tests.Duty;

/// <summary>Floods, loops, silent phones and suspended numbers: decisions are values, so each limit is tried on both sides.</summary>
public sealed class GuardTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 14, 8, 0, 0, TimeSpan.Zero);

    private static readonly Member Neighbour = Cast.Marc with { Id = 9, Phone = Domain.Messages.PhoneNumber.Parse("+33639981011"), Roles = Roles.Voisin, ReferentOf = [] };

    [Theory]
    [InlineData(10, "règles", "Danger : appelez le 17 d'abord")]
    [InlineData(11, "règles", "Nous recevons bien tous vos messages")]
    [InlineData(11, "au secours il me frappe", "Appelez le 17 maintenant")]
    public void Answers_pause_after_ten_sms_but_never_for_somebody_in_danger(int heard, string text, string begins) =>
        Answers(Neighbour, text, Texts(heard, text)).Should().ContainSingle().Which.Should().StartWith(begins);

    [Fact]
    public void Whoever_holds_an_office_may_text_three_times_as_many() =>
        Answers(Cast.Marc, "liste", Texts(30, "liste")).Should().ContainSingle().Which.Should().NotContain("pause");

    [Fact]
    public void A_pause_is_announced_once_and_ends()
    {
        var paused = Situation(Neighbour, Texts(12, "règles"));
        paused = paused with { Contact = paused.Contact with { PausedUntil = Noon.AddMinutes(3) } };
        Answers(paused, Neighbour, "règles").Should().BeEmpty();
        Answers(paused with { Contact = paused.Contact with { PausedUntil = Noon.AddMinutes(-1) } }, Neighbour, "règles").Should().BeEmpty("it goes on, and was said");
        Answers(paused with { Contact = paused.Contact with { PausedUntil = Noon.AddMinutes(-1) }, Traffic = Traffic.None }, Neighbour, "règles").Should().ContainSingle();
    }

    [Fact]
    public void What_pauses_is_the_answer_not_the_report()
    {
        var situation = Situation(Neighbour, Texts(11, "cambriolage rue du lavoir"));
        var decision = Decide(situation, Neighbour, "cambriolage rue du lavoir");
        decision.Effects.OfType<Effect.CreateAlert>().Should().ContainSingle();
        decision.Sms().Where(sms => sms.To == Cast.Marc.Phone).Should().ContainSingle();
    }

    [Theory]
    [InlineData("Merci. Alerte 12K envoyée aux référents du quartier Centre-Bourg", true)]
    [InlineData("Re: Merci. Alerte 12K envoyée aux référents du quartier Centre-Bourg. Ils vous tiendront au courant.", true)]
    [InlineData("Merci. Alerte 12K envoyée aux référents du quartier Centre-Bourg. Ils vous tiendront au courant. le voleur est revenu", false)]
    [InlineData("cambriolage rue du lavoir", false)]
    public void Our_own_words_coming_back_are_no_report(string text, bool isEcho)
    {
        var said = new Traffic([], ["Merci. Alerte 12K envoyée aux référents du quartier Centre-Bourg. Ils vous tiendront au courant."]);
        var decision = Decide(Situation(Neighbour, []) with { Traffic = said }, Neighbour, text);
        (decision.Effects.Count == 0).Should().Be(isEcho);
    }

    [Fact]
    public void Many_reports_ask_time_to_look_once()
    {
        var busy = Situation(Neighbour, []) with { Duty = new CommuneDuty(null, null, null, 14) };
        Decide(busy, Neighbour, "cambriolage rue du lavoir").Effects.OfType<Effect.NoticeFlood>().Should().ContainSingle();
        Decide(busy with { Duty = busy.Duty with { RecentAlerts = 13 } }, Neighbour, "cambriolage rue du lavoir").Effects.OfType<Effect.NoticeFlood>().Should().BeEmpty();
        Decide(busy with { Duty = busy.Duty with { FloodToldAt = Noon.AddMinutes(-50) } }, Neighbour, "cambriolage rue du lavoir").Effects.OfType<Effect.NoticeFlood>().Should().BeEmpty();

        var told = CommuneDay.TimeCame(busy with { Duty = new CommuneDuty(Noon.AddHours(5), Noon, null, 15) });
        told.Sms().Should().ContainSingle().Which.Text.Should().Contain("15 en quelques minutes");
        told.Effects.OfType<Effect.SaveDuty>().Single().Duty.Should().Be(new CommuneDuty(Noon.AddHours(5), null, Noon, 15));
    }

    [Fact]
    public void A_phone_that_stays_silent_is_told_of_once()
    {
        var late = Cast.Marc with { Test = new PhoneTest(Noon, Noon.AddHours(-48), null, null) };
        var first = KeepAlive.TimeCame(Cast.Situation(Noon, late, late, Cast.Adjoint));
        first.Sms().Should().ContainSingle().Which.To.Should().Be(Cast.Adjoint.Phone);
        var silent = first.Effects.OfType<Effect.PlanTest>().Single().Test;
        silent.Should().Be(new PhoneTest(Noon.AddDays(28), null, null, Noon));

        var again = Cast.Marc with { Test = silent with { DueAt = Noon, SentAt = Noon.AddHours(-48) } };
        KeepAlive.TimeCame(Cast.Situation(Noon, again, again, Cast.Adjoint)).Sms().Should().BeEmpty();
    }

    [Fact]
    public void Any_word_shows_that_a_phone_lives()
    {
        var tested = Cast.Marc with { Test = new PhoneTest(Noon.AddHours(40), Noon.AddHours(-8), null, Noon.AddDays(-60)) };
        foreach (var text in new[] { "1", "liste", "merci", "cambriolage rue du lavoir" })
            Decide(Cast.Situation(Noon, tested, tested, Cast.Adjoint), tested, text).Effects.OfType<Effect.PlanTest>().Single().Test
                .Should().Be(new PhoneTest(Noon.AddHours(-8).AddDays(30), null, null, null));
    }

    private static HeardSms[] Texts(int count, string last) =>
        [.. Enumerable.Range(1, count - 1).Select(i => new HeardSms(Noon.AddMinutes(-8), $"autre chose {i}")), new HeardSms(Noon, last)];

    private static Situation Situation(Member who, HeardSms[] heard) => Cast.Situation(Noon, who) with { Traffic = new Traffic(heard, []) };

    private static IEnumerable<string> Answers(Member who, string text, HeardSms[] heard) => Answers(Situation(who, heard), who, text);

    private static IEnumerable<string> Answers(Situation situation, Member who, string text) =>
        Decide(situation, who, text).Sms().Where(sms => sms.To == who.Phone).Select(sms => sms.Text);

    private static Decision Decide(Situation situation, Member who, string text) =>
        ConversationMachine.Decide(situation, DemoReader.Interpreter, Cast.From(who, text, Noon));
}
