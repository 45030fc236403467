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
        await using var gateway = new GatewayProcess(new Dictionary<string, string>(Brissy.Settings(database.ConnectionString, new Uri("http://127.0.0.1:1/"))) { ["ASPNETCORE_ENVIRONMENT"] = "Development" });
        await gateway.Start();

        using var empty = new StringContent("{}", null, "application/json");
        foreach (var path in new[] { "simulation/clock", "simulation/people", "simulation/reset", "simulation" })
        {
            using var asked = await gateway.Http.GetAsync(new Uri(path, UriKind.Relative));
            asked.StatusCode.Should().Be(HttpStatusCode.NotFound, path);
            using var posted = await gateway.Http.PostAsync(new Uri(path, UriKind.Relative), empty);
            posted.StatusCode.Should().Be(HttpStatusCode.NotFound, path);
        }
        (await gateway.Stop()).Should().Be(0);
    }
}
