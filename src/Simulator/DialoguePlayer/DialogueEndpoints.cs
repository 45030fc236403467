using System.Text.Json;

namespace VoisinsVigilants.Simulator.DialoguePlayer;

/// <summary>The dialogues, and one of them as it plays: one JSON object a line, each as soon as it is known.</summary>
internal static class DialogueEndpoints
{
    private const int SlowestPace = 10_000;

    public static void MapDialogues(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/dialogues", List);
        app.MapGet("/api/dialogues/{name}", (string name, DialogueFiles files) => files.Find(name) is { } file ? Results.Ok(Shown(file)) : Results.NotFound());
        app.MapPost("/api/dialogues/{name}/play", Play);
    }

    private static IEnumerable<object> List(DialogueFiles files) => files.All().Select(Shown);

    private static object Shown(DialogueFile file) => new
    {
        name = file.Name,
        title = file.Dialogue?.Title ?? file.Name,
        cast = file.Dialogue is { } dialogue ? dialogue.Names.Select(pair => dialogue.PlayedBy(pair.Name)).Distinct() : [],
        errors = file.Errors.Select(error => error.ToString()),
        lines = file.Dialogue?.Steps.Select(step => new { line = step.Line, source = step.Source }) ?? [],
    };

    /// <param name="pace">Milliseconds before each line.</param>
    private static async Task Play(string name, int? pace, DialogueFiles files, Player player, HttpResponse response, CancellationToken stop)
    {
        var file = files.Find(name);
        if (file?.Dialogue is null)
        {
            response.StatusCode = file is null ? StatusCodes.Status404NotFound : StatusCodes.Status422UnprocessableEntity;
            await response.WriteAsJsonAsync(new { problem = file is null ? "Ce dialogue n'existe pas." : string.Join('\n', file.Errors) }, stop);
            return;
        }
        response.ContentType = "application/x-ndjson; charset=utf-8";
        var span = TimeSpan.FromMilliseconds(Math.Clamp(pace ?? 0, 0, SlowestPace));
        var result = await player.Play(file.Dialogue, line => Write(response, new { kind = "line", line.Line, line.Source, outcome = Word(line.Outcome), line.Message }, stop), span, stop);
        foreach (var line in result.Lines.Where(line => line.Outcome == LineOutcome.NotPlayed))
            await Write(response, new { kind = "line", line.Line, line.Source, outcome = Word(line.Outcome), line.Message }, stop);
        await Write(response, new { kind = "end", passed = result.Passed, report = result.ToString() }, stop);
    }

    private static string Word(LineOutcome outcome) => outcome switch { LineOutcome.Passed => "passed", LineOutcome.Failed => "failed", _ => "notPlayed" };

    private static async Task Write(HttpResponse response, object what, CancellationToken stop)
    {
        await response.WriteAsync(JsonSerializer.Serialize(what, JsonSerializerOptions.Web) + "\n", stop);
        await response.Body.FlushAsync(stop);
    }
}
