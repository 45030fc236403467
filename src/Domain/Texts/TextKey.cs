namespace VoisinsVigilants.Domain.Texts;

/// <summary>
/// One text that may leave by SMS or by e-mail. The words are the mairie's (<c>sms-scripts/textes</c>); this is what the program needs of them.
/// This class and the pages are the only border between French names and English code.
/// </summary>
/// <param name="Name">Key in the file, between square brackets.</param>
/// <param name="Septets">What the text may cost with the longest realistic values: 160 is one SMS, 306 is two. Nothing for a mail.</param>
/// <param name="Placeholders">Names that may stand between braces.</param>
public sealed record TextKey(string Name, int Septets, params string[] Placeholders)
{
    public const int OneSms = 160;
    public const int TwoSms = 306;

    /// <summary>Room for somebody's reason within another text.</summary>
    public const int Reason = 110;

    public TextMedium Medium { get; init; } = TextMedium.Sms;

    /// <summary>How the text must begin: whoever is in danger reads whom to call before anything else.</summary>
    public string? Opening { get; init; }

    /// <summary>Words that must stand somewhere in the text.</summary>
    public IReadOnlyList<string> MustSay { get; init; } = [];

    public override string ToString() => Name;
}

/// <summary>What carries a text, and so what it may be: mails know every letter and cost nothing by length.</summary>
public enum TextMedium
{
    /// <summary>In the GSM alphabet, within its budget.</summary>
    Sms,

    /// <summary>One line.</summary>
    MailSubject,

    /// <summary>Keeps its lines.</summary>
    MailBody,
}
