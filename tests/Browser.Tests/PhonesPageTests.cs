using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace VoisinsVigilants.Browser.Tests;

/// <summary>What a newcomer does first: hold the phones, and play one report to its end.</summary>
public sealed partial class PhonesPageTests(OpenPage open) : IClassFixture<OpenPage>
{
    [Fact]
    public async Task A_report_is_played_to_its_end_with_the_phones()
    {
        var page = await open.Phones();
        var (simone, marc, lucie) = (Phone(page, "simone"), Phone(page, "marc"), Phone(page, "lucie"));

        await Write(simone, "cambriolage rue du lavoir, vitre cassee");
        await Expect(LastReceived(simone)).ToContainTextAsync("envoyée aux référents du quartier Centre-Bourg");
        foreach (var referent in new[] { marc, lucie })
        {
            await Expect(LastReceived(referent)).ToContainTextAsync("cambriolage, Rue du Lavoir (Centre-Bourg)");
            await Expect(referent.Locator("li.sms[data-way=in]").Last).ToHaveAttributeAsync("data-status", "delivered");
        }
        var code = CodePattern().Match(await LastReceived(marc).InnerTextAsync()).Groups[1].Value;

        await Write(marc, "vu");
        await Expect(LastReceived(marc)).ToContainTextAsync($"l'alerte {code} est à vous");
        await Expect(LastReceived(lucie)).ToContainTextAsync($"Alerte {code} : prise en charge par le référent du quartier Centre-Bourg");

        await Write(marc, $"clos {code} RAS");
        await Expect(LastReceived(simone)).ToContainTextAsync($"Votre alerte {code} est terminée");
        await Expect(LastReceived(lucie)).ToContainTextAsync($"Alerte {code} : close");
        await Expect(page.Locator("#problem")).ToBeHiddenAsync();
        await Renew(page, "telephones.png");
    }

    [Fact]
    public async Task A_dialogue_plays_from_the_page_and_every_line_turns_green()
    {
        var page = await open.Phones();
        await page.Locator("#pace").SelectOptionAsync(new SelectOptionValue { Index = 0 });
        var dialogue = page.Locator("li.dialogue").First;

        await dialogue.Locator("button.play").ClickAsync();

        await Expect(dialogue).ToHaveAttributeAsync("data-outcome", "passed", new LocatorAssertionsToHaveAttributeOptions { Timeout = 60_000 });
        await Expect(dialogue.Locator("li.step[data-outcome=failed]")).ToHaveCountAsync(0);
        (await dialogue.Locator("li.step[data-outcome=passed]").CountAsync()).Should().BeGreaterThan(5);
    }

    [Fact]
    public async Task Time_is_moved_from_the_page_and_silence_brings_the_reminder()
    {
        var page = await open.Phones();
        await Write(Phone(page, "simone"), "cambriolage rue du lavoir");
        await Expect(LastReceived(Phone(page, "marc"))).ToContainTextAsync("ALERTE");

        await page.Locator("button[data-advance='00:05:00']").ClickAsync();

        await Expect(LastReceived(Phone(page, "marc"))).ToContainTextAsync("RAPPEL");
    }

    [Fact]
    public async Task A_fault_is_switched_on_from_the_page_and_its_code_is_shown_on_the_SMS()
    {
        var page = await open.Phones();
        await Phone(page, "marc").Locator("button.power").ClickAsync();
        await Expect(Phone(page, "marc")).ToHaveAttributeAsync("data-power", "off");

        await Write(Phone(page, "simone"), "cambriolage rue du lavoir");

        await Expect(Phone(page, "marc").Locator("li.sms[data-way=in]").Last).ToHaveAttributeAsync("data-code", "30003");
        await Expect(LastReceived(Phone(page, "lucie"))).ToContainTextAsync("ALERTE");
    }

    [Theory]
    [InlineData(360)]
    [InlineData(768)]
    [InlineData(1400)]
    public async Task Nothing_is_cut_off_at_any_width(int width)
    {
        var page = await open.Phones(width, 800);

        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).Should().BeLessThanOrEqualTo(width);
    }

    private static ILocator Phone(IPage page, string owner) => page.Locator($"article.phone[data-owner={owner}]");

    private static ILocator LastReceived(ILocator phone) => phone.Locator("li.sms[data-way=in] p.body").Last;

    private static async Task Write(ILocator phone, string words)
    {
        await phone.Locator("form.compose textarea").FillAsync(words);
        await phone.Locator("button.send").ClickAsync();
    }

    // The pictures of the README are taken here, so that they show what the program does: VOISINS_RENEW=1 scripts/test Browser
    private static async Task Renew(IPage page, string picture)
    {
        if (Environment.GetEnvironmentVariable("VOISINS_RENEW") != "1") return;
        var folder = Path.Combine(VoisinsVigilants.Village.Village.Scripts, "..", "docs", "images");
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, picture) });
    }

    [GeneratedRegex(@"ALERTE (\d+[A-Z])")]
    private static partial Regex CodePattern();
}
