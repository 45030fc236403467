using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Texts;

namespace VoisinsVigilants.Domain.Conversations;

/// <summary>What the words of one text weigh, list by list. A word counts once for a list; of two phrases at one place the one of more words counts.</summary>
internal sealed class Scores
{
    private readonly Dictionary<string, ListScore> lists = [];
    private readonly AlertCategory? category;
    private readonly int categoryWeight;

    public Scores(IReadOnlyList<SmsWord> words, List<KeywordHit> hits)
    {
        (Words, Hits) = (words, hits);
        foreach (var hit in hits)
        {
            if (!lists.TryGetValue(hit.Keyword.Group, out var list)) lists[hit.Keyword.Group] = list = new ListScore();
            list.Hits.Add(hit);
        }
        foreach (var list in lists.Values) list.Weigh(words.Count);
        (category, categoryWeight) = Heaviest();
    }

    public IReadOnlyList<SmsWord> Words { get; }

    public IReadOnlyList<KeywordHit> Hits { get; }

    /// <summary>The lists of which something stands in the text.</summary>
    public IEnumerable<string> Lists => lists.Keys;

    public int Of(string list) => lists.TryGetValue(list, out var score) ? score.Sum : 0;

    /// <summary>The heaviest single word or phrase of a list.</summary>
    public int Strongest(string list) => lists.TryGetValue(list, out var score) ? score.Strongest : 0;

    public int FirstAt(string list) => lists.TryGetValue(list, out var score) ? score.First : int.MaxValue;

    /// <summary>How many words say something: neither fillers nor of these lists.</summary>
    public int WordsBeside(params ReadOnlySpan<string> without)
    {
        var covered = new bool[Words.Count];
        Cover(covered, Vocabulary.Filler);
        foreach (var list in without) Cover(covered, list);
        return covered.Count(isCovered => !isCovered);
    }

    /// <summary>The category that weighs most; a tie goes to the one named first.</summary>
    public (AlertCategory? Category, int Weight) Category() => (category, categoryWeight);

    private (AlertCategory? Category, int Weight) Heaviest()
    {
        (AlertCategory? Category, int Weight, int First) best = (null, 0, int.MaxValue);
        foreach (var (name, list) in lists)
            if (Vocabulary.Categories.TryGetValue(name, out var candidate) && (list.Sum > best.Weight || (list.Sum == best.Weight && list.First < best.First)))
                best = (candidate, list.Sum, list.First);
        return (best.Category, best.Weight);
    }

    private void Cover(bool[] covered, string list)
    {
        if (!lists.TryGetValue(list, out var score)) return;
        foreach (var hit in score.Hits) Array.Fill(covered, true, hit.First, hit.Last - hit.First + 1);
    }

    private sealed class ListScore
    {
        public List<KeywordHit> Hits { get; } = [];

        public int Sum { get; private set; }

        public int Strongest { get; private set; }

        public int First { get; private set; } = int.MaxValue;

        public void Weigh(int words)
        {
            if (Hits.Count > 1) Hits.Sort(LongestFirst);
            var covered = new bool[words];
            foreach (var hit in Hits)
            {
                Strongest = Math.Max(Strongest, hit.Keyword.Weight);
                First = Math.Min(First, hit.First);
                var its = covered.AsSpan(hit.First, hit.Last - hit.First + 1);
                if (its.Contains(true)) continue;
                its.Fill(true);
                Sum += hit.Keyword.Weight;
            }
        }

        // The phrase that asks for most words knows best; of hits as long and as heavy the first in the text, whatever the order of the files.
        private static int LongestFirst(KeywordHit one, KeywordHit other)
        {
            var length = other.Keyword.Words.Length.CompareTo(one.Keyword.Words.Length);
            if (length != 0) return length;
            var weight = other.Keyword.Weight.CompareTo(one.Keyword.Weight);
            return weight != 0 ? weight : one.First.CompareTo(other.First);
        }
    }
}
