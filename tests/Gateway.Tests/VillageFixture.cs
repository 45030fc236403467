using VoisinsVigilants.Village;

namespace VoisinsVigilants.Gateway.Tests;

/// <summary>One village for the tests of a class, each of which begins with an empty history.</summary>
public sealed class VillageFixture : IAsyncLifetime
{
    public Village.Village Village { get; private set; } = null!;

    public async Task InitializeAsync() => Village = await VoisinsVigilants.Village.Village.Start();

    public async Task DisposeAsync() => await Village.DisposeAsync();
}
