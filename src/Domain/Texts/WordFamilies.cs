using VoisinsVigilants.Domain.Messages;

namespace VoisinsVigilants.Domain.Texts;

/// <summary>
/// Words that stand for one another in a phrase: <c>&lt;ouverture&gt; = porte fenetre volet</c>. A family may hold other families, words as
/// written (<c>=hache</c>) and whole verbs (<c>forcer*</c>: forcé, forçait, forçant, forcera).
/// </summary>
public sealed class WordFamilies
{
    public const char Mark = '<';

    private readonly Dictionary<string, HashSet<string>> members = [];
    private readonly Dictionary<string, string[]> familiesOf = [];

    /// <param name="lines">As written: <c>ouverture = porte fenetre volet</c>; a name may come back on a further line.</param>
    public WordFamilies(IEnumerable<string> lines)
    {
        foreach (var line in lines)
            if (line.Split('=', 2) is [var name, var words]) Add(NameOf(name), words);
        foreach (var pair in members.SelectMany(family => family.Value.Select(word => (Word: word, Family: family.Key))).GroupBy(pair => pair.Word, pair => pair.Family))
            familiesOf[pair.Key] = [.. pair];
    }

    public IEnumerable<string> Words => familiesOf.Keys;

    public bool Has(string family) => members.ContainsKey(family);

    /// <summary>The families of a word, each with its mark in front: by sound, or behind an <c>=</c> as written.</summary>
    public string[] Of(string word) => familiesOf.GetValueOrDefault(word) ?? [];

    public bool Holds(string family, string word) => members.TryGetValue(family, out var words) && words.Contains(word);

    /// <summary>The name between <c>&lt;</c> and <c>&gt;</c>, as phrases keep it.</summary>
    public static string NameOf(string written) => Mark + written.Trim().Trim(Mark, '>').ToLowerInvariant();

    private void Add(string name, string written)
    {
        if (!members.TryGetValue(name, out var words)) members[name] = words = [];
        foreach (var token in written.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            if (token[0] == Mark) words.UnionWith(members.GetValueOrDefault(NameOf(token)) ?? []);
            else if (token[0] == '=') words.Add(token);
            else words.UnionWith(FormsOf(token).SelectMany(SmsWords.Of).Select(word => word.Key));
    }

    private static IEnumerable<string> FormsOf(string token)
    {
        if (token[^1] != '*') return [token];
        var verb = token[..^1];
        var stem = verb[..^2];
        return EndingsOf(verb).Select(ending => stem + ending).Prepend(verb);
    }

    // Only the endings that are heard; the others have the same sound as one of these.
    private static string[] EndingsOf(string verb) => verb[^2..] switch
    {
        "er" when verb[^3] == 'g' => ["e", "eait", "eaient", "eant", "era", "erait", "eront", "ez", "eons"],
        "er" => ["e", "a", "ait", "ant", "ante", "era", "erait", "eront", "ez", "ons"],
        "ir" => ["i", "is", "it", "ie", "isse", "issent", "issait", "issant", "ira", "irait", "iront", "issez"],
        _ => ["", "s", "ent", "ait", "aient", "u", "ue", "ues", "ant", "ra", "rait", "ront", "ez"],
    };
}
