using Npgsql;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Gateway.Carriers;
using VoisinsVigilants.Gateway.Carriers.Twilio;
using VoisinsVigilants.Gateway.Turns;

namespace VoisinsVigilants.Gateway.Messages;

/// <summary>What nobody told us, we ask: accepted SMS without a report, and SMS that came in while we were away.</summary>
public sealed class DeliverySweep(NpgsqlDataSource database, DeliveryStore deliveries, StatusRecorder recorder, TwilioClient carrier, TurnRunner turns, TimeProvider clock, ILogger<DeliverySweep> log) : IDisposable
{
    private readonly SemaphoreSlim oneListAtATime = new(1);

    // Turns are written in groups; those of one phone keep their order.
    private const int TogetherAtMost = 64;

    // A country of 5,000 communes is asked for within the five minutes, and the carrier is not run over.
    private const int ListsAtOnce = 8;

    /// <summary>Asks the carrier about SMS that have had no report for ten minutes.</summary>
    public async Task AskForReports(CancellationToken stop)
    {
        foreach (var (id, sid) in await deliveries.ToCheck(clock.GetUtcNow(), stop))
            try
            {
                if (await carrier.Fetch(sid, stop) is { } message) await recorder.Record(new StatusEvent(id, sid, message.Status, message.ErrorCode), stop);
                await deliveries.Checked(id, stop);
            }
            catch (Exception exception) when (exception is not NpgsqlException && !stop.IsCancellationRequested)
            {
                log.LogWarning("SMS {Id}: the carrier could not be asked for its report ({Reason}); asked again soon", id, exception.GetType().Name);
            }
    }

    private const string NumbersSql = """
        select c.number, (select max(received_at) from inbox i where i.commune_id = c.id) from communes c
        """;

    /// <summary>Reads the carrier's own list of what came in; an SMS we know changes nothing.</summary>
    public Task CatchUp(CancellationToken stop) => WhileNothingIsListed(() => CatchUpAll(stop), stop);

    /// <summary>Does something while no list of the carrier's is being worked through: who forgets the inbox must not be told it again.</summary>
    public async Task WhileNothingIsListed(Func<Task> work, CancellationToken stop)
    {
        await oneListAtATime.WaitAsync(stop);
        try
        {
            await work();
        }
        finally
        {
            oneListAtATime.Release();
        }
    }

    public void Dispose() => oneListAtATime.Dispose();

    private async Task CatchUpAll(CancellationToken stop)
    {
        var numbers = new List<(string Number, DateTimeOffset? Last)>();
        await using (var command = database.CreateCommand(NumbersSql))
        await using (var row = await command.ExecuteReaderAsync(stop))
            while (await row.ReadAsync(stop)) numbers.Add((row.GetString(0), row.IsDBNull(1) ? null : row.GetFieldValue<DateTimeOffset>(1)));

        // An hour before the last one we know; a day at most, and only an hour on a first start.
        var now = clock.GetUtcNow();
        await Parallel.ForEachAsync(numbers, new ParallelOptions { MaxDegreeOfParallelism = ListsAtOnce, CancellationToken = stop }, async (commune, ended) =>
        {
            var age = now - (commune.Last ?? now) + TimeSpan.FromHours(1);
            await CatchUp(PhoneNumber.Parse(commune.Number), age > TimeSpan.FromDays(1) ? TimeSpan.FromDays(1) : age, ended);
        });
    }

    private const string KnownSql = "select carrier_message_id from inbox where carrier_message_id = any(@sids)";

    private async Task CatchUp(PhoneNumber number, TimeSpan age, CancellationToken stop)
    {
        var missed = 0;
        var listed = (await carrier.List(number, age, stop)).Where(message => message.IsInbound).Reverse().ToList();
        var known = await Known([.. listed.Select(message => message.Sid)], stop);
        foreach (var some in listed.Where(message => !known.Contains(message.Sid)).Chunk(TogetherAtMost))
            missed += (await Task.WhenAll(some.Select(message => TakeIn(message, number, stop)))).Count(isNew => isNew);
        if (missed > 0) log.LogWarning("{Missed} SMS had come in while nobody listened; each has had its turn now", missed);
    }

    private async Task<bool> TakeIn(CarrierMessage message, PhoneNumber number, CancellationToken stop)
    {
        if (!PhoneNumber.TryParse(message.From, out var from)) return false;
        var sms = new InboundSms(message.Sid, from, number, message.Body.Replace("\0", "", StringComparison.Ordinal), clock.GetUtcNow());
        return await turns.Receive(sms, stop) != Receipt.AlreadyKnown;
    }

    // What waits for a new try is known as well, and has its own time.
    private async Task<HashSet<string>> Known(string[] sids, CancellationToken stop)
    {
        await using var command = database.CreateCommand(KnownSql);
        command.Parameters.AddWithValue("sids", sids);
        await using var row = await command.ExecuteReaderAsync(stop);
        var known = new HashSet<string>();
        while (await row.ReadAsync(stop)) known.Add(row.GetString(0));
        return known;
    }
}
