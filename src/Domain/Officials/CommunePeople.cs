using System.Globalization;
using System.Text.RegularExpressions;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Texts;

namespace VoisinsVigilants.Domain.Officials;

/// <summary><c>personnes.csv</c>: who is enrolled, and what their phone may do.</summary>
internal sealed partial class CommunePeople(IReadOnlyList<Quartier> quartiers, IReadOnlyList<Place> places, List<FileError> errors)
{
    private static readonly Dictionary<string, Roles> RoleNames = new()
    {
        ["voisin"] = Roles.Voisin, ["voisine"] = Roles.Voisin, ["habitant"] = Roles.Voisin, ["habitante"] = Roles.Voisin,
        ["referent"] = Roles.Referent, ["referente"] = Roles.Referent, ["adjoint"] = Roles.Adjoint, ["adjointe"] = Roles.Adjoint,
        ["mairie"] = Roles.Mairie, ["gendarmerie"] = Roles.Gendarmerie,
    };

    private readonly List<(CommunePerson Person, CsvRow Row)> people = [];

    public IReadOnlyList<CommunePerson> All => [.. people.Select(entry => entry.Person)];

    public IEnumerable<CsvRow> LinesOf(PhoneNumber phone) => people.Where(entry => entry.Person.Phone == phone).Select(entry => entry.Row);

    public void Read(CsvRow row)
    {
        var before = errors.Count;
        var (key, name) = (row["clé"], row["nom"]);
        if (key.Length == 0) errors.Add(row.Error("Il manque la clé : un mot court qui ne changera plus, par exemple simone."));
        else if (people.FirstOrDefault(entry => entry.Person.Key == key) is { Row: { } same }) errors.Add(row.Error($"La clé « {key} » est déjà à la ligne {same.Line} : choisissez-en une autre."));
        if (name.Length == 0) errors.Add(row.Error("Il manque le nom."));
        var phone = ReadPhone(row);
        var roles = ReadRoles(row);
        var (quartier, place) = ReadAddress(row);
        var referentOf = ReadReferentOf(row, roles);
        var rank = ReadRank(row, roles);
        var trained = ReadTraining(row, roles);
        var proof = ProofColumns.Read(row, errors);
        var email = ReadEmail(row, roles);
        if (errors.Count == before && phone is { } number) people.Add((new CommunePerson(key, name, number, roles, quartier, place, referentOf, rank) { TrainedOn = trained, Proof = proof, Email = email }, row));
    }

    /// <summary>What is allowed but leaves somebody without help.</summary>
    public IReadOnlyList<FileError> Remarks(bool gendarmerieOpen)
    {
        var remarks = new List<FileError>();
        foreach (var quartier in quartiers)
            if (people.Count(entry => entry.Person.ReferentOf.Contains(quartier.Code)) is not (2 or 3) and var count)
                remarks.Add(new FileError("personnes.csv", 0, $"Le quartier {quartier.Name} a {count} référent(s) ; le programme en prévoit 2 ou 3."));
        if (!people.Any(entry => entry.Person.Roles.Has(Roles.Adjoint)))
            remarks.Add(new FileError("personnes.csv", 0, "Aucun adjoint : personne ne recevra les alertes restées sans réponse."));
        if (gendarmerieOpen && !people.Any(entry => entry.Person.Roles.Has(Roles.Gendarmerie)))
            remarks.Add(new FileError("personnes.csv", 0, "L'accès de la gendarmerie est ouvert, mais aucune ligne n'a le rôle gendarmerie."));
        return remarks;
    }

    private PhoneNumber? ReadPhone(CsvRow row)
    {
        var text = row["téléphone"];
        if (text.Length == 0) errors.Add(row.Error("Il manque le téléphone."));
        else if (PhoneNumber.TryParse(text, out var phone) && phone.Value.Length > 8)
        {
            if (people.FirstOrDefault(entry => entry.Person.Phone == phone) is not { Row: { } same }) return phone;
            errors.Add(row.Error($"Ce téléphone est déjà à la ligne {same.Line} : une personne qui a plusieurs rôles s'écrit sur une seule ligne."));
        }
        else errors.Add(row.Error($"« {text} » n'est pas un numéro de téléphone. {PhoneAdvice(text)}"));
        return null;
    }

    // Spreadsheets take a phone for a number: the 0 or the + in front is lost, or it becomes 3,36E+10.
    private static string PhoneAdvice(string text)
    {
        var digits = text.Count(char.IsAsciiDigit);
        return text.Contains('E') || text.Contains(',') ? "Le tableur l'a pris pour un nombre : mettez la colonne au format Texte et écrivez-le de nouveau."
            : digits == 9 ? "Le tableur a mangé le 0 du début : mettez la colonne au format Texte."
            : text.StartsWith("33", StringComparison.Ordinal) && digits == 11 ? "Ajoutez un + devant."
            : "Écrivez 06 39 98 00 00 ou +33639980000.";
    }

