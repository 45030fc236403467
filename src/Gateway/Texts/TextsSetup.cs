namespace VoisinsVigilants.Gateway.Texts;

public static class TextsSetup
{
    public static IServiceCollection AddTexts(this IServiceCollection services, string root)
    {
        services.AddSingleton(provider => new LiveScripts(root, provider.GetRequiredService<ILogger<LiveScripts>>()));
        services.AddHostedService(provider => provider.GetRequiredService<LiveScripts>());
        return services;
    }
}
