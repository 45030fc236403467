namespace VoisinsVigilants.Domain.Messages;

/// <summary>The sounds of one word while it is taken apart. They are never more than its letters, and all stand in one buffer: an SMS is read in microseconds.</summary>
internal ref struct Sounds(Span<char> buffer)
{
    private readonly Span<char> buffer = buffer;
    private Span<char> sounds = [];

    public readonly int Length => sounds.Length;

    /// <summary>Returns how many letters were heard as one sound.</summary>
    public int Add(char sound, int letters = 1)
    {
        sounds = buffer[..(sounds.Length + 1)];
        sounds[^1] = sound;
        return letters;
    }

    /// <summary><c>en</c> and <c>em</c> are heard as <c>an</c>.</summary>
    public int AddNasal()
    {
        Add('a');
        Add('n');
        return 2;
    }

    /// <summary>The last consonant of many words is written only: objet, respect.</summary>
    public void DropSilentConsonant()
    {
        if (sounds.Length <= 4) return;
        if (sounds.EndsWith("ekt")) sounds = sounds[..^2];
        else if (sounds[^1] is 't' or 'd' && "aeiounr".Contains(sounds[^2])) sounds = sounds[..^1];
    }

    /// <summary>Two sounds alike in a row are one.</summary>
    public void Collapse()
    {
        var kept = 0;
        foreach (var sound in sounds)
            if (kept == 0 || sounds[kept - 1] != sound) sounds[kept++] = sound;
        sounds = sounds[..kept];
    }

    public readonly bool SequenceEqual(string word) => sounds.SequenceEqual(word);

    public override readonly string ToString() => sounds.ToString();
}
