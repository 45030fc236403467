using VoisinsVigilants.Domain.Messages;

namespace VoisinsVigilants.Domain.Texts;

/// <summary>Short and run-together spellings written out, so that lists need to hold ordinary French only: <c>jsuis</c> → je suis, <c>qqn</c> → quelqu un.</summary>
public sealed class Abbreviations
{
    private readonly Dictionary<string, IReadOnlyList<SmsWord>> full = [];

    /// <param name="lines">As written: <c>jsuis = je suis</c>, the short form first.</param>
    public Abbreviations(IEnumerable<string> lines)
    {
        foreach (var line in lines)
            if (SmsWords.Of(line) is { Count: > 1 } words) full.TryAdd(words[0].Plain, words[1..]);
    }

    /// <summary>The same words; those written out keep the place of the short form in the text.</summary>
    public List<SmsWord> Expand(List<SmsWord> words)
    {
        if (!words.Exists(word => MeaningOf(word.Plain) is not null)) return words;

        var expanded = new List<SmsWord>(words.Count + 8);
        foreach (var word in words)
            if (MeaningOf(word.Plain) is { } meaning) expanded.AddRange(meaning.Select(part => part with { Start = word.Start, Length = word.Length, IsCapital = word.IsCapital, BeginsSentence = false }));
            else expanded.Add(word);
        return expanded;
    }

    private IReadOnlyList<SmsWord>? MeaningOf(string plain) =>
        full.GetValueOrDefault(plain) ?? (SmsWords.WithoutShouting(plain) is { } calm && calm != plain ? full.GetValueOrDefault(calm) : null);
}
