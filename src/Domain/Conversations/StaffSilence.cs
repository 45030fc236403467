using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Conversations.Flows;
using VoisinsVigilants.Domain.Texts;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Conversations;

/// <summary>Somebody whose job it is to be told asked for no more SMS (PRODUCT §5): the desk learns it by e-mail, the operator by an alarm.</summary>
public static class StaffSilence
{
    /// <summary>Decides what follows when the carrier said it and not the phone; nothing when another run was faster, the person is back, or no longer of the staff.</summary>
    public static Decision TimeCame(Situation situation)
    {
        if (situation.Contact.OptOutDueAt is null) return Decision.Nothing;
        var turn = new Turn(situation);
        if (situation.Sender is { } member && member.Roles.Has(RolesExtensions.Staff) && situation.Contact.HasOptedOut) Notice(turn, member);
        else turn.Do(new Effect.NoteOptOut(situation.Contact.Phone, null));
        return turn.Decided();
    }

    internal static void Notice(Turn turn, Member member)
    {
        turn.Do(new Effect.NoteOptOut(member.Phone, member.Id));
        turn.MailDesk(TextKeys.MailStaffSilentSubject, TextKeys.MailStaffSilent, key => turn.Render(
            key, ("qui", DutyWords.Who(turn, member)), ("heure", turn.Words.Time(turn.Now, turn.Now)), ("commune", turn.Situation.Commune.Name)));
    }
}
