using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using VoisinsVigilants.Domain.Messages;

namespace VoisinsVigilants.Gateway.Carriers.Twilio;

/// <summary>
/// Twilio's Messages API over HTTP (2010-04-01). Same public members as the class of the same name in <c>Sdk/</c>; a build holds one
/// of the two.
/// </summary>
public sealed class TwilioClient(HttpClient http, IOptions<TwilioSettings> settings, TimeProvider clock)
{
    private readonly string messages = $"2010-04-01/Accounts/{settings.Value.Client.AccountSid}/Messages";

    /// <summary>How long the carrier may take to answer; it takes tens of milliseconds. An SMS is held, and told to nobody else, for longer than this.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    public static void Register(IServiceCollection services) => services.AddHttpClient<TwilioClient>((provider, http) =>
    {
        var client = provider.GetRequiredService<IOptions<TwilioSettings>>().Value.Client;
        http.BaseAddress = client.BaseUrl ?? Address(client);
        http.Timeout = Patience;
        var (user, secret) = client.ApiKeySid is null ? (client.AccountSid, client.AuthToken) : (client.ApiKeySid, client.ApiKeySecret);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{secret}")));
    });

    /// <summary>Hands an SMS over. Never throws for what a network or a carrier can do.</summary>
    public async Task<SendOutcome> Create(CarrierSms sms, Uri statusCallback, CancellationToken stop)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["To"] = sms.To.Value,
            ["From"] = sms.From.Value,
            ["Body"] = sms.Body,
            ["StatusCallback"] = statusCallback.ToString(),
            ["ValidityPeriod"] = Math.Clamp((int)sms.ValidFor.TotalSeconds, 1, 36_000).ToString(CultureInfo.InvariantCulture),
        });
        try
        {
            using var answer = await http.PostAsync(new Uri($"{messages}.json", UriKind.Relative), form, stop);
            return await Read(answer, stop);
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError)
        {
            // Never left this machine: as safe to repeat as a refusal for being busy.
            return new SendOutcome.Refused(20429);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException or TaskCanceledException && !stop.IsCancellationRequested)
        {
            return new SendOutcome.Unknown(exception.GetType().Name, false);
        }
    }

    /// <summary>One SMS as the carrier sees it; null when it knows none of that sid.</summary>
    public async Task<CarrierMessage?> Fetch(string sid, CancellationToken stop)
    {
        using var answer = await http.GetAsync(new Uri($"{messages}/{sid}.json", UriKind.Relative), stop);
        if (answer.StatusCode == HttpStatusCode.NotFound) return null;
        answer.EnsureSuccessStatusCode();
        using var json = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(stop), cancellationToken: stop);
        return Read(json.RootElement);
    }

    /// <summary>SMS to a number that are not older than <paramref name="age"/>, newest first, all pages.</summary>
    public async Task<IReadOnlyList<CarrierMessage>> List(PhoneNumber to, TimeSpan age, CancellationToken stop)
    {
        var since = TwilioTime.Since(clock, age);

        // DateSent> is by day at Twilio: what is older within the day is left out here.
        var day = since.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var page = $"{messages}.json?To={Uri.EscapeDataString(to.Value)}&DateSent%3E={day}&PageSize=100";
        var found = new List<CarrierMessage>();
        for (string? next = page; next is not null;)
        {
            using var answer = await http.GetAsync(new Uri(next.TrimStart('/'), UriKind.Relative), stop);
            answer.EnsureSuccessStatusCode();
            using var json = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(stop), cancellationToken: stop);
            found.AddRange(json.RootElement.GetProperty("messages").EnumerateArray().Select(Read));
            next = json.RootElement.GetProperty("next_page_uri").GetString();
        }
        return [.. found.Where(message => message.CreatedAt >= since)];
    }

    private static Uri Address(TwilioSettings.ClientSettings client) => new(
        client.Region is null && client.Edge is null ? "https://api.twilio.com/" : $"https://api.{client.Edge ?? "ashburn"}.{client.Region ?? "us1"}.twilio.com/");

    private static async Task<SendOutcome> Read(HttpResponseMessage answer, CancellationToken stop)
    {
        if ((int)answer.StatusCode >= 500) return new SendOutcome.Unknown($"HTTP {(int)answer.StatusCode}", true);
        using var json = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(stop), cancellationToken: stop);
        if (answer.IsSuccessStatusCode) return new SendOutcome.Accepted(json.RootElement.GetProperty("sid").GetString()!);
        if (answer.StatusCode == HttpStatusCode.TooManyRequests) return new SendOutcome.Refused(20429);
        return new SendOutcome.Refused(json.RootElement.TryGetProperty("code", out var code) && code.TryGetInt32(out var number) ? number : (int)answer.StatusCode);
    }

    private static CarrierMessage Read(JsonElement json) => new(
        json.GetProperty("sid").GetString()!,
        json.GetProperty("from").GetString() ?? "",
        json.GetProperty("to").GetString() ?? "",
        json.GetProperty("body").GetString() ?? "",
        json.GetProperty("status").GetString() ?? "",
        json.GetProperty("error_code") is { ValueKind: JsonValueKind.Number } code ? code.GetInt32() : null,
        json.GetProperty("direction").GetString() == "inbound",
        DateTimeOffset.Parse(json.GetProperty("date_created").GetString()!, CultureInfo.InvariantCulture));
}
