using System.Reflection;
using static VoisinsVigilants.Domain.Texts.TextKey;

namespace VoisinsVigilants.Domain.Texts;

/// <summary>Every text of the gateway, in the order of a story.</summary>
public static partial class TextKeys
{
    // In danger: three openings, each followed by one of the two sentences below them. Together at most two SMS.
    public static readonly TextKey CallPolice = new("urgence-17", 150) { Opening = "Appelez le 17", MustSay = ["112", "114"] };
    public static readonly TextKey CallFire = new("urgence-18", 150) { Opening = "Appelez le 18", MustSay = ["112", "114"] };
    public static readonly TextKey CallMedical = new("urgence-15", 150) { Opening = "Appelez le 15", MustSay = ["112", "114"] };
    public static readonly TextKey EmergencyRelayed = new("urgence-suite", 150, "code");
    public static readonly TextKey EmergencyWhere = new("urgence-ou", 150, "code");

    // To the author of a report.
    public static readonly TextKey ReportRelayed = new("signalement-transmis", TwoSms, "code", "quartier") { MustSay = ["{code}", "17"] };
    public static readonly TextKey ReportRelayedNearHome = new("signalement-lieu-inconnu", TwoSms, "code", "quartier") { MustSay = ["{code}", "17"] };
    public static readonly TextKey ReportToAdjoint = new("signalement-adjoint", TwoSms, "code") { MustSay = ["{code}", "17"] };
    public static readonly TextKey ReportAtNight = new("signalement-nuit", TwoSms, "code") { MustSay = ["{code}", "17"] };
    public static readonly TextKey ReportFromUnknown = new("signalement-non-inscrit", TwoSms, "code") { MustSay = ["{code}", "17"] };
    public static readonly TextKey AskCategory = new("question-categorie", TwoSms) { MustSay = ["17"] };
    public static readonly TextKey AskPlace = new("question-lieu", TwoSms) { MustSay = ["17"] };
    public static readonly TextKey AskWhichPlace = new("question-lieu-choix", TwoSms, "choix") { MustSay = ["17"] };
    public static readonly TextKey ComplementTaken = new("complement-recu", OneSms, "code");
    public static readonly TextKey ReportWithdrawn = new("signalement-retire", OneSms, "code");
    public static readonly TextKey DraftDropped = new("signalement-abandonne", OneSms);
    public static readonly TextKey OutcomeToAuthorConfirmed = new("issue-auteur-confirmee", TwoSms, "code", "motif");
    public static readonly TextKey OutcomeToAuthorFalse = new("issue-auteur-sans-suite", TwoSms, "code", "motif");
    public static readonly TextKey OutcomeToAuthorClosed = new("issue-auteur-close", TwoSms, "code", "motif");
    public static readonly TextKey FeedbackToAuthor = new("retour-auteur", OneSms, "code");
    public static readonly TextKey FollowUp = new("suivi", OneSms, "code", "etat", "heure");
    public static readonly TextKey NothingToFollow = new("suivi-aucune", OneSms);

    // Anytime.
    public static readonly TextKey Help = new("aide", TwoSms) { MustSay = ["17"] };
    public static readonly TextKey HelpForReferent = new("aide-referent", TwoSms);
    public static readonly TextKey HelpForGendarmerie = new("aide-gendarmerie", TwoSms);
    public static readonly TextKey Rules = new("regles", TwoSms) { MustSay = ["17"] };
    public static readonly TextKey Contact = new("contact", TwoSms) { MustSay = ["17"] };
    public static readonly TextKey Advice = new("conseil", TwoSms);
    public static readonly TextKey HolidayWatch = new("otv", TwoSms);
    public static readonly TextKey SeeMairie = new("voir-mairie", OneSms);
    public static readonly TextKey Stopped = new("arret-confirme", OneSms);
    public static readonly TextKey Resumed = new("reprise-confirmee", OneSms);

