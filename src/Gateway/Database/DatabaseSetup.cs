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

    /// <summary>Connections that see all communes, as whatever works for the whole installation must; a turn narrows its own (<see cref="CommuneWall"/>).</summary>
    public static NpgsqlDataSource Open(string connectionString)
    {
        // Few connections do more here than many (docs/performance.md): turns share one, drains and screens the others.
        var postgres = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "voisins-vigilants", MaxAutoPrepare = 64, AutoPrepareMinUsages = 2 };
        postgres.Options = $"{postgres.Options} -c {CommuneWall.Setting}={CommuneWall.All}".Trim();
        return NpgsqlDataSource.Create(postgres);
    }
}
