using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace VoisinsVigilants.Domain.Messages;

/// <summary>
/// A number that can be texted: E.164 (<c>+33639980000</c>, 8 to 15 digits) or a short code (<c>36105</c>, 3 to 8 digits).
/// French national writing (<c>06 39 98 00 00</c>) is accepted and normalised.
/// <see cref="ToString"/> masks it, so that a number never reaches a log by accident; <see cref="Value"/> is the number itself.
/// Source: ITU-T E.164.
/// </summary>
public readonly record struct PhoneNumber
{
    private PhoneNumber(string value) => Value = value;

    /// <summary>The number itself, for the carrier and the database only.</summary>
    public string Value { get; }

    /// <summary>What a log or a screen may show: <c>+336…12</c>.</summary>
    public string Masked => Value is not { Length: > 5 } ? "…" : $"{Value[..4]}…{Value[^2..]}";

    /// <summary>Stands for a phone that was erased. No number of E.164 begins with a zero, so it is nobody's and no SMS goes there.</summary>
    public bool IsPseudonym => Value?.StartsWith("+0", StringComparison.Ordinal) == true;

    public override string ToString() => Masked;

    /// <param name="digits">Drawn by chance.</param>
    public static PhoneNumber Pseudonym(long digits) => new(string.Create(CultureInfo.InvariantCulture, $"+0{digits:D12}"));

    public static PhoneNumber Parse(string text) =>
        text.StartsWith("+0", StringComparison.Ordinal) ? new PhoneNumber(text) : TryParse(text, out var number) ? number : throw new FormatException("Not a phone number: expected +33639980000, 0639980000 or a short code.");

    public static bool TryParse([NotNullWhen(true)] string? text, out PhoneNumber number)
    {
        number = default;
        var compact = Compact(text);
        if (compact is null) return false;

        var national = compact is ['0', >= '1' and <= '9', ..] && compact.Length == 10;
        var international = compact.StartsWith("00", StringComparison.Ordinal) ? "+" + compact[2..] : national ? "+33" + compact[1..] : compact;
        var digits = international.TrimStart('+').Length;
        var valid = international[0] == '+' ? digits is >= 8 and <= 15 && international[1] != '0' : digits is >= 3 and <= 8;
        if (!valid) return false;

        number = new PhoneNumber(international);
        return true;
    }

    private static string? Compact(string? text)
    {
        var kept = new string((text ?? "").Where(c => c is not (' ' or '.' or '-' or '/' or '(' or ')' or '\u00A0')).ToArray());
        var digits = kept.StartsWith('+') ? kept[1..] : kept;
        return digits.Length > 0 && digits.All(char.IsAsciiDigit) ? kept : null;
    }
}
