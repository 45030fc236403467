using static VoisinsVigilants.Domain.Texts.TextKey;

namespace VoisinsVigilants.Domain.Texts;

/// <summary>Duty, keep-alive, dates, suspended numbers, guards.</summary>
public static partial class TextKeys
{
    // Off and on duty. The period is one of the three at the end.
    public static readonly TextKey AbsenceNoted = new("absence-notee", OneSms, "periode") { MustSay = ["DISPO"] };
    public static readonly TextKey AbsenceReplaces = new("absence-remplace", 140, "periode");
    public static readonly TextKey LastAdjointLeaves = new("absence-dernier-adjoint", 140);
    public static readonly TextKey AbsenceImpossible = new("absence-impossible", OneSms);
    public static readonly TextKey AbsencePast = new("absence-passee", OneSms);
    public static readonly TextKey AbsenceReversed = new("absence-inversee", OneSms);
    public static readonly TextKey BackOnDuty = new("dispo-notee", OneSms);
    public static readonly TextKey BackOnDutyLater = new("dispo-plus-tard", OneSms, "jour");
    public static readonly TextKey AlreadyOnDuty = new("dispo-deja", OneSms);
    public static readonly TextKey QuartierWithoutReferent = new("quartier-sans-referent", TwoSms, "quartier", "periode");
    public static readonly TextKey NoAdjointOnDuty = new("plus-d-adjoint", TwoSms, "periode");
    public static readonly TextKey PeriodBetween = new("periode-du-au", 40, "debut", "fin");
    public static readonly TextKey PeriodOneDay = new("periode-un-jour", 40, "debut");
    public static readonly TextKey PeriodFrom = new("periode-sans-fin", 40, "debut");

    // Keep-alive.
    public static readonly TextKey PhoneTest = new("test-mensuel", OneSms) { MustSay = ["1"] };
    public static readonly TextKey PhoneTestAnswered = new("test-recu", OneSms);
    public static readonly TextKey PhoneSilent = new("test-sans-reponse", TwoSms, "qui");
    public static readonly TextKey PhoneLost = new("test-non-remis", TwoSms, "qui");

    // Dates.
    public static readonly TextKey ProtocolEnds = new("protocole-rappel", OneSms, "jour");
    public static readonly TextKey ProtocolEnded = new("protocole-fini", TwoSms);
    public static readonly TextKey MeetingComes = new("reunion-rappel", OneSms, "jour");
    public static readonly TextKey TrainingComes = new("formation-rappel", OneSms, "jour");

    // Suspended numbers.
    public static readonly TextKey NumberSuspended = new("suspendu-fait", OneSms, "code") { MustSay = ["{code}"] };
    public static readonly TextKey NumberSuspendedAlready = new("suspendu-deja", OneSms, "code");
    public static readonly TextKey StaffIsNotSuspended = new("suspendu-refus", OneSms, "code");
    public static readonly TextKey SuspensionLifted = new("suspension-levee", OneSms, "code");
    public static readonly TextKey NothingSuspended = new("suspension-inconnue", OneSms, "codes");
    public static readonly TextKey SuspendWhich = new("suspendre-lequel", OneSms);
    public static readonly TextKey YouAreSuspended = new("numero-suspendu", OneSms) { MustSay = ["17"] };
    public static readonly TextKey EmergencyToAdjointOnly = new("urgence-suspendu", 150, "code");

    // Good faith and guards.
    public static readonly TextKey LegalReminder = new("rappel-loi", TwoSms, "code") { MustSay = ["17"] };
    public static readonly TextKey AnswersPause = new("rafale-pause", OneSms) { MustSay = ["17"] };
    public static readonly TextKey ManyReports = new("rafale-commune", OneSms, "nombre");
}
