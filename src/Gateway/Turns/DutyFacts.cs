using Npgsql;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Turns;
using VoisinsVigilants.Gateway.Alerts;
using VoisinsVigilants.Gateway.Conversations;
using VoisinsVigilants.Gateway.Duty;

namespace VoisinsVigilants.Gateway.Turns;

/// <summary>Of every turn of a group: suspended numbers, the traffic with the phone, what waits for the commune.</summary>
internal sealed record DutyFacts(
    ILookup<int, Suspension> Suspensions,
    ILookup<(int, string), HeardSms> Heard,
    ILookup<(int, string), string> Said,
    IReadOnlyDictionary<int, CommuneDuty> Communes)
{
    /// <summary>The next results of the batch, in the order in which <see cref="SituationLoader"/> asks for them.</summary>
    public static async Task<DutyFacts> Read(NpgsqlDataReader reader, CancellationToken stop) => new(
        (await SituationLoader.Next(reader, SuspensionStore.Read, stop)).ToLookup(row => row.Commune, row => row.Suspension),
        (await SituationLoader.Next(reader, TrafficStore.ReadHeard, stop)).ToLookup(row => (row.Commune, row.Phone), row => row.Sms),
        (await SituationLoader.Next(reader, TrafficStore.ReadSaid, stop)).ToLookup(row => (row.Commune, row.Phone), row => row.Body),
        (await SituationLoader.Next(reader, CommuneDutyStore.Read, stop)).ToDictionary(row => row.Commune, row => row.Duty));

    public Situation AddTo((int Commune, string Phone) key, Situation situation) => situation with
    {
        Suspensions = [.. Suspensions[key.Commune]],
        Traffic = new Traffic([.. Heard[key]], [.. Said[key]]),
        Duty = Communes.GetValueOrDefault(key.Commune) ?? CommuneDuty.None,
    };
}
