using System.Text.RegularExpressions;
using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Texts;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Conversations.Flows;

/// <summary>OUI 4821: what an adjoint says to a broadcast that waits for their word. A slip of a finger sends nothing.</summary>
internal static partial class BroadcastAnswers
{
    /// <summary>The text answers such a question: yes or no with a number of four digits, or a plain one while one waits.</summary>
    public static bool IsMeant(Turn turn, Reading reading, string body)
    {
        if (reading.Urgent || !turn.Situation.Roles.Has(Roles.Adjoint)) return false;
        if (Number().IsMatch(body)) return reading.Codes.Count == 0 && (YesIn(reading, body) is not null || (Alone().IsMatch(body) && Open(turn).Count > 0));
        return reading.Yes is not null && reading.Intent != Intent.Verdict && Open(turn).Count > 0;
    }

    public static void Give(Turn turn, Reading reading, string body)
    {
        var number = Number().Match(body) is { Success: true } match ? match.Value : null;
        var said = Mine(turn).FirstOrDefault(broadcast => broadcast.Number == number);
        var yes = YesIn(reading, body);
        if (yes is null) turn.Reply(TextKeys.BroadcastWrongNumber);
        else if (yes == true) Confirm(turn, said);
        else Refuse(turn, said ?? (number is null && Open(turn) is [var only] ? only : null));
    }

    private static void Confirm(Turn turn, Broadcast? broadcast)
    {
        if (broadcast is null) turn.Reply(Open(turn).Count > 0 ? TextKeys.BroadcastWrongNumber : TextKeys.BroadcastNoneWaits);
        else if (broadcast.State != BroadcastState.Asked || IsDecidedElsewhere(turn, broadcast)) turn.Reply(AnsweredBefore(turn, broadcast));
        else if (!broadcast.IsOpen(turn.Now)) turn.Reply(TextKeys.BroadcastTooLate);
        else Send(turn, broadcast);
    }

    // What leaves at once is told when it has left; what waits for the morning is told now.
    private static void Send(Turn turn, Broadcast broadcast)
    {
        var leaves = BroadcastWords.LeavesAt(turn, broadcast.Urgent);
        turn.Move(broadcast with { State = BroadcastState.Confirmed, DueAt = leaves });
        if (leaves <= turn.Now) return;
        turn.Reply(TextKeys.BroadcastWaits, ("heure", turn.Words.Time(leaves, turn.Now)));
        if (Asker(turn, broadcast) is { } asker) turn.Notify(asker, turn.Render(TextKeys.BroadcastWaits, ("heure", turn.Words.Time(leaves, turn.Now))), broadcast.Alert?.Id);
    }

    private static void Refuse(Turn turn, Broadcast? broadcast)
    {
        if (broadcast is null) turn.Reply(Open(turn).Count > 0 ? TextKeys.BroadcastWrongNumber : TextKeys.BroadcastNoneWaits);
        else if (broadcast.State != BroadcastState.Asked) turn.Reply(AnsweredBefore(turn, broadcast));
        else
        {
            turn.Move(broadcast with { State = BroadcastState.Refused, DueAt = null });
            turn.Reply(TextKeys.BroadcastRefused);
            if (Asker(turn, broadcast) is { } asker) turn.Notify(asker, turn.Render(TextKeys.BroadcastRefusedToAsker, ("code", broadcast.Alert!.Value.Code)), broadcast.Alert?.Id);
        }
    }

    /// <summary>The référent who asked; null when the adjoint asked for it themselves.</summary>
    public static Member? Asker(Turn turn, Broadcast broadcast) =>
        broadcast.AskedBy == broadcast.AskedOf ? null : turn.Situation.StaffMember(broadcast.AskedBy);

    private static TextKey AnsweredBefore(Turn turn, Broadcast broadcast) => broadcast.State switch
    {
        BroadcastState.Refused or BroadcastState.Stopped => TextKeys.BroadcastWasRefused,
        BroadcastState.Lapsed => TextKeys.BroadcastTooLate,
        _ => TextKeys.BroadcastUnderWay,
    };

    private static bool IsDecidedElsewhere(Turn turn, Broadcast broadcast) =>
        broadcast.Alert is { } alert && turn.Situation.Broadcasts.Any(other => other.IsDecided && other.Alert?.Id == alert.Id);

    private static IReadOnlyList<Broadcast> Mine(Turn turn) => [.. turn.Situation.Broadcasts.Where(broadcast => broadcast.AskedOf == turn.Contact.Phone)];

    private static IReadOnlyList<Broadcast> Open(Turn turn) => [.. Mine(turn).Where(broadcast => broadcast.IsOpen(turn.Now))];

    // The number run into the word is no word of any list: "oui4821".
    private static bool? YesIn(Reading reading, string body)
    {
        if (reading.Yes is { } plain) return plain;
        return RunTogether().Match(body) is { Success: true } match ? match.Groups["yes"].Success : null;
    }

    [GeneratedRegex(@"(?<!\d)\d{4}(?!\d)")]
    private static partial Regex Number();

    [GeneratedRegex(@"^\W*(?:(?<yes>o+u+i+)|n+o+n+)\W*\d{4}\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RunTogether();

    // No yes: it sends nothing, and is answered.
    [GeneratedRegex(@"^\W*\d{4}\W*$")]
    private static partial Regex Alone();
}
