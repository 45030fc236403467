using System.Diagnostics;
using System.Globalization;
using VoisinsVigilants.Village;

namespace VoisinsVigilants.Benchmarks;

/// <summary>What the kernel knows of a process: processor time and memory in use.</summary>
internal static class Meter
{
    private const double TicksPerSecond = 100;

    /// <summary>Milliseconds of processor time so far.</summary>
    public static double Cpu(int process)
    {
        var fields = File.ReadAllText($"/proc/{process}/stat").Split(") ")[1].Split(' ');
        return (double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture)) * 1_000 / TicksPerSecond;
    }

    /// <summary>Milliseconds of processor time of all connections to a database; those that have ended are not counted.</summary>
    public static async Task<double> Cpu(TestDatabase database)
    {
        var pids = await database.List("select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
        return pids.Select(pid => int.Parse(pid, CultureInfo.InvariantCulture)).Where(pid => Directory.Exists($"/proc/{pid}")).Sum(Cpu);
    }

    /// <summary>Megabytes in memory now.</summary>
    public static double Rss(int process)
    {
        using var found = Process.GetProcessById(process);
        return found.WorkingSet64 / 1e6;
    }
}
