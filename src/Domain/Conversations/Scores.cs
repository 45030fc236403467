using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Texts;

namespace VoisinsVigilants.Domain.Conversations;

/// <summary>What the words of one text weigh, list by list. A word counts once for a list; of two phrases at one place the longer counts.</summary>
internal sealed class Scores
{
    private readonly Dictionary<string, int> sums = [];

    public Scores(IReadOnlyList<SmsWord> words, IReadOnlyList<KeywordHit> hits)
    {
        (Words, Hits) = (words, hits);
        foreach (var group in hits.GroupBy(hit => hit.Keyword.Group))
        {
            var covered = new HashSet<int>();
            foreach (var hit in group.OrderByDescending(hit => hit.Last - hit.First).ThenByDescending(hit => hit.Keyword.Weight))
                if (Enumerable.Range(hit.First, hit.Last - hit.First + 1).All(covered.Add)) sums[group.Key] = sums.GetValueOrDefault(group.Key) + hit.Keyword.Weight;
        }
    }

    public IReadOnlyList<SmsWord> Words { get; }

    public IReadOnlyList<KeywordHit> Hits { get; }

    public int Of(string list) => sums.GetValueOrDefault(list);

    /// <summary>The heaviest single word or phrase of a list.</summary>
    public int Strongest(string list) => Hits.Where(hit => hit.Keyword.Group == list).Select(hit => hit.Keyword.Weight).DefaultIfEmpty(0).Max();

    public int FirstAt(string list) => Hits.Where(hit => hit.Keyword.Group == list).Select(hit => hit.First).DefaultIfEmpty(int.MaxValue).Min();

    /// <summary>How many words say something: neither fillers nor of these lists.</summary>
    public int WordsBeside(params string[] lists)
    {
        var covered = Hits.Where(hit => hit.Keyword.Group == Vocabulary.Filler || lists.Contains(hit.Keyword.Group))
            .SelectMany(hit => Enumerable.Range(hit.First, hit.Last - hit.First + 1)).ToHashSet();
        return Enumerable.Range(0, Words.Count).Count(i => !covered.Contains(i));
    }

    /// <summary>The category that weighs most; a tie goes to the one named first.</summary>
    public (AlertCategory? Category, int Weight) Category()
    {
        var best = Vocabulary.Categories.Keys.Where(list => Of(list) > 0).OrderByDescending(Of).ThenBy(FirstAt).FirstOrDefault();
        return best is null ? (null, 0) : (Vocabulary.Categories[best], Of(best));
    }
}
