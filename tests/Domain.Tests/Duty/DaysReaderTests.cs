using System.Globalization;
using VoisinsVigilants.Domain.Communes;

namespace VoisinsVigilants.Domain.Tests.Duty;

/// <summary>Dates as people write them, read on Saturday the 14th of March 2026 unless another day is given.</summary>
public sealed class DaysReaderTests
{
    [Theory]
    [InlineData("ABSENT du 3 au 10 août", "03/08/2026", "10/08/2026")]
    [InlineData("absent du 3 au 10 aout 2026", "03/08/2026", "10/08/2026")]
    [InlineData("absente du 1er au 15 avril", "01/04/2026", "15/04/2026")]
    [InlineData("absent du 24/12 au 02/01", "24/12/2026", "02/01/2027")]
    [InlineData("absent du 24/12/2026 au 02/01/2027", "24/12/2026", "02/01/2027")]
    [InlineData("absent du 24/12/26 au 2.1.27", "24/12/2026", "02/01/2027")]
    [InlineData("absent 3-10 août", "03/08/2026", "10/08/2026")]
    [InlineData("je suis absent du 28 mars au 4 avril", "28/03/2026", "04/04/2026")]
    [InlineData("absent du 20 au 25", "20/03/2026", "25/03/2026")]
    [InlineData("absent du 28 au 4", "28/03/2026", "04/04/2026")]
    [InlineData("absent du lundi 16 au vendredi 20 mars", "16/03/2026", "20/03/2026")]
    [InlineData("absent de lundi à jeudi", "16/03/2026", "19/03/2026")]
    [InlineData("absent entre le 3 et le 8 mai", "03/05/2026", "08/05/2026")]
    [InlineData("absent jusqu'à dimanche", "14/03/2026", "15/03/2026")]
    [InlineData("absent jusqu’au 20", "14/03/2026", "20/03/2026")]
    [InlineData("absent jusqu'au 20 mars", "14/03/2026", "20/03/2026")]
    [InlineData("pas dispo ce week-end", "14/03/2026", "15/03/2026")]
    [InlineData("absent ce weekend", "14/03/2026", "15/03/2026")]
    [InlineData("absent le week-end prochain", "21/03/2026", "22/03/2026")]
    [InlineData("absent demain", "15/03/2026", "15/03/2026")]
    [InlineData("absent après-demain", "16/03/2026", "16/03/2026")]
    [InlineData("absent demain jusqu'à mercredi", "15/03/2026", "18/03/2026")]
    [InlineData("absent ce soir", "14/03/2026", "14/03/2026")]
    [InlineData("absent cette semaine", "14/03/2026", "15/03/2026")]
    [InlineData("absent la semaine prochaine", "16/03/2026", "22/03/2026")]
    [InlineData("absent jusqu'à la fin du mois", "14/03/2026", "31/03/2026")]
    [InlineData("absent en août", "01/08/2026", "31/08/2026")]
    [InlineData("absent tout le mois de mars", "14/03/2026", "31/03/2026")]
    [InlineData("absent 15 jours", "14/03/2026", "28/03/2026")]
    [InlineData("absent pour une semaine", "14/03/2026", "20/03/2026")]
    [InlineData("absent à partir du 1er avril pour deux semaines", "01/04/2026", "14/04/2026")]
    [InlineData("absent le 12 mai", "12/05/2026", "12/05/2026")]
    [InlineData("absent mardi", "17/03/2026", "17/03/2026")]
    [InlineData("absent, de retour le 20 mars", "14/03/2026", "19/03/2026")]
    [InlineData("absent du 10 au 20 mars", "14/03/2026", "20/03/2026")]
    [InlineData("absent du 20 decembre au 5 janvier", "20/12/2026", "05/01/2027")]
    public void Days_are_read(string text, string from, string until) =>
        Read(text).Should().Be(new DaysRead(new Days(Day(from), Day(until)), null));

    [Theory]
    [InlineData("absent à partir du 1er avril", "01/04/2026")]
    [InlineData("absent du 3 août", "03/08/2026")]
    [InlineData("absent à partir de lundi", "16/03/2026")]
    [InlineData("indisponible à partir de demain", "15/03/2026")]
    public void An_absence_may_have_no_end(string text, string from) => Read(text).Should().Be(new DaysRead(new Days(Day(from), null), null));

    [Theory]
    [InlineData("ABSENT")]
    [InlineData("je suis absent")]
    [InlineData("ne comptez pas sur moi")]
    [InlineData("absent, voir avec Lucie au 12 rue du Lavoir")]
    public void Without_dates_nothing_is_read(string text) => Read(text).Should().Be(DaysRead.None);

    [Theory]
    [InlineData("absent du 31/02 au 05/03", DaysProblem.Impossible)]
    [InlineData("absent le 32/05", DaysProblem.Impossible)]
    [InlineData("absent du 12/13 au 14/13", DaysProblem.Impossible)]
    [InlineData("absent du 30 février au 2 mars", DaysProblem.Impossible)]
    [InlineData("absent du 3 au 10 mars", DaysProblem.Past)]
    [InlineData("absent le 10 mars", DaysProblem.Past)]
    [InlineData("absent jusqu'au 01/02/2026", DaysProblem.Past)]
    [InlineData("absent du 01/08/2025 au 15/08/2025", DaysProblem.Past)]
    [InlineData("absent du 10 au 3 août", DaysProblem.Reversed)]
    [InlineData("absent du 10/08/2026 au 03/08/2026", DaysProblem.Reversed)]
    public void What_cannot_be_is_said(string text, DaysProblem problem) => Read(text).Should().Be(new DaysRead(null, problem));

    [Theory]
    [InlineData("dispo lundi", "16/03/2026")]
    [InlineData("de retour le 20 mars", "20/03/2026")]
    [InlineData("aujourd'hui je suis de nouveau dispo", "14/03/2026")]
    [InlineData("je suis rentré", null)]
    [InlineData("dispo jusqu'à vendredi", null)]
    public void A_day_of_return_is_read(string text, string? day) => DaysReader.FirstDay(text, Day("14/03/2026")).Should().Be(day is null ? null : Day(day));

    [Fact]
    public void Whatever_is_written_never_throws()
    {
        foreach (var text in new[] { "99/99/99", "absent du 0 au 0", "31/12/9999", "absent 999 mois", "du du du au au", "12-", "1er", "le 31", new string('9', 300) })
            FluentActions.Invoking(() => Read(text)).Should().NotThrow();
    }

    private static DaysRead Read(string text) => DaysReader.Read(text, Day("14/03/2026"));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "dd/MM/yyyy", CultureInfo.InvariantCulture);
}
