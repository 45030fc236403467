using System.Text.RegularExpressions;

namespace VoisinsVigilants.Domain.Alerts;

/// <summary>What of an author's free words may travel on. No phone number ever does.</summary>
public static partial class ContentScreen
{
    /// <summary>The words with every phone number replaced by <c>(...)</c>.</summary>
    public static string WithoutPhoneNumbers(string text) => PhoneNumbers().Replace(text, "(...)");

    // Eight digits or more, possibly spaced or dotted, with or without + or 00 in front: long enough to spare dates, times and amounts.
    [GeneratedRegex(@"(?<!\d)\+?\d(?:[\s.\-/()]{0,2}\d){7,}(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex PhoneNumbers();
}
