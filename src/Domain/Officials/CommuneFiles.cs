using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Texts;

namespace VoisinsVigilants.Domain.Officials;

/// <summary>
/// Reads the directory of one commune: <c>commune.txt</c>, <c>quartiers.csv</c>, <c>lieux.csv</c>, <c>personnes.csv</c>. The format is
/// documented for town halls in <c>sms-scripts/LISEZ-MOI.md</c>. Everything that is wrong is reported at once, and then nothing is imported.
/// </summary>
public sealed class CommuneFiles
{
    private readonly List<FileError> errors = [];
    private readonly IReadOnlyList<SourceFile> files;
    private readonly List<Quartier> quartiers = [];
    private readonly List<Place> places = [];
    private readonly Dictionary<Place, CsvRow> lines = new(ReferenceEqualityComparer.Instance);

    private CommuneFiles(IReadOnlyList<SourceFile> files) => this.files = files;

    /// <param name="code">Name of the directory.</param>
    /// <param name="files">Its files; others than the four are left alone.</param>
    public static (CommuneFile? Commune, IReadOnlyList<FileError> Errors) Parse(string code, IReadOnlyList<SourceFile> files)
    {
        var reader = new CommuneFiles(files);
        var commune = reader.Read(code);
        return reader.errors.Count > 0 ? (null, [.. reader.errors.OrderBy(error => error.Path, StringComparer.Ordinal).ThenBy(error => error.Line)]) : (commune, []);
    }

    private CommuneFile? Read(string code)
    {
        var settings = File("commune.txt") is { } file ? new CommuneSettings(file, errors) : null;
        foreach (var row in Rows("quartiers.csv", ["code", "nom"], [])) ReadQuartier(row);
        foreach (var row in Rows("lieux.csv", ["nom", "quartier"], ["autres noms"])) ReadPlace(row);
        CheckNames();
        var people = new CommunePeople(quartiers, places, errors);
        foreach (var row in Rows("personnes.csv", ["clé", "nom", "téléphone", "rôles"], ["quartier", "lieu", "référent de", "rang d'astreinte", "formé le", .. ProofColumns.Names, "courriel"])) people.Read(row);
        if (settings is null) return null;

        var commune = new CommuneFile(
            code, settings.Name, settings.Number, settings.TimeZone, settings.Night, settings.GendarmerieOpen, settings.ProtocolSignedOn,
            settings.DeskWantsAll, settings.PricePerSegment, settings.Policy, quartiers, places, people.All, [])
        {
            MonthlyBudget = settings.MonthlyBudget,
            Sender = settings.Sender,
            IsInAlsaceMoselle = settings.IsInAlsaceMoselle,
            NextMeeting = settings.NextMeeting,
        };
        foreach (var line in people.LinesOf(commune.Number)) errors.Add(line.Error("Ce téléphone est le numéro publié de la commune : écrivez celui de la personne."));
        return commune with { Remarks = people.Remarks(settings.GendarmerieOpen) };
    }

    private SourceFile? File(string name)
    {
        var file = files.FirstOrDefault(file => file.Path.Split('/')[^1].Equals(name, StringComparison.OrdinalIgnoreCase));
        if (file is null) errors.Add(new FileError(PathOf(name), 0, "Ce fichier manque dans le dossier de la commune : créez-le, par exemple d'après celui de brissy-sur-juine."));
        else if (file.Content.Contains('\uFFFD') || file.Content.Contains("Ã©", StringComparison.Ordinal))
            errors.Add(new FileError(file.Path, 0, "Les accents de ce fichier sont abîmés : enregistrez-le de nouveau en choisissant le codage UTF-8."));
        return file;
    }

    private string PathOf(string name) => files.Count > 0 && files[0].Path.LastIndexOf('/') is > 0 and var slash ? $"{files[0].Path[..slash]}/{name}" : name;

    private IReadOnlyList<CsvRow> Rows(string name, string[] required, string[] optional)
    {
        if (File(name) is not { } file) return [];
        var before = errors.Count;
        var rows = CsvTable.Read(file, required, optional, errors);
        if (rows.Count == 0 && errors.Count == before) errors.Add(new FileError(file.Path, 0, "Ce fichier n'a que sa première ligne : ajoutez au moins une ligne."));
        return rows;
    }

    private void ReadQuartier(CsvRow row)
    {
        var (code, name) = (row["code"], row["nom"]);
        var slug = string.Join('-', SmsWords.Of(name).Select(word => word.Plain));
        if (code.Length == 0 || name.Length == 0) errors.Add(row.Error("Un quartier a un code et un nom : centre-bourg;Centre-Bourg"));
        else if (code.Any(c => !(char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))) errors.Add(row.Error($"Le code « {code} » doit être en minuscules sans accents ni espaces : {slug}"));
        else if (quartiers.Any(quartier => quartier.Code == code)) errors.Add(row.Error($"Le quartier « {code} » est déjà plus haut : gardez une seule ligne."));
        else if (quartiers.Any(quartier => CsvTable.Fold(quartier.Name) == CsvTable.Fold(name))) errors.Add(row.Error($"Un autre quartier s'appelle déjà « {name} »."));
        else quartiers.Add(new Quartier(code, name));
    }

    private void ReadPlace(CsvRow row)
    {
        var (name, quartier) = (row["nom"], Named(quartiers, row["quartier"]));
        if (name.Length == 0) errors.Add(row.Error("Il manque le nom du lieu."));
        else if (quartier is null) errors.Add(row.Error(NoQuartier(quartiers, row["quartier"], name)));
        else if (places.FirstOrDefault(place => CsvTable.Fold(place.Name) == CsvTable.Fold(name)) is { } same)
            errors.Add(row.Error($"« {name} » est déjà dans le quartier {same.Quartier} : une rue qui traverse deux quartiers s'écrit avec deux noms, par exemple « {name} (nord) »."));
        else
        {
            places.Add(new Place(name, quartier.Code, row.List("autres noms")));
            lines[places[^1]] = row;
        }
    }

    // Another name that is some other place's own name would send référents to the wrong quartier.
    private void CheckNames()
    {
        var own = places.ToDictionary(place => CsvTable.Fold(place.Name));
        foreach (var place in places)
            foreach (var alias in place.Aliases)
                if (own.TryGetValue(CsvTable.Fold(alias), out var other) && other != place)
                    errors.Add(lines[place].Error($"« {alias} », autre nom de « {place.Name} », est déjà le nom d'un lieu : choisissez-en un autre."));
    }

    internal static Quartier? Named(IReadOnlyList<Quartier> quartiers, string text) =>
        quartiers.FirstOrDefault(quartier => quartier.Code == text) ?? quartiers.FirstOrDefault(quartier => text.Length > 0 && CsvTable.Fold(quartier.Name) == CsvTable.Fold(text));

    internal static string NoQuartier(IReadOnlyList<Quartier> quartiers, string written, string what) =>
        (written.Length == 0 ? $"Il manque le quartier de « {what} »." : $"Le quartier « {written} » n'est pas dans quartiers.csv.")
        + (quartiers.Count > 0 ? $" Les quartiers : {string.Join(", ", quartiers.Select(quartier => quartier.Code))}." : "");
}
