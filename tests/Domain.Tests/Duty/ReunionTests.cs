using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Conversations;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Tests.Duty;

/// <summary>A day on La Réunion begins at 20:00 UTC: night, morning, absences and reminders are those of its own clocks.</summary>
public sealed class ReunionTests
{
    // 01:30 on Saturday the 14th in Bras-Fleuri; still Friday the 13th in UTC, and in Paris.
    private static readonly DateTimeOffset Night = new(2026, 3, 13, 21, 30, 0, TimeSpan.Zero);

    [Fact]
    public void Night_and_its_morning_are_those_of_the_commune()
    {
        Cast.Reunion.IsNight(Night).Should().BeTrue();
        Cast.Reunion.NextMorning(Night).Should().Be(new DateTimeOffset(2026, 3, 14, 3, 0, 0, TimeSpan.Zero));
        Cast.Reunion.IsNight(new DateTimeOffset(2026, 3, 14, 3, 30, 0, TimeSpan.Zero)).Should().BeFalse("it is 07:30 there, 04:30 in Paris");
    }

    [Fact]
    public void A_night_report_wakes_nobody_and_its_digest_is_due_at_seven_there()
    {
        var neighbour = Cast.Marc with { Id = 9, Phone = PhoneNumber.Parse("+33639981011"), Roles = Roles.Voisin, ReferentOf = [] };
        var decision = Decide(Cast.Situation(Night, neighbour), neighbour, "tapage devant la salle des fetes");

        decision.Sms().Select(sms => sms.To).Should().Equal(neighbour.Phone, Cast.Adjoint.Phone);
        decision.Effects.OfType<Effect.CreateAlert>().Single().Alert.DigestAt.Should().Be(new DateTimeOffset(2026, 3, 14, 3, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void Tomorrow_is_the_commune_s_tomorrow()
    {
        var absence = Decide(Cast.Situation(Night, Cast.Marc), Cast.Marc, "absent demain").Effects.OfType<Effect.SetAbsence>().Single();

        absence.From.Should().Be(new DateTimeOffset(2026, 3, 14, 20, 0, 0, TimeSpan.Zero), "the 15th begins there");
        absence.Until.Should().Be(new DateTimeOffset(2026, 3, 15, 20, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void Dates_are_reminded_at_nine_there_and_only_on_their_days()
    {
        var commune = Cast.Reunion with { NextMeeting = new DateTime(2028, 11, 23, 18, 30, 0) };
        var due = new DateTimeOffset(2028, 11, 16, 5, 0, 0, TimeSpan.Zero);
        var situation = Cast.Situation(due) with { Commune = commune, Duty = new CommuneDuty(due, null, null, 0) };

        var decision = CommuneDay.TimeCame(situation);

        decision.Sms().Select(sms => sms.To).Should().Equal(Cast.Adjoint.Phone, Cast.Marc.Phone, Cast.Lucie.Phone);
        decision.Sms().First().Text.Should().Contain("15/01/2029", "sixty days are left of the protocol");
        decision.Effects.OfType<Effect.SaveDuty>().Single().Duty.DayDueAt.Should().Be(due.AddDays(1));
        CommuneDay.TimeCame(situation with { Duty = new CommuneDuty(due.AddDays(1), null, null, 0), Now = due.AddDays(1) }).Sms().Should().BeEmpty();
        CommuneDay.TimeCame(situation with { Duty = new CommuneDuty(due.AddDays(1), null, null, 0) }).Should().BeEquivalentTo(Decision.Nothing, "another run was faster");
    }

    [Fact]
    public void No_phone_is_tried_at_night()
    {
        var due = Cast.Marc with { Test = PhoneTest.Unplanned with { DueAt = Night } };
        var decision = KeepAlive.TimeCame(Cast.Situation(Night, due, due, Cast.Adjoint));

        decision.Sms().Should().BeEmpty();
        decision.Effects.OfType<Effect.PlanTest>().Single().Test.DueAt.Should().Be(new DateTimeOffset(2026, 3, 14, 6, 0, 0, TimeSpan.Zero));
    }

    private static Decision Decide(Situation situation, Member who, string text) =>
        ConversationMachine.Decide(situation, DemoReader.Interpreter, Cast.From(who, text, situation.Now));
}
