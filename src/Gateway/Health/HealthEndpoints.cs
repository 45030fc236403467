using Hangfire;
using Npgsql;
using VoisinsVigilants.Gateway.Database;
using VoisinsVigilants.Gateway.Texts;

namespace VoisinsVigilants.Gateway.Health;

/// <summary><c>/healthz</c>: the process is alive. <c>/readyz</c>: database, migrations and jobs are there, and the mairie's files are in order.</summary>
public static class HealthEndpoints
{
    private static readonly TimeSpan HeartStopped = TimeSpan.FromMinutes(1);

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/healthz", () => Results.Text("alive"));
        app.MapGet("/readyz", Ready);
    }

    private static async Task<IResult> Ready(Migrator migrator, JobStorage jobs, LiveScripts scripts, CancellationToken stop)
    {
        var (database, migrations) = await Database(migrator, stop);
        var working = database == "ok" ? Jobs(jobs) : "unknown while the database is away";
        var ready = database == "ok" && migrations == "ok" && working == "ok";
        var texts = scripts.Errors.Count == 0 ? ["ok"] : scripts.Errors.Select(error => error.ToString());
        return Results.Json(new { ready, database, migrations, jobs = working, texts }, statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<(string Database, string Migrations)> Database(Migrator migrator, CancellationToken stop)
    {
        try
        {
            var missing = await migrator.Missing(stop);
            return ("ok", missing.Count == 0 ? "ok" : $"missing: {string.Join(", ", missing)}; run the program with the word migrate");
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            return ($"away ({exception.GetType().Name})", "unknown while the database is away");
        }
    }

    private static string Jobs(JobStorage jobs)
    {
        try
        {
            // Hangfire writes its heartbeat with the real clock, also where the gateway's is simulated.
            var alive = jobs.GetMonitoringApi().Servers().Any(server => server.Heartbeat > TimeProvider.System.GetUtcNow().UtcDateTime - HeartStopped);
            return alive ? "ok" : "no server has been heard of for a minute";
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            return $"unknown ({exception.GetType().Name})";
        }
    }
}