    private Roles ReadRoles(CsvRow row)
    {
        var roles = Roles.None;
        foreach (var name in row.List("rôles"))
            if (RoleNames.TryGetValue(CsvTable.Fold(name), out var role)) roles |= role;
            else errors.Add(row.Error($"Le rôle « {name} » n'est pas connu. Les rôles : voisin, référent, adjoint, mairie, gendarmerie."));
        if (row.List("rôles").Count == 0) errors.Add(row.Error("Il manque le rôle : voisin, référent, adjoint, mairie ou gendarmerie (plusieurs : séparés par des virgules)."));
        return roles;
    }

    private (string? Quartier, string? Place) ReadAddress(CsvRow row)
    {
        var (written, street) = (row["quartier"], row["lieu"]);
        var quartier = CommuneFiles.Named(quartiers, written);
        if (written.Length > 0 && quartier is null) errors.Add(row.Error(CommuneFiles.NoQuartier(quartiers, written, row["nom"])));
        if (street.Length == 0) return (quartier?.Code, null);

        var place = places.FirstOrDefault(place => place.Aliases.Prepend(place.Name).Any(name => CsvTable.Fold(name) == CsvTable.Fold(street)));
        if (place is null) errors.Add(row.Error($"Le lieu « {street} » n'est pas dans lieux.csv : ajoutez-le là-bas, ou laissez la case vide."));
        else if (quartier is not null && quartier.Code != place.Quartier)
            errors.Add(row.Error($"« {place.Name} » est dans le quartier {place.Quartier}, pas dans {quartier.Code} : corrigez l'un des deux."));
        return (quartier?.Code ?? place?.Quartier, place?.Name);
    }

    private IReadOnlyList<string> ReadReferentOf(CsvRow row, Roles roles)
    {
        var codes = new List<string>();
        foreach (var written in row.List("référent de"))
            if (CommuneFiles.Named(quartiers, written) is not { } quartier) errors.Add(row.Error(CommuneFiles.NoQuartier(quartiers, written, row["nom"])));
            else if (!codes.Contains(quartier.Code)) codes.Add(quartier.Code);
        var isReferent = roles.Has(Roles.Referent);
        if (isReferent && row["référent de"].Length == 0) errors.Add(row.Error("Un référent a au moins un quartier : remplissez la colonne « référent de »."));
        if (!isReferent && codes.Count > 0) errors.Add(row.Error("La colonne « référent de » est remplie, mais le rôle référent manque."));
        return codes;
    }

    // A date to come is allowed: it is reminded before.
    private DateOnly? ReadTraining(CsvRow row, Roles roles)
    {
        var text = row["formé le"];
        if (text.Length == 0) return null;
        if (!roles.Has(Roles.Referent)) errors.Add(row.Error("Seul un référent a une date de formation : videz la case ou ajoutez le rôle référent."));
        if (DateOnly.TryParseExact(text, ["yyyy-MM-dd", "d/M/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        errors.Add(row.Error($"« {text} » n'est pas une date : écrivez 15/01/2026 dans « formé le »."));
        return null;
    }

    private string? ReadEmail(CsvRow row, Roles roles)
    {
        var text = row["courriel"];
        if (text.Length == 0) return null;
        if (!roles.Has(Roles.Mairie | Roles.Gendarmerie)) errors.Add(row.Error("Seules la mairie et la gendarmerie ont un courriel : videz la case."));
        if (text.Length <= LongestEmail && Address().IsMatch(text)) return text;
        errors.Add(row.Error($"« {text} » n'est pas une adresse de courriel : écrivez accueil@brissy.example."));
        return null;
    }

    private int? ReadRank(CsvRow row, Roles roles)
    {
        var text = row["rang d'astreinte"];
        var rank = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 99 ? number : null as int?;
        if (text.Length > 0 && rank is null) errors.Add(row.Error($"Le rang « {text} » doit être un nombre : 1 est appelé en premier."));
        else if (rank is not null && !roles.Has(Roles.Adjoint)) errors.Add(row.Error("Seul un adjoint a un rang d'astreinte : videz la case ou ajoutez le rôle adjoint."));
        else if (roles.Has(Roles.Adjoint) && text.Length == 0) errors.Add(row.Error("Un adjoint a un rang d'astreinte : 1 est appelé en premier."));
        else if (rank is not null && people.FirstOrDefault(entry => entry.Person.DutyRank == rank) is { Row: { } same }) errors.Add(row.Error($"Le rang {rank} est déjà à la ligne {same.Line} : donnez-en un autre."));
        return rank;
    }

    // What RFC 5321 allows is wider; what a town hall has is this.
    private const int LongestEmail = 254;

    [GeneratedRegex(@"^[A-Za-z0-9_%+-]+(?:\.[A-Za-z0-9_%+-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\z")]
    private static partial Regex Address();
}
