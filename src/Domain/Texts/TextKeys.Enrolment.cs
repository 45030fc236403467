using static VoisinsVigilants.Domain.Texts.TextKey;

namespace VoisinsVigilants.Domain.Texts;

/// <summary>Enrolment, personal data and advice.</summary>
public static partial class TextKeys
{
    public static readonly TextKey AskAddress = new("inscription-adresse", OneSms);
    public static readonly TextKey AskOwnStreet = new("inscription-rues", TwoSms, "choix");
    public static readonly TextKey AskQuartier = new("inscription-quartier", TwoSms, "choix");
    public static readonly TextKey Charter = new("charte", OneSms) { Opening = "Danger : le 17", MustSay = ["OUI"] };
    public static readonly TextKey CharterVersion = new("charte-version", 24);
    public static readonly TextKey Enrolled = new("inscription-faite", TwoSms, "lieu") { MustSay = ["{lieu}", "17"] };
    public static readonly TextKey EnrolDeclined = new("inscription-refusee", OneSms);
    public static readonly TextKey EnrolUnanswered = new("inscription-sans-reponse", OneSms);
    public static readonly TextKey EnrolMinor = new("inscription-mineur", TwoSms) { MustSay = ["17"] };
    public static readonly TextKey EnrolAfterSilence = new("inscription-apres-arret", OneSms) { MustSay = ["REPRISE"] };
    public static readonly TextKey AlreadyEnrolled = new("deja-inscrit", TwoSms, "lieu");
    public static readonly TextKey NotEnrolled = new("pas-inscrit", OneSms);
    public static readonly TextKey AskNewAddress = new("adresse-laquelle", TwoSms, "lieu");
    public static readonly TextKey Moved = new("adresse-changee", TwoSms, "lieu") { MustSay = ["{lieu}"] };
    public static readonly TextKey MoveDeclined = new("adresse-gardee", OneSms);

    // What is held about somebody.
    public static readonly TextKey OwnData = new("mes-donnees", TwoSms, "nom", "lieu", "date") { MustSay = ["EFFACER"] };
    public static readonly TextKey OwnDataWithProof = new("mes-donnees-preuve", TwoSms, "nom", "lieu", "date", "support") { MustSay = ["EFFACER"] };
    public static readonly TextKey OwnDataUnknown = new("mes-donnees-non-inscrit", TwoSms) { MustSay = ["EFFACER"] };
    public static readonly TextKey AskErase = new("effacer-question", TwoSms) { MustSay = ["OUI", "NON"] };
    public static readonly TextKey Erased = new("effacer-fait", TwoSms) { MustSay = ["17"] };
    public static readonly TextKey EraseDeclined = new("effacer-non", OneSms);
    public static readonly TextKey EraseUnanswered = new("effacer-sans-reponse", OneSms);
    public static readonly TextKey EraseAtMairie = new("effacer-mairie", OneSms);
    public static readonly TextKey EraseSuspended = new("effacer-suspendu", OneSms) { MustSay = ["17"] };
    public static readonly TextKey NoName = new("sans-nom", 20);
    public static readonly TextKey ProofBySms = new("preuve-sms", 20);
    public static readonly TextKey ProofOnPaper = new("preuve-papier", 20);

    // Advice by theme; CONSEIL alone lists the themes.
    public static readonly TextKey AdviceLocks = new("conseil-fermetures", TwoSms);
    public static readonly TextKey AdviceHolidays = new("conseil-vacances", TwoSms);
    public static readonly TextKey AdviceScams = new("conseil-arnaques", TwoSms);
    public static readonly TextKey AdviceDoorstep = new("conseil-demarchage", TwoSms);
    public static readonly TextKey AdviceCars = new("conseil-vehicule", TwoSms);

    public static readonly TextKey HelpForUnknown = new("aide-non-inscrit", TwoSms) { MustSay = ["17", "INSCRIPTION"] };
}
