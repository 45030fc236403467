using System.Text.RegularExpressions;

namespace VoisinsVigilants.Domain.Tests.House;

/// <summary><c>docs/dialogues.md</c> says which script plays which promise; it names every promise, every script, and nothing else.</summary>
public partial class DialogueTable
{
    // The rows of PRODUCT §2 by their words, the numbered points of §3, the moments of §4 and what time brings of itself.
    private static readonly string[] Promises =
    [
        "2 lecture", "2 ordre", "2 aides", "2 STOP", "2 REPRISE", "2 AIDE", "2 INSCRIPTION", "2 QUARTIER", "2 MES DONNEES", "2 EFFACER", "2 signalement", "2 SUIVI", "2 ANNULER",
        "2 VU", "2 CONFIRME", "2 FAUX", "2 CLOS", "2 NOTE", "2 LISTE", "2 ABSENT", "2 DISPO", "2 TRANSMETTRE", "2 DIFFUSER code", "2 DIFFUSER texte", "2 STATS", "2 SUSPENDRE",
        "2 VU gendarmerie", "2 RETOUR", "2 verdicts", "2 verdict dépassé", "2 codes",
        "3.1", "3.2", "3.3", "3.4", "3.5", "3.6", "3.7", "3.8",
        "4 création", "4 nuit", "4 5 min", "4 10 min", "4 30 min", "4 CONFIRME", "4 DIFFUSER", "4 non inscrit", "4 close", "4 7 jours", "4 urgence", "4 essai et dates",
    ];

    private static readonly IReadOnlyList<(string Promise, string[] Scripts)> Rows =
    [
        .. File.ReadLines(Path.Combine(RepositoryFiles.Root, "docs", "dialogues.md")).Select(line => Row().Match(line)).Where(match => match.Success)
            .Select(match => (match.Groups["promise"].Value, Script().Matches(match.Groups["scripts"].Value).Select(script => script.Value).ToArray())),
    ];

    private static IReadOnlyList<string> Scripts { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(RepositoryFiles.Root, "sms-scripts", "dialogues"), "*.txt").Select(path => Path.GetFileNameWithoutExtension(path))];

    [Fact]
    public void Names_every_promise_once_and_a_script_for_each()
    {
        Rows.Select(row => row.Promise).Should().BeEquivalentTo(Promises);
        Rows.Where(row => row.Scripts.Length == 0).Should().BeEmpty();
    }

    [Fact]
    public void Names_every_script_and_none_that_does_not_exist() => Rows.SelectMany(row => row.Scripts).Distinct().Should().BeEquivalentTo(Scripts);

    [GeneratedRegex(@"^\| (?<promise>[234][^|]*?) \| [^|]+ \| (?<scripts>[^|]+) \|$")]
    private static partial Regex Row();

    [GeneratedRegex(@"\d\d-[a-z0-9-]+")]
    private static partial Regex Script();
}
