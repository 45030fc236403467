using System.Globalization;
using VoisinsVigilants.Domain.Messages;

namespace VoisinsVigilants.Simulator.FakeTwilio;

/// <summary>The form of a create call, checked as Twilio checks it.</summary>
internal sealed record MessageRequest(string To, string From, string Body, string StatusCallback, string ValidityPeriod)
{
    private const int LongestBody = 1600;

    public Uri? Callback => StatusCallback.Length > 0 ? new Uri(StatusCallback) : null;

    /// <summary>Twilio's error code, or null when the SMS is accepted.</summary>
    public int? Refusal()
    {
        if (To.Length == 0) return 21604;
        if (From.Length == 0) return 21603;
        if (!To.StartsWith('+') || !PhoneNumber.TryParse(To, out _)) return 21211;
        if (To == From) return 21266;
        if (!IsSender(From)) return 21212;
        if (Body.Length == 0) return 21602;
        if (Body.Length > LongestBody) return 21617;
        if (StatusCallback.Length > 0 && !IsWebAddress(StatusCallback)) return 21609;
        return ValidityPeriod.Length > 0 && !IsValidity(ValidityPeriod) ? 21624 : null;
    }

    // A number, a short code, or a name of up to 11 characters with at least one letter.
    private static bool IsSender(string from) =>
        PhoneNumber.TryParse(from, out _) || (from.Length <= 11 && from.Any(char.IsAsciiLetter) && from.All(c => char.IsAsciiLetterOrDigit(c) || c == ' '));

    private static bool IsWebAddress(string address) => Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme is "http" or "https";

    private static bool IsValidity(string seconds) => int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var span) && span is >= 1 and <= 36_000;
}
