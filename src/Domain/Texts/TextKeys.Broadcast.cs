using static VoisinsVigilants.Domain.Texts.TextKey;

namespace VoisinsVigilants.Domain.Texts;

/// <summary>Broadcasts, the budget and the month's figures.</summary>
public static partial class TextKeys
{
    // To the residents. No word of the author's, no phone number; whom to call comes first.
    public static readonly TextKey BroadcastAlert = new("diffusion-alerte", TwoSms, "categorie", "lieu", "heure", "conseil") { Opening = "Danger : appelez le 17", MustSay = ["{categorie}", "{lieu}"] };
    public static readonly TextKey BroadcastNews = new("diffusion-annonce", TwoSms, "commune", "annonce") { MustSay = ["{annonce}"] };
    public static readonly TextKey AdviceBurglary = new("diffusion-conseil-cambriolage", 70);
    public static readonly TextKey AdviceTheft = new("diffusion-conseil-vol", 70);
    public static readonly TextKey AdviceVehicle = new("diffusion-conseil-vehicule", 70);
    public static readonly TextKey AdviceSuspicious = new("diffusion-conseil-suspect", 70);
    public static readonly TextKey AdviceDamage = new("diffusion-conseil-degradation", 70);
    public static readonly TextKey AdviceScam = new("diffusion-conseil-arnaque", 70);
    public static readonly TextKey AdviceViolence = new("diffusion-conseil-violence", 70);
    public static readonly TextKey AdviceDrugs = new("diffusion-conseil-stupefiants", 70);
    public static readonly TextKey AdviceNuisance = new("diffusion-conseil-nuisance", 70);
    public static readonly TextKey AdviceSolidarity = new("diffusion-conseil-solidarite", 70);
    public static readonly TextKey AdviceDanger = new("diffusion-conseil-danger", 70);
    public static readonly TextKey AdviceOther = new("diffusion-conseil-autre", 70);

    // The question to the adjoint; "annonce" is the exact SMS and never shortened.
    public static readonly TextKey BroadcastQuestion = new("diffusion-question", TwoSms, "objet", "ou", "personnes", "sms", "prix", "depart", "annonce", "numero") { MustSay = ["{annonce}", "OUI {numero}", "{prix}"] };
    public static readonly TextKey BroadcastQuestionBehind = new("diffusion-question-suite", TwoSms, "objet", "ou", "personnes", "sms", "prix", "depart", "numero") { MustSay = ["OUI {numero}", "{prix}"] };
    public static readonly TextKey BroadcastOfAlert = new("diffusion-objet-alerte", 40, "code");
    public static readonly TextKey BroadcastOfNews = new("diffusion-objet-annonce", 40);
    public static readonly TextKey BroadcastAskedBy = new("diffusion-objet-demande", 90, "code", "qui");
    public static readonly TextKey BroadcastToQuartier = new("diffusion-ou-quartier", 50, "quartier");
    public static readonly TextKey BroadcastToCommune = new("diffusion-ou-commune", 30);
    public static readonly TextKey BroadcastLeavesNow = new("diffusion-depart-maintenant", 20);
    public static readonly TextKey OnePerson = new("une-personne", 20);
    public static readonly TextKey Persons = new("personnes", 24, "nombre");

    // What is said to who asked for it.
    public static readonly TextKey BroadcastAsked = new("diffusion-demandee", OneSms, "code");
    public static readonly TextKey BroadcastAskedAlready = new("diffusion-deja-demandee", OneSms, "code");
    public static readonly TextKey BroadcastAlready = new("diffusion-deja-faite", OneSms, "code");
    public static readonly TextKey BroadcastNotConfirmed = new("diffusion-pas-confirmee", OneSms, "code", "etat");
    public static readonly TextKey BroadcastWithoutQuartier = new("diffusion-sans-quartier", OneSms, "code");
    public static readonly TextKey BroadcastNoAdjoint = new("diffusion-sans-adjoint", OneSms);
    public static readonly TextKey BroadcastNobody = new("diffusion-personne", OneSms, "ou");
    public static readonly TextKey BroadcastOverBudget = new("diffusion-budget", TwoSms, "prix", "reste");
    public static readonly TextKey BroadcastHow = new("diffusion-comment", TwoSms);
    public static readonly TextKey BroadcastHowForReferent = new("diffusion-comment-referent", OneSms);
    public static readonly TextKey BroadcastNewsIsForAdjoint = new("diffusion-annonce-adjoint", OneSms);
    public static readonly TextKey BroadcastUnknownQuartier = new("diffusion-quartier-inconnu", TwoSms, "texte");
    public static readonly TextKey BroadcastEmpty = new("diffusion-vide", OneSms);
    public static readonly TextKey BroadcastTooLong = new("diffusion-trop-longue", OneSms, "nombre");
    public static readonly TextKey BroadcastWithNumber = new("diffusion-avec-numero", OneSms);
    public static readonly TextKey BroadcastWithPlate = new("diffusion-avec-plaque", OneSms);
    public static readonly TextKey BroadcastAsksDanger = new("diffusion-risquee", TwoSms, "texte") { MustSay = ["17"] };

    // The adjoint's word, and what follows from it.
    public static readonly TextKey BroadcastWrongNumber = new("diffusion-mauvais-numero", OneSms);
    public static readonly TextKey BroadcastNoneWaits = new("diffusion-aucune", OneSms);
    public static readonly TextKey BroadcastTooLate = new("diffusion-trop-tard", OneSms);
    public static readonly TextKey BroadcastUnderWay = new("diffusion-en-route", OneSms);
    public static readonly TextKey BroadcastWasRefused = new("diffusion-deja-refusee", OneSms);
    public static readonly TextKey BroadcastRefused = new("diffusion-refusee", OneSms);
    public static readonly TextKey BroadcastRefusedToAsker = new("diffusion-refusee-demandeur", OneSms, "code");
    public static readonly TextKey BroadcastLapsedToAsker = new("diffusion-sans-reponse", OneSms, "code");
    public static readonly TextKey BroadcastWaits = new("diffusion-attend", OneSms, "heure");
    public static readonly TextKey BroadcastStopped = new("diffusion-arretee", OneSms, "objet");
    public static readonly TextKey BroadcastLeft = new("diffusion-envoyee", OneSms, "objet", "personnes");

    public static readonly TextKey BudgetNearlyUsed = new("budget-presque-depense", OneSms, "prix", "budget");
    public static readonly TextKey Figures = new("chiffres", OneSms, "mois", "alertes", "confirmees", "fausses", "delai", "sms", "prix", "budget");
    public static readonly TextKey FiguresBudget = new("chiffres-budget", 40, "reste");
}
