using Npgsql;
using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Turns;
using VoisinsVigilants.Gateway.Alerts;
using VoisinsVigilants.Gateway.Broadcasts;
using VoisinsVigilants.Gateway.Communes;
using VoisinsVigilants.Gateway.Conversations;
using VoisinsVigilants.Gateway.Duty;
using VoisinsVigilants.Gateway.Mails;
using VoisinsVigilants.Gateway.Messages;
using VoisinsVigilants.Gateway.Privacy;

namespace VoisinsVigilants.Gateway.Turns;

/// <summary>Somebody else changed an alert between our reading and our writing: the turn is decided again.</summary>
public sealed class AlertChangedMeanwhileException() : Exception("An alert changed between the decision and its writing.");

/// <summary>Writes all effects of a group in one round trip: each kind of effect with one statement, however many turns there are.</summary>
public static class EffectApplier
{
    internal static async Task Apply(NpgsqlConnection connection, DecidedGroup group, PlateCipher cipher, DateTimeOffset now, CancellationToken stop)
    {
        var effects = group.Written
            .SelectMany(written => written.Decision.Effects.Select(effect => (written.Turn.Input.Commune.Commune, Effect: effect)))
            .ToLookup(pair => pair.Effect.GetType());
        await using var batch = new NpgsqlBatch(connection);
        AddMasked(batch, group);
        foreach (var kind in effects.OrderBy(kind => Order(kind.Key))) batch.BatchCommands.Add(Command(kind.Key, [.. kind], cipher, now));
        AddKept(batch, group, now);
        if (batch.BatchCommands.Count == 0) return;

        await batch.ExecuteNonQueryAsync(stop);
        foreach (var command in batch.BatchCommands)
            if (command.CommandText == AlertStore.ChangeSql && command.RecordsAffected != effects[typeof(Effect.ChangeAlert)].Count())
                throw new AlertChangedMeanwhileException();
    }

