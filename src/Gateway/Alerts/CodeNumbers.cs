using System.Collections.Concurrent;
using System.Security.Cryptography;
using Npgsql;
using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Turns;
using VoisinsVigilants.Gateway.Database;
using VoisinsVigilants.Gateway.Turns;

namespace VoisinsVigilants.Gateway.Alerts;

/// <summary>
/// Numbers for alert codes, a few taken ahead for each commune so that a report costs no extra statement. A number is not given again
/// while its alert lives nor for 72 hours afterwards. Small numbers are kept: they go round after 999, or after 9999 where that is not enough.
/// </summary>
public sealed class CodeNumbers(NpgsqlDataSource database)
{
    private const int Ahead = 10;
    private const int FewNumbers = 999;
    private const int ManyNumbers = 9_999;

    private readonly ConcurrentDictionary<int, ConcurrentQueue<int>> free = new();

    /// <summary>A code for each entry of <paramref name="communes"/>, whether or not the turn will need it.</summary>
    public async Task<IReadOnlyList<AlertCode>> Draw(IReadOnlyList<int> communes, DateTimeOffset now, CancellationToken stop)
    {
        await Fill(Lacking(communes), FewNumbers, now, stop);
        await Fill(Lacking(communes), ManyNumbers, now, stop);
        return [.. communes.Select(commune => new AlertCode(Next(commune), AlertCode.Letters[RandomNumberGenerator.GetInt32(AlertCode.Letters.Length)]))];
    }

    private int Next(int commune) => free[commune].TryDequeue(out var number) ? number : throw new InvalidOperationException("Every alert code of the commune is in use.");

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

    // How many numbers each commune of a group is short of.
    private List<(int Commune, int Short)> Lacking(IReadOnlyList<int> communes) =>
    [
        .. communes.GroupBy(commune => commune).Select(turns => (turns.Key, Short: turns.Count() - free.GetOrAdd(turns.Key, _ => new ConcurrentQueue<int>()).Count)).Where(commune => commune.Short > 0),
    ];

    // Should the machine die before this is on disk, so did every alert that could have used the numbers: its commit comes later in the same log.
    private const string NeedNotBeOnDiskSql = "select set_config('synchronous_commit', 'off', true)";

    // Among as many numbers as are wanted and taken together there are enough free ones.
    private const string TakeSql = """
        with communes_asked as (
            select c.id, c.last_code_number as last, t.ahead from communes c join unnest(@communes, @ahead) as t(commune, ahead) on t.commune = c.id
            order by c.id for no key update of c),
        asked as (
            select c.id, c.last, c.ahead, array(
                select a.code_number from alerts a where a.commune_id = c.id and a.closed_at is null
                union all
                select a.code_number from alerts a where a.commune_id = c.id and a.closed_at > @now - interval '72 hours') as taken
            from communes_asked c),
        candidates as (
            select asked.id, next.g, next.number from asked cross join lateral (
                select g, (asked.last + g) % @round + 1 as number from generate_series(0, least(@round, asked.ahead + cardinality(asked.taken)) - 1) as g
                where not exists (select from unnest(asked.taken) as used(number) where used.number = (asked.last + g) % @round + 1)
                order by g limit asked.ahead) as next),
        moved as (
            update communes c set last_code_number = last.number from (select distinct on (id) id, number from candidates order by id, g desc) as last
            where c.id = last.id)
        select id, number from candidates order by id, g
        """;

    private async Task Fill(List<(int Commune, int Short)> lacking, int round, DateTimeOffset now, CancellationToken stop)
    {
        if (lacking.Count == 0) return;
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(NeedNotBeOnDiskSql));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(TakeSql)
            .With("communes", lacking.Select(commune => commune.Commune).ToArray())
            .With("ahead", lacking.Select(commune => Math.Max(Ahead, commune.Short)).ToArray())
            .With("round", round)
            .With("now", now));
        await using var row = await batch.ExecuteReaderAsync(stop);
        await row.NextResultAsync(stop);
        while (await row.ReadAsync(stop)) free[row.GetInt32(0)].Enqueue(row.GetInt32(1));
    }
}
