using System.Globalization;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Texts;

namespace VoisinsVigilants.Domain.Officials;

/// <summary>The columns of <c>personnes.csv</c> that prove an enrolment: all three, or none.</summary>
internal static class ProofColumns
{
    private const string Day = "inscrit le";
    private const string Source = "preuve";
    private const string Charter = "version de la charte";

    public static readonly string[] Names = [Day, Source, Charter];

    public static PaperProof? Read(CsvRow row, List<FileError> errors)
    {
        if (Names.All(name => row[name].Length == 0)) return null;
        var source = CsvTable.Fold(row[Source]) switch { "papier" => ProofSource.Paper, "sms" => ProofSource.Sms, _ => null as ProofSource? };
        var known = DateOnly.TryParseExact(row[Day], ["d/M/yyyy", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);

        if (row[Day].Length == 0) errors.Add(row.Error("Il manque le jour dans « inscrit le » : écrivez celui de la signature, par exemple 15/01/2026."));
        else if (!known) errors.Add(row.Error($"« {row[Day]} » n'est pas une date : écrivez 15/01/2026 dans « inscrit le »."));
        if (row[Source].Length == 0) errors.Add(row.Error("Il manque la preuve : écrivez papier ou SMS."));
        else if (source is null) errors.Add(row.Error($"La preuve « {row[Source]} » n'est pas connue : écrivez papier ou SMS."));
        if (row[Charter].Length == 0) errors.Add(row.Error("Il manque la version de la charte : recopiez celle de la feuille signée, par exemple novembre 2026."));
        return known && source is { } from && row[Charter].Length > 0 ? new PaperProof(day, from, row[Charter]) : null;
    }
}
