using System.Globalization;
using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Texts;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Conversations.Flows;

/// <summary>Several witnesses, one alert: a further report adds a voice and its words, and only what is new is told.</summary>
internal static class Joining
{
    /// <summary>The alert that tells of the same fact already, if there is one.</summary>
    public static Alert? Known(Turn turn, Alert fresh) =>
        DuplicateAlerts.Absorbing(fresh, turn.Situation.Recent, turn.Situation.Policy, turn.Situation.Gazetteer);

    public static void Join(Turn turn, Alert known, Alert fresh, ScreenedWords words, Emergency? emergency)
    {
        var witness = new Witness(turn.Contact.Phone, turn.Now, fresh.Body, Withdrawn: false);
        var joined = Enriched(known, fresh).With(witness);
        turn.Change(joined);
        turn.Save(joined, witness);
        turn.Keep(joined, words.Plates);
        turn.Log(joined, EntryKind.Joined, fresh.Body);

        var rank = ("rang", joined.Authors.Count().ToString(CultureInfo.InvariantCulture));
        turn.Receipt(fresh.Urgent ? Reporting.EmergencyWords(turn, emergency, joined) : turn.Words.Tell(TextKeys.ReportJoined, joined, turn.Now, rank), joined.Id);
        TellNews(turn, known, joined, fresh, rank);
        Holding.ShowWithheld(turn, joined, words);
    }

    /// <summary>An author takes back their own part while others stand: the alert goes on with these.</summary>
    public static void WithdrawPart(Turn turn, Alert alert)
    {
        var own = alert.Witnesses.FirstOrDefault(witness => witness.Phone == turn.Contact.Phone) ?? new Witness(turn.Contact.Phone, turn.Now, alert.Body, false);
        var changed = alert.With(own with { Withdrawn = true });
        if (alert.Author == turn.Contact.Phone) changed = changed with { Body = changed.Witnesses.First(witness => !witness.Withdrawn).Body };
        turn.Change(changed);
        turn.Save(changed, own with { Withdrawn = true });
        turn.Log(changed, EntryKind.Withdrawn, "");
        turn.Reply(TextKeys.PartWithdrawn, ("code", alert.Code.ToString()));
        foreach (var member in FollowingUp.InCharge(turn, changed))
            turn.Tell(member, changed, MessagePurpose.Update, turn.Words.Tell(TextKeys.PartWithdrawnToStaff, changed, turn.Now));
    }

    // What the first report did not know; somebody who is enrolled vouches for it, and one person in danger makes it urgent for all.
    private static Alert Enriched(Alert known, Alert fresh) => known with
    {
        Category = known.Category ?? fresh.Category,
        Place = known.Place ?? fresh.Place,
        Urgent = known.Urgent || fresh.Urgent,
        AuthorEnrolled = known.AuthorEnrolled || fresh.AuthorEnrolled,
        DigestAt = fresh.Urgent && !known.Urgent ? null : known.DigestAt,
    };

    private static void TellNews(Turn turn, Alert known, Alert joined, Alert fresh, (string, string) rank)
    {
        var becomesUrgent = joined.Urgent && !known.Urgent;
        var told = becomesUrgent ? AllTold(turn, joined) : IsWorthTelling(joined) ? FollowingUp.InCharge(turn, joined) : [];
        var news = joined with { Body = fresh.Body };
        var text = becomesUrgent ? turn.Words.Tell(TextKeys.BecameUrgent, news, turn.Now) : turn.Words.Tell(TextKeys.AnotherReport, news, turn.Now, rank);
        foreach (var member in told) turn.Tell(member, joined, becomesUrgent ? MessagePurpose.Alert : MessagePurpose.Update, text);
        if (becomesUrgent || joined.AuthorEnrolled != known.AuthorEnrolled) FollowingUp.TellMore(turn, joined, told);
    }

    // What sixty people see at once is told as the fifth, the tenth, the twentieth report: the words of all are in the log.
    private static bool IsWorthTelling(Alert alert) => alert.Authors.Count() is var count && (count <= 5 || count % 10 == 0);

    private static IReadOnlyList<Member> AllTold(Turn turn, Alert alert) =>
        [.. turn.Situation.ToldOf(alert).Select(telling => turn.Situation.StaffMember(telling.Phone)).OfType<Member>()];
}
