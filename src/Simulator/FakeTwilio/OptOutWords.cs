namespace VoisinsVigilants.Simulator.FakeTwilio;

/// <summary>Words the carrier itself acts on, when they are the whole SMS; it tells the webhook in <c>OptOutType</c>. Source: Twilio's Advanced Opt-Out.</summary>
internal static class OptOutWords
{
    private static readonly string[] Stop = ["STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"];
    private static readonly string[] Start = ["START", "YES", "UNSTOP"];
    private static readonly string[] Help = ["HELP", "INFO"];

    /// <summary>STOP, START, HELP, or null for any other text.</summary>
    public static string? TypeOf(string body)
    {
        var word = body.Trim().ToUpperInvariant();
        return Stop.Contains(word) ? "STOP" : Start.Contains(word) ? "START" : Help.Contains(word) ? "HELP" : null;
    }

    /// <summary>What the carrier answers by itself; a commune enters these words in its Twilio account.</summary>
    public static string AnswerTo(string type) => type switch
    {
        "STOP" => "Vous ne recevrez plus de SMS de ce numéro. Pour en recevoir de nouveau, répondez START.",
        "START" => "Vous recevez de nouveau les SMS de ce numéro. Pour arrêter, répondez STOP.",
        _ => "Danger : appelez le 17. Pour arrêter les SMS de ce numéro, répondez STOP.",
    };
}
