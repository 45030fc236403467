using System.Net;
using VoisinsVigilants.Village;

namespace VoisinsVigilants.Gateway.Tests.Jobs;

/// <summary>Outside a simulation nobody moves the clock or wipes the history.</summary>
public sealed class EnvironmentTests
{
    [Fact]
    public async Task The_doors_of_the_simulation_do_not_exist_outside_it()
    {
        await using var database = await TestDatabase.Create();
        await using var gateway = new GatewayProcess(new Dictionary<string, string>(Brissy.Settings(database.ConnectionString, new Uri("http://127.0.0.1:1/"))) { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["Gateway__OperatorSecret"] = "" });
        await gateway.Start();

        using var empty = new StringContent("{}", null, "application/json");
        foreach (var path in new[] { "simulation/clock", "simulation/people", "simulation/reset", "simulation" })
        {
            using var asked = await gateway.Http.GetAsync(new Uri(path, UriKind.Relative));
            asked.StatusCode.Should().Be(HttpStatusCode.NotFound, path);
            using var posted = await gateway.Http.PostAsync(new Uri(path, UriKind.Relative), empty);
            posted.StatusCode.Should().Be(HttpStatusCode.NotFound, path);
        }

        // Without an operator's secret nobody signs in, with no secret least of all.
        using var noSecret = new FormUrlEncodedContent(new Dictionary<string, string> { ["secret"] = "" });
        using var signIn = await gateway.Http.PostAsync(new Uri("operateur", UriKind.Relative), noSecret);
        signIn.Headers.Contains("Set-Cookie").Should().BeFalse();
        signIn.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await gateway.Stop()).Should().Be(0);
    }
}
