namespace VoisinsVigilants.Domain.Texts;

/// <summary>Phrases that begin alike, by their last word: most of hundreds are ruled out by one look at whether that word is in the text at all.</summary>
internal sealed class KeywordsByLast
{
    private readonly List<(string Last, List<Keyword> Keywords)> groups = [];

    public IReadOnlyList<(string Last, List<Keyword> Keywords)> Groups => groups;

    public void Add(Keyword keyword)
    {
        var at = groups.FindIndex(group => group.Last == keyword.Words[^1]);
        if (at < 0) groups.Add((keyword.Words[^1], [keyword]));
        else groups[at].Keywords.Add(keyword);
    }
}
