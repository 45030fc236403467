using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Conversations;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Texts;

namespace VoisinsVigilants.Domain.Officials;

/// <summary><c>commune.txt</c>: lines such as <c>fuseau : Europe/Paris</c>; <c>#</c> begins a remark; the delays of the policy are optional.</summary>
internal sealed partial class CommuneSettings
{
    private static readonly string[] Required = ["nom", "numéro", "fuseau"];

    private static readonly string[] Optional =
    [
        "nuit", "gendarmerie ouverte", "protocole signé le", "mairie reçoit tout", "prix par segment", "expéditeur", .. SenderPrices.Keys, "budget par mois",
        "patience", "complément", "rappel", "adjoint après", "adjoint suivant", "mairie après", "expiration",
        "validité d'une alerte", "validité d'une réponse", "validité d'une issue", "la nuit aux gendarmes", "aides par jour",
        "prochaine réunion", "essai des téléphones", "réponse à l'essai", "rafale", "rafale pendant", "rafale de la commune", "redites", "redites pendant", "fausses alertes",
        "délai d'une inscription", "délai d'un effacement", "nouvelles groupées", "accusé de clôture", "alsace-moselle",
    ];

    private static readonly Dictionary<string, string> Known = Required.Concat(Optional).ToDictionary(CsvTable.Fold);

    private readonly SourceFile file;
    private readonly List<FileError> errors;
    private readonly Dictionary<string, (string Value, int Line)> values = [];

    public CommuneSettings(SourceFile file, List<FileError> errors)
    {
        (this.file, this.errors) = (file, errors);
        var lines = file.Content.TrimStart('\uFEFF').Normalize(NormalizationForm.FormC).Split('\n');
        for (var number = 1; number <= lines.Length; number++) ReadLine(lines[number - 1].Trim(), number);
        foreach (var missing in Required.Where(key => !values.ContainsKey(key)))
            errors.Add(new FileError(file.Path, 0, $"Il manque la ligne « {missing} : … ». Exemple : {Example(missing)}"));
        if (GendarmerieOpen && ProtocolSignedOn is null && !values.ContainsKey("protocole signé le"))
            Wrong("gendarmerie ouverte", "la gendarmerie ne reçoit rien sans protocole : ajoutez une ligne « protocole signé le : 15/01/2026 ».");
    }

    public string Name => Text("nom") ?? "";

    public PhoneNumber Number => Parse("numéro", text => PhoneNumber.TryParse(text, out var number) ? number : null as PhoneNumber?,
        "n'est pas un numéro : écrivez +33639980000, 06 39 98 00 00 ou un numéro court.") ?? default;

