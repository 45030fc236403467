using Npgsql;
using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Turns;
using VoisinsVigilants.Gateway.Alerts;
using VoisinsVigilants.Gateway.Broadcasts;
using VoisinsVigilants.Gateway.Communes;

namespace VoisinsVigilants.Gateway.Turns;

/// <summary>What only some turns need, read when the first facts show that one of the group does.</summary>
internal sealed record LaterFacts(
    IReadOnlyDictionary<Guid, IReadOnlyList<Telling>> Told,
    ILookup<Guid, WitnessStore.Row> Witnesses,
    ILookup<int, (PhoneNumber Author, FalseAlarms Record)> FalseAlarms,
    ILookup<int, Broadcast> Broadcasts,
    IReadOnlyDictionary<int, MonthFigures> Months,
    ILookup<int, FiguresStore.AudienceRow> Audiences)
{
    /// <param name="alerts">Of these, who was told and who saw it too.</param>
    /// <param name="forStaff">Somebody on duty decides: on false alarms, on broadcasts.</param>
    /// <param name="counted">Communes whose figures of the month a turn has asked for.</param>
    public static async Task<LaterFacts> Load(
        NpgsqlConnection connection, IReadOnlyList<TurnInput> inputs, IReadOnlyList<AlertStore.Row> alerts, bool forStaff, int[] counted, DateTimeOffset now, CancellationToken stop)
    {
        forStaff |= inputs.Any(input => input is TurnInput.BroadcastDue);
        await using var batch = new NpgsqlBatch(connection);
        Guid[] ids = [.. alerts.Select(row => row.Alert.Id)];
        if (ids.Length > 0) Add(AlertStore.LoadTold(ids), WitnessStore.Load(ids));
        if (forStaff) Add(FalseAlarmStore.Load(inputs, now), BroadcastStore.Load(inputs, now));
        if (counted.Length > 0) Add(FiguresStore.LoadMonth(counted, now), FiguresStore.LoadAudience(counted, now));
        await using var reader = batch.BatchCommands.Count > 0 ? await batch.ExecuteReaderAsync(stop) : null;
        var isFirst = true;

        return new LaterFacts(
            (await Next(ids.Length > 0, AlertStore.ReadTold)).GroupBy(row => row.Alert).ToDictionary(rows => rows.Key, rows => (IReadOnlyList<Telling>)[.. rows.Select(row => row.Telling)]),
            (await Next(ids.Length > 0, WitnessStore.Read)).ToLookup(row => row.Alert),
            (await Next(forStaff, FalseAlarmStore.Read)).ToLookup(row => row.Commune, row => (row.Author, row.Record)),
            (await Next(forStaff, BroadcastStore.Read)).ToLookup(row => row.Commune, row => row.Broadcast),
            (await Next(counted.Length > 0, FiguresStore.ReadMonth)).ToDictionary(row => row.Commune, row => row.Month),
            (await Next(counted.Length > 0, FiguresStore.ReadAudience)).ToLookup(row => row.Commune));

        void Add(NpgsqlBatchCommand one, NpgsqlBatchCommand other)
        {
            batch.BatchCommands.Add(one);
            batch.BatchCommands.Add(other);
        }

        async Task<List<T>> Next<T>(bool wasAsked, Func<NpgsqlDataReader, T> read)
        {
            if (!wasAsked) return [];
            if (!isFirst) await reader!.NextResultAsync(stop);
            isFirst = false;
            return await SituationLoader.Rows(reader!, read, stop);
        }
    }

    public Situation AddTo(int commune, Situation situation) => situation with
    {
        FalseAlarms = FalseAlarms[commune].ToDictionary(row => row.Author, row => row.Record),
        Month = Months.GetValueOrDefault(commune),
        Audience = Months.ContainsKey(commune) ? FiguresStore.AudienceOf(Audiences[commune]) : null,
    };
}
