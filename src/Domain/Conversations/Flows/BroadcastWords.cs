using System.Globalization;
using System.Text.RegularExpressions;
using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Texts;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Conversations.Flows;

/// <summary>What a broadcast says, costs and may not say.</summary>
internal static partial class BroadcastWords
{
    private const int MostSegments = 2;

    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    /// <summary>Category, place, time and advice: never a word of the author's.</summary>
    public static string OfAlert(Turn turn, Alert alert)
    {
        var leaves = LeavesAt(turn, alert.Urgent);
        var known = alert.Place is { } place && turn.Situation.Gazetteer.Find(place).Known?.Name == place;
        var neutral = known ? alert : alert with { Place = null };
        return turn.Render(
            TextKeys.BroadcastAlert,
            ("categorie", turn.Words.Category(alert)),
            ("lieu", turn.Words.Place(neutral)),
            ("heure", turn.Words.Time(alert.CreatedAt, leaves)),
            ("conseil", turn.Render(Advice(alert.Category))));
    }

    public static string OfNews(Turn turn, string news) => turn.Render(TextKeys.BroadcastNews, ("commune", turn.Situation.Commune.Name), ("annonce", news));

    /// <summary>Why an adjoint's text cannot be sent, in words that say what to change; null when it can.</summary>
    /// <param name="text">The whole SMS, as it would leave.</param>
    public static (TextKey Key, (string, string)[] Values)? WhyNot(Turn turn, string news, string text)
    {
        if (SmsWords.Of(news).Count == 0) return (TextKeys.BroadcastEmpty, []);
        if (ContentScreen.WithoutPhoneNumbers(news) != news) return (TextKeys.BroadcastWithNumber, []);
        if (PlateReader.Read(news).Plates.Count > 0) return (TextKeys.BroadcastWithPlate, []);
        if (SafeWords.AskedDanger(news) is { } words) return (TextKeys.BroadcastAsksDanger, [("texte", words)]);
        if (Gsm7.Segments(text) <= MostSegments) return null;
        return (TextKeys.BroadcastTooLong, [("nombre", (Gsm7.Septets(text) - TextKey.TwoSms).ToString(French))]);
    }

    /// <summary>"DIFFUSER URGENT Le Moulin : …" does not wait for the morning. The word is taken out of <paramref name="head"/>.</summary>
    public static bool SaysUrgent(ref string head)
    {
        var without = UrgentWord().Replace(head, "").Trim();
        var says = without.Length < head.Length;
        head = without;
        return says;
    }

    public static DateTimeOffset LeavesAt(Turn turn, bool urgent) => urgent ? turn.Now : turn.Situation.Commune.BroadcastFrom(turn.Now);

    /// <summary>One SMS when the text fits into the question, else the text as it will be sent and then the question.</summary>
    public static IReadOnlyList<string> Question(Turn turn, Broadcast broadcast)
    {
        var whole = turn.Render(TextKeys.BroadcastQuestion, [("annonce", broadcast.Text), .. Facts(turn, broadcast)]);
        return Gsm7.Segments(whole) <= MostSegments ? [whole] : [broadcast.Text, turn.Render(TextKeys.BroadcastQuestionBehind, Facts(turn, broadcast))];
    }

    public static string Where(Turn turn, string? quartier) => quartier is null
        ? turn.Render(TextKeys.BroadcastToCommune)
        : turn.Render(TextKeys.BroadcastToQuartier, ("quartier", turn.Situation.QuartierName(quartier)));

    public static string People(Turn turn, int people) =>
        people == 1 ? turn.Render(TextKeys.OnePerson) : turn.Render(TextKeys.Persons, ("nombre", people.ToString(French)));

    public static decimal Cost(Turn turn, Broadcast broadcast) => broadcast.People * Gsm7.Segments(broadcast.Text) * turn.Situation.Commune.PricePerSegment;

    /// <summary>What it costs and what is left of the month's budget.</summary>
    public static (string, string)[] Money(Turn turn, MonthFigures month, Broadcast broadcast) =>
        [("prix", Euros(Cost(turn, broadcast))), ("reste", Euros(month.Left(turn.Situation.Commune.MonthlyBudget ?? 0)))];

    public static string Euros(decimal amount) => amount.ToString("0.00", French) + " EUR";

    public static string Subject(Turn turn, Broadcast broadcast) => broadcast.Alert is { } alert
        ? turn.Render(TextKeys.BroadcastOfAlert, ("code", alert.Code))
        : turn.Render(TextKeys.BroadcastOfNews);

    private static (string, string)[] Facts(Turn turn, Broadcast broadcast)
    {
        var leaves = LeavesAt(turn, broadcast.Urgent);
        var (code, asker) = (broadcast.Alert?.Code ?? "", turn.Situation.Sender);
        return
        [
            ("objet", broadcast.AskedBy == broadcast.AskedOf ? Subject(turn, broadcast) : turn.Render(TextKeys.BroadcastAskedBy, ("code", code), ("qui", turn.Words.Who(asker, AlertOf(turn, broadcast))))),
            ("ou", Where(turn, broadcast.Quartier)),
            ("personnes", People(turn, broadcast.People)),
            ("sms", (broadcast.People * Gsm7.Segments(broadcast.Text)).ToString(French)),
            ("prix", Euros(Cost(turn, broadcast))),
            ("depart", leaves <= turn.Now ? turn.Render(TextKeys.BroadcastLeavesNow) : turn.Words.Time(leaves, turn.Now)),
            ("numero", broadcast.Number),
        ];
    }

    private static Alert AlertOf(Turn turn, Broadcast broadcast) => turn.Situation.Alerts.First(alert => alert.Id == broadcast.Alert!.Value.Id);

    // What residents can do about such a thing, safely and at home.
    private static TextKey Advice(AlertCategory? category) => category switch
    {
        AlertCategory.Burglary => TextKeys.AdviceBurglary,
        AlertCategory.Theft => TextKeys.AdviceTheft,
        AlertCategory.Vehicle => TextKeys.AdviceVehicle,
        AlertCategory.Suspicious => TextKeys.AdviceSuspicious,
        AlertCategory.Damage => TextKeys.AdviceDamage,
        AlertCategory.Scam => TextKeys.AdviceScam,
        AlertCategory.Violence => TextKeys.AdviceViolence,
        AlertCategory.Drugs => TextKeys.AdviceDrugs,
        AlertCategory.Nuisance => TextKeys.AdviceNuisance,
        AlertCategory.Solidarity => TextKeys.AdviceSolidarity,
        AlertCategory.Danger => TextKeys.AdviceDanger,
        _ => TextKeys.AdviceOther,
    };

    [GeneratedRegex(@"\burgente?\b[ ,]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UrgentWord();
}
