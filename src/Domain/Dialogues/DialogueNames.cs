using System.Globalization;
using System.Text;

namespace VoisinsVigilants.Domain.Dialogues;

/// <summary>Names of persons in dialogues are read without regard to case and accents.</summary>
public static class DialogueNames
{
    /// <summary>Whom the usual names mean in every commune whose files use the usual keys; a line <c>Personnages :</c> says otherwise.</summary>
    public static readonly IReadOnlyDictionary<string, string> UsualCast = new Dictionary<string, string>
    {
        ["Habitant"] = "simone",
        ["Référent"] = "marc",
        ["Référente"] = "lucie",
        ["Adjoint"] = "adjoint",
        ["Adjointe"] = "adjointe",
        ["Mairie"] = "mairie",
        ["Gendarmerie"] = "gendarmerie",
        ["Inconnu"] = "+33639989001",
    };

    public static bool Same(string one, string other) => Plain(one) == Plain(other);

    /// <summary>Lower case, no accents, letters and digits only: <c>Les Coteaux</c> and <c>les-coteaux</c> are the same.</summary>
    public static string Plain(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var c in name.Normalize(NormalizationForm.FormD))
            if (char.IsLetterOrDigit(c) && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark) plain.Append(char.ToLowerInvariant(c));
        return plain.ToString();
    }
}
