using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using VoisinsVigilants.Domain.Conversations;

namespace VoisinsVigilants.Gateway.Commands;

/// <summary><c>read --measure FILE</c>: accuracy per field on a labelled corpus.</summary>
internal static class MeasureReport
{
    public static int Write(CorpusReader reader, string file, bool verbose, TextWriter output, TextWriter errors)
    {
        if (!File.Exists(file))
        {
            errors.WriteLine($"--measure {file}: no such file.");
            return 2;
        }
        var (all, tuned, kept) = (new ReadingMeasure(), new ReadingMeasure(), new ReadingMeasure());
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            var (sms, error) = CorpusLine.Parse(line);
            if (sms?.Human is not { } human)
            {
                errors.WriteLine($"{file}:{number}: {error ?? "\"intent\" is missing: only labelled lines can be measured."}");
                return 2;
            }
            var program = reader.Read(sms);
            all.Add(human, program);
            (IsKept(sms.Text) ? kept : tuned).Add(human, program);
            if (verbose && ReadingMeasure.Differences(human, program) is { Count: > 0 } differences)
                output.WriteLine($"{number} {(IsKept(sms.Text) ? "30" : "70")} [{sms.Step}] {sms.Text}{Environment.NewLine}     {string.Join(" | ", differences)}");
        }
        WriteTable(output, all, tuned, kept);
        if (verbose) WriteConfusions(output, all);
        return 0;
    }

    // A fixed third by hash of the text, looked at only as a figure while words are tuned on the rest.
    private static bool IsKept(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text))[0] % 10 < 3;

    private static void WriteTable(TextWriter output, ReadingMeasure all, ReadingMeasure tuned, ReadingMeasure kept)
    {
        void Row(string name, Func<ReadingMeasure, double> value) => output.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{name,-17}{value(all),8:P1}{value(tuned),9:P1}{value(kept),9:P1}"));

        output.WriteLine($"{"",-17}{"all",8}{"70 %",9}{"30 %",9}");
        output.WriteLine($"{"lines",-17}{all.Count,8}{tuned.Count,9}{kept.Count,9}");
        foreach (var field in ReadingMeasure.Fields) Row(field, measure => measure.Accuracy(field));
        Row("whole line", measure => measure.WholeLine);
        Row("urgent recall", measure => measure.UrgentRecall);
        Row("urgent precision", measure => measure.UrgentPrecision);
    }

    private static void WriteConfusions(TextWriter output, ReadingMeasure all)
    {
        foreach (var field in new[] { "intent", "category" })
            foreach (var (human, program, count) in all.Confusions(field))
                output.WriteLine($"{field}: {human} read as {program}: {count}");
    }
}
