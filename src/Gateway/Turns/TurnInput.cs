using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Gateway.Communes;

namespace VoisinsVigilants.Gateway.Turns;

/// <summary>What may start a turn. Turns of one phone are decided one after the other; its phone is the key of that order.</summary>
public abstract record TurnInput(CommuneEntry Commune, PhoneNumber Phone)
{
    /// <summary>Somebody texted.</summary>
    public sealed record Texted(CommuneEntry Commune, InboundSms Sms) : TurnInput(Commune, Sms.From);

    /// <summary>A question has waited long enough.</summary>
    public sealed record PatienceEnded(CommuneEntry Commune, PhoneNumber Phone) : TurnInput(Commune, Phone);

    /// <summary>Time must act on an alert. <paramref name="Author"/> keeps it apart from what its author texts at the same moment.</summary>
    public sealed record AlertDue(CommuneEntry Commune, PhoneNumber Author, Guid AlertId) : TurnInput(Commune, Author);

    /// <summary>The monthly test of a phone is to be sent, or its answer is late.</summary>
    public sealed record TestDue(CommuneEntry Commune, PhoneNumber Phone) : TurnInput(Commune, Phone);

    /// <summary>The carrier says that somebody of the staff asked for silence.</summary>
    public sealed record StaffSilent(CommuneEntry Commune, PhoneNumber Phone) : TurnInput(Commune, Phone);

    /// <summary>A morning with its reminders, or many reports. The commune's own number keeps two runs apart.</summary>
    public sealed record CommuneDue(CommuneEntry Commune) : TurnInput(Commune, Commune.Commune.Number);

    /// <summary>Time must act on a broadcast. All that is decided of it is decided behind the lock of its adjoint's phone.</summary>
    public sealed record BroadcastDue(CommuneEntry Commune, PhoneNumber AskedOf, Guid BroadcastId) : TurnInput(Commune, AskedOf);

    /// <summary>A commune's budget seems to be nearly used up.</summary>
    public sealed record BudgetLook(CommuneEntry Commune) : TurnInput(Commune, Commune.Commune.Number);

    public (int Commune, string Phone) Key => (Commune.Commune.Id, Phone.Value);

    /// <summary>Time sees all open alerts of the commune; somebody who texts sees their own, or all when it is their job.</summary>
    public bool SeesAll => this is AlertDue or BroadcastDue;
}

/// <summary>What became of an SMS at the door. In every case but <see cref="NoSuchCommune"/> it is safe in the database.</summary>
public enum Receipt
{
    Handled,
    AlreadyKnown,

    /// <summary>Its turn threw; the row is kept and tried again.</summary>
    KeptForLater,
    NoSuchCommune,
}

/// <summary>A turn waiting for its group, and who waits for its outcome.</summary>
internal sealed class PendingTurn(TurnInput input)
{
    private readonly TaskCompletionSource<Receipt> done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TurnInput Input => input;

    /// <summary>Must be decided alone: a group it was in could not be written.</summary>
    public bool Alone { get; set; }

    public int Attempts { get; set; }

    /// <summary>The decision needs the month's figures: they are loaded for the turns that asked, and for no others.</summary>
    public bool WithFigures { get; set; } = input is TurnInput.BroadcastDue or TurnInput.BudgetLook;

    public Task<Receipt> Outcome => done.Task;

    public InboundSms? Sms => (input as TurnInput.Texted)?.Sms;

    public void Succeed(Receipt receipt) => done.TrySetResult(receipt);

    public void Fail(Exception exception) => done.TrySetException(exception);
}
