using VoisinsVigilants.Simulator.Phones;

namespace VoisinsVigilants.Simulator.FakeTwilio;

/// <summary>Every SMS the carrier has seen, and who has opted out of which number. In memory: a restart forgets, as a new account would.</summary>
public sealed class MessageBook(LiveFeed feed)
{
    private readonly Lock gate = new();
    private readonly List<CarriedSms> messages = [];
    private readonly Dictionary<string, int> places = [];
    private readonly HashSet<(string Phone, string Number)> optedOut = [];
    private long serial;
    private long version;

    /// <summary>Grows with every change: two equal readings with waiting between them mean that nothing moved.</summary>
    public long Version => Volatile.Read(ref version);

    public IReadOnlyList<CarriedSms> All
    {
        get
        {
            lock (gate) return [.. messages];
        }
    }

    public CarriedSms? Find(string sid)
    {
        lock (gate) return places.TryGetValue(sid, out var place) ? messages[place] : null;
    }

    /// <summary>Keeps a new SMS; a sid that is known already (the same SMS offered again) is left as it is.</summary>
    public CarriedSms Add(CarriedSms sms)
    {
        lock (gate)
        {
            if (places.TryGetValue(sms.Sid, out var known)) return messages[known];
            sms = sms with { Serial = ++serial };
            places[sms.Sid] = messages.Count;
            messages.Add(sms);
            Published(sms);
            return sms;
        }
    }

    /// <summary>Null when the book was emptied meanwhile.</summary>
    public CarriedSms? Change(string sid, Func<CarriedSms, CarriedSms> change)
    {
        lock (gate)
        {
            if (!places.TryGetValue(sid, out var place)) return null;
            messages[place] = change(messages[place]);
            Published(messages[place]);
            return messages[place];
        }
    }

    public bool HasOptedOut(string phone, string number)
    {
        lock (gate) return optedOut.Contains((phone, number));
    }

    /// <summary>True when this changed anything.</summary>
    public bool OptOut(string phone, string number)
    {
        lock (gate) return optedOut.Add((phone, number));
    }

    /// <summary>True when this changed anything.</summary>
    public bool OptIn(string phone, string number)
    {
        lock (gate) return optedOut.Remove((phone, number));
    }

    public void Clear()
    {
        lock (gate)
        {
            messages.Clear();
            places.Clear();
            optedOut.Clear();
            version++;
            feed.Publish("reset", new { });
        }
    }

    // Inside the lock, so that the feed tells changes in their order.
    private void Published(CarriedSms sms)
    {
        version++;
        feed.Publish("message", sms);
    }
}
