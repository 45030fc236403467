using System.Globalization;
using System.Text.Json.Nodes;

namespace VoisinsVigilants.Simulator.FakeTwilio;

/// <summary>Twilio's JSON, as its published OpenAPI describes it: dates as RFC 2822, counts as strings, what is unknown as null.</summary>
internal static class TwilioJson
{
    public const string ApiVersion = "2010-04-01";

    public static string Root(string account) => $"/{ApiVersion}/Accounts/{account}/Messages";

    public static JsonObject Message(CarriedSms sms, string account) => new()
    {
        ["account_sid"] = account,
        ["api_version"] = ApiVersion,
        ["body"] = sms.Body,
        ["date_created"] = Date(sms.CreatedAt),
        ["date_sent"] = sms.FromPhone ? Date(sms.CreatedAt) : sms.SentAt is { } sent ? Date(sent) : null,
        ["date_updated"] = Date(sms.UpdatedAt),
        ["direction"] = sms.FromPhone ? "inbound" : "outbound-api",
        ["error_code"] = sms.ErrorCode,
        ["error_message"] = sms.ErrorCode is null ? null : TwilioError.MessageFor(sms.ErrorCode.Value),
        ["from"] = sms.From,
        ["messaging_service_sid"] = null,
        ["num_media"] = "0",
        ["num_segments"] = sms.Segments.ToString(CultureInfo.InvariantCulture),
        ["price"] = null,
        ["price_unit"] = "EUR",
        ["sid"] = sms.Sid,
        ["status"] = sms.Status,
        ["subresource_uris"] = new JsonObject { ["media"] = $"{Root(account)}/{sms.Sid}/Media.json" },
        ["to"] = sms.To,
        ["uri"] = $"{Root(account)}/{sms.Sid}.json",
    };

    private static string Date(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);
}
