using System.Diagnostics.CodeAnalysis;
using VoisinsVigilants.Domain.Dialogues;
using VoisinsVigilants.Domain.Messages;

namespace VoisinsVigilants.Simulator.DialoguePlayer;

/// <summary>Which phone is whose in one dialogue.</summary>
internal sealed class Cast(Dialogue dialogue, CommunePeople commune)
{
    public string Number => commune.Number;

    public TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById(commune.TimeZone);

    /// <summary>What is wrong with a name, or null.</summary>
    public string? Problem(string name) => TryFind(name, out _) ? null
        : $"« {name} » n'est personne de {commune.Name} : ajoutez-le à la ligne « Personnages : » (clé de personnes.csv ou numéro), ou corrigez le nom.";

    public string Phone(string name) => TryFind(name, out var phone) ? phone : throw new ArgumentException(name, nameof(name));

    public IReadOnlyList<string> Phones(Recipients to)
    {
        if (!to.Everybody) return [.. to.Only.Select(Phone)];
        var spared = to.Except.Select(Phone).ToHashSet();
        return [.. commune.People.Where(person => to.Quartier is null || LivesIn(person, to.Quartier)).Select(person => person.Phone).Distinct().Where(phone => !spared.Contains(phone))];
    }

    /// <summary>"Référent (Marc)": the name in the script first, for a reader who has the script before them.</summary>
    public string Shown(string phone)
    {
        var person = commune.People.FirstOrDefault(person => person.Phone == phone);
        var inScript = dialogue.Names.Select(pair => pair.Name).FirstOrDefault(name => TryFind(name, out var found) && found == phone);
        if (inScript is not null) return person is null || DialogueNames.Same(inScript, person.Name) ? inScript : $"{inScript} ({person.Name})";
        return person is null ? phone : $"{person.Name} ({string.Join(", ", person.Roles).Replace("referent", "référent", StringComparison.Ordinal)})";
    }

    private bool TryFind(string name, [NotNullWhen(true)] out string? phone)
    {
        var played = dialogue.PlayedBy(name);
        phone = commune.People.FirstOrDefault(person => DialogueNames.Same(person.Key, played))?.Phone
            ?? (PhoneNumber.TryParse(played, out var number) ? number.Value : null);
        return phone is not null;
    }

    private static bool LivesIn(Person person, string quartier) => person.Quartier is { } home && DialogueNames.Same(home, quartier);
}
