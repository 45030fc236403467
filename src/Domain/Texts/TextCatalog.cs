using System.Security.Cryptography;
using System.Text;
using VoisinsVigilants.Domain.Messages;

namespace VoisinsVigilants.Domain.Texts;

/// <summary>The words of one commune, all checked. What leaves it for an SMS is in the GSM alphabet and within the budget of its key.</summary>
public sealed class TextCatalog
{
    // Free words (an author's, a référent's reason) are the only ones that may be shortened: a name or a code never is.
    private static readonly string[] Elastic = ["texte", "motif", "liste", "choix"];

    private readonly Dictionary<string, string> texts;

    internal TextCatalog(Dictionary<string, string> texts) => this.texts = texts;

    /// <summary>Reads and checks all files; null with the reasons when anything is wrong. Later files override earlier ones.</summary>
    public static (TextCatalog? Catalog, IReadOnlyList<FileError> Errors) Load(IReadOnlyList<SourceFile> files)
    {
        var (texts, errors) = TextFile.Parse(files);
        if (errors.Count == 0) errors = TextCheck.Check(texts);
        return errors.Count > 0 ? (null, errors) : (new TextCatalog(texts.ToDictionary(entry => entry.Key, entry => entry.Value.Words)), []);
    }

    /// <summary>
    /// The text with its placeholders filled, in the GSM alphabet. Elastic values (<c>texte</c>, <c>motif</c>, <c>liste</c>,
    /// <c>choix</c>) are shortened so that the whole stays within <see cref="TextKey.Septets"/>. A mail is filled as it is.
    /// </summary>
    public string Render(TextKey key, params (string Name, string Value)[] values)
    {
        var words = texts[key.Name];
        if (key.Medium != TextMedium.Sms) return Fill(words, values).Trim();
        var fixedValues = values.Where(v => !Elastic.Contains(v.Name)).ToArray();
        var bare = Fill(words, [.. fixedValues, .. Elastic.Select(name => (name, ""))]);
        var room = key.Septets - Gsm7.Septets(Gsm7.Transliterate(bare));
        var elastic = values.Where(v => Elastic.Contains(v.Name))
            .Select(v => (v.Name, Gsm7.Shorten(Gsm7.Transliterate(v.Value), Math.Max(0, room))));
        return Tidy(Gsm7.Transliterate(Fill(words, [.. fixedValues, .. elastic])));
    }

    /// <summary>Tells one wording from another: eight hexadecimal digits that change with any letter.</summary>
    public string Fingerprint(TextKey key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(texts[key.Name])).AsSpan(0, 4));

    // One pass: braces inside a value are the author's own and stay as they are.
    private static string Fill(string words, (string Name, string Value)[] values)
    {
        var result = new StringBuilder(words.Length + 64);
        var rest = words.AsSpan();
        while (rest.IndexOf('{') is >= 0 and var open && rest[open..].IndexOf('}') is > 0 and var length)
        {
            var name = rest.Slice(open + 1, length - 1).ToString();
            result.Append(rest[..open]).Append(values.FirstOrDefault(value => value.Name == name).Value);
            rest = rest[(open + length + 1)..];
        }
        return result.Append(rest).ToString();
    }

    // A reason that was not given must not leave its punctuation behind.
    private static string Tidy(string text)
    {
        var tidy = text.Replace("\"\"", "").Replace("()", "").Replace(" : .", ".");
        while (tidy.Contains("  ", StringComparison.Ordinal)) tidy = tidy.Replace("  ", " ");
        return tidy.Replace(" .", ".").TrimEnd(' ', ':');
    }
}
