using Npgsql;

namespace VoisinsVigilants.Gateway.Database;

/// <summary>Row security (migration 0008): beneath all code, a transaction sees and writes only the rows of the communes it named.</summary>
internal static class CommuneWall
{
    public const string Setting = "voisins.communes";

    /// <summary>What works for the whole installation: the outbox, due times, imports.</summary>
    public const string All = "all";

    private const string NarrowSql = "select set_config('voisins.communes', array_to_string(@communes, ','), true)";

    /// <summary>Until the end of the transaction.</summary>
    public static NpgsqlBatchCommand Narrow(IEnumerable<int> communes) => new NpgsqlBatchCommand(NarrowSql).With("communes", communes.Distinct().ToArray());
}
