using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Npgsql;
using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Texts;
using VoisinsVigilants.Domain.Turns;
using VoisinsVigilants.Gateway.Alerts;
using VoisinsVigilants.Gateway.Broadcasts;
using VoisinsVigilants.Gateway.Communes;
using VoisinsVigilants.Gateway.Conversations;
using VoisinsVigilants.Gateway.Database;
using VoisinsVigilants.Gateway.Duty;
using VoisinsVigilants.Gateway.Mails;
using VoisinsVigilants.Gateway.Texts;

namespace VoisinsVigilants.Gateway.Turns;

/// <summary>The facts of every turn of a group, and the turns whose SMS had been handled already.</summary>
internal sealed record LoadedGroup(IReadOnlyDictionary<PendingTurn, Situation> Situations, IReadOnlyList<PendingTurn> Known);

/// <summary>
/// One round trip for a whole group: the inbox takes the SMS (a known id changes nothing), each phone is locked, and all facts
/// are read behind the lock, each kind with one statement. A second one reads what only some turns need: of the alerts that were found, who
/// knows of them; for staff, what they decide on. Most who text are residents with nothing open.
/// </summary>
public sealed class SituationLoader(LiveScripts scripts, IOptions<MailSettings> mail)
{
    internal async Task<LoadedGroup> Load(NpgsqlConnection connection, IReadOnlyList<PendingTurn> group, IReadOnlyList<AlertCode> codes, DateTimeOffset now, CancellationToken stop)
    {
        var inputs = group.Select(turn => turn.Input).ToList();
        var counted = group.Where(turn => turn.WithFigures).Select(turn => turn.Input.Commune.Commune.Id).Distinct().ToArray();
        await using var batch = new NpgsqlBatch(connection);
        AddLoads(batch, inputs, now);
        await using var reader = await batch.ExecuteReaderAsync(stop);
        await reader.NextResultAsync(stop);
        var taken = await InboxStore.ReadTaken(reader, stop);
        await reader.NextResultAsync(stop);
        var contacts = await Next(reader, ContactStore.Read, stop);
        var senders = await Next(reader, MemberStore.Read, stop);
        var staff = (await Next(reader, MemberStore.Read, stop)).ToLookup(row => row.Commune, row => row.Member);
        var alerts = await Next(reader, AlertStore.Read, stop);
        var duty = await DutyFacts.Read(reader, stop);
        await reader.DisposeAsync();

        var more = await LaterFacts.Load(connection, inputs, alerts, senders.Exists(row => row.Member.Roles.Has(RolesExtensions.Staff)), counted, now, stop);
        var facts = new Facts(
            contacts.ToDictionary(row => (row.Commune, row.Contact.Phone.Value), row => row.Contact),
            senders.ToDictionary(row => (row.Commune, row.Member.Phone.Value), row => row.Member),
            staff,
            alerts.Select(row => row with { Alert = row.Alert with { Witnesses = [.. more.Witnesses[row.Alert.Id].Select(witness => witness.Witness)] } }).ToLookup(row => row.Commune),
            duty,
            more);
        var known = group.Where(turn => turn.Sms is { } sms && !taken.Contains(sms.CarrierMessageId)).ToList();
        return new LoadedGroup(group.Select((turn, index) => (turn, index)).ToDictionary(pair => pair.turn, pair => SituationOf(pair.turn.Input, facts, codes[pair.index], now)), known);
    }

    // Read in this order.
    private static void AddLoads(NpgsqlBatch batch, IReadOnlyList<TurnInput> inputs, DateTimeOffset now)
    {
        batch.BatchCommands.Add(CommuneWall.Narrow(inputs.Select(input => input.Key.Commune)));
        batch.BatchCommands.Add(InboxStore.Take([.. inputs.OfType<TurnInput.Texted>()], now));
        batch.BatchCommands.Add(ContactStore.Lock(inputs));
        batch.BatchCommands.Add(ContactStore.Load(inputs));
        batch.BatchCommands.Add(MemberStore.LoadSenders(inputs));
        batch.BatchCommands.Add(MemberStore.LoadStaff(inputs));
        batch.BatchCommands.Add(AlertStore.Load(inputs, now));
        batch.BatchCommands.Add(SuspensionStore.Load(inputs));
        batch.BatchCommands.Add(TrafficStore.Heard(inputs, now));
        batch.BatchCommands.Add(TrafficStore.Said(inputs, now));
        batch.BatchCommands.Add(CommuneDutyStore.Load(inputs, now));
    }

