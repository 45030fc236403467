using System.Security.Cryptography;
using System.Text;

namespace VoisinsVigilants.Gateway.Carriers.Twilio;

/// <summary>
/// <c>X-Twilio-Signature</c>: base64 of the HMAC-SHA1, keyed with the auth token, of the public URL followed by each POST key and value,
/// keys sorted, distinct values of a repeated key sorted. Source: twilio.com/docs/usage/security.
/// </summary>
public static class TwilioSignature
{
    public static string Compute(string authToken, string url, TwilioForm form) => Compute(authToken, url, form, Encoding.UTF8);

    /// <summary>True when one of the tokens gives the signature of this request; compared in constant time.</summary>
    /// <param name="url">The public address that was signed.</param>
    public static bool IsValid(HttpRequest request, TwilioForm form, string url, params IEnumerable<string?> authTokens)
    {
        // Where a text is not UTF-8, its sender may have signed its bytes as well as what a decoder made of them.
        var signature = Encoding.UTF8.GetBytes(request.Headers["X-Twilio-Signature"].ToString());
        return signature.Length > 0 && authTokens.OfType<string>().Where(token => token.Length > 0)
            .SelectMany(token => new[] { Compute(token, url, form), Compute(token, url, form, Encoding.Latin1) })
            .Any(right => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(right), signature));
    }

    private static string Compute(string authToken, string url, TwilioForm form, Encoding encoding)
    {
        var fields = form.Read(encoding).Distinct().OrderBy(field => field.Key, StringComparer.Ordinal).ThenBy(field => field.Value, StringComparer.Ordinal);
        byte[] signed = [.. Encoding.UTF8.GetBytes(url), .. encoding.GetBytes(string.Concat(fields.Select(field => field.Key + field.Value)))];

        // Twilio prescribes SHA-1; the secret is the key, not the hash.
#pragma warning disable CA5350
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(authToken), signed));
#pragma warning restore CA5350
    }
}
