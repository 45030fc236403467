using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Texts;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Conversations.Flows;

/// <summary>How an alert goes on and ends, told to all who were told of it and to its authors (PRODUCT §4). What each SMS is for: decision 14.</summary>
internal static class Outcomes
{
    /// <param name="before">The alert as it was: once somebody was known to be on it, the news of its confirmation may wait for its end.</param>
    public static void Confirm(Turn turn, Alert before, Alert alert, string reason, EntryKind kind)
    {
        turn.Log(alert, kind, PlateReader.Masked(reason));
        var wait = before.State == AlertState.Taken ? turn.Situation.Policy.NewsHeldFor : TimeSpan.Zero;
        Tell(turn, alert, TextKeys.OutcomeConfirmed, TextKeys.OutcomeToAuthorConfirmed, reason, wait);
        var (commune, staff) = (turn.Situation.Commune, turn.Situation.Staff);
        var known = turn.Situation.ToldOf(alert).Select(telling => telling.Phone).Append(turn.Contact.Phone);
        IReadOnlyList<Recipient> concerned =
        [
            .. RelayPlan.Gendarmerie(alert, commune, staff, turn.Now),
            .. RelayPlan.AdjointsOnDuty(alert, staff, turn.Now).Take(1),
            .. RelayPlan.Desk(alert, staff, turn.Now),
        ];
        foreach (var (member, role) in RelayPlan.Once(concerned).Without(known))
        {
            var key = role == RecipientKind.Gendarmerie ? TextKeys.AlertForGendarmerie : TextKeys.AlertConfirmed;
            turn.Tell(member, alert, MessagePurpose.Alert, turn.Words.Tell(key, alert, turn.Now));
        }
    }

    public static void End(Turn turn, Alert alert, string reason, EntryKind kind)
    {
        turn.Log(alert, kind, PlateReader.Masked(reason));

        // News that still waits is overtaken by the end: nobody reads two SMS where one says it all.
        turn.Do(new Effect.DropHeldNews(alert.Id));
        var refused = kind == EntryKind.FalseAlarm;
        Tell(
            turn,
            alert,
            refused ? TextKeys.OutcomeFalse : TextKeys.OutcomeClosed,
            refused ? FalseAlarmText(turn, alert) : TextKeys.OutcomeToAuthorClosed,
            reason,
            TimeSpan.Zero);
    }

    /// <summary>Those whose job it is and who know of the alert, but for who texts.</summary>
    public static IEnumerable<Member> Told(Turn turn, Alert alert) =>
        turn.Situation.ToldOf(alert).Select(telling => turn.Situation.StaffMember(telling.Phone)).OfType<Member>()
            .Where(member => member.Phone != turn.Contact.Phone);

    // After the third within twelve months the author hears of the law, kindly and once. An urgent alert is never held against anybody,
    // nor one that somebody else saw too.
    private static TextKey FalseAlarmText(Turn turn, Alert alert)
    {
        var record = turn.Situation.FalseAlarms.GetValueOrDefault(alert.Author) ?? FalseAlarms.None;
        if (alert.Urgent || alert.Witnesses.Count > 0 || record.RemindedAt is not null || record.Count + 1 < turn.Situation.Policy.Duty.FalseAlarms) return TextKeys.OutcomeToAuthorFalse;
        turn.Do(new Effect.RemindOfLaw(alert.Author));
        return TextKeys.LegalReminder;
    }

    private static void Tell(Turn turn, Alert alert, TextKey toStaff, TextKey toAuthor, string reason, TimeSpan wait)
    {
        var (code, who) = (("code", alert.Code.ToString()), turn.Words.Who(turn.Situation.Sender, alert));
        var words = turn.PassOn(reason) ?? "";
        var said = words.Length > 0 ? turn.Render(TextKeys.Reason, ("texte", words)) : "";
        var text = turn.Render(toStaff, code, ("qui", who), ("motif", said));
        foreach (var member in Told(turn, alert)) turn.Tell(member, alert, MessagePurpose.Outcome, text, wait: wait);
        turn.TellAuthor(alert, turn.Render(toAuthor, code, ("motif", ReasonForAuthor(turn, alert, words))), except: turn.Contact.Phone, wait);
    }

    /// <summary>Staff's own words to an author, with the office of who wrote them; nothing when there are none.</summary>
    public static string ReasonForAuthor(Turn turn, Alert alert, string words)
    {
        if (words.Length == 0) return "";
        var who = turn.Words.Who(turn.Situation.Sender, alert);
        return turn.Render(TextKeys.ReasonToAuthor, ("qui", char.ToUpperInvariant(who[0]) + who[1..]), ("texte", words));
    }
}
