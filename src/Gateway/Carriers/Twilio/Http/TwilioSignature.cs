using System.Security.Cryptography;
using System.Text;

namespace VoisinsVigilants.Gateway.Carriers.Twilio;

/// <summary>
/// <c>X-Twilio-Signature</c>: base64 of the HMAC-SHA1, keyed with the auth token, of the public URL followed by each POST key and value,
/// keys sorted, distinct values of a repeated key sorted. Source: twilio.com/docs/usage/security.
/// </summary>
public static class TwilioSignature
{
    public static string Compute(string authToken, string url, IFormCollection form)
    {
        var signed = new StringBuilder(url);
        foreach (var (key, values) in form.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            foreach (var value in values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)) signed.Append(key).Append(value);

        // Twilio prescribes SHA-1; the secret is the key, not the hash.
#pragma warning disable CA5350
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(authToken), Encoding.UTF8.GetBytes(signed.ToString())));
#pragma warning restore CA5350
    }

    /// <summary>True when one of the tokens gives the signature of this request, whose form has been read; compared in constant time.</summary>
    /// <param name="url">The public address that was signed.</param>
    public static bool IsValid(HttpRequest request, string url, params IEnumerable<string?> authTokens)
    {
        var signature = Encoding.UTF8.GetBytes(request.Headers["X-Twilio-Signature"].ToString());
        return signature.Length > 0 && authTokens.OfType<string>().Where(token => token.Length > 0)
            .Any(token => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Compute(token, url, request.Form)), signature));
    }
}
