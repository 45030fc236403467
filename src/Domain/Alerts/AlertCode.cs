using System.Globalization;

namespace VoisinsVigilants.Domain.Alerts;

/// <summary>How people name an alert: a number of the commune and a letter drawn at random, so that a slip of a finger acts on nothing. <c>12K</c>.</summary>
public readonly record struct AlertCode(int Number, char Letter)
{
    /// <summary>No I, O or Q, which read like 1 and 0; no E, H, J, L or M, with which people write 2e, 12h, 3j, 5l and 10m.</summary>
    public const string Letters = "ABCDFGKNPRSTUVWXYZ";

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}{Letter}");

    /// <summary>Reads <c>12K</c> or <c>12</c>; <paramref name="letter"/> is null when it was left out.</summary>
    public static bool TryRead(string quoted, out int number, out char? letter)
    {
        letter = quoted.Length > 0 && char.IsAsciiLetter(quoted[^1]) ? char.ToUpperInvariant(quoted[^1]) : null;
        var digits = letter is null ? quoted : quoted[..^1];
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