    internal static async Task KeepForLater(NpgsqlConnection connection, TurnInput input, Exception why, DateTimeOffset now, CancellationToken stop)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Kept(input, why, now));
        await batch.ExecuteNonQueryAsync(stop);
    }

    // Rows that others point to come first.
    // An erasure comes before the SMS that confirms it, which would be erased too.
    private static int Order(Type kind) => kind == typeof(Effect.Erase) ? 0 : kind == typeof(Effect.CreateAlert) ? 1 : 2;

    private static NpgsqlBatchCommand Command(Type kind, IReadOnlyList<(Domain.Communes.Commune Commune, Effect Effect)> effects, PlateCipher cipher, DateTimeOffset now)
    {
        IReadOnlyList<(Domain.Communes.Commune, T)> Of<T>() where T : Effect => [.. effects.Select(pair => (pair.Commune, (T)pair.Effect))];

        return kind.Name switch
        {
            nameof(Effect.CreateAlert) => AlertStore.Create(Of<Effect.CreateAlert>()),
            nameof(Effect.ChangeAlert) => AlertStore.Change(Of<Effect.ChangeAlert>()),
            nameof(Effect.DropHeldNews) => HeldNewsStore.Drop([.. Of<Effect.DropHeldNews>().Select(pair => pair.Item2)], now),
            nameof(Effect.LogEntry) => AlertStore.Log(Of<Effect.LogEntry>(), now),
            nameof(Effect.SaveContact) => ContactStore.Save(Of<Effect.SaveContact>()),
            nameof(Effect.SaveWitness) => WitnessStore.Save(Of<Effect.SaveWitness>()),
            nameof(Effect.KeepPlates) => PlateStore.Keep(Of<Effect.KeepPlates>(), cipher, now),
            nameof(Effect.SendSms) => OutboxStore.Insert([.. Of<Effect.SendSms>().Select(pair => (pair.Item1, pair.Item2.Sms))], now),
            nameof(Effect.SendMail) => MailStore.Insert(Of<Effect.SendMail>(), now),
            nameof(Effect.NoteOptOut) => ContactStore.NoteOptOut(Of<Effect.NoteOptOut>()),
            nameof(Effect.SetAbsence) => DutyStore.SetAbsence(Of<Effect.SetAbsence>()),
            nameof(Effect.PlanTest) => DutyStore.PlanTest(Of<Effect.PlanTest>()),
            nameof(Effect.Suspend) => SuspensionStore.Suspend(Of<Effect.Suspend>()),
            nameof(Effect.AnswerSuspended) => SuspensionStore.Answer(Of<Effect.AnswerSuspended>(), now),
            nameof(Effect.LiftSuspension) => SuspensionStore.Lift(Of<Effect.LiftSuspension>(), now),
            nameof(Effect.RemindOfLaw) => FalseAlarmStore.Remind(Of<Effect.RemindOfLaw>(), now),
            nameof(Effect.NoticeFlood) => CommuneDutyStore.NoticeFlood(Of<Effect.NoticeFlood>(), now),
            nameof(Effect.SaveDuty) => CommuneDutyStore.Save(Of<Effect.SaveDuty>()),
            nameof(Effect.AskBroadcast) => BroadcastStore.Ask(Of<Effect.AskBroadcast>()),
            nameof(Effect.MoveBroadcast) => BroadcastStore.Move([.. Of<Effect.MoveBroadcast>().Select(pair => pair.Item2)], now),
            nameof(Effect.SendBroadcast) => BroadcastStore.Send([.. Of<Effect.SendBroadcast>().Select(pair => pair.Item2)], now),
            nameof(Effect.NoteBudgetWarning) => FiguresStore.NoteWarning(Of<Effect.NoteBudgetWarning>()),
            nameof(Effect.Enrol) => EnrolmentStore.Enrol(Of<Effect.Enrol>(), now),
            nameof(Effect.ChangeAddress) => EnrolmentStore.Move(Of<Effect.ChangeAddress>(), now),
            nameof(Effect.Erase) => ErasureStore.Erase(Of<Effect.Erase>(), now),
            nameof(Effect.EmptySms) => Emptied([.. Of<Effect.EmptySms>().Select(pair => pair.Item2)]),
            _ => throw new InvalidOperationException($"No statement writes {kind.Name}."),
        };
    }

    private static NpgsqlBatchCommand Emptied(IReadOnlyList<Effect.EmptySms> effects) => InboxStore.Rewrite(
        [.. effects.SelectMany(effect => effect.CarrierMessageIds)],
        [.. effects.SelectMany(effect => effect.CarrierMessageIds.Select(_ => effect.Words))]);

    // Once its turn is decided, an SMS needs its number plates no more; until then it may have to be decided again.
    private static void AddMasked(NpgsqlBatch batch, DecidedGroup group)
    {
        var masked = group.Written.Select(written => written.Turn.Sms).OfType<Domain.Messages.InboundSms>()
            .Select(sms => (Sms: sms, Words: PlateReader.Masked(sms.Body))).Where(pair => pair.Words != pair.Sms.Body).ToList();
        if (masked.Count > 0) batch.BatchCommands.Add(InboxStore.Rewrite([.. masked.Select(pair => pair.Sms.CarrierMessageId)], [.. masked.Select(pair => pair.Words)]));
    }

    private static void AddKept(NpgsqlBatch batch, DecidedGroup group, DateTimeOffset now)
    {
        foreach (var (turn, why) in group.Failed) batch.BatchCommands.Add(Kept(turn.Input, why, now));
        var again = group.Again.Select(turn => turn.Sms).OfType<Domain.Messages.InboundSms>().ToList();
        if (again.Count > 0) batch.BatchCommands.Add(InboxStore.PutBack(again, now));
    }

    private static NpgsqlBatchCommand Kept(TurnInput input, Exception why, DateTimeOffset now) => input switch
    {
        TurnInput.Texted texted => InboxStore.Keep(texted, why, now),
        TurnInput.StaffSilent => ContactStore.PostponeOptOut(input, now.AddMinutes(1)),
        TurnInput.TestDue => DutyStore.Postpone(input, now.AddMinutes(1)),
        TurnInput.CommuneDue due => CommuneDutyStore.Postpone(due.Commune, now.AddMinutes(1)),
        TurnInput.AlertDue due => AlertStore.Postpone(due.AlertId, now.AddMinutes(1)),
        TurnInput.BroadcastDue due => BroadcastStore.Postpone(due.BroadcastId, now.AddMinutes(1)),
        _ => ContactStore.Postpone(input, now.AddMinutes(1)),
    };
}