    public TimeZoneInfo TimeZone => Text("fuseau") is not { } text ? TimeZoneInfo.Utc
        : TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone) ? zone
        : WrongZone();

    public QuietHours Night => ParseClass("nuit", ReadNight, "n'est pas une plage d'heures : écrivez 22:00-07:00.") ?? QuietHours.Default;

    public bool GendarmerieOpen => YesOrNo("gendarmerie ouverte");

    public DateOnly? ProtocolSignedOn => Parse("protocole signé le",
        text => DateOnly.TryParseExact(text, ["yyyy-MM-dd", "d/M/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null as DateOnly?,
        "n'est pas une date : écrivez 15/01/2026.");

    public DateTime? NextMeeting => Parse("prochaine réunion",
        text => DateTime.TryParseExact(text.Replace('h', ':').Replace(" à ", " ", StringComparison.Ordinal), ["d/M/yyyy H:mm", "yyyy-MM-dd H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? moment : null as DateTime?,
        "n'est pas un jour avec son heure : écrivez 12/03/2026 18:30.");

    public bool IsInAlsaceMoselle => YesOrNo("alsace-moselle");

    public bool DeskWantsAll => YesOrNo("mairie reçoit tout");

    /// <summary>A number without its country is a short code unless the file says otherwise.</summary>
    public SenderKind Sender => Parse("expéditeur", SenderPrices.KindNamed, $"n'est pas connu : écrivez {SenderPrices.Names}.")
        ?? (Number.Value is [not '+', ..] ? SenderKind.ShortCode : SenderKind.GeographicNumber);

    /// <summary>The price of this kind of sender, else the general one. Each line that is written must be a price, used or not.</summary>
    public decimal PricePerSegment
    {
        get
        {
            var prices = Enum.GetValues<SenderKind>().ToDictionary(kind => kind, kind => Price(SenderPrices.KeyOf(kind)));
            return prices[Sender] ?? Price("prix par segment") ?? 0.07m;
        }
    }

    private decimal? Price(string key) => Parse(key,
        text => decimal.TryParse(text.Replace(',', '.').TrimEnd('€', ' '), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price) && price < 10 ? price : null as decimal?,
        "n'est pas un prix en euros : écrivez 0,07.");

    public decimal? MonthlyBudget => Parse("budget par mois",
        text => decimal.TryParse(text.Replace(',', '.').TrimEnd('€', ' '), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var budget) && budget < 1_000_000 ? budget : null as decimal?,
        "n'est pas un montant en euros : écrivez 60.");

    public RelayPolicy Policy
    {
        get
        {
            var usual = new RelayPolicy();
            return new RelayPolicy
            {
                Patience = Span("patience") ?? usual.Patience,
                ComplementWithin = Span("complément") ?? usual.ComplementWithin,
                ReminderAfter = Span("rappel") ?? usual.ReminderAfter,
                AdjointAfter = Span("adjoint après") ?? usual.AdjointAfter,
                NextAdjointEvery = Span("adjoint suivant") ?? usual.NextAdjointEvery,
                DeskAfter = Span("mairie après") ?? usual.DeskAfter,
                ExpiresAfter = Span("expiration") ?? usual.ExpiresAfter,
                AlertSmsValidFor = Span("validité d'une alerte") ?? usual.AlertSmsValidFor,
                ReplyValidFor = Span("validité d'une réponse") ?? usual.ReplyValidFor,
                OutcomeValidFor = Span("validité d'une issue") ?? usual.OutcomeValidFor,
                EnrolmentPatience = Span("délai d'une inscription") ?? usual.EnrolmentPatience,
                ConfirmPatience = Span("délai d'un effacement") ?? usual.ConfirmPatience,
                NightToGendarmerie = ParseClass("la nuit aux gendarmes", ReadCategories, $"nomme une catégorie inconnue. Les catégories : {string.Join(", ", Vocabulary.Categories.Keys.Order())}.") ?? usual.NightToGendarmerie,
                NewsHeldFor = Span("nouvelles groupées") ?? usual.NewsHeldFor,
                ThanksForEnds = YesOrNo("accusé de clôture"),
                HelpPerDay = Count("aides par jour", 0, 20) ?? usual.HelpPerDay,
                Duty = Duty,
            };
        }
    }

    private DutyPolicy Duty
    {
        get
        {
            var usual = new DutyPolicy();
            return new DutyPolicy
            {
                TestEvery = Span("essai des téléphones") ?? usual.TestEvery,
                TestAnswerWithin = Span("réponse à l'essai") ?? usual.TestAnswerWithin,
                FloodSms = Count("rafale", 3, 1_000) ?? usual.FloodSms,
                FloodWithin = Span("rafale pendant") ?? usual.FloodWithin,
                FloodAlerts = Count("rafale de la commune", 3, 1_000) ?? usual.FloodAlerts,
                LoopSms = Count("redites", 1, 100) ?? usual.LoopSms,
                LoopWithin = Span("redites pendant") ?? usual.LoopWithin,
                FalseAlarms = Count("fausses alertes", 1, 100) ?? usual.FalseAlarms,
            };
        }
    }

    private void ReadLine(string line, int number)
    {
        if (line.Length == 0 || line[0] == '#') return;
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var key = colon < 0 ? "" : line[..colon].Trim();
        if (colon < 0) errors.Add(new FileError(file.Path, number, $"« {line} » : écrivez la clé, deux-points, la valeur. Exemple : {Example("fuseau")}"));
        else if (!Known.TryGetValue(CsvTable.Fold(key), out var known)) errors.Add(new FileError(file.Path, number, $"« {key} » n'est pas connu. Les clés : {string.Join(", ", Known.Values)}."));
        else if (line[(colon + 1)..].Trim() is not { Length: > 0 } value) errors.Add(new FileError(file.Path, number, $"« {key} » n'a pas de valeur : écrivez-la après les deux-points, ou enlevez la ligne."));
        else if (!values.TryAdd(known, (value, number))) errors.Add(new FileError(file.Path, number, $"« {key} » est écrit deux fois : gardez une seule ligne."));
    }

    private string? Text(string key) => values.TryGetValue(key, out var value) ? value.Value : null;

    private T? Parse<T>(string key, Func<string, T?> read, string otherwise) where T : struct
    {
        if (Text(key) is not { } text) return null;
        var result = read(text);
        if (result is null) Wrong(key, otherwise);
        return result;
    }

    private T? ParseClass<T>(string key, Func<string, T?> read, string otherwise) where T : class
    {
        if (Text(key) is not { } text) return null;
        var result = read(text);
        if (result is null) Wrong(key, otherwise);
        return result;
    }

    // A value may be asked for twice; its error is said once.
    private void Wrong(string key, string message)
    {
        var (value, line) = values[key];
        var error = new FileError(file.Path, line, $"« {key} : {value} » {message}");
        if (!errors.Contains(error)) errors.Add(error);
    }

    private TimeZoneInfo WrongZone()
    {
        Wrong("fuseau", "n'est pas un fuseau horaire : écrivez Europe/Paris, Indian/Reunion, America/Martinique…");
        return TimeZoneInfo.Utc;
    }

    private bool YesOrNo(string key) =>
        Parse(key, text => CsvTable.Fold(text) switch { "oui" => true, "non" => false, _ => null as bool? }, "doit être oui ou non.") ?? false;

    private int? Count(string key, int least, int most) => Parse(
        key,
        text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= least && count <= most ? count : null as int?,
        $"doit être un nombre de {least} à {most}.");

    private TimeSpan? Span(string key) => Parse(key, ReadSpan, "n'est pas une durée : écrivez 90 s, 10 min, 2 h ou 7 j.");

    private static TimeSpan? ReadSpan(string text)
    {
        if (SpanPattern().Match(text) is not { Success: true } match) return null;
        var count = int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        var span = match.Groups[2].Value.ToLowerInvariant()[0] switch { 's' => TimeSpan.FromSeconds(count), 'm' => TimeSpan.FromMinutes(count), 'h' => TimeSpan.FromHours(count), _ => TimeSpan.FromDays(count) };
        return span > TimeSpan.Zero ? span : null;
    }

    private static QuietHours? ReadNight(string text)
    {
        var hours = text.Replace('h', ':').Split(['-', '–', 'à'], StringSplitOptions.TrimEntries);
        return hours.Length == 2 && Hour(hours[0]) is { } starts && Hour(hours[1]) is { } ends ? new QuietHours(starts, ends) : null;
    }

    private static TimeOnly? Hour(string text) =>
        TimeOnly.TryParseExact(text.TrimEnd(':'), ["H:mm", "%H"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var hour) ? hour : null;

    private static IReadOnlyList<AlertCategory>? ReadCategories(string text)
    {
        var names = text.Split([',', ' '], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(name => CsvTable.Fold(name).ToUpperInvariant()).ToList();
        if (names is ["AUCUNE"]) return [];
        return names.All(Vocabulary.Categories.ContainsKey) ? [.. names.Select(name => Vocabulary.Categories[name])] : null;
    }

    private static string Example(string key) => key switch { "nom" => "nom : Brissy-sur-Juine", "numéro" => "numéro : +33639980000", _ => "fuseau : Europe/Paris" };

    [GeneratedRegex(@"^(\d{1,5})\s*(s|sec|secondes?|min|minutes?|h|heures?|j|jours?)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SpanPattern();
}
