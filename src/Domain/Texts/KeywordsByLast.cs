namespace VoisinsVigilants.Domain.Texts;

/// <summary>
/// Phrases that begin alike, by their last word: most of hundreds are ruled out by one look at whether that word is in the text at all.
/// </summary>
internal sealed class KeywordsByLast(IEnumerable<Keyword> keywords, LastWords lastWords)
{
    public (int Last, Keyword[] Keywords)[] Groups { get; } =
        [.. keywords.GroupBy(keyword => keyword.Words[^1]).Select(same => (lastWords.Learn(same.Key), same.ToArray()))];
}

/// <summary>A number for each word that phrases end with: a text is looked up in hundreds of groups, and numbers are compared at once.</summary>
internal sealed class LastWords
{
    private readonly Dictionary<string, int> numbers = [];

    public int Count => numbers.Count;

    public int? NumberOf(string word) => numbers.TryGetValue(word, out var number) ? number : null;

    public int Learn(string word)
    {
        if (!numbers.TryGetValue(word, out var number)) numbers[word] = number = numbers.Count;
        return number;
    }
}
