using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Texts;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Conversations.Flows;

/// <summary>DIFFUSER: an alert or a text of the mairie for the residents. Here it is only put to the adjoint; nothing leaves without their word.</summary>
internal static class Broadcasting
{
    public static void Ask(Turn turn, Reading reading)
    {
        var (head, news) = Parts(reading.Rest);
        if (!turn.Situation.Roles.Has(Roles.Referent | Roles.Adjoint)) turn.Reply(TextKeys.NotForYou);
        else if (news is null || reading.Codes.Any(code => head.Contains(code[..^1], StringComparison.Ordinal))) AskForAlert(turn, reading);
        else if (!turn.Situation.Roles.Has(Roles.Adjoint)) turn.Reply(TextKeys.BroadcastNewsIsForAdjoint);
        else AskForNews(turn, head, news);
    }

    // "DIFFUSER Le Moulin : texte" → the words between the verb and the colon, and those behind it; null without a colon.
    private static (string Head, string? News) Parts(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var before = colon < 0 ? text : text[..colon];
        var verb = SmsWords.Of(before).FirstOrDefault();
        return (before[Math.Min(before.Length, verb.Start + verb.Length)..].Trim(), colon < 0 ? null : text[(colon + 1)..].Trim());
    }

    private static void AskForAlert(Turn turn, Reading reading)
    {
        if (AlertMeant(turn, reading) is not { } alert) return;
        var code = ("code", alert.Code.ToString());
        var earlier = turn.Situation.Broadcasts.FirstOrDefault(other => other.Alert?.Id == alert.Id && (other.IsDecided || other.IsOpen(turn.Now)));
        if (alert.State != AlertState.Confirmed) turn.Reply(TextKeys.BroadcastNotConfirmed, code, ("etat", turn.Words.State(alert, turn.Situation.Staff)));
        else if (alert.Quartier is null) turn.Reply(TextKeys.BroadcastWithoutQuartier, code);
        else if (earlier is { IsDecided: true }) turn.Reply(TextKeys.BroadcastAlready, code);
        else if (earlier is not null && !turn.Situation.Roles.Has(Roles.Adjoint)) turn.Reply(TextKeys.BroadcastAskedAlready, code);
        else if (AskedOf(turn, alert) is not { } adjoint) turn.Reply(TextKeys.BroadcastNoAdjoint);
        else Propose(turn, adjoint, BroadcastWords.OfAlert(turn, alert), alert.Quartier, alert.Urgent, alert);
    }

    // The one whose code is quoted, or the only confirmed one.
    private static Alert? AlertMeant(Turn turn, Reading reading)
    {
        var visible = VerdictTargets.Visible(turn);
        if (reading.Codes.Count > 0)
        {
            var quoted = visible.FirstOrDefault(alert => FollowingUp.Quotes(reading.Codes[0], alert));
            if (quoted is null) Verdicts.SayUnknown(turn, [reading.Codes[0]]);
            return quoted;
        }
        var confirmed = visible.Where(alert => alert.State == AlertState.Confirmed).ToList();
        if (confirmed.Count == 1 && SmsWords.Of(reading.Rest).Count <= 4) return confirmed[0];
        turn.Reply(turn.Situation.Roles.Has(Roles.Adjoint) ? TextKeys.BroadcastHow : TextKeys.BroadcastHowForReferent);
        return null;
    }

    private static Member? AskedOf(Turn turn, Alert alert) =>
        turn.Situation.Roles.Has(Roles.Adjoint) ? turn.Situation.Sender : RelayPlan.AdjointsOnDuty(alert, turn.Situation.Staff, turn.Now).FirstOrDefault()?.Member;

    private static void AskForNews(Turn turn, string head, string news)
    {
        var urgent = BroadcastWords.SaysUrgent(ref head);
        var quartier = head.Length == 0 ? null : turn.Situation.Gazetteer.Find(head, isAnswer: true).Quartier;
        var text = BroadcastWords.OfNews(turn, news);
        if (head.Length > 0 && quartier is null) turn.Reply(TextKeys.BroadcastUnknownQuartier, ("texte", head));
        else if (BroadcastWords.WhyNot(turn, news, text) is { } refusal) turn.Reply(refusal.Key, refusal.Values);
        else Propose(turn, turn.Situation.Sender!, text, quartier, urgent, null);
    }

    private static void Propose(Turn turn, Member adjoint, string text, string? quartier, bool urgent, Alert? alert)
    {
        if (turn.FiguresOfMonth() is not { } month) return;
        var broadcast = new Broadcast(
            turn.Situation.Drawn.BroadcastId, turn.Situation.Drawn.Number, BroadcastState.Asked, text, quartier, urgent, turn.Contact.Phone, adjoint.Phone, turn.Now, null,
            turn.Situation.Audience!.Count(quartier, alert?.Id))
        { Alert = alert is null ? null : (alert.Id, alert.Code.ToString()) };
        if (broadcast.People <= 0) turn.Reply(TextKeys.BroadcastNobody, ("ou", BroadcastWords.Where(turn, quartier)));
        else if (!IsPaidFor(turn, month, broadcast)) turn.Reply(TextKeys.BroadcastOverBudget, BroadcastWords.Money(turn, month, broadcast));
        else Put(turn, adjoint, broadcast);
    }

    /// <summary>At 100 % of the budget broadcasts stop; one that would pass it is not sent either.</summary>
    public static bool IsPaidFor(Turn turn, MonthFigures month, Broadcast broadcast) =>
        turn.Situation.Commune.MonthlyBudget is not { } budget || BroadcastWords.Cost(turn, broadcast) <= month.Left(budget);

    private static void Put(Turn turn, Member adjoint, Broadcast broadcast)
    {
        var own = adjoint.Phone == turn.Contact.Phone;

        // Only a question that somebody else waits for ends with a word when nobody answers it.
        turn.Ask(broadcast with { DueAt = own ? null : turn.Now + broadcast.Patience });
        foreach (var sms in BroadcastWords.Question(turn, broadcast))
            if (own) turn.Receipt(sms, broadcast.Alert?.Id);
            else turn.Notify(adjoint, sms, broadcast.Alert?.Id, broadcast.Patience);
        if (!own) turn.Reply(TextKeys.BroadcastAsked, ("code", broadcast.Alert!.Value.Code));
    }
}
