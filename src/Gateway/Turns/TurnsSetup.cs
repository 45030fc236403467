using VoisinsVigilants.Gateway.Alerts;
using VoisinsVigilants.Gateway.Communes;
using VoisinsVigilants.Gateway.Duty;
using VoisinsVigilants.Gateway.Privacy;

namespace VoisinsVigilants.Gateway.Turns;

public static class TurnsSetup
{
    public static IServiceCollection AddTurns(this IServiceCollection services)
    {
        services.AddSingleton<CommuneStore>();
        services.AddSingleton<CommuneBook>();
        services.AddSingleton<CodeNumbers>();
        services.AddSingleton<ErasureStore>();
        services.AddSingleton<SituationLoader>();
        services.AddSingleton<PlateCipher>();
        services.AddSingleton<PlateStore>();
        services.AddSingleton<PlateJob>();
        services.AddSingleton<Func<TurnGroupWriter>>(provider => () => ActivatorUtilities.CreateInstance<TurnGroupWriter>(provider));
        services.AddSingleton<TurnRunner>();
        services.AddSingleton<DueTurns>();
        services.AddSingleton<DutyPlan>();
        services.AddSingleton<BudgetJob>();
        services.AddHostedService(provider => provider.GetRequiredService<TurnRunner>());
        return services;
    }
}
