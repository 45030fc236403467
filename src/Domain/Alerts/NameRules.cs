using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Messages;

namespace VoisinsVigilants.Domain.Alerts;

/// <summary>Is somebody named? Names of streets and places are not names of people.</summary>
internal sealed class NameRules(ScreenLists lists, IReadOnlyList<SmsWord> words, string text, Gazetteer gazetteer)
{
    // Whoever writes in capitals only, or all words with one, tells nothing by a capital.
    private readonly bool capitalsTell = words.Count(word => word.IsCapital) * 2 <= words.Count + 1;

    public bool SomebodyIsNamed()
    {
        for (var i = 0; i < words.Count; i++)
            if (!IsInAPlace(i) && (IsTitleAndName(i) || IsRelationAndName(i) || IsFirstAndLastName(i))) return true;
        return lists.In(words, "NOMME").Any(hit => hit.Last + 1 < words.Count && MayBeAName(hit.Last + 1) && (words[hit.Last + 1].IsCapital || IsFirstName(hit.Last + 1)));
    }

    // "Mme Dupont", "mr dupont", "M. Martin"; not "un monsieur avec un sac", "Mme le maire".
    private bool IsTitleAndName(int i)
    {
        if (i + 1 >= words.Count || !MayBeAName(i + 1)) return false;
        if (words[i].Plain == "m") return words[i].IsCapital && capitalsTell && words[i + 1].IsCapital && IsFollowedBy(i, '.', ' ');
        if (!lists.Has("CIVILITE", words[i])) return false;
        return words[i].Plain.Length <= 4 || (capitalsTell && words[i + 1].IsCapital);
    }

    // "le fils Martin", "la famille Durand", "chez les Petit".
    private bool IsRelationAndName(int i)
    {
        if (i + 1 >= words.Count || !capitalsTell || !words[i + 1].IsCapital || !MayBeAName(i + 1) || !IsFollowedBy(i, ' ')) return false;
        return lists.Has("PARENTE", words[i]) || (words[i].Plain == "les" && i > 0 && words[i - 1].Plain == "chez");
    }

    // "Kevin Martin", anywhere; a first name alone says too little.
    private bool IsFirstAndLastName(int i) =>
        i + 1 < words.Count && capitalsTell && IsFirstName(i) && words[i].IsCapital && words[i + 1].IsCapital && MayBeAName(i + 1) && IsFollowedBy(i, ' ', '-');

    private bool IsFirstName(int i) => lists.Has("PRENOM", words[i]);

    private bool MayBeAName(int i) => !words[i].IsNumber && words[i].Plain.Length >= 2 && !lists.Has("PAS-UN-NOM", words[i]) && !IsInAPlace(i);

    private bool IsFollowedBy(int i, params ReadOnlySpan<char> between)
    {
        var after = words[i].Start + words[i].Length;
        var next = i + 1 < words.Count ? words[i + 1].Start : text.Length;
        return after <= next && next <= text.Length && text.AsSpan(after, next - after).IndexOfAnyExcept(between) < 0;
    }

    // "rue du Général Leclerc", "allée Jean Moulin", "résidence les Peupliers": a kind of street stands before, with names and links between.
    private bool IsInAPlace(int i)
    {
        for (var at = i - 1; at >= 0 && at >= i - 5; at--)
        {
            if (gazetteer.Words.TypeOf(words[at]) is not null || gazetteer.Words.Estates.Contains(words[at].Key) || gazetteer.Names(words[at])) return true;
            if (!words[at].IsCapital && !gazetteer.Words.Links.Contains(words[at].Key)) return false;
        }
        return false;
    }
}
