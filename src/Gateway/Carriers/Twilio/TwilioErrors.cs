using System.Collections.Frozen;

namespace VoisinsVigilants.Gateway.Carriers.Twilio;

/// <summary>Twilio's error codes and what each asks for. Source: twilio.com/docs/api/errors.</summary>
public static class TwilioErrors
{
    private static readonly FrozenDictionary<int, ErrorAction> Actions = new Dictionary<int, ErrorAction>
    {
        [20003] = ErrorAction.StopSending, [20404] = ErrorAction.StopSending, [30002] = ErrorAction.StopSending,
        [20429] = ErrorAction.RetrySoon, [14107] = ErrorAction.RetrySoon, [21611] = ErrorAction.RetrySoon,
        [21211] = ErrorAction.NumberInvalid, [21604] = ErrorAction.NumberInvalid, [21614] = ErrorAction.NumberInvalid, [21635] = ErrorAction.NumberInvalid,
        [21610] = ErrorAction.OptedOut,
        [21408] = ErrorAction.SenderRefused, [21606] = ErrorAction.SenderRefused, [21612] = ErrorAction.SenderRefused,
        [21703] = ErrorAction.SenderRefused, [21704] = ErrorAction.SenderRefused, [21705] = ErrorAction.SenderRefused,
        [30018] = ErrorAction.SenderRefused, [30024] = ErrorAction.SenderRefused, [30007] = ErrorAction.SenderRefused,
        [21602] = ErrorAction.OurFault, [21617] = ErrorAction.OurFault, [30019] = ErrorAction.OurFault,
        [30001] = ErrorAction.RetryLater, [30017] = ErrorAction.RetryLater, [30410] = ErrorAction.RetryLater,
        [30003] = ErrorAction.RetrySlowly,
        [30004] = ErrorAction.NumberInvalid, [30005] = ErrorAction.NumberInvalid, [30006] = ErrorAction.NumberInvalid,
    }.ToFrozenDictionary();

    /// <summary>Other 30xxx are delivery failures of unknown kind, worth one more try; anything else is a refusal.</summary>
    public static ErrorAction ActionFor(int code) =>
        Actions.TryGetValue(code, out var action) ? action : code is >= 30_000 and < 40_000 ? ErrorAction.RetryLater : ErrorAction.GiveUp;
}
