using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace VoisinsVigilants.Domain.Alerts;

/// <summary>No SMS of ours ever asks residents to go and look, follow, photograph or question anybody (PRODUCT §3.8).</summary>
public static partial class SafeWords
{
    /// <summary>The words that ask for it, as they stand in the text; null when there are none. "N'y allez pas" is a warning and passes.</summary>
    public static string? AskedDanger(string text)
    {
        var plain = WithoutAccents(text);
        var match = Danger().Match(Warning().Replace(plain, found => new string(' ', found.Length)));
        return match.Success ? text[match.Index..(match.Index + match.Length)] : null;
    }

    // One letter for one letter, so that places in the plain text are places in the text.
    private static string WithoutAccents(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text) plain.Append(char.IsSurrogate(c) ? ' ' : char.ToLowerInvariant(Base(c)));
        return plain.ToString();
    }

    private static char Base(char c) => c is '’' ? '\'' : c.ToString().Normalize(NormalizationForm.FormD)
        .FirstOrDefault(part => CharUnicodeInfo.GetUnicodeCategory(part) != UnicodeCategory.NonSpacingMark, ' ');

    [GeneratedRegex(@"\b(?:n'y |n'|ne )(?:y |l'|le |la |les |vous )?(?:allez|suivez|prenez|faites|intervenez|interrogez|questionnez|photographiez|filmez|approchez|poursuivez|surveillez)\b(?:-vous)?(?: pas| jamais| personne| rien| aucune?)|\b(?:sans|inutile d[e'] ?|evitez d[e'] ?|interdit d[e'] ?|pas )(?:y )?(?:aller voir|suivre|photographier|filmer|intervenir|approcher|interroger)\b")]
    private static partial Regex Warning();

    [GeneratedRegex(@"\b(?:allez[ -](?:y|voir|verifier|regarder)|(?:d')?aller (?:voir|verifier|regarder)|va voir|passez voir|rendez-vous sur (?:place|les lieux)|suiv(?:ez|re|ons)[ -](?:le|la|les|cette|cet|ce|toute?)\b(?! (?:consigne|conseil|deviation|panneau|fleche|instruction|recommandation|itineraire|indication|actualite))|poursui(?:vez|vre)|photographi(?:ez|er)|(?:prenez|prendre|envoyez|faites)(?:-\w+)?(?: une| des| la| en)? photos?|film(?:ez|er)|interrog(?:ez|er)|questionn(?:ez|er)|approchez|interven(?:ez|ir)|verifiez sur place|surveill(?:ez|er)(?! vos| votre)|regardez qui|(?:relevez|releves|notez|noter|relever) (?:la|les|leur|sa|son|l')? ?(?:plaques?|immatriculations?))\b")]
    private static partial Regex Danger();
}
