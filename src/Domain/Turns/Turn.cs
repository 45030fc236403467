using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Texts;

namespace VoisinsVigilants.Domain.Turns;

/// <summary>A decision being made: flows read the situation and say what shall happen; nothing happens here.</summary>
public sealed class Turn(Situation situation)
{
    private readonly List<Effect> effects = [];
    private bool needsFigures;
    private bool isForgotten;

    public Situation Situation => situation;

    public DateTimeOffset Now => situation.Now;

    /// <summary>The contact as it will be saved.</summary>
    public Contact Contact { get; set; } = situation.Contact;

    public Conversation Conversation
    {
        get => Contact.Conversation;
        set => Contact = Contact with { Conversation = value };
    }

    /// <summary>Answers to the phone that texts pause (flood, loop); whoever is in danger is answered all the same.</summary>
    public bool IsMuted { get; set; }

    public AlertWords Words { get; } = new(situation.Commune, situation.Texts, situation.Gazetteer.Quartiers);

    public Decision Decided() => needsFigures ? Decision.Nothing with { LacksFigures = true } : new(isForgotten || Contact == situation.Contact ? effects : [.. effects, new Effect.SaveContact(Contact)]);

    public void Create(Alert alert) => effects.Add(new Effect.CreateAlert(alert));

    public void Change(Alert alert) => effects.Add(new Effect.ChangeAlert(alert));

    public void Ask(Broadcast broadcast) => effects.Add(new Effect.AskBroadcast(broadcast));

    public void Move(Broadcast broadcast) => effects.Add(new Effect.MoveBroadcast(broadcast));

    public void Send(Broadcast broadcast, DateTimeOffset expiresAt) => effects.Add(new Effect.SendBroadcast(broadcast.Id, expiresAt));

    public void NoteBudgetWarning(DateOnly month) => effects.Add(new Effect.NoteBudgetWarning(month));

    /// <summary>The month's figures, or null when they must be loaded first: then nothing of this decision counts, and it is made again with them.</summary>
    public MonthFigures? FiguresOfMonth()
    {
        needsFigures |= situation.Month is null;
        return situation.Month;
    }

    public void Log(Alert alert, EntryKind kind, string body) => effects.Add(new Effect.LogEntry(alert.Id, kind, Contact.Phone, body));

    /// <summary>A line of the log that nobody wrote: time acted.</summary>
    public void LogTime(Alert alert, EntryKind kind) => effects.Add(new Effect.LogEntry(alert.Id, kind, null, ""));

    /// <summary>The author's words as far as they may travel; plates among them are kept for those who may see them.</summary>
    public ScreenedWords Screen(string words)
    {
        var (read, plates) = PlateReader.Read(ContentScreen.WithoutPhoneNumbers(words));
        var reasons = situation.Screen.Find(read, situation.Gazetteer);
        return new ScreenedWords(reasons.Count == 0 ? read : Render(TextKeys.WordsWithheld), read, reasons, plates);
    }

    /// <summary>Staff's free words for others, or null when they may not be passed on: who people are, or anything that sends somebody into danger.</summary>
    public string? PassOn(string words)
    {
        var screened = Screen(words);
        return screened.AreWithheld || ContentScreen.SendsIntoDanger(words) ? null : screened.Safe;
    }

    public void Keep(Alert alert, IReadOnlyList<Plate> plates)
    {
        if (plates.Count > 0) effects.Add(new Effect.KeepPlates(alert.Id, plates));
    }

    public void Save(Alert alert, Witness witness) => effects.Add(new Effect.SaveWitness(alert.Id, witness));

    /// <summary>The SMS keep their rows and lose their words.</summary>
    public void EmptySms(IReadOnlyList<string> carrierMessageIds, string words)
    {
        if (carrierMessageIds.Count > 0) effects.Add(new Effect.EmptySms(carrierMessageIds, words));
    }

    /// <summary>Nothing that leads back to this phone stays, its contact included.</summary>
    public void Erase()
    {
        isForgotten = true;
        effects.Add(new Effect.Erase(Contact.Phone, situation.Drawn.Pseudonym));
    }

    public string Render(TextKey key, params (string Name, string Value)[] values) => situation.Texts.Render(key, values);