    private sealed record Facts(
        IReadOnlyDictionary<(int, string), Contact> Contacts,
        IReadOnlyDictionary<(int, string), Member> Senders,
        ILookup<int, Member> Staff,
        ILookup<int, AlertStore.Row> Alerts,
        DutyFacts Duty,
        LaterFacts Later);

    private Situation SituationOf(TurnInput input, Facts facts, AlertCode code, DateTimeOffset now)
    {
        var commune = input.Commune;
        var sender = facts.Senders.GetValueOrDefault(input.Key);
        var seesAll = input.SeesAll || sender?.Roles.Has(RolesExtensions.Staff) == true;
        var known = facts.Alerts[commune.Commune.Id].ToList();
        var alerts = known.Where(row => seesAll || row.Alert.IsFrom(input.Phone)).ToList();
        return facts.Later.AddTo(input.Key.Commune, facts.Duty.AddTo(input.Key, new Situation(
            now,
            commune.Commune,
            commune.Policy,
            TextsOf(commune.Commune),
            commune.Gazetteer,
            facts.Contacts.GetValueOrDefault(input.Key) ?? Contact.Unknown(input.Phone),
            sender,
            [.. facts.Staff[commune.Commune.Id].Select(Reachable)],
            [.. alerts.Select(row => row.Alert)],
            facts.Later.Told,
            SilentAmong(alerts, facts),
            new Drawn(Guid.CreateVersion7(now), code)
            {
                BroadcastId = Guid.CreateVersion7(now),
                Number = FourDigits(),
                MemberKey = $"sms-{RandomNumberGenerator.GetString(KeyLetters, 8)}",
                Pseudonym = PhoneNumber.Pseudonym(Random.Shared.NextInt64(1_000_000_000_000)),
            })
        {
            Recent = [.. known.Select(row => row.Alert).Where(alert => !alert.IsEnded && !alert.AdjointOnly && now - alert.CreatedAt < commune.Policy.JoinWithin)],
            Screen = scripts.Current.Interpreter.Screen,
            Broadcasts = [.. facts.Later.Broadcasts[commune.Commune.Id].Where(broadcast => seesAll)],
        }));
    }

    // Where no mail can leave, nobody has an address: none is written that would wait for ever.
    private Member Reachable(Member member) => mail.Value.IsOn ? member : member with { Email = null };

    private static HashSet<PhoneNumber> SilentAmong(IReadOnlyList<AlertStore.Row> alerts, Facts facts) =>
    [
        .. alerts.Where(row => row.AuthorIsSilent).Select(row => row.Alert.Author),
        .. alerts.SelectMany(row => facts.Later.Witnesses[row.Alert.Id]).Where(row => row.IsSilent).Select(row => row.Witness.Phone),
    ];

    // No letter or digit that is taken for another when somebody reads a key aloud.
    private const string KeyLetters = "abcdefghjkmnpqrstuvwxyz23456789";

    private static string FourDigits() => RandomNumberGenerator.GetInt32(10_000).ToString("0000", CultureInfo.InvariantCulture);

    private TextCatalog TextsOf(Commune commune) => scripts.Current.TextsOf(commune.Code);

    internal static async Task<List<T>> Next<T>(NpgsqlDataReader reader, Func<NpgsqlDataReader, T> read, CancellationToken stop)
    {
        await reader.NextResultAsync(stop);
        return await Rows(reader, read, stop);
    }

    internal static async Task<List<T>> Rows<T>(NpgsqlDataReader reader, Func<NpgsqlDataReader, T> read, CancellationToken stop)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(stop)) rows.Add(read(reader));
        return rows;
    }
}
