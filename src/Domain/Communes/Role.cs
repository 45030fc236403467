namespace VoisinsVigilants.Domain.Communes;

/// <summary>What a phone may do in a commune; one phone may hold several. Stored as the number.</summary>
[Flags]
public enum Roles
{
    /// <summary>A number that is not enrolled.</summary>
    None = 0,
    Voisin = 1,
    Referent = 2,
    Adjoint = 4,
    Mairie = 8,
    Gendarmerie = 16,
}

public static class RolesExtensions
{
    /// <summary>Those whose words may be a verdict on an alert.</summary>
    public const Roles Staff = Roles.Referent | Roles.Adjoint | Roles.Mairie | Roles.Gendarmerie;

    public static bool Has(this Roles roles, Roles one) => (roles & one) != 0;
}
