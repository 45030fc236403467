using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Conversations;
using VoisinsVigilants.Domain.Tests.Duty;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Tests.Communes;

/// <summary>What the program begins by itself disturbs nobody on a Sunday or a holiday of the commune's own place.</summary>
public class HolidaysTests
{
    [Theory]
    [InlineData("2026-04-06", "Europe/Paris", false, true)]
    [InlineData("2026-05-14", "Europe/Paris", false, true)]
    [InlineData("2026-05-25", "Europe/Paris", false, true)]
    [InlineData("2027-03-29", "Europe/Paris", false, true)]
    [InlineData("2026-07-14", "Indian/Reunion", false, true)]
    [InlineData("2026-04-03", "Europe/Paris", false, false)]
    [InlineData("2026-04-03", "Europe/Paris", true, true)]
    [InlineData("2026-12-26", "Europe/Paris", true, true)]
    [InlineData("2026-12-26", "Europe/Paris", false, false)]
    [InlineData("2026-12-20", "Indian/Reunion", false, true)]
    [InlineData("2026-12-20", "Europe/Paris", false, false)]
    [InlineData("2026-05-22", "America/Martinique", false, true)]
    [InlineData("2026-05-22", "America/Guadeloupe", false, false)]
    [InlineData("2026-05-15", "Europe/Paris", false, false)]
    public void Each_place_has_its_own(string day, string zone, bool alsaceMoselle, bool isHoliday) =>
        Holidays.Has(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), zone, alsaceMoselle).Should().Be(isHoliday);

    [Fact]
    public void No_phone_is_tried_on_a_holiday()
    {
        // Tuesday 14 July 2026, 11:00 on La Réunion.
        var due = new DateTimeOffset(2026, 7, 14, 7, 0, 0, TimeSpan.Zero);
        var member = Cast.Marc with { Test = PhoneTest.Unplanned with { DueAt = due } };

        var decision = KeepAlive.TimeCame(Cast.Situation(due, member, member, Cast.Adjoint));

        decision.Sms().Should().BeEmpty();
        decision.Effects.OfType<Effect.PlanTest>().Single().Test.DueAt.Should().Be(new DateTimeOffset(2026, 7, 15, 6, 0, 0, TimeSpan.Zero), "10:00 of the next morning there");
    }

    [Fact]
    public void A_reminder_that_falls_on_a_Sunday_comes_on_Saturday()
    {
        // A meeting on Monday the 16th: the day before is a Sunday.
        var commune = Cast.Reunion with { NextMeeting = new DateTime(2026, 3, 16, 18, 30, 0) };
        var saturday = new DateTimeOffset(2026, 3, 14, 5, 0, 0, TimeSpan.Zero);
        var situation = Cast.Situation(saturday) with { Commune = commune, Duty = new CommuneDuty(saturday, null, null, 0) };

        CommuneDay.TimeCame(situation).Sms().Should().NotBeEmpty();
        CommuneDay.TimeCame(situation with { Now = saturday.AddDays(1), Duty = new CommuneDuty(saturday.AddDays(1), null, null, 0) }).Sms().Should().BeEmpty();
    }

    [Fact]
    public void What_can_wait_leaves_between_eight_and_twenty_of_the_commune_s_own_clock()
    {
        // 19:30 and 20:30 on La Réunion; in Paris it is afternoon.
        Cast.Reunion.BroadcastFrom(new DateTimeOffset(2026, 3, 14, 15, 30, 0, TimeSpan.Zero)).Should().Be(new DateTimeOffset(2026, 3, 14, 15, 30, 0, TimeSpan.Zero));
        Cast.Reunion.BroadcastFrom(new DateTimeOffset(2026, 3, 14, 16, 30, 0, TimeSpan.Zero)).Should().Be(new DateTimeOffset(2026, 3, 15, 4, 0, 0, TimeSpan.Zero));
    }
}
