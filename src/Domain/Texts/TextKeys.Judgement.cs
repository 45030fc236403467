using static VoisinsVigilants.Domain.Texts.TextKey;

namespace VoisinsVigilants.Domain.Texts;

/// <summary>What is held for a human, and several witnesses of one fact.</summary>
public static partial class TextKeys
{
    // Held: to the author, to whoever decides, and what becomes of it.
    public static readonly TextKey ReportHeld = new("retenue-auteur", TwoSms, "code") { MustSay = ["{code}", "17"] };
    public static readonly TextKey HeldForReading = new("retenue-a-lire", TwoSms, "code", "categorie", "lieu", "heure", "raison", "texte") { MustSay = ["LIBERER {code}", "REFUSER {code}"] };
    public static readonly TextKey HeldLeavesToAuthor = new("retenue-partie-auteur", OneSms, "code");
    public static readonly TextKey HeldRefusedToAuthor = new("retenue-refusee-auteur", TwoSms, "code", "motif") { MustSay = ["17"] };
    public static readonly TextKey HeldDecided = new("retenue-decidee", OneSms, "code", "qui");
    public static readonly TextKey HeldUndecided = new("retenue-sans-reponse", OneSms, "code");
    public static readonly TextKey ThanksReleased = new("liberer-merci", OneSms, "code");
    public static readonly TextKey ThanksRejected = new("refuser-merci", OneSms, "code");
    public static readonly TextKey WithheldForReading = new("mots-non-transmis", TwoSms, "code", "raison", "texte") { MustSay = ["{code}"] };
    public static readonly TextKey NoteNotPassedOn = new("note-non-transmise", OneSms, "code");

    // Several witnesses.
    public static readonly TextKey ReportJoined = new("signalement-joint", TwoSms, "code", "rang") { MustSay = ["{code}", "17"] };
    public static readonly TextKey AnotherReport = new("autre-signalement", TwoSms, "code", "rang", "categorie", "lieu", "texte") { MustSay = ["{code}"] };
    public static readonly TextKey PartWithdrawn = new("part-retiree", OneSms, "code");
    public static readonly TextKey PartWithdrawnToStaff = new("part-retiree-alerte", OneSms, "code");

    // Words put into the texts above, and into those of alerts.
    public static readonly TextKey WordsWithheld = new("mots-retenus", 40);
    public static readonly TextKey StateHeld = new("etat-retenue", 40);
    public static readonly TextKey StateRefused = new("etat-refusee", 40);
    public static readonly TextKey ReasonOrigin = new("raison-origine", 20);
    public static readonly TextKey ReasonReligion = new("raison-religion", 20);
    public static readonly TextKey ReasonHealth = new("raison-sante", 20);
    public static readonly TextKey ReasonSexualLife = new("raison-vie-privee", 20);
    public static readonly TextKey ReasonOpinion = new("raison-opinion", 20);
    public static readonly TextKey ReasonName = new("raison-nom", 20);
    public static readonly TextKey ReasonMinor = new("raison-mineur", 20);
    public static readonly TextKey ReasonAlarmCode = new("raison-code", 20);
    public static readonly TextKey ReasonAbsence = new("raison-absence", 20);
    public static readonly TextKey WordRelease = new("mot-liberer", 12);
    public static readonly TextKey WordReject = new("mot-refuser", 12);
}
