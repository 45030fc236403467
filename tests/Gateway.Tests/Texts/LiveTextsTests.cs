using System.Text;
using System.Text.Json;
using VoisinsVigilants.Village;

namespace VoisinsVigilants.Gateway.Tests.Texts;

/// <summary>The mairie edits its words while the gateway runs. The files are a copy of their own.</summary>
public sealed class LiveTextsTests(LiveTextsTests.OwnScripts scripts) : IClassFixture<LiveTextsTests.OwnScripts>, IAsyncLifetime
{
    private const string Marc = "+33639980021";
    private const string Good = "Aucune alerte n'attend votre réponse.";

    public Task InitializeAsync() => scripts.Village.Reset(Brissy.Morning);

    // What a test leaves behind is put right, and seen to be.
    public async Task DisposeAsync()
    {
        scripts.Restore();
        await Brissy.Eventually(async () => (await AnswerToList()).StartsWith(Good) && await TextsInOrder(), "the first words are back");
    }

    [Fact]
    public async Task A_changed_word_is_in_the_next_sms_without_a_restart()
    {
        scripts.Edit(Good, "Rien n'attend votre réponse en ce moment.");

        await Brissy.Eventually(async () => (await AnswerToList()).StartsWith("Rien n'attend votre réponse en ce moment."), "the new words are in use");
    }

    [Theory]
    [InlineData("an unknown placeholder", "Aucune {alarme} n'attend.", true)]
    [InlineData("a key that nobody knows", "Aucune.\n\n[cle-inconnue]\nBonjour.", true)]
    [InlineData("nothing at all", "", false)]
    [InlineData("far too many words", "LONG", true)]
    public async Task A_broken_file_keeps_the_last_good_words_and_says_where(string what, string words, bool hasLine)
    {
        scripts.Edit($"{Good} Pour les voir toutes : LISTE", words == "LONG" ? string.Concat(Enumerable.Repeat("Aucune alerte n'attend votre réponse. ", 12)) : words);

        await Brissy.Eventually(async () => !await TextsInOrder(), $"{what} shows in readyz");
        var where = hasLine ? @"5-reponses-aux-referents\.txt:\d+ : " : @"5-reponses-aux-referents\.txt(:\d+)? : ";
        string.Join('\n', await Texts()).Should().MatchRegex(where, what);
        await Brissy.Eventually(() => Task.FromResult(scripts.Village.Gateway.Output.Contains("The last good texts stay in use")), "the log says so too");
        scripts.Village.Gateway.Output.Should().MatchRegex(where);
        (await AnswerToList()).Should().StartWith(Good);
        (await scripts.Check()).ExitCode.Should().Be(1);
        (await scripts.Check()).Output.Should().MatchRegex(where);

        scripts.Restore();
        await Brissy.Eventually(TextsInOrder, "mended");
    }

    [Fact]
    public async Task A_file_that_is_not_utf_8_or_gone_changes_nothing_until_it_is_right_again()
    {
        File.WriteAllBytes(scripts.File, Encoding.Latin1.GetBytes(File.ReadAllText(scripts.File)));
        await Brissy.Eventually(async () => string.Join('\n', await Texts()).Contains("UTF-8"), "the wrong encoding is named");
        (await AnswerToList()).Should().StartWith(Good);

        File.Delete(scripts.File);
        await Brissy.Eventually(async () => !await TextsInOrder() && !string.Join('\n', await Texts()).Contains("UTF-8"), "the missing keys are named");
        (await AnswerToList()).Should().StartWith(Good);
    }

    [Fact]
    public async Task Check_says_whether_all_is_in_order()
    {
        var (exit, output) = await scripts.Check();
        exit.Should().Be(0, output);

        var (nowhere, refusal) = await GatewayProcess.Run(new Dictionary<string, string> { ["Gateway__ScriptsDirectory"] = Path.Combine(Path.GetTempPath(), "no-such-directory") }, null, "check");
        nowhere.Should().Be(1);
        refusal.Should().Contain("Gateway:ScriptsDirectory");
    }

    private async Task<string> AnswerToList()
    {
        // The same words again and again would be taken for a robot's.
        await scripts.Village.Reset(Brissy.Morning);
        await scripts.Village.Text(Marc, "LISTE");
        return (await scripts.Village.Received(Marc))[^1].Body;
    }

    private async Task<bool> TextsInOrder() => (await Texts()) is ["ok"];

    private async Task<IReadOnlyList<string>> Texts()
    {
        using var answer = await scripts.Village.Gateway.Http.GetAsync(new Uri("readyz", UriKind.Relative));
        answer.EnsureSuccessStatusCode();
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return [.. json.RootElement.GetProperty("texts").EnumerateArray().Select(text => text.GetString()!)];
    }

    public sealed class OwnScripts : IAsyncLifetime
    {
        private readonly string root = Directory.CreateTempSubdirectory("voisins-textes-").FullName;
        private string original = "";

        public Brissy Village { get; private set; } = null!;

        public string File => Path.Combine(root, "textes", "5-reponses-aux-referents.txt");

        public async Task InitializeAsync()
        {
            foreach (var source in Directory.EnumerateFiles(Brissy.Scripts, "*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(root, Path.GetRelativePath(Brissy.Scripts, source));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                System.IO.File.Copy(source, copy);
            }
            original = System.IO.File.ReadAllText(File);
            Village = await Brissy.Start(new Dictionary<string, string> { ["Gateway__ScriptsDirectory"] = root });
        }

        public async Task DisposeAsync()
        {
            await Village.DisposeAsync();
            Directory.Delete(root, recursive: true);
        }

        public void Edit(string from, string to)
        {
            original.Should().Contain(from);
            System.IO.File.WriteAllText(File, original.Replace(from, to));
        }

        public void Restore() => System.IO.File.WriteAllText(File, original);

        public Task<(int ExitCode, string Output)> Check() => GatewayProcess.Run(new Dictionary<string, string> { ["Gateway__ScriptsDirectory"] = root }, null, "check");
    }
}
