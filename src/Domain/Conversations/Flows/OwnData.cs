using System.Globalization;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Texts;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Conversations.Flows;

/// <summary>What is held about somebody, and how they have it erased. Answered even to a phone that asked for silence: it is their right.</summary>
internal static class OwnData
{
    /// <summary>An office is given back at the mairie, for others count on it; and EFFACER is no way out of a suspension.</summary>
    public static bool MayErase(Turn turn) => !turn.Situation.Roles.Has(RolesExtensions.Staff) && !IsSuspended(turn);

    public static void Tell(Turn turn)
    {
        if (turn.Situation.Sender is not { } member) turn.Answer(TextKeys.OwnDataUnknown);
        else if (member.Proof is { } proof)
            turn.Answer(TextKeys.OwnDataWithProof, ("nom", Name(turn, member)), ("lieu", Addresses.Of(turn, member)), ("date", Day(turn, proof.At)), ("support", Source(turn, proof)));
        else turn.Answer(TextKeys.OwnData, ("nom", Name(turn, member)), ("lieu", Addresses.Of(turn, member)), ("date", Day(turn, member.EnrolledAt)));
    }

    public static void AskErase(Turn turn, Request request)
    {
        Reporting.LetDraftLeave(turn);
        turn.Conversation = turn.Conversation with { Request = request };
        turn.Answer(TextKeys.AskErase);
    }

    public static void SendToMairie(Turn turn) => turn.Answer(IsSuspended(turn) ? TextKeys.EraseSuspended : TextKeys.EraseAtMairie);

    public static void Erase(Turn turn)
    {
        Requests.End(turn);
        turn.Erase();
        turn.Answer(TextKeys.Erased);
    }

    private static bool IsSuspended(Turn turn) => turn.Situation.SuspensionOf(turn.Contact.Phone) is not null;

    private static string Name(Turn turn, Member member) => member.Name.Length > 0 ? member.Name : turn.Render(TextKeys.NoName);

    private static string Source(Turn turn, EnrolmentProof proof) =>
        turn.Render(proof.Source == ProofSource.Sms ? TextKeys.ProofBySms : TextKeys.ProofOnPaper);

    private static string Day(Turn turn, DateTimeOffset at) => turn.Situation.Commune.Local(at).ToString("dd'/'MM'/'yyyy", CultureInfo.InvariantCulture);
}
