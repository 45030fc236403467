using Npgsql;

namespace VoisinsVigilants.Gateway.Database;

public static class DatabaseSetup
{
    public static IServiceCollection AddDatabase(this IServiceCollection services, string connectionString)
    {
        services.AddSingleton(Open(connectionString));
        services.AddSingleton<Migrator>();
        return services;
    }

    // Every statement finds its rows by an index and does the same work whatever its parameters are: it is planned once for a connection.
    // Planning a turn's statements anew each time cost more than running them. Rows found by index and joined one by one: a plan that was
    // made while a table was small is right when it has grown to the whole country. Its price on paper must not bring in the compiler.
    private const string PlanOnce =
        "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c enable_material=off -c jit=off";

    /// <summary>Connections that see all communes, as whatever works for the whole installation must; a turn narrows its own (<see cref="CommuneWall"/>).</summary>
    public static NpgsqlDataSource Open(string connectionString)
    {
        // Few connections do more than many (docs/performance.md): turns share one, drains and screens the others. The pool hands them out in
        // turn, and each plans every statement for itself. Nothing here changes a session, so there is nothing to reset between two uses.
        var postgres = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "voisins-vigilants", MaxAutoPrepare = 200, MaxPoolSize = 16, AutoPrepareMinUsages = 1, NoResetOnClose = true };
        postgres.Options = $"{postgres.Options} -c {CommuneWall.Setting}={CommuneWall.All} {PlanOnce}".Trim();
        return NpgsqlDataSource.Create(postgres);
    }
}
