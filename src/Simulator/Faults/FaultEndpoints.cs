namespace VoisinsVigilants.Simulator.Faults;

internal static class FaultEndpoints
{
    public static void MapFaults(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/faults", (FaultPlan faults) => faults.Settings);
        app.MapPut("/api/faults", Set);
    }

    private static IResult Set(FaultSettings wanted, FaultPlan faults)
    {
        if (wanted.Problem() is { } problem) return Results.BadRequest(new { problem });
        faults.Set(wanted);
        return Results.Ok(faults.Settings);
    }
}
