namespace VoisinsVigilants.Domain.Texts;

/// <summary>E-mails to the town hall's desk: a subject and a body each.</summary>
public static partial class TextKeys
{
    public static readonly TextKey MailEscalationSubject = new("courriel-escalade-objet", 0, "code", "categorie", "lieu", "heure") { Medium = TextMedium.MailSubject, MustSay = ["{code}"] };
    public static readonly TextKey MailEscalation = new("courriel-escalade", 0, "code", "categorie", "lieu", "heure", "texte", "commune") { Medium = TextMedium.MailBody, MustSay = ["{code}", "17"] };
    public static readonly TextKey MailStaffSilentSubject = new("courriel-sans-sms-objet", 0, "qui") { Medium = TextMedium.MailSubject };
    public static readonly TextKey MailStaffSilent = new("courriel-sans-sms", 0, "qui", "heure", "commune") { Medium = TextMedium.MailBody };
}
