using VoisinsVigilants.Domain.Messages;

namespace VoisinsVigilants.Domain.Officials;

/// <summary>How <c>commune.txt</c> names the kinds of senders, and the key of each one's price: <c>prix numéro court : 0,055</c>.</summary>
internal static class SenderPrices
{
    private static readonly (SenderKind Kind, string Name)[] Kinds =
    [
        (SenderKind.ShortCode, "numéro court"), (SenderKind.GeographicNumber, "numéro fixe"), (SenderKind.NameWithoutReply, "nom sans réponse"), (SenderKind.Modem, "modem"),
    ];

    public static IEnumerable<string> Keys => Kinds.Select(kind => $"prix {kind.Name}");

    public static string Names => string.Join(", ", Kinds.Select(kind => kind.Name));

    public static string KeyOf(SenderKind kind) => $"prix {Kinds.First(one => one.Kind == kind).Name}";

    public static SenderKind? KindNamed(string text) =>
        Kinds.Where(one => CsvTable.Fold(one.Name) == CsvTable.Fold(text)).Select(one => (SenderKind?)one.Kind).FirstOrDefault();
}
