using System.Text.Json;
using VoisinsVigilants.Domain.Messages;

namespace VoisinsVigilants.Domain.Tests.Properties;

/// <summary>What anybody may text: what people write, every command in any order, and any Unicode at all.</summary>
internal sealed class Chatter(Random chance)
{
    private static readonly string[] Written = [.. Directory.EnumerateFiles(Path.Combine(RepositoryFiles.Root, "tests", "corpus"), "*.jsonl", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        .SelectMany(File.ReadLines).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()!)];

    private static readonly string[] Commands =
    [
        "STOP", "ARRET", "REPRISE", "AIDE", "REGLES", "CONTACT", "CONSEIL arnaques", "OTV du 3 au 15 août", "INSCRIPTION rue du lavoir", "OUI", "NON", "1", "2", "12",
        "QUARTIER rue des tilleuls", "MES DONNEES", "EFFACER", "SUIVI", "ANNULER", "VU", "CONFIRME", "FAUX c'était Mme Durand", "CLOS RAS", "NOTE suivez le camion AB-123-CD",
        "LISTE", "ABSENT du 3 au 10", "DISPO", "TRANSMETTRE", "DIFFUSER", "STATS", "SUSPENDRE", "RETOUR patrouille passee", "LIBERER", "REFUSER", "LEVER", "dispo lundi", "absent demain", "DIFFUSER : loto samedi", "vu tous", "clos tous", "OUI 4821",
    ];

    private static readonly string[] Facts =
    [
        "cambriolage rue du lavoir", "cambriolage", "rue du lavoir", "vol de velo a la gare", "au secours il me frappe", "le feu chez moi rue des tilleuls", "fuite de gaz au stade",
        "c'est le fils Martin qui a tagué l'église", "des gitans près de l'étang", "camion AB 123 CD devant la mairie", "appelez moi au 06 39 98 12 34", "bizarre chez les Martin",
        "homme au sol devant la boulangerie il ne respire plus", "mec louche", "ils reviennent", "le code est 4521", "ça brûle « là-bas » 😱", "plaque belge 1-ABC-234",
    ];

    private static readonly string[] Phones = [.. World.Members.Select(member => member.Phone.Value), "+33639989001", "+33639989002", "+33639989003"];

    public PhoneNumber Phone() => PhoneNumber.Parse(Phones[chance.Next(Phones.Length)]);

    /// <param name="codes">Codes in use, so that many a command means a real alert.</param>
    public string Text(IReadOnlyList<string> codes) => chance.Next(10) switch
    {
        < 3 => Pick(Written),
        < 5 => Pick(Facts),
        < 8 => Command(codes),
        8 when chance.Next(2) == 0 => $"{Pick(Facts)} {Pick(Written)} {Command(codes)}",
        8 => Part(),
        _ => AnyUnicode(),
    };

    private string Part()
    {
        var (of, words) = (chance.Next(2, 4), chance.Next(2) == 0 ? Pick(Facts) : Pick(Written));
        var number = chance.Next(1, of + 1);
        return chance.Next(2) == 0 ? $"{number}/{of} {words}" : $"({number}/{of}) {words}";
    }

    private string Command(IReadOnlyList<string> codes)
    {
        if (codes.Count == 0 || chance.Next(3) == 0) return Pick(Commands);
        var (command, code) = (Pick(Commands), codes[chance.Next(codes.Count)]);
        return chance.Next(4) switch { 0 => $"{code} {command}", 1 => $"{command} {code} {codes[chance.Next(codes.Count)]}", 2 => $"{command} {code[..^1]}", _ => $"{command} {code} {Pick(Facts)}" };
    }

    private string AnyUnicode() => new([.. Enumerable.Range(0, chance.Next(120)).Select(_ => (char)(chance.Next(3) == 0 ? chance.Next(1, 0x10000) : chance.Next(32, 0x250)))]);

    private string Pick(string[] from) => from[chance.Next(from.Length)];
}
