using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Texts;

namespace VoisinsVigilants.Domain.Conversations;

/// <summary>The lists of <c>sms-scripts/mots-cles</c> and <c>categories</c>, and what each means here. The other border between French names and English code.</summary>
internal static class Vocabulary
{
    public const string Police = "DANGER-17";
    public const string Fire = "DANGER-18";
    public const string Medical = "DANGER-15";
    public const string Now = "MAINTENANT";
    public const string Past = "PASSE";
    public const string Report = "SIGNALEMENT";
    public const string Complement = "COMPLEMENT";
    public const string SmallTalk = "BAVARDAGE";
    public const string OffTopic = "HORS-SUJET";
    public const string Yes = "OUI";
    public const string No = "NON";
    public const string All = "TOUTES";
    public const string Filler = "MOTS-VIDES";
    public const string CodeIntroduction = "AVANT-CODE";
    public const string Abbreviations = "ABREGES";
    public const string Families = "FAMILLES";
    public const string OtherFact = "AUTRE-FAIT";
    public const string Machine = "AUTOMATE";
    public const string Minor = "MINEUR";

    public static readonly IReadOnlyDictionary<string, Command> Commands = new Dictionary<string, Command>
    {
        ["AIDE"] = Command.Help, ["REGLES"] = Command.Rules, ["INSCRIPTION"] = Command.Enrol, ["SUIVI"] = Command.Follow, ["ANNULER"] = Command.Cancel,
        ["OTV"] = Command.HolidayWatch, ["CONSEIL"] = Command.Advice, ["CONTACT"] = Command.Contact, ["QUARTIER"] = Command.ChangeQuartier,
        ["MES_DONNEES"] = Command.MyData, ["EFFACER"] = Command.Erase, ["STOP"] = Command.Stop, ["REPRISE"] = Command.Resume,
        ["LISTE"] = Command.List, ["ABSENT"] = Command.Absent, ["DISPO"] = Command.Available, ["DIFFUSER"] = Command.Broadcast,
        ["STATS"] = Command.Figures, ["SUSPENDRE"] = Command.Suspend, ["LEVER"] = Command.LiftSuspension,
    };

    public static readonly IReadOnlyDictionary<string, VerdictKind> Verdicts = new Dictionary<string, VerdictKind>
    {
        ["VU"] = VerdictKind.Taken, ["CONFIRME"] = VerdictKind.Confirmed, ["FAUX"] = VerdictKind.False, ["CLOS"] = VerdictKind.Closed,
        ["NOTE"] = VerdictKind.Note, ["TRANSMETTRE"] = VerdictKind.Forward, ["RETOUR"] = VerdictKind.Feedback,
        ["LIBERER"] = VerdictKind.Release, ["REFUSER"] = VerdictKind.Reject,
    };

    public static readonly IReadOnlyDictionary<string, AlertCategory> Categories = new Dictionary<string, AlertCategory>
    {
        ["CAMBRIOLAGE"] = AlertCategory.Burglary, ["VOL"] = AlertCategory.Theft, ["VEHICULE"] = AlertCategory.Vehicle, ["SUSPECT"] = AlertCategory.Suspicious,
        ["DEGRADATION"] = AlertCategory.Damage, ["ARNAQUE"] = AlertCategory.Scam, ["VIOLENCE"] = AlertCategory.Violence, ["STUPEFIANTS"] = AlertCategory.Drugs,
        ["NUISANCE"] = AlertCategory.Nuisance, ["SOLIDARITE"] = AlertCategory.Solidarity, ["DANGER"] = AlertCategory.Danger, ["AUTRE"] = AlertCategory.Other,
    };

    public static readonly IReadOnlyDictionary<string, AdviceTheme> Themes = new Dictionary<string, AdviceTheme>
    {
        ["CONSEIL-FERMETURES"] = AdviceTheme.Locks, ["CONSEIL-VACANCES"] = AdviceTheme.Holidays, ["CONSEIL-ARNAQUES"] = AdviceTheme.Scams,
        ["CONSEIL-DEMARCHAGE"] = AdviceTheme.Doorstep, ["CONSEIL-VEHICULE"] = AdviceTheme.Vehicle,
    };

    /// <summary>Lists that the gazetteer reads.</summary>
    public static readonly IReadOnlySet<string> PlaceGroups = new HashSet<string>(["VOIES", "LIEUX-DITS", "LIENS", "PREPOSITIONS", "AUTRES-LIEUX", "MOTS-QUARTIER", "PAS-UN-NOM", "INSTITUTIONS", "AVANT-LIEU", "PAS-AVANT-LIEU", "DIRECTIONS"]);

    /// <summary>Command words that only staff say; from others they are ordinary words.</summary>
    public static readonly IReadOnlySet<Command> ForStaff =
        new HashSet<Command> { Command.List, Command.Absent, Command.Available, Command.Broadcast, Command.Figures, Command.Suspend, Command.LiftSuspension };

    private static readonly IReadOnlySet<string> Names = new HashSet<string>(
    [
        Police, Fire, Medical, Now, Past, Report, Complement, SmallTalk, OffTopic, Yes, No, All, Filler, CodeIntroduction, Abbreviations, Families, OtherFact, Machine, Minor,
        .. Commands.Keys, .. Verdicts.Keys, .. Categories.Keys, .. PlaceGroups, .. Themes.Keys,
    ]);

    public static KeywordGroups Groups { get; } = new(Names, Filler, Abbreviations, Families, PlaceGroups);

    /// <summary>The words of places, out of the same files: <c>[VOIES]</c> holds lines such as <c>avenue av ave</c>, the full word first.</summary>
    public static PlaceWords PlaceWordsOf(IReadOnlyList<Keyword> keywords)
    {
        IEnumerable<IReadOnlyList<string>> Lines(string group) => keywords.Where(keyword => keyword.Group == group).Select(keyword => (IReadOnlyList<string>)[.. keyword.Words.Select(Bare)]);
        HashSet<string> Words(string group) => [.. Lines(group).SelectMany(line => line)];

        var types = keywords.Where(keyword => keyword.Group == "VOIES").Select(keyword => SmsWords.Of(keyword.Written))
            .SelectMany(line => line.Select(word => (word.Plain, Full: line[0].Key))).DistinctBy(pair => pair.Plain);
        return new PlaceWords(
            types.ToDictionary(pair => pair.Plain, pair => pair.Full), Words("LIEUX-DITS"), Words("LIENS"), Words("PREPOSITIONS"), [.. Lines("AUTRES-LIEUX")], Words("MOTS-QUARTIER"), Words("PAS-UN-NOM"),
            Words("INSTITUTIONS"), Words("AVANT-LIEU"), Words("PAS-AVANT-LIEU"), Words("DIRECTIONS"));
    }

    private static string Bare(string word) => word[0] == '=' ? SmsWords.Key(word[1..]) : word;
}
