using Npgsql;
using VoisinsVigilants.Gateway.Database;

namespace VoisinsVigilants.Gateway.Commands;

/// <summary><c>migrate</c>: brings the database to what this program needs.</summary>
public static class MigrateCommand
{
    public static async Task<int> Run(string postgres, TextWriter output, TextWriter errors)
    {
        if (Settings.DatabaseProblems(postgres) is { Count: > 0 } problems) return await Refuse(errors, problems);
        await using var database = DatabaseSetup.Open(postgres);
        try
        {
            var applied = await new Migrator(database, TimeProvider.System).Migrate(CancellationToken.None);
            await output.WriteLineAsync(applied.Count == 0 ? "Nothing to migrate." : $"Migrated: {string.Join(", ", applied)}.");
            return 0;
        }
        catch (MigrationException exception)
        {
            return await Refuse(errors, [exception.Message]);
        }
        catch (NpgsqlException exception)
        {
            return await Refuse(errors, [$"The database of ConnectionStrings:Postgres does not answer as it should: {exception.Message}"]);
        }
    }

    private static async Task<int> Refuse(TextWriter errors, IReadOnlyList<string> lines)
    {
        foreach (var line in lines) await errors.WriteLineAsync(line);
        return 1;
    }
}