    // An alert, to those whose job it is. "texte" is the author's words, shortened to fit.
    public static readonly TextKey Alert = new("alerte", TwoSms, "code", "categorie", "lieu", "heure", "texte") { MustSay = ["{code}", "VU"] };
    public static readonly TextKey AlertUrgent = new("alerte-urgente", TwoSms, "code", "categorie", "lieu", "heure", "texte") { MustSay = ["{code}", "VU"] };
    public static readonly TextKey AlertUrgentFromUnknown = new("alerte-urgente-non-inscrit", TwoSms, "code", "categorie", "lieu", "heure", "texte") { MustSay = ["{code}", "VU"] };
    public static readonly TextKey AlertFromUnknown = new("alerte-non-inscrit", TwoSms, "code", "categorie", "lieu", "heure", "texte") { MustSay = ["{code}", "VU"] };
    public static readonly TextKey AlertIncomplete = new("alerte-incomplete", TwoSms, "code", "categorie", "lieu", "heure", "texte") { MustSay = ["{code}", "VU"] };
    public static readonly TextKey AlertConfirmed = new("alerte-confirmee", TwoSms, "code", "categorie", "lieu", "heure", "texte") { MustSay = ["{code}"] };
    public static readonly TextKey AlertForDesk = new("alerte-mairie", TwoSms, "code", "categorie", "lieu", "heure", "texte");
    public static readonly TextKey AlertForGendarmerie = new("alerte-gendarmerie", TwoSms, "code", "categorie", "lieu", "heure", "texte") { MustSay = ["{code}"] };
    public static readonly TextKey Reminder = new("rappel", TwoSms, "code", "categorie", "lieu") { MustSay = ["{code}", "VU"] };
    public static readonly TextKey Reinforcement = new("renfort", TwoSms, "code", "categorie", "lieu", "heure", "texte") { MustSay = ["{code}", "VU"] };
    public static readonly TextKey EscalationToAdjoint = new("escalade-adjoint", TwoSms, "code", "categorie", "lieu", "heure", "texte") { MustSay = ["{code}", "VU"] };
    public static readonly TextKey EscalationToDesk = new("escalade-mairie", TwoSms, "code", "categorie", "lieu", "heure", "texte") { MustSay = ["{code}"] };
    public static readonly TextKey Digest = new("bilan-nuit", TwoSms, "liste");

    // What happens to it afterwards, to those who were told.
    public static readonly TextKey Complement = new("complement", TwoSms, "code", "texte") { MustSay = ["{code}"] };
    public static readonly TextKey BecameUrgent = new("devient-urgente", TwoSms, "code", "categorie", "lieu", "texte") { MustSay = ["{code}"] };
    public static readonly TextKey TakenBy = new("pris-en-charge", OneSms, "code", "qui") { MustSay = ["{code}"] };
    public static readonly TextKey Withdrawn = new("alerte-retiree", OneSms, "code") { MustSay = ["{code}"] };
    public static readonly TextKey OutcomeConfirmed = new("issue-confirmee", TwoSms, "code", "qui", "motif") { MustSay = ["{code}"] };
    public static readonly TextKey OutcomeFalse = new("issue-sans-suite", TwoSms, "code", "qui", "motif") { MustSay = ["{code}"] };
    public static readonly TextKey OutcomeClosed = new("issue-close", TwoSms, "code", "qui", "motif") { MustSay = ["{code}"] };
    public static readonly TextKey OutcomeExpired = new("alerte-expiree", OneSms, "code") { MustSay = ["{code}"] };
    public static readonly TextKey Note = new("note", TwoSms, "code", "qui", "texte") { MustSay = ["{code}"] };
    public static readonly TextKey Feedback = new("retour", TwoSms, "code", "texte") { MustSay = ["{code}"] };
    public static readonly TextKey SeenByGendarmerie = new("gendarmerie-a-vu", OneSms, "code") { MustSay = ["{code}"] };

