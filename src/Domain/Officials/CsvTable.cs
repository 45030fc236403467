using System.Text;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Texts;

namespace VoisinsVigilants.Domain.Officials;

/// <summary>One line of a table; a column that was left out reads as empty.</summary>
internal sealed record CsvRow(string Path, int Line, IReadOnlyDictionary<string, string> Fields)
{
    public string this[string column] => Fields.GetValueOrDefault(column, "");

    /// <summary>Several values in one cell, separated by commas.</summary>
    public IReadOnlyList<string> List(string column) => this[column].Split([',', '|'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public FileError Error(string message) => new(Path, Line, message);
}

/// <summary>
/// A table as spreadsheets save it in France: semicolons, a first line with the names of the columns (any order, any case, with or
/// without accents), cells in quotes when they hold a semicolon, LF or CRLF, with or without a byte order mark.
/// </summary>
internal static class CsvTable
{
    /// <param name="optional">Columns that may be missing altogether.</param>
    public static IReadOnlyList<CsvRow> Read(SourceFile file, string[] required, string[] optional, List<FileError> errors)
    {
        var lines = Split(file, errors).Where(line => line.Cells.Any(cell => cell.Length > 0)).ToList();
        var example = string.Join(';', required.Concat(optional));
        if (lines.Count == 0)
        {
            errors.Add(new FileError(file.Path, 0, $"Ce fichier est vide : écrivez en première ligne {example}"));
            return [];
        }
        var header = ReadHeader(file, lines[0], required, optional, errors);
        return header is null ? [] : [.. lines.Skip(1).Select(line => ReadRow(file, header, line, errors))];
    }

    /// <summary>A name without regard to case, accents and punctuation.</summary>
    public static string Fold(string text) => string.Join(' ', SmsWords.Of(text).Select(word => word.Plain));

    private readonly record struct Line(int Number, List<string> Cells);

    private static string?[]? ReadHeader(SourceFile file, Line first, string[] required, string[] optional, List<FileError> errors)
    {
        var known = required.Concat(optional).ToDictionary(Fold);
        var header = first.Cells.Select(cell => known.GetValueOrDefault(Fold(cell))).ToArray();
        var example = string.Join(';', required.Concat(optional));
        if (header.All(column => column is null))
        {
            var comma = first.Cells.Count == 1 && first.Cells[0].Contains(',');
            errors.Add(new FileError(file.Path, first.Number, comma
                ? "Les colonnes sont séparées par des virgules : enregistrez le fichier avec des points-virgules."
                : $"La première ligne doit nommer les colonnes : {example}"));
            return null;
        }
        for (var i = 0; i < header.Length; i++)
            if (header[i] is null && first.Cells[i].Length > 0)
                errors.Add(new FileError(file.Path, first.Number, $"La colonne « {first.Cells[i]} » n'est pas connue. Les colonnes : {example}"));
        foreach (var twice in header.Where(column => column is not null).GroupBy(column => column).Where(group => group.Count() > 1))
            errors.Add(new FileError(file.Path, first.Number, $"La colonne « {twice.Key} » est écrite deux fois : gardez-en une seule."));
        foreach (var missing in required.Except(header))
            errors.Add(new FileError(file.Path, first.Number, $"Il manque la colonne « {missing} ». Les colonnes : {example}"));
        return required.Except(header).Any() ? null : header;
    }

    private static CsvRow ReadRow(SourceFile file, string?[] header, Line line, List<FileError> errors)
    {
        if (line.Cells.Skip(header.Length).Any(cell => cell.Length > 0))
            errors.Add(new FileError(file.Path, line.Number, $"Cette ligne a {line.Cells.Count} cases, la première en a {header.Length} : un point-virgule de trop, ou une case à mettre entre guillemets."));
        var fields = new Dictionary<string, string>();
        for (var i = 0; i < Math.Min(header.Length, line.Cells.Count); i++)
            if (header[i] is { } column) fields.TryAdd(column, line.Cells[i]);
        return new CsvRow(file.Path, line.Number, fields);
    }

    // RFC 4180 with semicolons: a doubled quote inside quotes is a quote, a line may end inside quotes.
    private static List<Line> Split(SourceFile file, List<FileError> errors)
    {
        var lines = new List<Line>();
        var text = file.Content.TrimStart('\uFEFF').Normalize(NormalizationForm.FormC) + "\n";
        var (number, started, openedAt) = (1, 1, 0);
        var cells = new List<string>();
        var cell = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (openedAt > 0 && c == '"' && i + 1 < text.Length && text[i + 1] == '"') cell.Append(text[i++]);
            else if (openedAt > 0 && c == '"') openedAt = 0;
            else if (openedAt == 0 && c == '"' && string.IsNullOrWhiteSpace(cell.ToString())) openedAt = number;
            else if (openedAt == 0 && c is (';' or '\n'))
            {
                cells.Add(cell.ToString().Trim());
                cell.Clear();
            }
            else if (c != '\r') cell.Append(c);

            if (c != '\n') continue;
            number++;
            if (openedAt > 0) continue;
            lines.Add(new Line(started, cells));
            (cells, started) = ([], number);
        }
        if (openedAt > 0) errors.Add(new FileError(file.Path, openedAt, "Un guillemet s'ouvre ici et ne se ferme jamais : ajoutez le guillemet de fin."));
        return lines;
    }
}
