using System.Text.RegularExpressions;

namespace VoisinsVigilants.Domain.Alerts;

/// <summary>What of an author's free words may travel on. No phone number ever does.</summary>
public static partial class ContentScreen
{
    /// <summary>The words with every phone number replaced by <c>(...)</c>.</summary>
    public static string WithoutPhoneNumbers(string text) => PhoneNumbers().Replace(text, "(...)");

    // French national numbers however spaced, international ones behind + or 00, and any long run of digits; dates and times are spared.
    [GeneratedRegex(@"(?<!\d)(?:0[1-9](?:[\s.\-]{0,2}\d){8}|(?:\+|00)\d(?:[\s.\-]{0,2}\d){7,}|\d{9,})(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex PhoneNumbers();
}
