using System.Globalization;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Texts;

namespace VoisinsVigilants.Domain.Alerts;

/// <summary>How an alert is put into words: its category, place, time and state in the mairie's own texts.</summary>
public sealed class AlertWords(Commune commune, TextCatalog texts, IReadOnlyList<Quartier> quartiers)
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    private static readonly Dictionary<AlertCategory, TextKey> Categories = new()
    {
        [AlertCategory.Burglary] = TextKeys.CategoryBurglary,
        [AlertCategory.Theft] = TextKeys.CategoryTheft,
        [AlertCategory.Vehicle] = TextKeys.CategoryVehicle,
        [AlertCategory.Suspicious] = TextKeys.CategorySuspicious,
        [AlertCategory.Damage] = TextKeys.CategoryDamage,
        [AlertCategory.Scam] = TextKeys.CategoryScam,
        [AlertCategory.Violence] = TextKeys.CategoryViolence,
        [AlertCategory.Drugs] = TextKeys.CategoryDrugs,
        [AlertCategory.Nuisance] = TextKeys.CategoryNuisance,
        [AlertCategory.Solidarity] = TextKeys.CategorySolidarity,
        [AlertCategory.Danger] = TextKeys.CategoryDanger,
        [AlertCategory.Other] = TextKeys.CategoryOther,
    };

    /// <summary>An alert text, with every placeholder it may use.</summary>
    public string Tell(TextKey key, Alert alert, DateTimeOffset now, params (string Name, string Value)[] more) => texts.Render(
        key,
        [
            .. more,
            ("code", alert.Code.ToString()),
            ("categorie", Category(alert)),
            ("lieu", Place(alert)),
            ("quartier", QuartierName(alert.Quartier)),
            ("heure", Time(alert.CreatedAt, now)),
            ("texte", ContentScreen.WithoutPhoneNumbers(alert.Body)),
        ]);

    public string Category(Alert alert) =>
        texts.Render(alert.Category is { } category ? Categories[category] : TextKeys.CategoryUnknown);

    /// <summary>"Rue du Lavoir", "près du Lavoir (Le Moulin)", "Le Moulin" or the mairie's words for "place unknown".</summary>
    public string Place(Alert alert) => Place(alert.Place, alert.Quartier);

    /// <param name="name">Canonical name, or somebody's own words.</param>
    /// <param name="code">Code of the quartier.</param>
    public string Place(string? name, string? code)
    {
        var quartier = QuartierName(code);
        if (name is { Length: > 0 } place)
            return Shortened(ContentScreen.WithoutPhoneNumbers(place)) + (quartier.Length > 0 ? $" ({quartier})" : "");
        return quartier.Length > 0 ? quartier : texts.Render(TextKeys.PlaceUnknown);
    }

    /// <summary>"21h05" today, "le 14/03 à 21h05" another day, on the commune's wall clock.</summary>
    public string Time(DateTimeOffset instant, DateTimeOffset now)
    {
        var (local, today) = (commune.Local(instant), commune.Local(now));
        return local.ToString(local.Date == today.Date ? @"HH\hmm" : @"'le 'dd/MM' à 'HH\hmm", French);
    }

    public string State(Alert alert, IReadOnlyList<Member> staff) => alert.State switch
    {
        AlertState.Open => texts.Render(TextKeys.StateOpen),
        AlertState.Taken => texts.Render(TextKeys.StateTaken, ("qui", Who(staff.FirstOrDefault(member => member.Id == alert.TakenBy), alert))),
        AlertState.Confirmed => texts.Render(TextKeys.StateConfirmed),
        AlertState.Closed => texts.Render(TextKeys.StateClosed),
        AlertState.FalseAlarm => texts.Render(TextKeys.StateFalse),
        AlertState.Held => texts.Render(TextKeys.StateHeld),
        AlertState.Refused => texts.Render(TextKeys.StateRefused),
        AlertState.Withdrawn => texts.Render(TextKeys.StateWithdrawn),
        _ => texts.Render(TextKeys.StateExpired),
    };

    /// <summary>For a list, where there is no room to say by whom.</summary>
    public string ShortState(Alert alert) => alert.State == AlertState.Taken ? texts.Render(TextKeys.StateTakenShort) : State(alert, []);

    /// <summary>Somebody by their office, never by name: "le référent du Centre-Bourg", "l'adjoint".</summary>
    public string Who(Member? member, Alert alert)
    {
        if (member is null) return texts.Render(TextKeys.WhoMairie);
        if (member.Roles.Has(Roles.Referent) && (member.WatchesOver(alert.Quartier) || !member.Roles.Has(Roles.Adjoint)))
            return texts.Render(TextKeys.WhoReferent, ("quartier", QuartierName(member.WatchesOver(alert.Quartier) ? alert.Quartier : member.ReferentOf.FirstOrDefault())));
        if (member.Roles.Has(Roles.Adjoint)) return texts.Render(TextKeys.WhoAdjoint);
        return texts.Render(member.Roles.Has(Roles.Gendarmerie) ? TextKeys.WhoGendarmerie : TextKeys.WhoMairie);
    }

    /// <summary>"origine, nom d'une personne": why words are held.</summary>
    public string Reasons(IReadOnlyList<HoldReason> reasons) => string.Join(", ", reasons.Take(3).Select(reason => texts.Render(reason switch
    {
        HoldReason.Origin => TextKeys.ReasonOrigin,
        HoldReason.Religion => TextKeys.ReasonReligion,
        HoldReason.Health => TextKeys.ReasonHealth,
        HoldReason.SexualLife => TextKeys.ReasonSexualLife,
        HoldReason.Opinion => TextKeys.ReasonOpinion,
        HoldReason.Name => TextKeys.ReasonName,
        HoldReason.Minor => TextKeys.ReasonMinor,
        HoldReason.AlarmCode => TextKeys.ReasonAlarmCode,
        _ => TextKeys.ReasonAbsence,
    })));

    private string QuartierName(string? code) => quartiers.FirstOrDefault(quartier => quartier.Code == code)?.Name ?? "";

    // The author's own words for a place may be a whole sentence.
    private static string Shortened(string place) => place.Length <= 40 ? place : place[..37].TrimEnd() + "...";
}
