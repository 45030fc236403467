using System.Text.RegularExpressions;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Texts;

namespace VoisinsVigilants.Domain.Tests.House;

/// <summary>What leaves by SMS, with the longest values that life may put into it.</summary>
public sealed partial class TextRules
{
    private const string LongQuartier = "Les Hauts de la Fontaine";
    private const int TwoSms = 306;

    // As AlertWords builds them: a place is cut at 40 characters and followed by its quartier.
    private static readonly (string Name, string Value)[] Longest =
    [
        ("code", "1005M"), ("quartier", LongQuartier), ("categorie", "personne à aider"), ("lieu", $"Rue du Maréchal de Lattre de Tassigny, a… ({LongQuartier})"),
        ("heure", "le 28/12 à 22h45"), ("etat", $"prise en charge par le référent du quartier {LongQuartier}"), ("qui", $"le référent du quartier {LongQuartier}"),
        ("codes", "1001A, 1002B, 1003C, 1004D"), ("exemple", "TRANSMETTRE 1001A"), ("texte", LongWords), ("motif", LongWords), ("liste", LongWords), ("choix", LongWords),
        ("raison", "vie privée, code ou clé, dates d'absence"), ("rang", "12"),
        ("periode", "du 24/12/2026 au 02/01/2027 inclus"), ("debut", "24/12/2026"), ("fin", "02/01/2027"), ("jour", "12/03/2026 à 18h30"), ("nombre", "1000"),
        ("objet", $"Diffusion de l'alerte 1005M demandée par le référent du quartier {LongQuartier}"), ("ou", $"au quartier {LongQuartier}"), ("personnes", "12000 personnes"), ("sms", "24000"), ("prix", "1680,00 EUR"), ("reste", "1680,00 EUR"),
        ("depart", "le 28/12 à 08h00"), ("numero", "4821"), ("conseil", new string('x', 70)), ("commune", "Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson"),
        ("mois", "septembre"), ("alertes", "250"), ("confirmees", "120"), ("fausses", "120"), ("delai", "10000 min"), ("annonce", "réunion publique samedi à 18h"),
        ("nom", "Marie-Bernadette de La Rochefoucauld"), ("date", "28/12/2026"), ("support", "sur papier"),
    ];

    private static string LongWords => string.Concat(Enumerable.Repeat("ça brûle près de l’étang… « œuvre » à 5 €, {là-bas} 😱 ", 30));

    private static readonly string[] Intercepted =
        ["STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT", "START", "YES", "UNSTOP", "HELP", "INFO"];

    public static TheoryData<string> Keys => [.. TextKeys.All.Keys];

    public static TheoryData<string> SmsKeys => [.. TextKeys.All.Values.Where(key => key.Medium == TextMedium.Sms).Select(key => key.Name)];

    public static TheoryData<string> MailKeys => [.. TextKeys.All.Values.Where(key => key.Medium != TextMedium.Sms).Select(key => key.Name)];

    public static TheoryData<string> EmergencyKeys => [TextKeys.CallPolice.Name, TextKeys.CallFire.Name, TextKeys.CallMedical.Name];

    [Fact]
    public void All_texts_are_there_and_pass_their_check() => Load(Common()).Errors.Select(error => error.ToString()).ShouldBeNone("the gateway would not start");

    [Fact]
    public void The_texts_of_each_commune_pass_with_the_common_ones() =>
        Repository.Under("sms-scripts/communes").Where(IsText).GroupBy(file => file.Path.Split('/')[2])
            .SelectMany(commune => Load([.. Common(), .. commune]).Errors).Select(error => error.ToString()).ShouldBeNone("the gateway would not start");

    [Theory]
    [MemberData(nameof(SmsKeys))]
    public void A_text_leaves_in_the_gsm_alphabet_and_in_two_sms_at_most(string name)
    {
        var text = Render(name);
        Gsm7.Contains(text).Should().BeTrue("one strange character halves an SMS: {0}", text);
        Gsm7.Segments(text).Should().BeLessThanOrEqualTo(2, "[{0}] has {1} septets: {2}", name, Gsm7.Septets(text), text);
        TextKeys.All[name].Placeholders.Where(left => text.Contains($"{{{left}}}", StringComparison.Ordinal)).Should().BeEmpty("[{0}] leaves unfilled: {1}", name, text);
    }

    [Theory]
    [MemberData(nameof(MailKeys))]
    public void A_mail_keeps_all_letters_and_its_lines_and_a_subject_is_one(string name)
    {
        var text = Render(name);
        (text.Contains('\n') ? TextMedium.MailBody : TextMedium.MailSubject).Should().Be(TextKeys.All[name].Medium);
        TextKeys.All[name].Placeholders.Where(left => text.Contains($"{{{left}}}", StringComparison.Ordinal)).Should().BeEmpty("[{0}] leaves unfilled: {1}", name, text);
        if (TextKeys.All[name].Placeholders.Contains("texte")) text.Should().Contain("« œuvre » à 5 €");
    }

