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
    private readonly Experience? experience;

    private Interpreter(KeywordTable table, PlaceWords places, ContentScreen screen, Experience? experience) =>
        (this.table, PlaceWords, Screen, this.experience) = (table, places, screen, experience);

    /// <summary>What may not be relayed, by the mairie's own lists.</summary>
    public ContentScreen Screen { get; }

    public PlaceWords PlaceWords { get; }

    /// <summary>Reads the files of <c>mots-cles</c>, <c>categories</c> and <c>experience</c> (without the last, the lists alone decide); null with the reasons when anything is wrong.</summary>
    public static (Interpreter? Interpreter, IReadOnlyList<FileError> Errors) Load(IReadOnlyList<SourceFile> files)
    {
        var learned = files.FirstOrDefault(file => file.Path.EndsWith(Experience.File, StringComparison.Ordinal));
        var (experience, experienceErrors) = learned is null ? (null, []) : Experience.Load(learned);
        var (screen, screenErrors) = ContentScreen.Load([.. files.Where(ContentScreen.Owns)]);
        var (table, wordErrors) = KeywordTable.Load([.. files.Where(file => file != learned && !ContentScreen.Owns(file))], Vocabulary.Groups);
        IReadOnlyList<FileError> errors = [.. wordErrors, .. screenErrors, .. experienceErrors];
        return errors.Count > 0 ? (null, errors) : (new Interpreter(table, Vocabulary.PlaceWordsOf(table.All), screen, experience), []);
    }

    public Gazetteer GazetteerFor(IReadOnlyList<Quartier> quartiers, IReadOnlyList<Place> places) => new(quartiers, places, PlaceWords);

    /// <summary>What the text says. Pure, and never throws whatever the text.</summary>
    public Reading Read(string text, Roles roles, Step step, Gazetteer gazetteer)
    {
        var facts = Facts(text, roles, step, gazetteer);
        var byLists = ByLists(facts);
        return experience?.Correct(facts, byLists) ?? byLists;
    }

    internal TextFacts Facts(string text, Roles roles, Step step, Gazetteer gazetteer)
    {
        var words = table.WrittenOut(text, gazetteer.Names);
        var scores = new Scores(words, table.Find(words));
        var codes = new CodeReader(text, words, scores.Hits, PlaceWords, roles.Has(RolesExtensions.Staff)).Read();
        return new TextFacts(text, scores, codes, gazetteer.Find(words, text, isAnswer: step is Step.AskingPlace or Step.EnrolPlace), gazetteer, roles, step);
    }

    internal static Reading ByLists(TextFacts facts)
    {
        var reading = new IntentReader(facts.Text, facts.Scores, facts.Roles, facts.Step, facts.Codes, facts.Place).Read();
        return reading.Command == Command.Broadcast && facts.Text.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? ForQuartier(reading, facts.Text[..colon], facts.Gazetteer) : reading;
    }

    // "DIFFUSER Centre-Bourg : travaux rue du Lavoir": before the colon stands for whom, behind it any place may be named.
    private static Reading ForQuartier(Reading reading, string head, Gazetteer gazetteer)
    {
        var quartier = gazetteer.Find([.. SmsWords.Of(head).Skip(1)], head, isAnswer: true).Quartier;
        return reading with { Place = quartier is null ? PlaceReading.None : new PlaceReading(null, quartier, [], false, null) };
    }

    /// <summary>What decided: the words of the lists, each with its list and weight, in the order of the text; then what experience added.</summary>
    public IReadOnlyList<string> Explain(string text, Roles roles, Step step, Gazetteer gazetteer)
    {
        var facts = Facts(text, roles, step, gazetteer);
        var words = facts.Scores.Words;
        return
        [
            .. facts.Scores.Hits.Where(hit => hit.Keyword.Group != Vocabulary.Filler).OrderBy(hit => hit.First)
                .Select(hit => $"{hit.Keyword.Written} [{hit.Keyword.Group}] {hit.Keyword.Weight}{Quoted(hit)}"),
            .. experience?.Explain(facts, ByLists(facts)) ?? [],
        ];

        // A family or a gap may stand for anything: the words it met are shown.
        string Quoted(KeywordHit hit) => hit.Keyword.Words.Any(word => word[0] is WordFamilies.Mark or '.')
            ? $" « {string.Join(' ', words.Skip(hit.First).Take(hit.Last + 1 - hit.First).Select(word => word.Plain))} »" : "";
    }
}
