using System.Collections;
using VoisinsVigilants.Domain.Messages;

namespace VoisinsVigilants.Domain.Texts;

/// <summary>The words of one SMS as phrases are compared with them: each with its sound and the families it belongs to.</summary>
internal sealed class KeywordText
{
    /// <summary>Up to eight words of any kind, within one sentence.</summary>
    public const string Gap = "...";

    /// <summary>The verb follows its subject in the present: "un homme en noir force", not "un homme a forcé".</summary>
    public const string Present = "+";

    private const int LongestGap = 8;
    private const int MostFillers = 2;

    private readonly IReadOnlyList<SmsWord> words;
    private readonly string[] keys;
    private readonly string[] exact;
    private readonly string[][] families;
    private readonly IReadOnlySet<string> fillers;
    private readonly BitArray present;

    public KeywordText(IReadOnlyList<SmsWord> words, string[] keys, WordFamilies all, IReadOnlySet<string> fillers, LastWords lastWords)
    {
        (this.words, this.keys, this.fillers, present) = (words, keys, fillers, new BitArray(lastWords.Count));
        (families, exact) = (new string[keys.Length][], new string[keys.Length]);
        for (var i = 0; i < keys.Length; i++)
        {
            exact[i] = "=" + words[i].Plain;
            var (bySound, asWritten) = (all.Of(keys[i]), all.Of(exact[i]));
            families[i] = asWritten.Length == 0 ? bySound : [.. bySound, .. asWritten];
            Keep(keys[i]);
            Keep(exact[i]);
            foreach (var family in families[i]) Keep(family);
        }

        void Keep(string word)
        {
            if (lastWords.NumberOf(word) is { } number) present[number] = true;
        }
    }

    /// <summary>A word as phrases may begin with it: by sound, as written, by its families.</summary>
    public (string Key, string Exact, string[] Families) At(int word) => (keys[word], exact[word], families[word]);

    /// <summary>The word or family, by its number among <see cref="LastWords"/>, stands somewhere in the text.</summary>
    public bool Holds(int last) => present[last];

    /// <summary>The last word of a phrase that begins at <paramref name="first"/>; null when it does not stand there.</summary>
    public int? LastOf(Keyword keyword, int first)
    {
        var phrase = keyword.Words;
        var (at, link) = (first, "");
        for (var part = 1; part < phrase.Length; part++)
            if (phrase[part] is Gap or Present) link = phrase[part];
            else if (NextOf(phrase[part], at + 1, link) is { } next) (at, link) = (next, "");
            else return null;
        return at;
    }

    private int? NextOf(string wanted, int from, string link)
    {
        var furthest = Math.Min(from + (link.Length > 0 ? LongestGap : MostFillers), keys.Length - 1);
        for (var next = from; next <= furthest; next++)
            if (link.Length > 0 && words[next].BeginsSentence) return null;
            else if (Same(wanted, next)) return next;
            else if (link == Present ? IsAuxiliary(next) : link != Gap && !fillers.Contains(keys[next])) return null;
        return null;
    }

    private bool IsAuxiliary(int at) => Array.IndexOf(families[at], KeywordTable.Auxiliaries) >= 0;

    private bool Same(string wanted, int at) => wanted[0] switch
    {
        WordFamilies.Mark => Array.IndexOf(families[at], wanted) >= 0,
        '=' => wanted.AsSpan(1).SequenceEqual(words[at].Plain),
        _ => wanted == keys[at],
    };
}
