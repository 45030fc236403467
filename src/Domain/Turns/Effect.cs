using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Messages;

namespace VoisinsVigilants.Domain.Turns;

/// <summary>The closed list of what a decision may change in the world. All effects of a turn are written in one transaction.</summary>
public abstract record Effect
{
    private Effect()
    {
    }

    /// <summary>The contact and its conversation, as they are from now on.</summary>
    public sealed record SaveContact(Contact Contact) : Effect;

    public sealed record CreateAlert(Alert Alert) : Effect;

    /// <summary>Written only if the alert is still at <see cref="Alert.Version"/>; otherwise the turn is decided again.</summary>
    public sealed record ChangeAlert(Alert Alert) : Effect;

    /// <summary>A line of the alert's log. <paramref name="By"/> is null when time itself acted.</summary>
    public sealed record LogEntry(Guid AlertId, EntryKind Kind, PhoneNumber? By, string Body) : Effect;

    public sealed record SendSms(OutgoingSms Sms) : Effect;

    public sealed record SendMail(OutgoingMail Mail) : Effect;

    /// <summary>A phone's wish for silence has been looked at; <paramref name="StaffId"/> is the member whose job it was to be told, null when it was nobody's.</summary>
    public sealed record NoteOptOut(PhoneNumber Phone, long? StaffId) : Effect;

    /// <summary>News of the alert that is held back and has not left is not sent any more.</summary>
    public sealed record DropHeldNews(Guid AlertId) : Effect;

    /// <summary>Another author of an alert, or one whose part has changed. Stands beside the <see cref="ChangeAlert"/> that it belongs to.</summary>
    public sealed record SaveWitness(Guid AlertId, Witness Witness) : Effect;

    /// <summary>Number plates of an alert, to be kept sealed, and masked in the SMS that brought them.</summary>
    public sealed record KeepPlates(Guid AlertId, IReadOnlyList<Plate> Plates) : Effect;

    /// <summary>Off duty between two instants; both null is on duty.</summary>
    public sealed record SetAbsence(long MemberId, DateTimeOffset? From, DateTimeOffset? Until) : Effect;

    public sealed record PlanTest(long MemberId, PhoneTest Test) : Effect;

    public sealed record Suspend(Suspension Suspension, PhoneNumber By) : Effect;

    /// <summary>The suspended number had its one answer.</summary>
    public sealed record AnswerSuspended(PhoneNumber Phone) : Effect;

    public sealed record LiftSuspension(PhoneNumber Phone, PhoneNumber By) : Effect;

    /// <summary>The author was reminded of the law; it is said once.</summary>
    public sealed record RemindOfLaw(PhoneNumber Author) : Effect;

    /// <summary>Time shall look at the commune at once: many reports are coming in.</summary>
    public sealed record NoticeFlood : Effect;

    public sealed record SaveDuty(CommuneDuty Duty) : Effect;

    /// <summary>A broadcast waits for its adjoint's word.</summary>
    public sealed record AskBroadcast(Broadcast Broadcast) : Effect;

    /// <summary>The broadcast as it is from now on.</summary>
    public sealed record MoveBroadcast(Broadcast Broadcast) : Effect;

    /// <summary>One SMS for every resident it concerns at this moment; nobody twice, however often it is written.</summary>
    public sealed record SendBroadcast(Guid BroadcastId, DateTimeOffset ExpiresAt) : Effect;

    /// <summary>The adjoint has been told that this month's budget is nearly used up.</summary>
    public sealed record NoteBudgetWarning(DateOnly Month) : Effect;

    /// <summary>The phone that texts becomes a member; the charter it accepted is kept word for word.</summary>
    public sealed record Enrol(PhoneNumber Phone, NewMember Member) : Effect;

    public sealed record ChangeAddress(long MemberId, string Quartier, string? Place) : Effect;

    /// <summary>Everything that leads back to a phone is removed; alerts and counts stay under <paramref name="Pseudonym"/>.</summary>
    public sealed record Erase(PhoneNumber Phone, PhoneNumber Pseudonym) : Effect;

    /// <summary>SMS that came in keep their row and lose their words, all but <paramref name="Words"/>.</summary>
    public sealed record EmptySms(IReadOnlyList<string> CarrierMessageIds, string Words) : Effect;
}

/// <summary>What a turn changes; the order is that of the story, an alert comes before what speaks of it.</summary>
public sealed record Decision(IReadOnlyList<Effect> Effects)
{
    public static Decision Nothing { get; } = new([]);

    /// <summary>Not decided yet: <see cref="Situation.Month"/> and <see cref="Situation.Audience"/> are needed, which only few turns ask for.</summary>
    public bool LacksFigures { get; init; }
}
