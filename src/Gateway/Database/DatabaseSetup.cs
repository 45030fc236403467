using Npgsql;

namespace VoisinsVigilants.Gateway.Database;

public static class DatabaseSetup
{
    public static IServiceCollection AddDatabase(this IServiceCollection services, string connectionString)
    {
        // Few connections do more here than many (docs/performance.md): turns share one, drains and screens the others.
        var postgres = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "voisins-vigilants", MaxAutoPrepare = 64, AutoPrepareMinUsages = 2 };
        services.AddSingleton(NpgsqlDataSource.Create(postgres));
        services.AddSingleton<Migrator>();
        return services;
    }
}
