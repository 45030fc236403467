using VoisinsVigilants.Simulator.FakeTwilio;

namespace VoisinsVigilants.Simulator.DialoguePlayer;

/// <summary>SMS that reached a phone and have not been accounted for by the script.</summary>
internal sealed class Arrivals(MessageBook book)
{
    private readonly HashSet<string> known = [];
    private int earlier;

    /// <summary>In the order the carrier took them.</summary>
    public IReadOnlyList<CarriedSms> Waiting => [.. book.All.Where(sms => IsNew(sms))];

    public IReadOnlyList<CarriedSms> WaitingFor(string phone) => [.. book.All.Where(sms => sms.Phone == phone && IsNew(sms))];

    /// <summary>How many SMS arrived since the last text or passing of time, expected or not.</summary>
    public int SinceMoment => book.All.Count(sms => !sms.FromPhone && sms.IsOnPhone) - earlier;

    public void Account(CarriedSms sms) => known.Add(sms.Sid);

    /// <summary>A new moment begins.</summary>
    public void Mark() => earlier = book.All.Count(sms => !sms.FromPhone && sms.IsOnPhone);

    private bool IsNew(CarriedSms sms) => !sms.FromPhone && sms.IsOnPhone && !known.Contains(sms.Sid);
}
