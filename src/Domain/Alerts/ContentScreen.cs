using System.Text.RegularExpressions;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Texts;

namespace VoisinsVigilants.Domain.Alerts;

/// <summary>Why words may never be relayed (PRODUCT §3.7).</summary>
public enum HoldReason
{
    Origin,
    Religion,
    Health,
    SexualLife,
    Opinion,
    Name,
    Minor,
    AlarmCode,
    Absence,
}

/// <summary>
/// What of somebody's free words may travel on. No phone number ever does; words about who people are, alarm codes and absence dates are
/// held for a human. The lists are the mairie's (<c>mots-cles/9-retenue.txt</c>); the rules around them are here, each with its name.
/// </summary>
public sealed partial class ContentScreen
{
    private const string Prefix = "RETENUE-";
    private const int Adult = 18;

    private static readonly (string List, HoldReason Reason)[] Plain =
    [
        ("ORIGINE", HoldReason.Origin), ("RELIGION", HoldReason.Religion), ("SANTE", HoldReason.Health), ("SEXE", HoldReason.SexualLife),
        ("OPINION", HoldReason.Opinion), ("MINEUR", HoldReason.Minor), ("CLE", HoldReason.AlarmCode),
    ];

    private static readonly string[] Others = ["CIVILITE", "PARENTE", "NOMME", "PAS-UN-NOM", "PRENOM", "JEUNE", "CODE", "PAS-UN-CODE", "ABSENCE", "CHOSE"];

    private readonly ScreenLists lists;

    private ContentScreen(ScreenLists lists) => this.lists = lists;

    /// <summary>With no list at all: phone numbers only.</summary>
    public static ContentScreen Empty { get; } = new(new ScreenLists([]));

    /// <summary>The file of lists that belongs to the screen, and to nobody else: its words say nothing of what happened.</summary>
    public static bool Owns(SourceFile file) => file.Path.EndsWith("9-retenue.txt", StringComparison.Ordinal);

    public static (ContentScreen Screen, IReadOnlyList<FileError> Errors) Load(IReadOnlyList<SourceFile> files)
    {
        var groups = Plain.Select(pair => pair.List).Concat(Others).Select(name => Prefix + name).ToHashSet();
        var (table, errors) = KeywordTable.Load(files, new KeywordGroups(groups, "", "", "", groups));
        return (new ContentScreen(new ScreenLists(table.All.Select(keyword => (keyword.Group[Prefix.Length..], (IReadOnlyList<string>)keyword.Words)))), errors);
    }

    /// <summary>Why these words must be read by a human first; empty when they may leave.</summary>
    public IReadOnlyList<HoldReason> Find(string text, Gazetteer gazetteer)
    {
        var words = SmsWords.Of(text);
        var found = Plain.Where(pair => lists.In(words, pair.List).Any(hit => !IsOfAThing(words, hit, pair.Reason))).Select(pair => pair.Reason).ToHashSet();
        if (new NameRules(lists, words, text, gazetteer).SomebodyIsNamed()) found.Add(HoldReason.Name);
        if (SaysAgeOfAMinor(words)) found.Add(HoldReason.Minor);
        if (SaysACode(words)) found.Add(HoldReason.AlarmCode);
        if (SaysWhenAway(words, text)) found.Add(HoldReason.Absence);
        return [.. found.Order()];
    }

    /// <summary>The words with every phone number replaced by <c>(...)</c>.</summary>
    public static string WithoutPhoneNumbers(string text) => PhoneNumbers().Replace(text, "(...)");

    /// <summary>Words that send somebody into danger: staff's free words are kept, but such ones are not passed on.</summary>
    public static bool SendsIntoDanger(string text) => Danger().IsMatch(Warning().Replace(text, ""));

    // "plaque roumaine", "restaurant chinois".
    private bool IsOfAThing(List<SmsWord> words, (int First, int Last) hit, HoldReason reason) =>
        reason == HoldReason.Origin && hit.First > 0 && lists.Has("CHOSE", words[hit.First - 1]);

    // "un garçon de 12 ans"; not "il y a 12 ans" nor "depuis 3 ans".
    private bool SaysAgeOfAMinor(List<SmsWord> words)
    {
        for (var i = 1; i + 1 < words.Count; i++)
            if (words[i + 1].Plain is "an" or "ans" && int.TryParse(words[i].Plain, out var age) && age is > 0 and < Adult
                && words.Take(i).TakeLast(5).Any(word => lists.Has("JEUNE", word))) return true;
        return false;
    }

    private bool SaysACode(List<SmsWord> words) => lists.In(words, "CODE").Any(hit =>
    {
        var next = words.Skip(hit.Last + 1).Take(4).ToList();
        return !next.Any(word => lists.Has("PAS-UN-CODE", word)) && next.Any(word => word.Plain.Length is >= 3 and <= 8 && word.Plain.All(char.IsAsciiDigit));
    });

    private bool SaysWhenAway(List<SmsWord> words, string text) => Dates().IsMatch(text) && lists.In(words, "ABSENCE").Any();

    // French national numbers however spaced, international ones behind + or 00, and any long run of digits; dates and times are spared.
    [GeneratedRegex(@"(?<!\d)(?:0[1-9](?:[\s.\-]{0,2}\d){8}|(?:\+|00)\d(?:[\s.\-]{0,2}\d){7,}|\d{9,})(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex PhoneNumbers();

    [GeneratedRegex(@"(?i)\b(?:du \w+(?: \w+)? (?:au|jusqu)|jusqu ?['’]?\s?(?:au|a|à|en) |\d{1,2}[/.]\d{1,2}\b|\d{1,2} (?:janv|f[ée]vr|mars|avril|mai|juin|juil|ao[uû]t|sept|oct|nov|d[ée]c))", RegexOptions.CultureInvariant)]
    private static partial Regex Dates();

    [GeneratedRegex(@"(?i)\b(?:n['’ ]y |n['’ ]|ne )(?:y |l['’]|le |la |les )?(?:allez|va|suivez|prenez|intervenez|interrogez|photographiez|approchez|poursuivez)\b(?: pas| jamais| personne| rien)", RegexOptions.CultureInvariant)]
    private static partial Regex Warning();

    [GeneratedRegex(@"(?i)\b(?:allez[- ](?:y\b|voir|sur)|va voir|aller voir|passez voir|rendez[- ]vous sur place|suivez|suivre|poursuivez|photographiez|(?:prenez|prendre|envoyez|faites|fais|prends)(?:-\w+)? (?:une |des |la |en )?photos?|filmez|interrogez|questionnez|demandez[- ]leur|vérifiez sur place|verifiez sur place|surveillez)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Danger();
}
