using Microsoft.Playwright;

namespace VoisinsVigilants.Browser.Tests;

/// <summary>A village and a real Chromium, the system's own; <c>scripts/test</c> brings it and names it in <c>VOISINS_CHROMIUM</c>.</summary>
public sealed class OpenPage : IAsyncLifetime
{
    // A busy machine may take its time; what never comes still fails.
    private const float Patience = 30_000;

    private IPlaywright playwright = null!;
    private IBrowser browser = null!;

    public Village.Village Village { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Village = await VoisinsVigilants.Village.Village.Start();
        Assertions.SetDefaultExpectTimeout(Patience);
        playwright = await Playwright.CreateAsync();
        var chromium = Environment.GetEnvironmentVariable("VOISINS_CHROMIUM")
            ?? throw new InvalidOperationException("VOISINS_CHROMIUM is not set: run the tests with scripts/test, or give the path of a Chromium.");
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = chromium, Args = ["--no-sandbox", "--disable-dev-shm-usage"] });
    }

    /// <summary>The page of phones with nothing on it but empty threads.</summary>
    public async Task<IPage> Phones(int width = 1400, int height = 1000)
    {
        await Village.Reset(VoisinsVigilants.Village.Village.Morning);
        var page = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = width, Height = height }, Locale = "fr-FR", TimezoneId = "Europe/Paris" });
        await page.GotoAsync(Village.Carrier.BaseAddress!.ToString());
        await Assertions.Expect(page.Locator("article.phone")).ToHaveCountAsync(5);
        return page;
    }

    public async Task DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
        await Village.DisposeAsync();
    }
}