    [Theory]
    [MemberData(nameof(EmergencyKeys))]
    public void In_danger_whom_to_call_comes_first_then_112_then_114(string name)
    {
        var text = Render(name);
        text.Should().MatchRegex("^Appelez le (17|18|15)\\b");
        text.IndexOf("112", StringComparison.Ordinal).Should().BePositive().And.BeLessThan(text.IndexOf("SMS au 114", StringComparison.Ordinal));
        foreach (var follows in new[] { TextKeys.EmergencyRelayed, TextKeys.EmergencyWhere })
            Gsm7.Septets($"{text} {Render(follows.Name)}").Should().BeLessThanOrEqualTo(TwoSms, "both sentences leave together");
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void No_text_sends_anybody_into_danger(string name) => SendsIntoDanger(Words(name)).Should().BeNull("[{0}] is read by people who want to help", name);

    [Theory]
    [MemberData(nameof(Keys))]
    public void No_text_asks_for_a_word_the_carrier_keeps_for_itself(string name) => AskedWordOfCarrier(Words(name)).Should().BeNull("[{0}] would be answered by the carrier", name);

    [Theory]
    [InlineData("Merci d'aller voir sur place.")]
    [InlineData("Allez-y prudemment.")]
    [InlineData("Suivez-le et dites-nous où il va.")]
    [InlineData("Prenez une photo de la plaque.")]
    [InlineData("Interrogez les voisins.")]
    [InlineData("Vérifiez sur place.")]
    public void The_rule_about_danger_sees_what_it_forbids(string words) => SendsIntoDanger(words).Should().NotBeNull();

    [Theory]
    [InlineData("N'y allez pas, ne suivez personne, ne prenez pas de photo.")]
    [InlineData("N'intervenez jamais. Vérifiez le chiffre et la lettre.")]
    public void The_rule_about_danger_lets_a_warning_pass(string words) => SendsIntoDanger(words).Should().BeNull();

    [Theory]
    [InlineData("Pour arrêter : STOP", "STOP")]
    [InlineData("Répondez info pour en savoir plus.", "INFO")]
    [InlineData("Pour information, répondez ARRET.", null)]
    public void The_rule_about_the_carrier_sees_what_it_forbids(string words, string? found) => AskedWordOfCarrier(words).Should().Be(found);

    private static bool IsText(SourceFile file) => file.Path.Contains("/textes/", StringComparison.Ordinal) && file.Path.EndsWith(".txt", StringComparison.Ordinal);

    private static IReadOnlyList<SourceFile> Common() => [.. Repository.Under("sms-scripts/textes").Where(IsText)];

    private static (TextCatalog? Catalog, IReadOnlyList<FileError> Errors) Load(IReadOnlyList<SourceFile> files) => TextCatalog.Load(files);

    private static readonly Lazy<TextCatalog> Catalog = new(() => Load(Common()).Catalog ?? throw new InvalidOperationException("The texts do not pass their check."));

    private static string Render(string name) => Catalog.Value.Render(TextKeys.All[name], Longest);

    private static readonly Lazy<Dictionary<string, TextFile.Entry>> Entries = new(() => TextFile.Parse(Common()).Texts);

    private static string Words(string name) => Entries.Value[name].Words;

    private static string? SendsIntoDanger(string words)
    {
        var match = Danger().Match(Warning().Replace(words, ""));
        return match.Success ? match.Value : null;
    }

    // In capitals anywhere it is a word to be sent; in small letters only after "répondez".
    private static string? AskedWordOfCarrier(string words) => Intercepted.FirstOrDefault(word =>
        Regex.IsMatch(words, $@"\b{word}\b") || Regex.IsMatch(words, $@"(?i)\b(?:répondez|écrivez|envoyez|tapez)(?: par| le mot)? [« ""]*{word}\b"));

    [GeneratedRegex(@"(?i)\b(?:n'y |n'|ne )(?:y |l'|le |la |les )?(?:allez|suivez|prenez|intervenez|interrogez|photographiez|approchez|poursuivez)\b(?: pas| jamais| personne| rien)")]
    private static partial Regex Warning();

    [GeneratedRegex(@"(?i)\b(?:allez|aller voir|rendez-vous sur|suivez|suivre|poursuivez|photographiez|(?:prenez|prendre|envoyez|faites)(?:-\w+)? (?:une |des |la |en )?photos?|filmez|interrogez|questionnez|approchez|intervenez|vérifiez sur place|surveillez|regardez qui|relevez)\b")]
    private static partial Regex Danger();
}
