using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Texts;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Conversations.Flows;

/// <summary>From a text to an alert: one SMS is enough, only what is missing is asked for, and silence loses nothing.</summary>
internal static class Reporting
{
    /// <summary>The open draft with what this text adds to it.</summary>
    public static Draft Merge(Turn turn, Reading reading, string body)
    {
        var draft = turn.Conversation.Draft ?? Draft.Empty;
        draft = draft with
        {
            Body = draft.Body.Length > 0 && IsBareAnswer(reading) ? draft.Body : SmsParts.Append(draft.Body.Length > 0 ? draft.Body : PartsBefore(turn, body), body),
            Category = (IsReadWhole(turn, body) ? reading.Category : null) ?? draft.Category ?? CategoryOf(turn, reading),
            Urgent = draft.Urgent || reading.Urgent,
        };
        return WithPlace(turn, draft, reading);
    }

    public static void AskCategory(Turn turn, Draft draft)
    {
        Wait(turn, draft with { AskedCategory = true });
        turn.Reply(TextKeys.AskCategory);
    }

    public static void AwaitFirstPart(Turn turn, Draft draft) => Wait(turn, draft, turn.Situation.Policy.PartPatience);

    public static void AskPlace(Turn turn, Draft draft)
    {
        Wait(turn, draft with { AskedPlace = true });
        if (draft.Offered.Count == 0) turn.Reply(TextKeys.AskPlace);
        else turn.Reply(TextKeys.AskWhichPlace, ("choix", string.Join(", ", draft.Offered.Select((name, index) => $"{index + 1} {name}"))));
    }

    /// <summary>The author turns to something else while we were asking: the report leaves as it is.</summary>
    public static void LetDraftLeave(Turn turn)
    {
        if (turn.Conversation.Draft is { } draft) Relay(turn, draft, null, incomplete: true);
    }

    /// <summary>The draft becomes an alert, now.</summary>
    /// <param name="emergency">Whom the author must call first, when somebody is in danger.</param>
    public static void Relay(Turn turn, Draft draft, Emergency? emergency, bool incomplete)
    {
        draft = AtHomeIfUnknown(turn, draft);
        var words = turn.Screen(draft.Body);
        draft = draft with { Body = words.Safe, Place = SafePlace(turn, draft.Place) };
        var alert = NewAlert(turn, draft, incomplete);
        // A quartier that was only assumed proves nothing; a suspended number joins nobody.
        var known = draft.PlaceAssumed || alert.AdjointOnly ? null : Joining.Known(turn, alert);
        if (known is not null) Joining.Join(turn, known, alert, words, emergency);
        else if (Holding.MustWait(turn, alert, words)) Holding.Hold(turn, alert, words);
        else Leave(turn, alert, draft, emergency, words);
        turn.Conversation = turn.Conversation.Rested() with { LastAlert = (known ?? alert).Id, LastAlertAt = turn.Now };
    }

    private static void Leave(Turn turn, Alert alert, Draft draft, Emergency? emergency, ScreenedWords words)
    {
        var recipients = RelayPlan.AtCreation(alert, turn.Situation.Commune, turn.Situation.Policy, turn.Situation.Staff, turn.Now);
        alert = Timed(turn, alert, recipients);

        turn.Create(alert);
        turn.Keep(alert, words.Plates);
        CommuneDay.NoticeReport(turn);
        turn.Log(alert, EntryKind.Reported, draft.Body);
        Acknowledge(turn, alert, draft, emergency, recipients);
        foreach (var recipient in recipients)
            turn.Tell(recipient.Member, alert, MessagePurpose.Alert, turn.Words.Tell(KeyFor(recipient.Kind, alert), alert, turn.Now));
        Holding.ShowWithheld(turn, alert, words);
    }

    // The author's own words for a place may name somebody: "chez les Martin".
    private static string? SafePlace(Turn turn, string? place) =>
        place is null || QuartierOf(turn, place) is not null ? place : turn.Screen(place) is { AreWithheld: false } safe ? safe.Safe : null;

    // Several parts are read as one text, which knows better than the part that came first.
    private static bool IsReadWhole(Turn turn, string body) => PartReader.Heard(turn.Situation, body).Count > 0;

    // A part that told nothing by itself was not understood when it came; now it is needed.
    private static string PartsBefore(Turn turn, string body) =>
        PartReader.Heard(turn.Situation, body).Aggregate("", SmsParts.Append);

    // Digits and plain yes/no answer a question; they tell nothing of what happened.
    private static bool IsBareAnswer(Reading reading) => reading.Choice is not null || reading.Yes is not null;

    private static AlertCategory? CategoryOf(Turn turn, Reading reading)
    {
        var menu = turn.Conversation.Step == Step.AskingCategory && reading.Choice is >= 1 and <= 12;
        return menu ? (AlertCategory)(reading.Choice!.Value - 1) : reading.Category;
    }

