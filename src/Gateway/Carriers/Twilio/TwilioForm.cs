using System.Net;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace VoisinsVigilants.Gateway.Carriers.Twilio;

/// <summary>
/// The fields of a webhook, as they came. The framework's own reader refuses NUL, leaves invalid UTF-8 behind percent signs and takes keys
/// that differ in case for one; a phone can send the first two, and the signature is over all three.
/// </summary>
public sealed class TwilioForm
{
    public const int LargestBody = 1 << 20;

    private readonly byte[] body;

    private TwilioForm(byte[] body)
    {
        this.body = body;
        Fields = Read(Encoding.UTF8);
    }

    /// <summary>Keys and values in the order they came; what is not UTF-8 shows as U+FFFD.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Fields { get; }

    /// <summary>The first value of a field; empty when there is none.</summary>
    public string this[string key] => Fields.FirstOrDefault(field => field.Key == key).Value ?? "";

    /// <summary>Reads the form, and leaves it in the request for whoever asks there. Null when there is no form.</summary>
    public static async Task<TwilioForm?> Read(HttpRequest request, CancellationToken stop)
    {
        if (request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true) return null;

        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes, stop);
        var form = new TwilioForm(bytes.ToArray());
        request.Form = new FormCollection(form.Fields.GroupBy(field => field.Key)
            .ToDictionary(fields => fields.Key, fields => new StringValues([.. fields.Select(field => field.Value)]), StringComparer.Ordinal));
        return form;
    }

    /// <summary>The fields with their bytes read in another way; Latin-1 keeps each byte as it is.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Read(Encoding encoding) =>
    [
        .. Parts(body, (byte)'&').Where(part => part.Length > 0).Select(part =>
        {
            var equals = Array.IndexOf(part, (byte)'=');
            var (key, value) = equals < 0 ? (part, []) : (part[..equals], part[(equals + 1)..]);
            return new KeyValuePair<string, string>(Decoded(key, encoding), Decoded(value, encoding));
        }),
    ];

    private static IEnumerable<byte[]> Parts(byte[] bytes, byte separator)
    {
        var start = 0;
        for (var end = Array.IndexOf(bytes, separator); end >= 0; end = Array.IndexOf(bytes, separator, start))
        {
            yield return bytes[start..end];
            start = end + 1;
        }
        yield return bytes[start..];
    }

    private static string Decoded(byte[] bytes, Encoding encoding) => encoding.GetString(WebUtility.UrlDecodeToBytes(bytes, 0, bytes.Length)!);
}
