using Npgsql;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Gateway.Communes;

namespace VoisinsVigilants.Gateway.Turns;

/// <summary>
/// The one way anything happens. A commune's turns all go through one lane, one group after the other, so that no two groups ever want the
/// same rows; two lanes let one decide while the database writes for the other.
/// </summary>
public sealed class TurnRunner : BackgroundService
{
    private const int Lanes = 2;

    private readonly CommuneBook communes;
    private readonly TurnGroupWriter[] writers;
    private readonly TurnLane[] lanes;

    public TurnRunner(CommuneBook communes, Func<TurnGroupWriter> writer, ILogger<TurnRunner> log)
    {
        this.communes = communes;
        writers = [.. Enumerable.Range(0, Lanes).Select(_ => writer())];
        lanes = [.. writers.Select(own => new TurnLane(own, log))];
    }

    /// <summary>Takes an SMS from a carrier. Returns when it is safe.</summary>
    /// <exception cref="NpgsqlException">The database is away: the SMS is not safe and must be offered again.</exception>
    public async Task<Receipt> Receive(InboundSms sms, CancellationToken stop) =>
        await communes.Find(sms.To, stop) is { } commune ? await Run(new TurnInput.Texted(commune, sms), stop) : Receipt.NoSuchCommune;

    public Task<Receipt> Run(TurnInput input, CancellationToken stop) => lanes[input.Key.Commune % Lanes].Run(input, stop);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.WhenAll(lanes.Select(lane => lane.Work(stoppingToken)));
        foreach (var writer in writers) await writer.DisposeAsync();
    }
}
