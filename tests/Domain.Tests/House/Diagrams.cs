using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Conversations;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Texts;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Tests.House;

/// <summary>The two machines as they are drawn in <c>docs/</c>. With <c>VOISINS_RENEW=1</c> (<c>scripts/diagrams</c>) the drawings are renewed instead.</summary>
public sealed class Diagrams
{
    [Fact]
    public void The_conversation_is_drawn_as_it_is() => Compare(
        "docs/conversation.md",
        "The conversation with one phone",
        "Steps are where a conversation waits; an arrow is what a text or the passing of time makes of it. The table stands in `src/Domain/Conversations/ConversationMachine.cs`.",
        ConversationMachine.Diagram(AnySituation()));

    [Fact]
    public void The_life_of_an_alert_is_drawn_as_it_is() => Compare(
        "docs/alert-life.md",
        "The life of an alert",
        "The table stands in `src/Domain/Alerts/AlertLifecycle.cs`; what each arrow tells to whom is `RelayPlan` and `Escalation` beside it.",
        AlertLifecycle.Diagram());

    private static void Compare(string path, string title, string about, string diagram)
    {
        var drawn = $"# {title}\n\n{about}\nDrawn by the program itself: do not edit, run `scripts/diagrams`.\n\n```mermaid\n{Tidy(diagram).ReplaceLineEndings("\n").Trim()}\n```\n";
        var file = Path.Combine(Repository.Root, path);
        if (Environment.GetEnvironmentVariable("VOISINS_RENEW") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, drawn);
        }
        var known = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        known.Should().Be(drawn, "{0} is stale: run scripts/diagrams and commit what it changes", path);
    }

    // What the library writes where an internal transition has no guard.
    private static string Tidy(string diagram) => diagram.Replace(" [Function]", "", StringComparison.Ordinal);

    // The table of the machine does not depend on the facts; any will do.
    private static Situation AnySituation()
    {
        var phone = PhoneNumber.Parse("+33639980000");
        var commune = new Commune(1, "ici", "Ici", phone, TimeZoneInfo.Utc, QuietHours.Default, false, null, false, 0.07m);
        var (texts, textErrors) = TextCatalog.Load(Scripts("textes"));
        var (interpreter, wordErrors) = Interpreter.Load([.. Scripts("mots-cles"), .. Scripts("categories")]);
        textErrors.Concat(wordErrors).Should().BeEmpty();
        return new Situation(
            DateTimeOffset.UnixEpoch, commune, new RelayPolicy(), texts!, interpreter!.GazetteerFor([], []), Contact.Unknown(phone), null, [], [],
            new Dictionary<Guid, IReadOnlyList<Telling>>(), new HashSet<PhoneNumber>(), new Drawn(Guid.Empty, default!));
    }

    // Paths as the gateway gives them: from the scripts directory on.
    private static List<SourceFile> Scripts(string folder) => [.. Repository.Under($"sms-scripts/{folder}").Where(file => file.Path.EndsWith(".txt", StringComparison.Ordinal))
        .Select(file => file with { Path = file.Path["sms-scripts/".Length..] })];
}
