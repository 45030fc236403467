using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Texts;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Conversations.Flows;

/// <summary>What an author adds to their alert, asks about it, or takes back.</summary>
internal static class FollowingUp
{
    /// <summary>The author's alert that a text may complete: the one whose code is quoted, else the last one while it lives.</summary>
    public static Alert? AlertMeant(Turn turn, Reading reading)
    {
        var own = turn.Situation.Alerts.Where(alert => alert.IsFrom(turn.Contact.Phone)).OrderByDescending(alert => alert.CreatedAt).ToList();
        return reading.Codes.Count > 0
            ? own.FirstOrDefault(alert => reading.Codes.Any(code => Quotes(code, alert)))
            : own.FirstOrDefault(alert => alert.Id == turn.Conversation.LastAlert) ?? own.FirstOrDefault();
    }

    public static void Complement(Turn turn, Reading reading, Alert alert, string body)
    {
        var becomesUrgent = reading.Urgent && !alert.Urgent;
        var words = turn.Screen(body);
        var changed = WithWords(turn, Placed(alert, reading), words) with { Urgent = alert.Urgent || reading.Urgent };
        turn.Log(alert, EntryKind.Complemented, words.Safe);
        turn.Keep(alert, words.Plates);
        if (reading.Urgent) turn.Receipt(Reporting.EmergencyWords(turn, reading.Emergency, changed), alert.Id);
        else turn.Reply(TextKeys.ComplementTaken, ("code", alert.Code.ToString()));

        if (alert.State == AlertState.Held && changed.Urgent) Holding.Leave(turn, changed);
        else
        {
            TellComplement(turn, alert, changed, words, becomesUrgent);
            turn.Change(changed);
        }
        turn.Conversation = turn.Conversation.Rested() with { LastAlert = alert.Id };
    }

    // Held words have reached nobody but their reader, who also reads what follows.
    private static void TellComplement(Turn turn, Alert alert, Alert changed, ScreenedWords words, bool becomesUrgent)
    {
        var told = InCharge(turn, changed);
        var said = alert.State == AlertState.Held ? words.Read : words.Safe;
        if (said == words.Read || becomesUrgent)
            foreach (var member in told) turn.Tell(member, changed, becomesUrgent ? MessagePurpose.Alert : MessagePurpose.Update, ComplementText(turn, changed, Told(turn, alert, said), becomesUrgent));
        if (alert.State != AlertState.Held) Holding.ShowWithheld(turn, changed, words);
        if (becomesUrgent || (changed.Quartier != alert.Quartier && alert.State != AlertState.Held)) TellMore(turn, changed, told);
    }

    // The last part of a text in several SMS: whoever read the others out of order reads it whole.
    private static string Told(Turn turn, Alert alert, string said)
    {
        if (SmsParts.Read(said) is not { } part) return said;
        var before = OwnWords(turn, alert);
        var whole = SmsParts.Append(before, said);
        return SmsParts.Belongs(before, said) && !whole.Contains(part.Written, StringComparison.Ordinal) ? whole : said;
    }

    /// <summary>What this author has said of the alert so far.</summary>
    public static string OwnWords(Turn turn, Alert alert) =>
        alert.Author == turn.Contact.Phone ? alert.Body : alert.Witnesses.FirstOrDefault(witness => witness.Phone == turn.Contact.Phone)?.Body ?? "";

    // A witness completes their own words, the first author those of the alert.
    private static Alert WithWords(Turn turn, Alert alert, ScreenedWords words)
    {
        if (alert.HeldWords is { } held && words.AreWithheld) return alert with { HeldWords = SmsParts.Append(held, words.Read) };
        if (words.AreWithheld) return alert;
        if (alert.Author == turn.Contact.Phone) return alert with { Body = SmsParts.Append(alert.Body, words.Safe) };
        var own = alert.Witnesses.First(witness => witness.Phone == turn.Contact.Phone);
        own = own with { Body = SmsParts.Append(own.Body, words.Safe) };
        turn.Save(alert, own);
        return alert.With(own);
    }

