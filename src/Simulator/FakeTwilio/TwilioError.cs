namespace VoisinsVigilants.Simulator.FakeTwilio;

/// <summary>A refusal in Twilio's words. Source: twilio.com/docs/api/errors.</summary>
internal static class TwilioError
{
    public static IResult Answer(int code, int? status = null)
    {
        var http = status ?? StatusFor(code);
        return Results.Json(new { code, message = MessageFor(code), more_info = $"https://www.twilio.com/docs/errors/{code}", status = http }, statusCode: http);
    }

    /// <summary>5xx answers carry no code that could be relied on.</summary>
    public static IResult ServerError() =>
        Results.Json(new { code = 20500, message = "Internal Server Error", more_info = "https://www.twilio.com/docs/errors/20500", status = 500 }, statusCode: 500);

    public static string MessageFor(int code) => code switch
    {
        20003 => "Authenticate",
        20404 => "The requested resource was not found",
        20429 => "Too Many Requests",
        21211 => "Invalid 'To' Phone Number",
        21212 => "Invalid 'From' Number",
        21266 => "'To' and 'From' number cannot be the same",
        21408 => "Permission to send an SMS has not been enabled for the region indicated by the 'To' number",
        21602 => "Message body is required.",
        21603 => "A 'From' phone number is required.",
        21604 => "A 'To' phone number is required.",
        21606 => "The 'From' phone number provided is not a valid message-capable number for your account",
        21609 => "Invalid 'StatusCallback' URL",
        21610 => "Attempt to send to unsubscribed recipient",
        21611 => "This 'From' number has exceeded the maximum number of queued messages",
        21612 => "Message cannot be sent with the current combination of 'To' and 'From' parameters",
        21614 => "'To' number is not a valid mobile number",
        21617 => "The concatenated message body exceeds the 1600 character limit",
        21624 => "Invalid validity period value",
        21703 => "The Messaging Service does not have a phone number available to send a message",
        30001 => "Queue overflow",
        30003 => "Unreachable destination handset",
        30004 => "Message blocked",
        30005 => "Unknown destination handset",
        30006 => "Landline or unreachable carrier",
        30007 => "Message filtered",
        30008 => "Unknown error",
        _ => $"Error {code}",
    };

    private static int StatusFor(int code) => code switch
    {
        20003 => StatusCodes.Status401Unauthorized,
        20404 => StatusCodes.Status404NotFound,
        20429 or 14107 => StatusCodes.Status429TooManyRequests,
        21408 => StatusCodes.Status403Forbidden,
        _ => StatusCodes.Status400BadRequest,
    };
}
