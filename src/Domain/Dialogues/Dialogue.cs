namespace VoisinsVigilants.Domain.Dialogues;

/// <summary>
/// A conversation written down beforehand (<c>sms-scripts/dialogues/*.txt</c>): test, demonstration and documentation in one file.
/// </summary>
/// <param name="Commune">Code of the commune: <c>brissy-sur-juine</c>.</param>
/// <param name="StartsAt">On the commune's wall clock.</param>
/// <param name="Cast">Who plays whom: a name of the script, and the key of a person in the commune's files or a phone number.</param>
public sealed record Dialogue(
    string Path, string Title, string Commune, DateTime StartsAt, IReadOnlyDictionary<string, string> Cast, IReadOnlyList<DialogueStep> Steps)
{
    /// <summary>The key or number behind a name; a name that is not in the cast is itself the key.</summary>
    public string PlayedBy(string name) =>
        Cast.FirstOrDefault(entry => DialogueNames.Same(entry.Key, name)).Value ?? name;

    /// <summary>Every name the steps use, in the order of their first appearance.</summary>
    public IReadOnlyList<(string Name, int Line)> Names =>
        [.. Steps.SelectMany(step => step.Names.Select(name => (name, step.Line))).DistinctBy(pair => DialogueNames.Plain(pair.name))];
}

/// <summary>One line of a dialogue.</summary>
/// <param name="Line">1 for the first line of the file.</param>
/// <param name="Source">The line as it was written, continuation lines joined.</param>
public abstract record DialogueStep(int Line, string Source)
{
    /// <summary>Names of persons this line speaks of.</summary>
    public virtual IReadOnlyList<string> Names => [];

    /// <summary><c>Habitant &gt; words</c></summary>
    public sealed record Texts(int Line, string Source, string Who, string Words) : DialogueStep(Line, Source)
    {
        public override IReadOnlyList<string> Names => [Who];
    }

    /// <summary><c>Référent, Référente &lt; words ... words</c></summary>
    public sealed record Receives(int Line, string Source, Recipients To, string Pattern) : DialogueStep(Line, Source)
    {
        public override IReadOnlyList<string> Names => [.. To.Only, .. To.Except];
    }

    /// <summary><c>... 1 h 30 min</c></summary>
    public sealed record TimePasses(int Line, string Source, TimeSpan Span) : DialogueStep(Line, Source);

    /// <summary><c>... jusqu'à 07:00</c>: the next time the commune's clocks show it.</summary>
    public sealed record TimePassesUntil(int Line, string Source, TimeOnly Time) : DialogueStep(Line, Source);

    /// <summary><c>Panne : Référent hors réseau (30003)</c></summary>
    /// <param name="AtDelivery">The carrier accepts and then fails (codes 30xxx); otherwise it refuses at once.</param>
    public sealed record Breaks(int Line, string Source, string Who, int Code, bool AtDelivery) : DialogueStep(Line, Source)
    {
        public override IReadOnlyList<string> Names => [Who];
    }

    /// <summary><c>Panne : fin</c>, or <c>Panne : Référent fin</c> for one person.</summary>
    public sealed record Mends(int Line, string Source, string? Who) : DialogueStep(Line, Source)
    {
        public override IReadOnlyList<string> Names => Who is null ? [] : [Who];
    }

    /// <summary><c>Silence</c>: nobody has received anything since the last text or the last passing of time.</summary>
    public sealed record Silence(int Line, string Source) : DialogueStep(Line, Source);
}

/// <summary>Whom a line expects to receive an SMS: some by name, or all but some.</summary>
/// <param name="Only">Names; empty when everybody is meant.</param>
/// <param name="Everybody">Everyone in the commune's files, or of one quartier.</param>
/// <param name="Quartier">As people say it; null for the whole commune.</param>
public sealed record Recipients(IReadOnlyList<string> Only, bool Everybody, string? Quartier, IReadOnlyList<string> Except);

/// <summary>What is wrong in a dialogue, in French, saying what to write instead.</summary>
public sealed record DialogueError(string Path, int Line, string Message)
{
    public override string ToString() => $"{Path}:{Line} : {Message}";
}
