using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Texts;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Conversations;

/// <summary>
/// Reads one SMS, in the strict order of PRODUCT §2: opt-out words, emergency signs, verdict, answer to the open question, command,
/// report, small talk, not understood. All words are the mairie's.
/// </summary>
public sealed class Interpreter
{
    private readonly KeywordTable table;

    private Interpreter(KeywordTable table, PlaceWords places, ContentScreen screen) => (this.table, PlaceWords, Screen) = (table, places, screen);

    /// <summary>What may not be relayed, by the mairie's own lists.</summary>
    public ContentScreen Screen { get; }

    public PlaceWords PlaceWords { get; }

    /// <summary>Reads the files of <c>mots-cles</c> and <c>categories</c>; null with the reasons when anything is wrong.</summary>
    public static (Interpreter? Interpreter, IReadOnlyList<FileError> Errors) Load(IReadOnlyList<SourceFile> files)
    {
        var (screen, screenErrors) = ContentScreen.Load([.. files.Where(ContentScreen.Owns)]);
        var (table, wordErrors) = KeywordTable.Load([.. files.Where(file => !ContentScreen.Owns(file))], Vocabulary.Groups);
        IReadOnlyList<FileError> errors = [.. wordErrors, .. screenErrors];
        return errors.Count > 0 ? (null, errors) : (new Interpreter(table, Vocabulary.PlaceWordsOf(table.All), screen), []);
    }

    public Gazetteer GazetteerFor(IReadOnlyList<Quartier> quartiers, IReadOnlyList<Place> places) => new(quartiers, places, PlaceWords);

    /// <summary>What the text says. Pure, and never throws whatever the text.</summary>
    public Reading Read(string text, Roles roles, Step step, Gazetteer gazetteer)
    {
        var words = table.WrittenOut(text, gazetteer.Names);
        var scores = new Scores(words, table.Find(words));
        var codes = new CodeReader(text, words, scores.Hits, PlaceWords, roles.Has(RolesExtensions.Staff)).Read();
        var place = gazetteer.Find(words, text, isAnswer: step is Step.AskingPlace or Step.EnrolPlace);
        var reading = new IntentReader(text, scores, roles, step, codes, place).Read();
        return reading.Command == Command.Broadcast && text.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? ForQuartier(reading, text[..colon], gazetteer) : reading;
    }

    // "DIFFUSER Centre-Bourg : travaux rue du Lavoir": before the colon stands for whom, behind it any place may be named.
    private static Reading ForQuartier(Reading reading, string head, Gazetteer gazetteer)
    {
        var quartier = gazetteer.Find([.. SmsWords.Of(head).Skip(1)], head, isAnswer: true).Quartier;
        return reading with { Place = quartier is null ? PlaceReading.None : new PlaceReading(null, quartier, [], false, null) };
    }

    /// <summary>The words that decided, each with its list and weight, in the order of the text.</summary>
    public IReadOnlyList<string> Explain(string text)
    {
        var words = table.WrittenOut(text);
        return [.. table.Find(words).Where(hit => hit.Keyword.Group != Vocabulary.Filler).OrderBy(hit => hit.First)
            .Select(hit => $"{hit.Keyword.Written} [{hit.Keyword.Group}] {hit.Keyword.Weight}{Quoted(hit)}")];

        // A family or a gap may stand for anything: the words it met are shown.
        string Quoted(KeywordHit hit) => hit.Keyword.Words.Any(word => word[0] is WordFamilies.Mark or '.')
            ? $" « {string.Join(' ', words[hit.First..(hit.Last + 1)].Select(word => word.Plain))} »" : "";
    }
}
