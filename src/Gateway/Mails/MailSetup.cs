using Hangfire.Server;

namespace VoisinsVigilants.Gateway.Mails;

public static class MailSetup
{
    public static IServiceCollection AddMails(this IServiceCollection services, MailSettings settings)
    {
        if (!settings.IsOn) return services;
        services.AddSingleton<MailStore>();
        services.AddSingleton<MailPost>();
        return services.AddSingleton<IBackgroundProcess, MailLoop>();
    }
}