    /// <summary>The author takes back a report we were still asking about: nobody was told, nobody will be.</summary>
    public static void DropDraft(Turn turn)
    {
        turn.Conversation = turn.Conversation.Rested();
        turn.Reply(TextKeys.DraftDropped);
    }

    public static void Cancel(Turn turn, Reading reading)
    {
        if (AlertMeant(turn, reading) is not { } alert) turn.Reply(TextKeys.NothingToFollow);
        else if (AlertLifecycle.After(alert.State, AlertTrigger.Withdraw) is not { } next || !alert.Authors.Contains(turn.Contact.Phone)) State(turn, alert);
        else if (alert.Authors.Count() > 1) Joining.WithdrawPart(turn, alert);
        else Withdraw(turn, alert, next);
    }

    public static void Follow(Turn turn, Reading reading)
    {
        if (AlertMeant(turn, reading) is { } alert) State(turn, alert);
        else turn.Reply(TextKeys.NothingToFollow);
    }

    /// <summary>Who is on it; while nobody is, everybody who was told and could be.</summary>
    public static IReadOnlyList<Member> InCharge(Turn turn, Alert alert)
    {
        if (turn.Situation.StaffMember(alert.TakenBy) is { } taker) return [taker];
        return [.. turn.Situation.ToldOf(alert).Select(telling => turn.Situation.StaffMember(telling.Phone)).OfType<Member>()
            .Where(member => !member.Roles.Has(Roles.Gendarmerie))];
    }

    public static bool Quotes(string code, Alert alert) =>
        AlertCode.TryRead(code, out var number, out var letter) && number == alert.Code.Number && (letter is null || letter == alert.Code.Letter);

    private static Alert Placed(Alert alert, Reading reading)
    {
        if (alert.Place is not null || reading.Place.Known is not { } known) return alert;
        return alert with { Place = known.Name, Quartier = known.Quartier };
    }

    private static string ComplementText(Turn turn, Alert alert, string body, bool becomesUrgent) => becomesUrgent
        ? turn.Words.Tell(TextKeys.BecameUrgent, alert with { Body = body }, turn.Now)
        : turn.Words.Tell(TextKeys.Complement, alert with { Body = body }, turn.Now);

    // Urgent now, or in another quartier than we thought: those who would have been told had we known it at once.
    public static void TellMore(Turn turn, Alert alert, IReadOnlyList<Member> told)
    {
        var known = turn.Situation.ToldOf(alert).Select(telling => telling.Phone).Concat(told.Select(member => member.Phone));
        var more = RelayPlan.AtCreation(alert, turn.Situation.Commune, turn.Situation.Policy, turn.Situation.Staff, turn.Now).Without(known);
        var key = !alert.Urgent ? TextKeys.Alert : alert.AuthorEnrolled ? TextKeys.AlertUrgent : TextKeys.AlertUrgentFromUnknown;
        foreach (var recipient in more) turn.Tell(recipient.Member, alert, MessagePurpose.Alert, turn.Words.Tell(key, alert, turn.Now));
    }

    private static void Withdraw(Turn turn, Alert alert, AlertState next)
    {
        turn.Change(alert.Moved(next, turn.Now, null) with { HeldWords = null });
        turn.Log(alert, EntryKind.Withdrawn, "");
        turn.Reply(TextKeys.ReportWithdrawn, ("code", alert.Code.ToString()));
        foreach (var telling in turn.Situation.ToldOf(alert))
            if (turn.Situation.StaffMember(telling.Phone) is { } member)
                turn.Tell(member, alert, MessagePurpose.Outcome, turn.Words.Tell(TextKeys.Withdrawn, alert, turn.Now));
    }

    private static void State(Turn turn, Alert alert) => turn.Reply(
        TextKeys.FollowUp,
        ("code", alert.Code.ToString()),
        ("etat", turn.Words.State(alert, turn.Situation.Staff)),
        ("heure", turn.Words.Time(alert.StateSince, turn.Now)));
}
