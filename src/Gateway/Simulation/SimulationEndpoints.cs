using Npgsql;
using VoisinsVigilants.Domain.Communes;

namespace VoisinsVigilants.Gateway.Simulation;

/// <summary>Time and a clean start, for demonstrations and tests. Mapped in the environment Simulation only.</summary>
public static class SimulationEndpoints
{
    public static void MapSimulation(this IEndpointRouteBuilder app)
    {
        var simulation = app.MapGroup("/simulation");
        simulation.MapGet("/clock", (SimulationClock clock) => Shown(clock));
        simulation.MapPost("/clock", AdvanceClock);
        simulation.MapPost("/reset", Reset);
        simulation.MapGet("/people", People);
    }

    private sealed record ClockRequest(string? Advance);

    private static async Task<IResult> AdvanceClock(ClockRequest request, SimulationClock clock, SimulationRun run, CancellationToken stop)
    {
        if (!TimeSpan.TryParse(request.Advance, System.Globalization.CultureInfo.InvariantCulture, out var span) || span < TimeSpan.Zero)
            return Results.BadRequest("""Write how far to go, for example {"advance":"00:05:00"}; time does not go back.""");
        await run.Advance(span, stop);
        return Shown(clock);
    }

    private sealed record ResetRequest(DateTimeOffset? Now);

    private static async Task<IResult> Reset(ResetRequest request, SimulationClock clock, SimulationRun run, CancellationToken stop)
    {
        await run.Reset(request.Now ?? clock.GetUtcNow(), stop);
        return Shown(clock);
    }

    private static IResult Shown(SimulationClock clock) => Results.Json(new { now = clock.GetUtcNow().UtcDateTime });

    private const string PeopleSql = """
        select m.key, m.name, m.roles, m.home_quartier, m.referent_of, m.phone, c.code, c.name, c.time_zone, c.number
        from members m join communes c on c.id = m.commune_id where c.code = @commune or @commune = '' order by m.id
        """;

    private static async Task<IResult> People(NpgsqlDataSource database, string? commune, CancellationToken stop)
    {
        await using var command = database.CreateCommand(PeopleSql);
        command.Parameters.AddWithValue("commune", commune ?? "");
        await using var row = await command.ExecuteReaderAsync(stop);
        var people = new List<object>();
        string? code = null, name = null, zone = null, number = null;
        while (await row.ReadAsync(stop))
        {
            (code, name, zone, number) = (row.GetString(6), row.GetString(7), row.GetString(8), row.GetString(9));
            people.Add(new
            {
                key = row.GetString(0),
                name = row.GetString(1) is { Length: > 0 } called ? called : row.GetString(0),
                roles = ((Roles)row.GetInt32(2)).ToString().ToLowerInvariant().Split(", "),
                quartier = row.IsDBNull(3) ? null : row.GetString(3),
                referentOf = row.GetFieldValue<string[]>(4),
                phone = row.GetString(5),
            });
        }
        return code is null ? Results.NotFound("No such commune: import it first.") : Results.Json(new { commune = code, name, timeZone = zone, number, people });
    }
}
