using Npgsql;

namespace VoisinsVigilants.Gateway.Database;

/// <summary>Short words for parameters and nullable columns.</summary>
internal static class Columns
{
    public static NpgsqlBatchCommand With<T>(this NpgsqlBatchCommand command, string name, T value)
    {
        command.Parameters.Add(new NpgsqlParameter<T>(name, value));
        return command;
    }

    public static T? Optional<T>(this NpgsqlDataReader row, int column) where T : struct =>
        row.IsDBNull(column) ? null : row.GetFieldValue<T>(column);

    public static string? OptionalString(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
