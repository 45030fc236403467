using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Texts;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Conversations.Flows;

/// <summary>
/// From a number to a member: where they live, the charter, and a yes of which the proof is kept. Without that yes nothing is kept.
/// </summary>
internal static class Enrolling
{
    /// <summary>Nothing to ask: somebody who is enrolled is told so, somebody who asked for silence must end it first.</summary>
    public static bool IsAnsweredAtOnce(Turn turn) => turn.Situation.Sender is not null || turn.Contact.HasOptedOut;

    public static void AnswerAtOnce(Turn turn)
    {
        if (turn.Situation.Sender is { } member) turn.Answer(TextKeys.AlreadyEnrolled, ("lieu", Addresses.Of(turn, member)));
        else turn.Answer(TextKeys.EnrolAfterSilence);
    }

    /// <summary>The charter, in one SMS; its version is remembered until the answer comes.</summary>
    public static void ShowCharter(Turn turn, Request request)
    {
        Reporting.LetDraftLeave(turn);
        turn.Conversation = turn.Conversation with { Request = request with { Charter = VersionNow(turn), Offered = [] } };
        turn.Reply(TextKeys.Charter);
    }

    /// <summary>The charter has not changed since it was shown.</summary>
    public static bool SawThisCharter(Turn turn) => turn.Conversation.Request?.Charter == VersionNow(turn);

    public static void Enrol(Turn turn, Reading reading)
    {
        var request = turn.Conversation.Request!;
        var proof = new EnrolmentProof(turn.Now, ProofSource.Sms, request.Charter!, reading.Rest);
        var member = new NewMember(turn.Situation.Drawn.MemberKey, request.Quartier!, request.Place, proof, turn.Render(TextKeys.Charter));
        turn.Do(new Effect.Enrol(turn.Contact.Phone, member));
        Requests.End(turn);
        turn.Reply(TextKeys.Enrolled, ("lieu", turn.Words.Place(request.Place, request.Quartier)));
    }

    /// <summary>A child cannot agree to the charter; what a child reports is taken like any report.</summary>
    public static void TellMinor(Turn turn)
    {
        Requests.Forget(turn);
        turn.Reply(TextKeys.EnrolMinor);
    }

    // The mairie's own name for it, and a fingerprint: whoever changes a word has a new version, whether they say so or not.
    private static string VersionNow(Turn turn) => $"{turn.Render(TextKeys.CharterVersion)} / {turn.Situation.Texts.Fingerprint(TextKeys.Charter)}";
}
