using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Communes;

namespace VoisinsVigilants.Domain.Conversations;

/// <summary>What an SMS is for.</summary>
public enum Intent
{
    Report,

    /// <summary>Adds to the alert this person has just sent.</summary>
    Complement,

    /// <summary>Answers the open question.</summary>
    Answer,
    Command,
    Verdict,
    SmallTalk,

    /// <summary>Not for us, or not understood.</summary>
    OffTopic,
}

/// <summary>The commands of PRODUCT §2; the French words of each are in <c>sms-scripts/mots-cles</c>.</summary>
public enum Command
{
    Help,
    Rules,
    Enrol,
    Follow,
    Cancel,
    HolidayWatch,
    Advice,
    Contact,
    ChangeQuartier,
    MyData,
    Erase,
    Stop,
    Resume,
    List,
    Absent,
    Available,
    Broadcast,
    Figures,
    Suspend,
    LiftSuspension,
}

/// <summary>What a référent, adjoint or gendarme does with an alert: VU, CONFIRME, FAUX, CLOS, NOTE, TRANSMETTRE, RETOUR, LIBERER, REFUSER.</summary>
public enum VerdictKind
{
    Taken,
    Confirmed,
    False,
    Closed,
    Note,
    Forward,
    Feedback,

    /// <summary>LIBERER: a report that was held leaves without its words.</summary>
    Release,

    /// <summary>REFUSER: a report that was held goes nowhere.</summary>
    Reject,
}

/// <summary>Themes of CONSEIL; the French words of each are in <c>sms-scripts/mots-cles</c>.</summary>
public enum AdviceTheme
{
    Locks,
    Holidays,
    Scams,
    Doorstep,
    Vehicle,
}

/// <summary>Whom the author must call first: 17, 18 or 15.</summary>
public enum Emergency
{
    /// <summary>17: a crime is going on, somebody is threatened.</summary>
    Police,

    /// <summary>18: fire, gas, rescue.</summary>
    Fire,

    /// <summary>15: a life in danger.</summary>
    Medical,
}

/// <summary>
/// What one SMS says, from its words alone: who texts and which question was open are known, the state of the world is not.
/// Pure; the same text always reads the same.
/// </summary>
/// <param name="Codes">Alert codes quoted, normalised: <c>12K</c>, <c>12</c> (letter missing), or the single entry <c>*</c> for "all".</param>
/// <param name="Category">Null when a careful human could not tell.</param>
/// <param name="Urgent">A person is in danger or a crime is going on now.</param>
/// <param name="Choice">The digit(s) answered to a numbered question, else null.</param>
/// <param name="Yes">True or false when the text is a plain yes or no, else null.</param>
/// <param name="Rest">For verdicts and commands, the words behind the keyword and codes (reason, note, address, theme), as typed; else the whole text.</param>
public sealed record Reading(
    Intent Intent,
    Command? Command,
    VerdictKind? Verdict,
    IReadOnlyList<string> Codes,
    AlertCategory? Category,
    bool Urgent,
    Emergency? Emergency,
    PlaceReading Place,
    int? Choice,
    bool? Yes,
    string Rest)
{
    /// <summary>Written by a machine: an automatic reply, a delivery receipt.</summary>
    public bool IsAutomatic { get; init; }

    /// <summary>The author says that they are not an adult.</summary>
    public bool SaysMinor { get; init; }

    /// <summary>What advice is asked for; null when the text names no theme.</summary>
    public AdviceTheme? Theme { get; init; }

    /// <summary>Nothing was said.</summary>
    public static Reading Silence { get; } = new(Intent.SmallTalk, null, null, [], null, false, null, PlaceReading.None, null, null, "");
}