    /// <summary>Answers the person who texted, unless they asked for silence.</summary>
    public void Reply(TextKey key, params (string Name, string Value)[] values)
    {
        if (!Contact.HasOptedOut) Answer(key, values);
    }

    /// <summary>Answers what somebody asks about themselves, which is their right whatever they asked before.</summary>
    public void Answer(TextKey key, params (string Name, string Value)[] values) => Receipt(Render(key, values), null);

    /// <summary>Answers even somebody who asked for silence: a report is always acknowledged once.</summary>
    public void Receipt(string text, Guid? alertId)
    {
        if (!IsMuted) Send(Contact.Phone, isForgotten ? null : situation.Sender?.Id, MessagePurpose.Reply, Lane.Reply, text, alertId, situation.Policy.ReplyValidFor);
    }

    /// <summary>Tells somebody whose job it is. Never an author, whatever else they are.</summary>
    /// <param name="wait">Held back for so long, in case something newer takes its place.</param>
    public void Tell(Member member, Alert alert, MessagePurpose purpose, string text, IReadOnlyList<Guid>? alsoTells = null, TimeSpan wait = default)
    {
        if (alert.IsFrom(member.Phone) || !member.Reachable) return;
        var valid = purpose is MessagePurpose.Alert or MessagePurpose.Reminder or MessagePurpose.Escalation
            ? situation.Policy.AlertSmsValidFor
            : situation.Policy.OutcomeValidFor;
        Send(member.Phone, member.Id, purpose, purpose.LaneFor(alert.Urgent), text, alert.Id, valid, alsoTells, PlateReader.HoldsMask(text) && MaySeePlates(member, alert), wait);
    }

    /// <summary>Tells all whose report stands how it goes on, unless they asked for silence.</summary>
    public void TellAuthor(Alert alert, string text, PhoneNumber? except = null, TimeSpan wait = default)
    {
        foreach (var author in alert.Authors.Where(author => author != except && !author.IsPseudonym && !situation.Silent.Contains(author)))
            Send(author, null, MessagePurpose.Outcome, Lane.Outcome, text, alert.Id, situation.Policy.OutcomeValidFor, wait: wait);
    }

    /// <summary>Something to know that is about no alert: dates, duty, tests. Whoever opted out is left alone.</summary>
    public void Inform(Member member, string text)
    {
        if (member.Reachable) Send(member.Phone, member.Id, MessagePurpose.Service, MessagePurpose.Service.LaneFor(urgent: false), text, null, situation.Policy.OutcomeValidFor);
    }

    /// <summary>Writes to the town hall's desk by e-mail, whether or not an SMS reaches it; never to an author.</summary>
    public void MailDesk(TextKey subject, TextKey body, Func<TextKey, string> render, Alert? alert = null)
    {
        foreach (var desk in situation.Staff.Where(member => member.Roles.Has(Roles.Mairie) && alert?.IsFrom(member.Phone) != true))
            if (desk.Email is { } address) effects.Add(new Effect.SendMail(new OutgoingMail(address, render(subject), render(body), alert?.Id)));
    }

    public void Do(Effect effect) => effects.Add(effect);

    /// <summary>Tells staff what is no alert of theirs: a question, a service. Not who asked for silence.</summary>
    public void Notify(Member member, string text, Guid? alertId = null, TimeSpan? validFor = null)
    {
        if (member.Reachable) Send(member.Phone, member.Id, MessagePurpose.Service, Lane.Outcome, text, alertId, validFor ?? situation.Policy.OutcomeValidFor);
    }

    private void Send(PhoneNumber to, long? memberId, MessagePurpose purpose, Lane lane, string text, Guid? alertId, TimeSpan validFor, IReadOnlyList<Guid>? alsoTells = null, bool revealsPlates = false, TimeSpan wait = default) =>
        effects.Add(new Effect.SendSms(new OutgoingSms(to, memberId, purpose, lane, text, alertId, Now + wait, Now + wait + validFor, alsoTells) { RevealsPlates = revealsPlates }));

    // Plates go to the gendarmerie and to the référent of the quartier or in charge, to nobody else (PRODUCT §3.7).
    private static bool MaySeePlates(Member member, Alert alert) =>
        member.Roles.Has(Roles.Gendarmerie) || member.WatchesOver(alert.Quartier) || (member.Roles.Has(Roles.Referent) && member.Id == alert.TakenBy);
}
