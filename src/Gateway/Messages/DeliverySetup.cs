namespace VoisinsVigilants.Gateway.Messages;

public static class DeliverySetup
{
    public static IServiceCollection AddDelivery(this IServiceCollection services)
    {
        services.AddSingleton<OutboxStore>();
        services.AddSingleton<DeliveryStore>();
        services.AddSingleton<SenderRates>();
        services.AddSingleton<OutboxDrain>();
        services.AddSingleton<DeliverySweep>();
        services.AddSingleton<StatusRecorder>();
        services.AddHostedService(provider => provider.GetRequiredService<StatusRecorder>());
        return services;
    }
}