    private static Draft WithPlace(Turn turn, Draft draft, Reading reading)
    {
        if (turn.Conversation.Step == Step.AskingPlace && reading.Choice is { } digit && digit >= 1 && digit <= draft.Offered.Count)
            return At(draft, draft.Offered[digit - 1], QuartierOf(turn, draft.Offered[digit - 1]));
        if (reading.Place.Known is { } known) return At(draft, known.Name, known.Quartier);
        if (reading.Place.Quartier is { } quartier) return At(draft, draft.Place, quartier);
        if (reading.Place.Candidates.Count > 1 && draft.Quartier is null) return draft with { Offered = [.. reading.Place.Candidates.Select(place => place.Name)] };

        var answersWhere = turn.Conversation.Step == Step.AskingPlace && reading.Intent == Intent.Answer;
        var words = reading.Place.NamesUnknown ? reading.Place.Words : answersWhere ? reading.Rest : null;
        if (words is null || draft.Quartier is not null) return draft;

        // A place we do not know: the quartier of the author's address is used, and said.
        return draft with { Place = words, Quartier = turn.Situation.Sender?.HomeQuartier, PlaceAssumed = true };
    }

    private static Draft At(Draft draft, string? place, string? quartier) => draft with { Place = place, Quartier = quartier, PlaceAssumed = false, Offered = [] };

    private static string? QuartierOf(Turn turn, string place) => turn.Situation.Gazetteer.Find(place).Known?.Quartier;

    private static Draft AtHomeIfUnknown(Turn turn, Draft draft) =>
        draft.Quartier is null && turn.Situation.Sender?.HomeQuartier is { } home ? draft with { Quartier = home, PlaceAssumed = true } : draft;

    private static void Wait(Turn turn, Draft draft, TimeSpan? patience = null) =>
        turn.Conversation = turn.Conversation with { Draft = draft, PatienceEnds = turn.Now + (patience ?? turn.Situation.Policy.Patience) };

    private static Alert NewAlert(Turn turn, Draft draft, bool incomplete) => new(
        turn.Situation.Drawn.AlertId,
        turn.Situation.Drawn.Code,
        AlertState.Open,
        turn.Now,
        draft.Category,
        draft.Place,
        draft.Quartier,
        draft.Urgent,
        incomplete,
        turn.Contact.Phone,
        turn.Situation.Sender is not null,
        draft.Body,
        turn.Now,
        TakenBy: null,
        EscalationStep.Relayed,
        DigestAt: null,
        DueAt: null,
        Version: 1)
    {
        AdjointOnly = turn.Situation.SuspensionOf(turn.Contact.Phone) is not null,
    };

    /// <summary>The alert with the times at which the digest and silence act next.</summary>
    public static Alert Timed(Turn turn, Alert alert, IReadOnlyList<Recipient> recipients)
    {
        var (commune, policy, staff) = (turn.Situation.Commune, turn.Situation.Policy, turn.Situation.Staff);
        var sleeping = !alert.Urgent && commune.IsNight(turn.Now) && alert.AuthorEnrolled;
        alert = alert with { DigestAt = sleeping ? commune.NextMorning(turn.Now) : null };
        var told = recipients.Select(recipient => new Telling(recipient.Member.Phone, recipient.Member.Id, MessagePurpose.Alert, DeliveryStatus.Waiting, turn.Now));
        return alert with { DueAt = new Escalation(alert, commune, policy, staff, [.. told], turn.Now).NextDue() };
    }

    private static void Acknowledge(Turn turn, Alert alert, Draft draft, Emergency? emergency, IReadOnlyList<Recipient> recipients)
    {
        if (alert.Urgent)
        {
            turn.Receipt(EmergencyWords(turn, emergency, alert), alert.Id);
            return;
        }
        var key = alert.DigestAt is not null ? TextKeys.ReportAtNight
            : !alert.AuthorEnrolled ? TextKeys.ReportFromUnknown
            : recipients.All(recipient => recipient.Kind != RecipientKind.Referent) ? TextKeys.ReportToAdjoint
            : draft.PlaceAssumed ? TextKeys.ReportRelayedNearHome
            : TextKeys.ReportRelayed;
        turn.Receipt(turn.Words.Tell(key, alert, turn.Now), alert.Id);
    }

    /// <summary>Whom to call, before anything else; then, where the author is if we do not know.</summary>
    public static string EmergencyWords(Turn turn, Emergency? emergency, Alert alert)
    {
        var next = alert.AdjointOnly ? TextKeys.EmergencyToAdjointOnly : alert.Place is null ? TextKeys.EmergencyWhere : TextKeys.EmergencyRelayed;
        return $"{turn.Render(CallFor(emergency))} {turn.Words.Tell(next, alert, turn.Now)}";
    }

    public static TextKey CallFor(Emergency? emergency) => emergency switch
    {
        Emergency.Fire => TextKeys.CallFire,
        Emergency.Medical => TextKeys.CallMedical,
        _ => TextKeys.CallPolice,
    };

    /// <summary>The words for one kind of reader.</summary>
    public static TextKey KeyFor(RecipientKind kind, Alert alert) => kind switch
    {
        RecipientKind.Desk => TextKeys.AlertForDesk,
        RecipientKind.Gendarmerie => TextKeys.AlertForGendarmerie,
        RecipientKind.Reinforcement => TextKeys.Reinforcement,
        _ when alert.Urgent => alert.AuthorEnrolled ? TextKeys.AlertUrgent : TextKeys.AlertUrgentFromUnknown,
        _ when !alert.AuthorEnrolled => TextKeys.AlertFromUnknown,
        _ when alert.Incomplete => TextKeys.AlertIncomplete,
        _ => TextKeys.Alert,
    };
}
