using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace VoisinsVigilants.Village;

/// <summary>
/// The gateway's webhooks as a carrier knocks at them. Written apart from the Simulator and from the gateway, so that three readings of
/// Twilio's rule for signatures must agree.
/// </summary>
public sealed class WebhookCaller(HttpClient http, Uri publicAddress)
{
    public static string NewSid() => $"SM{Guid.NewGuid():N}";

    /// <summary>The parameters of an inbound SMS; more may follow.</summary>
    public static List<KeyValuePair<string, string>> Sms(string sid, string from, string body, string to = Village.Number) =>
        [new("MessageSid", sid), new("From", from), new("To", to), new("Body", body), new("NumMedia", "0"), new("NumSegments", "1")];

    /// <summary>An SMS that comes in.</summary>
    public Task<HttpStatusCode> Text(string from, string body, string? sid = null) => Post("twilio/sms", Sms(sid ?? NewSid(), from, body));

    /// <param name="token">Signs; null leaves the signature out.</param>
    /// <param name="signedAs">The address that is signed, when it is not the public one.</param>
    public Task<HttpStatusCode> Post(string path, IEnumerable<KeyValuePair<string, string>> form, string? token = Village.AuthToken, Uri? signedAs = null)
    {
        var fields = form.ToList();
        return Send(path, new FormUrlEncodedContent(fields), token is null ? null : Sign(token, signedAs ?? new Uri(publicAddress, path), fields));
    }

    /// <summary>Any bytes, with any signature.</summary>
    public async Task<HttpStatusCode> Send(string path, HttpContent content, string? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = content };
        content.Headers.ContentType ??= new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        if (signature is not null) request.Headers.Add("X-Twilio-Signature", signature);
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>base64(HMAC-SHA1(token, address and each key and value)): keys sorted, the distinct values of a repeated key sorted.</summary>
    public static string Sign(string token, Uri address, IEnumerable<KeyValuePair<string, string>> form) =>
        Sign(token, Encoding.UTF8.GetBytes(address.AbsoluteUri + string.Concat(form.Distinct()
            .OrderBy(field => field.Key, StringComparer.Ordinal).ThenBy(field => field.Value, StringComparer.Ordinal).Select(field => field.Key + field.Value))));

    public static string Sign(string token, byte[] signed)
    {
        // Twilio prescribes SHA-1.
#pragma warning disable CA5350
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), signed));
#pragma warning restore CA5350
    }
}
