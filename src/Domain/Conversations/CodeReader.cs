using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Texts;

namespace VoisinsVigilants.Domain.Conversations;

/// <summary>
/// Finds alert codes however they are typed: <c>12K</c>, <c>12 k</c>, <c>n°12k</c>, <c>64-H</c>, and for staff <c>12</c> alone where it can
/// only be a code. Hours, distances and house numbers look alike and are none.
/// </summary>
internal sealed class CodeReader(string text, IReadOnlyList<SmsWord> words, IReadOnlyList<KeywordHit> hits, PlaceWords places, bool staff)
{
    private readonly List<string> codes = [];
    private readonly HashSet<int> used = [];

    /// <param name="Words">Indices of the words that are part of a code.</param>
    public readonly record struct Found(IReadOnlyList<string> Codes, IReadOnlySet<int> Words);

    public Found Read()
    {
        for (var i = 0; i < words.Count; i++)
            if (LetteredAt(i) is var (code, length)) Keep(code, i, length);
        if (staff && codes.Count == 0)
            for (var i = 0; i < words.Count; i++)
                if (IsBareNumber(i) && (IsAnnounced(i) || (used.Contains(i - 1) || (used.Contains(i - 2) && words[i - 1].Plain == "et")))) Keep(words[i].Plain, i, 1);
        return new Found(codes, used);
    }

    private void Keep(string code, int first, int length)
    {
        if (!codes.Contains(code)) codes.Add(code);
        used.UnionWith(Enumerable.Range(first, length));
    }

    private (string Code, int Length)? LetteredAt(int i)
    {
        if (!words[i].IsNumber) return null;
        var word = words[i].Plain;
        var digits = word.TrimEnd("abcdefghijklmnopqrstuvwxyz".ToCharArray());
        if (digits.Length is 0 or > 4 || digits[0] == '0' || !digits.All(char.IsAsciiDigit)) return null;

        var letters = word[digits.Length..];
        if (letters.Length == 1) return IsMeasure(i, letters[0]) || IsHouseNumber(i + 1) ? null : ($"{digits}{letters.ToUpperInvariant()}", 1);
        if (letters.Length > 0 || LetterApart(i) is not { } letter || IsHouseNumber(i + 2)) return null;
        return staff || IsAnnounced(i) ? ($"{digits}{char.ToUpperInvariant(letter)}", 2) : null;
    }

    // "22h" is an hour, "50m" a distance, "64H" a code; what stands first or behind "alerte" is a code in any case.
    private bool IsMeasure(int i, char letter)
    {
        if ("ioq".Contains(letter)) return true;
        var isCapital = char.IsUpper(text[words[i].Start + words[i].Length - 1]);
        if (letter == 'e') return !isCapital || !staff;
        return letter is 'h' or 'm' or 'l' && !isCapital && !(staff && (i == 0 || IsAnnounced(i)));
    }

    // "14b chemin du moulin": a kind of street follows.
    private bool IsHouseNumber(int next) => next < words.Count && !(staff && next == 1) && places.TypeOf(words[next]) is not null && words[next].Plain.Length > 1;

    private char? LetterApart(int i)
    {
        if (i + 1 >= words.Count || words[i + 1].Plain is not [>= 'a' and <= 'z' and not ('i' or 'o' or 'q')] || words[i + 1].Length > 1) return null;
        var between = text[(words[i].Start + words[i].Length)..words[i + 1].Start];
        var letter = words[i + 1].Plain[0];
        if (between.Contains('\'') || between.Length > 3) return null;

        // "à 3 h" is an hour, "64-H" a code; "12 a vu" has a verb, so a lower-case letter apart must not be a word of its own.
        if (between.Contains('-')) return letter;
        if (between.Contains(',') || between.Contains('.')) return null;
        var isLower = !words[i + 1].IsCapital;
        if (letter is 'h' or 'm' && isLower) return null;
        return i + 2 < words.Count && letter is 'a' or 'y' or 'c' or 'l' or 'd' or 'j' or 'n' or 's' or 't' && isLower ? null : letter;
    }

    private bool IsBareNumber(int i) => words[i].Plain.Length <= 3 && words[i].Plain.All(char.IsAsciiDigit) && words[i].Plain[0] != '0';

    // "12 confirmé", "ok 12", "pour la 12": nothing else begins a référent's text with a bare number.
    private bool IsAnnounced(int i)
    {
        if (i == 0) return words.Count == 1 || hits.Any(hit => hit.First == 1 && Vocabulary.Verdicts.ContainsKey(hit.Keyword.Group));
        if (i + 1 < words.Count && words[i + 1].IsNumber && IsBareNumber(i)) return false;
        return hits.Any(hit => hit.Last == i - 1 && (hit.Keyword.Group == Vocabulary.CodeIntroduction
            || (hit.First <= 1 && (Vocabulary.Verdicts.ContainsKey(hit.Keyword.Group) || IsAboutAnAlert(hit.Keyword.Group)))));
    }

    private static bool IsAboutAnAlert(string group) =>
        Vocabulary.Commands.TryGetValue(group, out var command) && command is Command.Follow or Command.Cancel or Command.Broadcast or Command.Suspend or Command.LiftSuspension;
}
