using Twilio.AspNet.Core;

namespace VoisinsVigilants.Gateway.Carriers.Twilio;

/// <summary>The signature of Twilio's webhooks, checked by Twilio's own library. Same public members as in <c>Http/</c>.</summary>
public static class TwilioSignature
{
    /// <summary>True when one of the tokens gives the signature of this request, in which <paramref name="form"/> was left.</summary>
    /// <param name="url">The public address that was signed.</param>
    public static bool IsValid(HttpRequest request, TwilioForm form, string url, params IEnumerable<string?> authTokens) =>
        request.Headers.ContainsKey("X-Twilio-Signature") && authTokens.OfType<string>().Where(token => token.Length > 0)
            .Any(token => RequestValidationHelper.IsValidRequest(request.HttpContext, token, url));
}
