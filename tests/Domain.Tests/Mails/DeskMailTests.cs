using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Conversations;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Tests.Duty;
using VoisinsVigilants.Domain.Texts;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Tests.Mails;

/// <summary>When somebody of the staff falls silent, the desk is written to, and nobody else.</summary>
public sealed class DeskMailTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 6, 0, 0, TimeSpan.Zero);

    private static readonly Member Desk = new(9, PhoneNumber.Parse("+33639981051"), "", Roles.Mairie, null, null, [], null, null, null, Reachable: true) { Email = "accueil@bras-fleuri.example" };

    private static readonly Member Brigade = Desk with { Id = 10, Phone = PhoneNumber.Parse("+33639981061"), Roles = Roles.Gendarmerie, Email = "brigade@bras-fleuri.example" };

    [Fact]
    public void The_desk_is_written_to_also_when_no_sms_reaches_it()
    {
        var mail = Mails(After(Cast.Marc, Desk with { Reachable = false })).Should().ContainSingle().Subject;

        mail.To.Should().Be("accueil@bras-fleuri.example");
        mail.Body.Should().Contain("10h00", "that is the hour on La Réunion").And.Contain("Bras-Fleuri");
    }

    [Fact]
    public void A_brigade_that_falls_silent_is_called_by_its_office() => Mails(After(Brigade, Desk)).Should().ContainSingle().Which.Subject.Should().EndWith("la gendarmerie");

    [Fact]
    public void Without_an_address_only_the_silence_is_noted()
    {
        var decision = After(Cast.Marc, Desk with { Email = null });

        Mails(decision).Should().BeEmpty();
        decision.Effects.OfType<Effect.NoteOptOut>().Should().ContainSingle().Which.StaffId.Should().Be(Cast.Marc.Id);
    }

    [Fact]
    public void A_second_run_a_person_who_is_back_and_one_who_left_are_told_to_nobody()
    {
        Told(Waiting(Cast.Marc) with { OptOutDueAt = null }, Cast.Marc).Effects.Should().BeEmpty();
        foreach (var decision in new[] { Told(Waiting(Cast.Marc) with { OptedOutAt = null }, Cast.Marc), Told(Waiting(Cast.Marc), null) })
            decision.Effects.Should().ContainSingle().Which.Should().Be(new Effect.NoteOptOut(Cast.Marc.Phone, null));
    }

    [Fact]
    public void The_body_of_a_mail_keeps_its_lines_and_its_letters()
    {
        var (texts, errors) = TextFile.Parse([new SourceFile("textes/a.txt", "# remarque\n[courriel-sans-sms]\nÇa,\n\n«\u00a0œuvre » {qui}\n# remarque\nfin\n\n[aide]\nun\n\ndeux\n")]);

        errors.Should().BeEmpty();
        texts["courriel-sans-sms"].Words.Trim().Should().Be("Ça,\n\n«\u00a0œuvre » {qui}\nfin");
        texts["aide"].Words.Should().Be("un deux");
    }

    private static Decision After(Member silent, Member desk) => StaffSilence.TimeCame(Cast.Situation(Now, silent, silent, desk) with { Contact = Waiting(silent) });

    private static Decision Told(Contact contact, Member? sender) => StaffSilence.TimeCame(Cast.Situation(Now, sender, Cast.Marc, Desk) with { Contact = contact });

    private static Contact Waiting(Member member) => Contact.Unknown(member.Phone) with { OptedOutAt = Now, OptOutDueAt = Now };

    private static IEnumerable<OutgoingMail> Mails(Decision decision) => decision.Effects.OfType<Effect.SendMail>().Select(effect => effect.Mail);
}
