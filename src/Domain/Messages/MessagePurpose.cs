namespace VoisinsVigilants.Domain.Messages;

/// <summary>Why an SMS is sent. Decides its lane, its expiry and whether it counts as "this person was told of the alert". Stored by name.</summary>
public enum MessagePurpose
{
    /// <summary>Answer to the person who just texted.</summary>
    Reply,

    /// <summary>An alert to somebody whose job it is.</summary>
    Alert,

    /// <summary>Nobody has answered: asked again.</summary>
    Reminder,

    /// <summary>Nobody has answered: the next person.</summary>
    Escalation,

    /// <summary>Something new about an alert one was told of (a complement, a note, who is on it).</summary>
    Update,

    /// <summary>How an alert ended.</summary>
    Outcome,

    /// <summary>To the residents of a quartier or the commune.</summary>
    Broadcast,

    /// <summary>Keep-alive tests, reminders of dates, warnings about the budget.</summary>
    Service,
}

/// <summary>Order in which waiting SMS leave: a smaller number leaves first, whatever waits behind.</summary>
public enum Lane
{
    Reply = 0,
    Urgent = 1,
    Alert = 2,
    Outcome = 3,
    Broadcast = 4,
}

public static class MessagePurposes
{
    /// <summary>Whoever received one of these knows of the alert, and will be told how it ends.</summary>
    public static bool TellsOfAlert(this MessagePurpose purpose) =>
        purpose is MessagePurpose.Alert or MessagePurpose.Reminder or MessagePurpose.Escalation or MessagePurpose.Broadcast;

    public static Lane LaneFor(this MessagePurpose purpose, bool urgent) => purpose switch
    {
        MessagePurpose.Reply => Lane.Reply,
        MessagePurpose.Broadcast => Lane.Broadcast,
        MessagePurpose.Outcome or MessagePurpose.Service => Lane.Outcome,
        _ => urgent ? Lane.Urgent : Lane.Alert,
    };
}
