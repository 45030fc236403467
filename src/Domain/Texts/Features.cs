using System.Runtime.InteropServices;

namespace VoisinsVigilants.Domain.Texts;

/// <summary>The features of one text, each once. They are put together in one buffer: a text has about ninety, and is read in microseconds.</summary>
public abstract class Features
{
    private const int LongestFeature = 160;

    private readonly char[] buffer = new char[LongestFeature];

    /// <summary>A feature of one or more parts; what is longer than a word can be is cut.</summary>
    public void Add(ReadOnlySpan<char> first, ReadOnlySpan<char> second = default, ReadOnlySpan<char> third = default, ReadOnlySpan<char> fourth = default)
    {
        var length = 0;
        Append(first, ref length);
        Append(second, ref length);
        Append(third, ref length);
        Append(fourth, ref length);
        Keep(buffer.AsSpan(0, length));
    }

    protected abstract void Keep(ReadOnlySpan<char> feature);

    private void Append(ReadOnlySpan<char> part, ref int length)
    {
        var fits = part[..Math.Min(part.Length, buffer.Length - length)];
        fits.CopyTo(buffer.AsSpan(length));
        length += fits.Length;
    }
}

/// <summary>Features by name: to learn from, and to explain.</summary>
public sealed class NamedFeatures : Features
{
    private readonly HashSet<string> seen = [];
    private readonly List<string> names = [];

    /// <summary>In the order of the text.</summary>
    public IReadOnlyList<string> Names => names;

    protected override void Keep(ReadOnlySpan<char> feature)
    {
        var name = feature.ToString();
        if (seen.Add(name)) names.Add(name);
    }
}

/// <summary>Features by number, those only that are known to an index: to judge a text.</summary>
public sealed class KnownFeatures(FeatureIndex index) : Features
{
    private readonly List<int> numbers = new(96);

    public ReadOnlySpan<int> Numbers => CollectionsMarshal.AsSpan(numbers);

    protected override void Keep(ReadOnlySpan<char> feature)
    {
        if (index.NumberOf(feature) is { } number && !numbers.Contains(number)) numbers.Add(number);
    }
}

/// <summary>A number for each feature that some model knows.</summary>
public sealed class FeatureIndex
{
    private readonly Dictionary<string, int> numbers = [];
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> bySpan;

    public FeatureIndex() => bySpan = numbers.GetAlternateLookup<ReadOnlySpan<char>>();

    public int Count => numbers.Count;

    public IEnumerable<KeyValuePair<string, int>> All => numbers;

    public int? NumberOf(ReadOnlySpan<char> feature) => bySpan.TryGetValue(feature, out var number) ? number : null;

    public int Learn(ReadOnlySpan<char> feature)
    {
        if (!bySpan.TryGetValue(feature, out var number)) bySpan[feature] = number = numbers.Count;
        return number;
    }
}
