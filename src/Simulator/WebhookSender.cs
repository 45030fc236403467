using System.Security.Cryptography;
using System.Text;

namespace VoisinsVigilants.Simulator;

/// <summary>How a webhook was answered.</summary>
/// <param name="Status">HTTP status; 0 when there was no answer at all.</param>
public sealed record WebhookAnswer(int Status, int Attempts, string? Error)
{
    public bool IsAccepted => Status is >= 200 and < 300;
}

/// <summary>
/// Posts what happened to the gateway as Twilio does: a form, signed, 15 seconds to answer, offered once more after a failure or a 5xx under
/// the same idempotency token. Source: twilio.com/docs/usage/webhooks.
/// </summary>
public sealed class WebhookSender(SimulatorSettings settings) : IDisposable
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(15);

    private int turn;

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, MaxConnectionsPerServer = 64 }) { Timeout = AnswerWithin };

    /// <param name="url">The public address of the webhook; it is what is signed.</param>
    public async Task<WebhookAnswer> Post(Uri url, IReadOnlyDictionary<string, string> form)
    {
        var idempotency = Guid.NewGuid().ToString();
        var answer = await Try(url, form, idempotency, 1);
        return answer.Status is 0 or >= 500 ? await Try(url, form, idempotency, 2) : answer;
    }

    /// <summary>base64(HMAC-SHA1(token, url and each key and value, sorted by key)). Source: twilio.com/docs/usage/security.</summary>
    public static string Sign(string authToken, string url, IReadOnlyDictionary<string, string> form)
    {
        var signed = new StringBuilder(url);
        foreach (var (key, value) in form.OrderBy(field => field.Key, StringComparer.Ordinal)) signed.Append(key).Append(value);

        // Twilio prescribes SHA-1.
#pragma warning disable CA5350
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(authToken), Encoding.UTF8.GetBytes(signed.ToString())));
#pragma warning restore CA5350
    }

    public void Dispose() => http.Dispose();

    private async Task<WebhookAnswer> Try(Uri url, IReadOnlyDictionary<string, string> form, string idempotency, int attempt)
    {
        var signedUrl = url.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped);
        using var request = new HttpRequestMessage(HttpMethod.Post, Reachable(signedUrl)) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Add("X-Twilio-Signature", Sign(settings.AuthToken, signedUrl, form));
        request.Headers.Add("I-Twilio-Idempotency-Token", idempotency);
        request.Headers.UserAgent.ParseAdd("TwilioProxy/1.1");
        try
        {
            using var answer = await http.SendAsync(request);
            return new WebhookAnswer((int)answer.StatusCode, attempt, answer.IsSuccessStatusCode ? null : await answer.Content.ReadAsStringAsync());
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return new WebhookAnswer(0, attempt, exception is OperationCanceledException ? "no answer within 15 s" : exception.Message);
        }
    }

    private Uri Next()
    {
        var nodes = settings.GatewayUrls;
        return nodes[(int)((uint)Interlocked.Increment(ref turn) % nodes.Count)];
    }

    // The signed address is the public one; the gateway may have to be reached by another.
    private Uri Reachable(string url)
    {
        var known = settings.PublicBaseUrl.ToString();
        return new Uri(url.StartsWith(known, StringComparison.Ordinal) ? Next() + url[known.Length..] : url);
    }
}
