using System.Net;

namespace VoisinsVigilants.Gateway.Tests.Jobs;

/// <summary>The jobs page shows nothing to strangers.</summary>
public sealed class DashboardTests(VillageFixture fixture) : IClassFixture<VillageFixture>
{
    private readonly Uri gateway = fixture.Village.Gateway.Address;

    [Theory]
    [InlineData("hangfire")]
    [InlineData("hangfire/recurring")]
    [InlineData("hangfire/servers")]
    [InlineData("hangfire/jobs/succeeded")]
    [InlineData("hangfire/stats")]
    public async Task Is_closed_without_sign_in(string path)
    {
        using var browser = Browser();
        (await IsClosed(browser, path)).Should().BeTrue();

        browser.DefaultRequestHeaders.Add("Cookie", "operateur=ok");
        (await IsClosed(browser, path)).Should().BeTrue();
    }

    [Fact]
    public async Task Opens_for_the_operators_secret_and_closes_for_a_cookie_that_was_tampered_with()
    {
        using var browser = Browser();
        using var signedIn = await SignIn(browser, Brissy.OperatorSecret);
        signedIn.StatusCode.Should().Be(HttpStatusCode.Redirect);
        var written = signedIn.Headers.GetValues("Set-Cookie").Single();
        written.Should().Contain("httponly").And.Contain("samesite=strict");

        var cookie = written.Split(';')[0];
        browser.DefaultRequestHeaders.Add("Cookie", cookie);
        using var opened = await browser.GetAsync(new Uri("hangfire", UriKind.Relative));
        opened.StatusCode.Should().Be(HttpStatusCode.OK);
        (await opened.Content.ReadAsStringAsync()).Should().Contain("Hangfire");

        foreach (var tampered in new[] { Flipped(cookie), cookie[..^7], "operateur=", "operateur=%00%FF" })
        {
            browser.DefaultRequestHeaders.Remove("Cookie");
            browser.DefaultRequestHeaders.TryAddWithoutValidation("Cookie", tampered);
            (await IsClosed(browser, "hangfire")).Should().BeTrue(tampered);
        }
    }

    [Fact]
    public async Task Lets_nobody_guess_the_secret()
    {
        // A village of its own: the limit is for all, and the other tests sign in as well.
        await using var village = await Brissy.Start();
        using var browser = Browser(village.Gateway.Address);

        var answers = new List<HttpStatusCode>();
        for (var guess = 0; guess < 30; guess++)
        {
            using var answer = await SignIn(browser, $"guess number {guess}");
            answer.Headers.Contains("Set-Cookie").Should().BeFalse();
            answers.Add(answer.StatusCode);
        }

        answers.Distinct().Should().Equal(HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests);
        answers.Count(answer => answer == HttpStatusCode.Unauthorized).Should().BeLessThanOrEqualTo(20, "ten a minute, should a new minute begin meanwhile");
    }

    private HttpClient Browser(Uri? address = null) => new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address ?? gateway };

    private static Task<HttpResponseMessage> SignIn(HttpClient browser, string secret) =>
        browser.PostAsync(new Uri("operateur", UriKind.Relative), new FormUrlEncodedContent(new Dictionary<string, string> { ["secret"] = secret }));

    private static async Task<bool> IsClosed(HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative));
        var content = await answer.Content.ReadAsStringAsync();
        return answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.Redirect && !content.Contains("hangfire", StringComparison.OrdinalIgnoreCase);
    }

    private static string Flipped(string cookie) => cookie[..^20] + (cookie[^20] == 'A' ? 'B' : 'A') + cookie[^19..];
}
