namespace VoisinsVigilants.Gateway.Simulation;

public static class SimulationSetup
{
    public const string Environment = "Simulation";

    /// <summary>A clock that can be moved, in the environment Simulation; elsewhere the machine's own, which never goes back.</summary>
    public static IServiceCollection AddClock(this IServiceCollection services, IHostEnvironment environment)
    {
        if (!environment.IsEnvironment(Environment)) return services.AddSingleton<TimeProvider>(new SteadyClock(TimeProvider.System));

        services.AddSingleton<SimulationClock>();
        services.AddSingleton<TimeProvider>(provider => provider.GetRequiredService<SimulationClock>());
        services.AddHostedService(provider => provider.GetRequiredService<SimulationClock>());
        services.AddSingleton<SimulatedPeople>();
        services.AddSingleton<SimulationRun>();
        return services;
    }
}
