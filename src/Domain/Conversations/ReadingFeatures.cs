using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Texts;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Conversations;

/// <summary>What is known of one SMS before it is judged: its words, what the lists make of it, who texts and which question is open.</summary>
internal sealed record TextFacts(string Text, Scores Scores, CodeReader.Found Codes, PlaceReading Place, Gazetteer Gazetteer, Roles Roles, Step Step)
{
    public bool IsStaff => Roles.Has(RolesExtensions.Staff);
}

/// <summary>An SMS as features for <see cref="LinearModel"/>: <c>w:</c> a word by its sound, <c>b:</c> two in a row, <c>l:</c> a list and its weight, <c>r:</c> what the lists alone read, and the rest.</summary>
internal static class ReadingFeatures
{
    private const string Number = "#";
    private const string Hour = "#h";
    private const string NameOfPlace = "@";
    private const int HeaviestTold = 9;

    /// <param name="withLists">False for texts that the lists were written for: they would teach that lists are never wrong.</param>
    public static T Of<T>(T features, TextFacts facts, Reading byLists, bool withLists = true)
        where T : Features
    {
        features.Add("bias");
        AddSituation(features, facts, byLists);
        AddWords(features, facts);
        if (!withLists) return features;

        AddLists(features, facts.Scores);
        AddReading(features, byLists, facts.Step);
        return features;
    }

    private static void AddSituation(Features features, TextFacts facts, Reading byLists)
    {
        var step = Names.Of(facts.Step);
        var size = Digits[Math.Min(8, (int)Math.Log2(facts.Scores.Words.Count + 1))];
        features.Add("step:", step);
        features.Add("step:", step, ":", size);
        features.Add("size:", size);
        if (facts.IsStaff) features.Add("staff");
        if (facts.Roles.Has(Roles.Gendarmerie)) features.Add("gendarmerie");
        if (facts.Codes.Codes.Count > 0) features.Add(facts.IsStaff ? "code:staff" : "code");
        if (byLists.Choice is not null) features.Add("digits:", step);
        if (byLists.Yes is { } yes) features.Add(yes ? "yes:" : "no:", step);
        if (facts.Place.Known is not null) features.Add("place");
        else if (facts.Place.NamesUnknown) features.Add("place:unknown");
        if (facts.Text.Contains('?')) features.Add("asks");
        if (facts.Text.Contains('!')) features.Add("exclaims");
        if (facts.Text.AsSpan().ContainsAnyInRange('\u2001', '\uFFFF')) features.Add("signs");
    }

    private static void AddWords(Features features, TextFacts facts)
    {
        var before = "^";
        foreach (var word in facts.Scores.Words)
        {
            var told = Told(word, facts.Gazetteer);
            features.Add("w:", told);
            features.Add("b:", before, "_", told);
            before = told;
        }
        features.Add("b:", before, "_", "$");
    }

    // The name of a street says where, not what: the rue du Lavoir has nothing to do with water.
    private static string Told(SmsWord word, Gazetteer gazetteer)
    {
        if (word.IsNumber) return word.Plain.Contains('h') ? Hour : Number;
        return gazetteer.Names(word) ? NameOfPlace : word.Key;
    }

    private static void AddLists(Features features, Scores scores)
    {
        foreach (var list in scores.Lists)
        {
            if (Vocabulary.PlaceGroups.Contains(list)) continue;
            var weight = Math.Min(scores.Of(list), HeaviestTold);
            for (var told = 1; told <= weight; told += 2) features.Add("l:", list, ":", Digits[told]);
        }
    }

    private static void AddReading(Features features, Reading byLists, Step step)
    {
        features.Add("r:", Names.Of(byLists.Intent));
        features.Add("r:", Names.Of(byLists.Intent), ":", Names.Of(step));
        features.Add("r:", byLists.Category is { } category ? Names.Of(category) : "none");
        features.Add(byLists.Urgent ? "r:urgent" : "r:calm");
        if (byLists.Command is { } command) features.Add("r:command:", Names.Of(command));
        if (byLists.Verdict is { } verdict) features.Add("r:verdict:", Names.Of(verdict));
    }

    private static readonly string[] Digits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    // An enum makes a new string each time it is asked for its name.
    private static class Names
    {
        public static string Of<T>(T value)
            where T : struct, Enum => Table<T>.Names.TryGetValue(value, out var name) ? name : "?";

        private static class Table<T>
            where T : struct, Enum
        {
            public static readonly Dictionary<T, string> Names = Enum.GetValues<T>().Distinct().ToDictionary(value => value, value => value.ToString());
        }
    }
}
