namespace VoisinsVigilants.Gateway.Carriers.Twilio;

public static class TwilioSetup
{
    public static IServiceCollection AddTwilio(this IServiceCollection services)
    {
        TwilioClient.Register(services);
        return services;
    }
}
