namespace VoisinsVigilants.Gateway.Messages;

public static class DeliverySetup
{
    public static IServiceCollection AddDelivery(this IServiceCollection services)
    {
        services.AddSingleton<OutboxStore>();
        services.AddSingleton<DeliveryStore>();
        services.AddSingleton<Dispatch>();
        services.AddSingleton<OutcomeRecorder>();
        services.AddHostedService(provider => provider.GetRequiredService<OutcomeRecorder>());
        services.AddSingleton<OutboxDrain>();
        services.AddSingleton<DeliverySweep>();
        services.AddSingleton<StatusRecorder>();
        services.AddHostedService(provider => provider.GetRequiredService<StatusRecorder>());
        return services;
    }
}
