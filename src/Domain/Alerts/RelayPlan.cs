using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Messages;

namespace VoisinsVigilants.Domain.Alerts;

/// <summary>As what somebody is told.</summary>
public enum RecipientKind
{
    Referent,

    /// <summary>A référent of another quartier, because nobody has answered.</summary>
    Reinforcement,
    Adjoint,
    Desk,
    Gendarmerie,
}

public sealed record Recipient(Member Member, RecipientKind Kind);

/// <summary>Who is told of an alert when it is created (PRODUCT §4). Never its author, never anyone no SMS can reach.</summary>
public static class RelayPlan
{
    public static IReadOnlyList<Recipient> AtCreation(Alert alert, Commune commune, RelayPolicy policy, IReadOnlyList<Member> staff, DateTimeOffset now)
    {
        if (alert.AdjointOnly && Once([.. AdjointsOnDuty(alert, staff, now).Take(1)]) is { Count: > 0 } adjoint) return adjoint;
        var night = commune.IsNight(now);
        var wakesReferents = alert.Urgent || (!night && alert.AuthorEnrolled);
        var referents = wakesReferents ? Referents(alert, staff, now) : [];
        var adjoints = alert.Urgent || !wakesReferents || referents.Count == 0 ? AdjointsOnDuty(alert, staff, now).Take(1) : [];
        var desk = commune.DeskWantsAll ? Desk(alert, staff, now) : [];
        var gendarmerie = night && alert.Category is { } category && policy.NightToGendarmerie.Contains(category)
            ? Gendarmerie(alert, commune, staff, now)
            : [];
        var told = Once([.. referents, .. adjoints, .. desk, .. gendarmerie]);

        // Nobody of the quartier and no adjoint: better the desk, or any référent, than nobody.
        if (told.Count == 0) told = Once(Desk(alert, staff, now));
        return told.Count > 0 ? told : Once(Reinforcements(alert, staff, now));
    }

    /// <summary>Référents on duty of the alert's quartier.</summary>
    public static IReadOnlyList<Recipient> Referents(Alert alert, IReadOnlyList<Member> staff, DateTimeOffset now) =>
        Choose(alert, staff, now, member => member.WatchesOver(alert.Quartier), RecipientKind.Referent);

    /// <summary>Référents on duty of the other quartiers.</summary>
    public static IReadOnlyList<Recipient> Reinforcements(Alert alert, IReadOnlyList<Member> staff, DateTimeOffset now) =>
        Choose(alert, staff, now, member => member.Roles.Has(Roles.Referent) && !member.WatchesOver(alert.Quartier), RecipientKind.Reinforcement);

    /// <summary>Adjoints on duty in their order; the first is the one on call.</summary>
    public static IReadOnlyList<Recipient> AdjointsOnDuty(Alert alert, IReadOnlyList<Member> staff, DateTimeOffset now) =>
        [.. Choose(alert, staff, now, member => member.Roles.Has(Roles.Adjoint), RecipientKind.Adjoint)
            .OrderBy(recipient => recipient.Member.DutyRank ?? int.MaxValue).ThenBy(recipient => recipient.Member.Id)];

    /// <summary>The same for what is no alert.</summary>
    public static IReadOnlyList<Recipient> AdjointsOnDuty(IReadOnlyList<Member> staff, DateTimeOffset now) =>
        [.. staff.Where(member => member.IsOnDuty(now) && member.Roles.Has(Roles.Adjoint)).OrderBy(member => member.DutyRank ?? int.MaxValue).ThenBy(member => member.Id)
            .Select(member => new Recipient(member, RecipientKind.Adjoint))];

    public static IReadOnlyList<Recipient> Desk(Alert alert, IReadOnlyList<Member> staff, DateTimeOffset now) =>
        Choose(alert, staff, now, member => member.Roles.Has(Roles.Mairie), RecipientKind.Desk);

    /// <summary>Who may read what is held: adjoints on duty in their order; without any, the référents of the quartier, then the desk.</summary>
    public static IReadOnlyList<Recipient> Readers(Alert alert, IReadOnlyList<Member> staff, DateTimeOffset now)
    {
        var adjoints = AdjointsOnDuty(alert, staff, now);
        if (adjoints.Count > 0) return adjoints;
        var referents = Referents(alert, staff, now);
        return referents.Count > 0 ? referents : Desk(alert, staff, now);
    }

    /// <summary>Nobody unless the mairie opened the access and the protocol is in force.</summary>
    public static IReadOnlyList<Recipient> Gendarmerie(Alert alert, Commune commune, IReadOnlyList<Member> staff, DateTimeOffset now) =>
        commune.GendarmerieMayReceive(now) ? Choose(alert, staff, now, member => member.Roles.Has(Roles.Gendarmerie), RecipientKind.Gendarmerie) : [];

    /// <summary>Nobody twice: the first reason to be told wins.</summary>
    public static IReadOnlyList<Recipient> Once(IReadOnlyList<Recipient> recipients) => [.. recipients.DistinctBy(recipient => recipient.Member.Phone)];

    public static IReadOnlyList<Recipient> Without(this IReadOnlyList<Recipient> recipients, IEnumerable<PhoneNumber> told)
    {
        var known = told.ToHashSet();
        return [.. recipients.Where(recipient => !known.Contains(recipient.Member.Phone))];
    }

    private static IReadOnlyList<Recipient> Choose(Alert alert, IReadOnlyList<Member> staff, DateTimeOffset now, Func<Member, bool> fits, RecipientKind kind) =>
        [.. staff.Where(member => member.IsOnDuty(now) && !alert.IsFrom(member.Phone) && fits(member)).Select(member => new Recipient(member, kind))];
}