    // Answers to a verdict.
    public static readonly TextKey ThanksTaken = new("vu-merci", OneSms, "code");
    public static readonly TextKey ThanksConfirmed = new("confirme-merci", OneSms, "code");
    public static readonly TextKey ThanksForwarded = new("transmis-merci", OneSms, "code");
    public static readonly TextKey ThanksFalse = new("faux-merci", OneSms, "code");
    public static readonly TextKey ThanksClosed = new("clos-merci", OneSms, "code");
    public static readonly TextKey ThanksNote = new("note-merci", OneSms, "code");
    public static readonly TextKey ThanksForSeveral = new("merci-plusieurs", OneSms, "codes");
    public static readonly TextKey ThanksFeedback = new("retour-merci", OneSms, "code");
    public static readonly TextKey GendarmerieClosed = new("gendarmerie-fermee", OneSms, "code") { MustSay = ["17"] };
    public static readonly TextKey WhichAlert = new("quelle-alerte", TwoSms, "codes", "exemple");
    public static readonly TextKey UnknownCode = new("code-inconnu", TwoSms, "code", "codes");
    public static readonly TextKey NoAlertWaiting = new("aucune-alerte", OneSms);
    public static readonly TextKey AlreadyMoved = new("deja", OneSms, "code", "etat", "heure");
    public static readonly TextKey AlreadyYours = new("deja-a-vous", OneSms, "code", "heure") { MustSay = ["{code}"] };
    public static readonly TextKey NotForYou = new("pas-votre-role", OneSms);
    public static readonly TextKey OpenAlerts = new("liste", TwoSms, "liste");
    public static readonly TextKey OpenAlert = new("liste-ligne", 140, "code", "categorie", "lieu", "etat");

    // Words put into the texts above.
    public static readonly TextKey CategoryBurglary = new("categorie-cambriolage", 20);
    public static readonly TextKey CategoryTheft = new("categorie-vol", 20);
    public static readonly TextKey CategoryVehicle = new("categorie-vehicule", 20);
    public static readonly TextKey CategorySuspicious = new("categorie-suspect", 20);
    public static readonly TextKey CategoryDamage = new("categorie-degradation", 20);
    public static readonly TextKey CategoryScam = new("categorie-arnaque", 20);
    public static readonly TextKey CategoryViolence = new("categorie-violence", 20);
    public static readonly TextKey CategoryDrugs = new("categorie-stupefiants", 20);
    public static readonly TextKey CategoryNuisance = new("categorie-nuisance", 20);
    public static readonly TextKey CategorySolidarity = new("categorie-solidarite", 20);
    public static readonly TextKey CategoryDanger = new("categorie-danger", 20);
    public static readonly TextKey CategoryOther = new("categorie-autre", 20);
    public static readonly TextKey CategoryUnknown = new("categorie-inconnue", 20);
    public static readonly TextKey Reason = new("motif", TextKey.Reason, "texte");
    public static readonly TextKey ReasonToAuthor = new("motif-auteur", TextKey.Reason, "qui", "texte");
    public static readonly TextKey PlaceUnknown = new("lieu-inconnu", 30);
    public static readonly TextKey StateOpen = new("etat-ouverte", 40);
    public static readonly TextKey StateTaken = new("etat-prise-en-charge", 60, "qui");
    public static readonly TextKey StateTakenShort = new("etat-prise", 20);
    public static readonly TextKey StateConfirmed = new("etat-confirmee", 40);
    public static readonly TextKey StateClosed = new("etat-close", 40);
    public static readonly TextKey StateFalse = new("etat-sans-suite", 40);
    public static readonly TextKey StateWithdrawn = new("etat-retiree", 40);
    public static readonly TextKey StateExpired = new("etat-expiree", 40);
    public static readonly TextKey WhoReferent = new("qui-referent", 50, "quartier");
    public static readonly TextKey WhoAdjoint = new("qui-adjoint", 40);
    public static readonly TextKey WhoMairie = new("qui-mairie", 40);
    public static readonly TextKey WhoGendarmerie = new("qui-gendarmerie", 40);

    // Our own verbs, as examples in an answer; the words that are read are those of mots-cles.
    public static readonly TextKey WordNone = new("mot-aucune", 12);
    public static readonly TextKey WordTaken = new("mot-vu", 12);
    public static readonly TextKey WordConfirmed = new("mot-confirme", 12);
    public static readonly TextKey WordFalse = new("mot-faux", 12);
    public static readonly TextKey WordClosed = new("mot-clos", 12);
    public static readonly TextKey WordForward = new("mot-transmettre", 12);
    public static readonly TextKey WordNote = new("mot-note", 12);
    public static readonly TextKey WordFeedback = new("mot-retour", 12);

    public static IReadOnlyDictionary<string, TextKey> All => Names.Value;

    // Asked only after all files of this class have made their keys: which file comes first is nobody's promise.
    private static readonly Lazy<IReadOnlyDictionary<string, TextKey>> Names = new(() => typeof(TextKeys)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => field.GetValue(null)).OfType<TextKey>()
        .ToDictionary(key => key.Name));
}
