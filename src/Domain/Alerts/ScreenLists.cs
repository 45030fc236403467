using VoisinsVigilants.Domain.Messages;

namespace VoisinsVigilants.Domain.Alerts;

/// <summary>
/// The lists of the screen. Words are compared by sound and nothing is guessed: what holds a message back must stand in it, for "balade" is
/// one letter away from "malade".
/// </summary>
internal sealed class ScreenLists(IEnumerable<(string List, IReadOnlyList<string> Words)> phrases)
{
    private readonly ILookup<(string List, string First), IReadOnlyList<string>> byFirstWord = phrases.ToLookup(phrase => (phrase.List, phrase.Words[0]), phrase => phrase.Words);

    /// <summary>Where phrases of a list stand in a text, their words side by side.</summary>
    public IEnumerable<(int First, int Last)> In(IReadOnlyList<SmsWord> words, string list)
    {
        for (var i = 0; i < words.Count; i++)
            foreach (var phrase in byFirstWord[(list, words[i].Key)].Concat(byFirstWord[(list, "=" + words[i].Plain)]))
                if (StandsAt(phrase, words, i)) yield return (i, i + phrase.Count - 1);
    }

    public bool Has(string list, SmsWord word) =>
        byFirstWord[(list, word.Key)].Any(phrase => phrase.Count == 1) || byFirstWord[(list, "=" + word.Plain)].Any(phrase => phrase.Count == 1);

    private static bool StandsAt(IReadOnlyList<string> phrase, IReadOnlyList<SmsWord> words, int at) =>
        at + phrase.Count <= words.Count
        && phrase.Select((wanted, index) => wanted[0] == '=' ? wanted.AsSpan(1).SequenceEqual(words[at + index].Plain) : wanted == words[at + index].Key).All(same => same);
}
