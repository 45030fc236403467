using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Conversations;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Officials;
using VoisinsVigilants.Domain.Texts;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Tests.Properties;

/// <summary>The demo commune in memory: decisions are made by the machine itself, and their effects kept as the database would keep them.</summary>
internal sealed class World(Random chance)
{
    private static readonly CommuneFile File = LoadCommune();
    private static readonly TextCatalog Texts = LoadTexts();
    private static readonly RelayPolicy Policy = new();

    private static readonly Commune Brissy = new(
        1, "brissy", "Brissy-sur-Juine", PhoneNumber.Parse("+33639980000"), TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"), QuietHours.Default, true, new DateOnly(2026, 1, 15), false, 0.07m);

    private readonly Dictionary<PhoneNumber, Contact> contacts = [];
    private readonly Dictionary<Guid, Alert> alerts = [];
    private readonly Dictionary<Guid, List<Telling>> told = [];
    private readonly Dictionary<PhoneNumber, List<HeardSms>> heard = [];
    private int codes;

    public static IReadOnlyList<Member> Members { get; } = [.. File.People.Select((person, index) => new Member(
        index + 1, person.Phone, person.Name, person.Roles, person.Quartier, person.Place, person.ReferentOf, person.DutyRank, null, null, true))];

    public DateTimeOffset Now { get; private set; } = new(2026, 4, 14, 8, 0, 0, TimeSpan.Zero);

    public IReadOnlyCollection<Alert> Alerts => alerts.Values;

    public IReadOnlyCollection<Contact> Contacts => contacts.Values;

    public Situation Facts(PhoneNumber phone, bool seesAll = false)
    {
        var sender = Members.FirstOrDefault(member => member.Phone == phone);
        seesAll |= sender?.Roles.Has(RolesExtensions.Staff) == true;
        var known = alerts.Values.Where(alert => seesAll ? !alert.IsEnded || alert.StateSince > Now.AddHours(-72) : alert.IsFrom(phone)).ToList();
        return new Situation(
            Now, Brissy, Policy, Texts, DemoReader.Gazetteer, contacts.GetValueOrDefault(phone) ?? Contact.Unknown(phone), sender,
            [.. Members.Where(member => member.Roles.Has(RolesExtensions.Staff)).Select(member => member with { Reachable = contacts.GetValueOrDefault(member.Phone)?.HasOptedOut != true })],
            known, told.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<Telling>)[.. pair.Value]),
            contacts.Values.Where(contact => contact.HasOptedOut).Select(contact => contact.Phone).ToHashSet(),
            new Drawn(NewId(), new AlertCode(codes + 1, AlertCode.Letters[chance.Next(AlertCode.Letters.Length)])))
        {
            Recent = [.. alerts.Values.Where(alert => !alert.IsEnded && Now - alert.CreatedAt < Policy.JoinWithin)],
            Screen = DemoReader.Interpreter.Screen,
            Traffic = new Traffic([.. (heard.GetValueOrDefault(phone) ?? []).Where(sms => sms.At > Now.AddHours(-1))], []),
        };
    }

    /// <summary>An SMS came in from this phone; what came before counts for floods, loops, and parts of one text.</summary>
    public void Hear(PhoneNumber phone, string body)
    {
        if (!heard.TryGetValue(phone, out var sms)) heard[phone] = sms = [];
        sms.Add(new HeardSms(Now, body));
    }

    /// <summary>The next thing that time itself must do by then: a question nobody answered, or an alert that waits.</summary>
    public (PhoneNumber Phone, Guid? Alert)? NextDue(DateTimeOffset until)
    {
        var contact = contacts.Values.Where(contact => contact.Conversation.PatienceEnds <= until).MinBy(contact => contact.Conversation.PatienceEnds);
        var alert = alerts.Values.Where(alert => alert.DueAt <= until).MinBy(alert => alert.DueAt);
        if (contact is not null && !(alert?.DueAt < contact.Conversation.PatienceEnds))
        {
            Reach(contact.Conversation.PatienceEnds!.Value);
            return (contact.Phone, null);
        }
        if (alert is null) return null;
        Reach(alert.DueAt!.Value);
        return (alert.Author, alert.Id);
    }

    public void Reach(DateTimeOffset instant) => Now = instant > Now ? instant : Now;

    public Alert Find(Guid id) => alerts[id];

    public void Apply(Decision decision)
    {
        foreach (var effect in decision.Effects)
            switch (effect)
            {
                case Effect.SaveContact save: contacts[save.Contact.Phone] = save.Contact; break;
                case Effect.CreateAlert create: (alerts[create.Alert.Id], codes) = (create.Alert, codes + 1); break;
                case Effect.ChangeAlert change: alerts[change.Alert.Id] = change.Alert with { Version = change.Alert.Version + 1 }; break;
                case Effect.SendSms { Sms: { AlertId: { } id } sms } when sms.Purpose.TellsOfAlert():
                    foreach (var alert in (sms.AlsoTells ?? []).Prepend(id)) Tell(alert, sms);
                    break;
            }
    }

    // One SMS in twenty is lost.
    private void Tell(Guid alert, OutgoingSms sms)
    {
        if (!told.TryGetValue(alert, out var tellings)) told[alert] = tellings = [];
        tellings.RemoveAll(telling => telling.Phone == sms.To);
        tellings.Add(new Telling(sms.To, sms.MemberId, sms.Purpose, chance.Next(20) == 0 ? DeliveryStatus.Failed : DeliveryStatus.Delivered, Now));
    }

    private Guid NewId()
    {
        var bytes = new byte[16];
        chance.NextBytes(bytes);
        return new Guid(bytes);
    }

    private static CommuneFile LoadCommune()
    {
        var (commune, errors) = CommuneFiles.Parse("brissy-sur-juine", RepositoryFiles.Read("sms-scripts/communes/brissy-sur-juine"));
        errors.Should().BeEmpty();
        return commune!;
    }

    private static TextCatalog LoadTexts()
    {
        var (texts, errors) = TextCatalog.Load(RepositoryFiles.Read("sms-scripts/textes"));
        errors.Should().BeEmpty();
        return texts!;
    }
}
