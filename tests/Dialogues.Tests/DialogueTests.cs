using Microsoft.Extensions.DependencyInjection;
using VoisinsVigilants.Simulator.DialoguePlayer;

namespace VoisinsVigilants.Dialogues.Tests;

/// <summary>Every script of <c>sms-scripts/dialogues</c>, played through HTTP, PostgreSQL and the Simulator.</summary>
public sealed class DialogueTests(DialogueTests.Stage stage) : IClassFixture<DialogueTests.Stage>
{
    public static TheoryData<string> Scripts => [.. DialogueFiles.ReadAll(Village.Village.Scripts).Select(file => file.Name)];

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task Plays_as_written(string script)
    {
        var file = DialogueFiles.ReadAll(Village.Village.Scripts).Single(file => file.Name == script);
        file.Errors.Should().BeEmpty();

        var result = await stage.Village.SimulatorServices.GetRequiredService<Player>().Play(file.Dialogue!);

        result.Passed.Should().BeTrue("{0}", result);
    }

    public sealed class Stage : IAsyncLifetime
    {
        public Village.Village Village { get; private set; } = null!;

        public async Task InitializeAsync() => Village = await VoisinsVigilants.Village.Village.Start();

        public async Task DisposeAsync() => await Village.DisposeAsync();
    }
}
