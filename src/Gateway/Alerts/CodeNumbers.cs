using System.Collections.Concurrent;
using System.Security.Cryptography;
using Npgsql;
using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Turns;
using VoisinsVigilants.Gateway.Turns;

namespace VoisinsVigilants.Gateway.Alerts;

/// <summary>
/// Numbers for alert codes, a few taken ahead for each commune so that a report costs no extra statement. A number is not given again
/// while its alert lives nor for 72 hours afterwards. Small numbers are kept: they go round after 999, or after 9999 where that is not enough.
/// </summary>
public sealed class CodeNumbers(NpgsqlDataSource database)
{
    private const int Ahead = 5;

    private readonly ConcurrentDictionary<int, ConcurrentQueue<int>> free = new();

    /// <summary>A code for each entry of <paramref name="communes"/>, whether or not the turn will need it.</summary>
    public async Task<IReadOnlyList<AlertCode>> Draw(IReadOnlyList<int> communes, DateTimeOffset now, CancellationToken stop)
    {
        var drawn = new List<AlertCode>(communes.Count);
        foreach (var commune in communes)
        {
            var queue = free.GetOrAdd(commune, _ => new ConcurrentQueue<int>());
            if (!queue.TryDequeue(out var number))
            {
                foreach (var next in await Take(commune, now, stop)) queue.Enqueue(next);
                if (!queue.TryDequeue(out number)) throw new InvalidOperationException("Every alert code of the commune is in use.");
            }
            drawn.Add(new AlertCode(number, AlertCode.Letters[RandomNumberGenerator.GetInt32(AlertCode.Letters.Length)]));
        }
        return drawn;
    }

    /// <summary>What no alert used goes back, in order, so that numbers stay small.</summary>
    internal void GiveBack(IReadOnlyList<AlertCode> drawn, IReadOnlyList<(int Commune, AlertCode Code)> used, IReadOnlyList<int> communes)
    {
        var taken = used.ToHashSet();
        var unused = drawn.Select((code, index) => (Commune: communes[index], Code: code)).Where(pair => !taken.Contains((pair.Commune, pair.Code)));
        foreach (var numbers in unused.GroupBy(pair => pair.Commune, pair => pair.Code.Number))
        {
            var queue = free[numbers.Key];
            var all = numbers.Concat(Emptied(queue)).Order().ToList();
            foreach (var number in all) queue.Enqueue(number);
        }
    }

    public void Forget() => free.Clear();

    private static IEnumerable<int> Emptied(ConcurrentQueue<int> queue)
    {
        while (queue.TryDequeue(out var number)) yield return number;
    }

    private const string TakeSql = """
        with commune as (select id, last_code_number as last from communes where id = @commune for update),
        candidates as (
            select g, (last + g) % @round + 1 as number from commune, generate_series(0, @round - 1) as g
            where not exists (
                select from alerts a where a.commune_id = @commune and a.code_number = (last + g) % @round + 1
                and (a.closed_at is null or a.closed_at > @now - interval '72 hours'))
            order by g limit @ahead),
        moved as (
            update communes set last_code_number = (select number from candidates order by g desc limit 1)
            where id = @commune and exists (select from candidates))
        select number from candidates order by g
        """;

    private async Task<IReadOnlyList<int>> Take(int commune, DateTimeOffset now, CancellationToken stop)
    {
        var small = await Take(commune, 999, now, stop);
        return small.Count > 0 ? small : await Take(commune, 9_999, now, stop);
    }

    private async Task<IReadOnlyList<int>> Take(int commune, int round, DateTimeOffset now, CancellationToken stop)
    {
        await using var command = database.CreateCommand(TakeSql);
        command.Parameters.AddWithValue("commune", commune);
        command.Parameters.AddWithValue("round", round);
        command.Parameters.AddWithValue("now", now);
        command.Parameters.AddWithValue("ahead", Ahead);
        await using var reader = await command.ExecuteReaderAsync(stop);
        var numbers = new List<int>();
        while (await reader.ReadAsync(stop)) numbers.Add(reader.GetInt32(0));
        return numbers;
    }
}
