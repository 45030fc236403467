using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Text;
using VoisinsVigilants.Gateway.Jobs;

namespace VoisinsVigilants.Gateway.Mails;

/// <summary>Hands mails to the mail server, one after the other, and tries again for a day what it would not take.</summary>
public sealed class MailPost(MailStore mails, NodePresence node, TimeProvider clock, IOptions<MailSettings> settings, ILogger<MailPost> log)
{
    private const int PatienceMs = 30_000;
    private static readonly TimeSpan TriedFor = TimeSpan.FromDays(1);

    /// <summary>Sends what is due. Returns when there may be more; null when nothing waits.</summary>
    public async Task<DateTimeOffset?> SendDue(CancellationToken stop)
    {
        if (node.Number is not { } me) return clock.GetUtcNow();
        while (await mails.Claim(me, clock.GetUtcNow(), stop) is { } mail) await Send(mail, stop);
        return await mails.Next(stop);
    }

    private async Task Send(HeldMail mail, CancellationToken stop)
    {
        try
        {
            await HandOver(mail, stop);
        }
        catch (Exception exception) when (!stop.IsCancellationRequested)
        {
            await Postpone(mail, exception, stop);
            return;
        }

        // The server has it: not to be interrupted.
        await mails.Sent(mail.Id, clock.GetUtcNow(), CancellationToken.None);
    }

    private async Task HandOver(HeldMail mail, CancellationToken stop)
    {
        using var message = Message(mail);
        using var server = new SmtpClient { Timeout = PatienceMs };
        await server.ConnectAsync(settings.Value.Host, settings.Value.Port, settings.Value.Security switch
        {
            MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
            MailSecurity.StartTls => SecureSocketOptions.StartTls,
            _ => SecureSocketOptions.None,
        }, stop);
        if (settings.Value.User.Length > 0) await server.AuthenticateAsync(settings.Value.User, settings.Value.Password, stop);
        await server.SendAsync(message, stop);

        // Taken is taken, whatever becomes of the farewell.
        try
        {
            await server.DisconnectAsync(quit: true, CancellationToken.None);
        }
        catch (Exception exception) when (exception is IOException or SmtpProtocolException or SmtpCommandException)
        {
            log.LogDebug("Mail {Id}: the mail server hung up ({Reason})", mail.Id, exception.GetType().Name);
        }
    }

    // Always the same id for one row: whoever receives a mail twice, because we died before we could write down that it had left, sees one.
    private MimeMessage Message(HeldMail mail)
    {
        var message = new MimeMessage { Subject = mail.Subject.ReplaceLineEndings(" "), Date = mail.CreatedAt, Body = new TextPart(TextFormat.Plain) { Text = mail.Body } };
        message.From.Add(MailboxAddress.Parse(settings.Value.From));
        message.To.Add(MailboxAddress.Parse(mail.To));
        message.MessageId = $"voisins-{mail.Id}-{mail.CreatedAt.ToUnixTimeMilliseconds()}@{settings.Value.From.Split('@')[^1]}";

        // No automatic answers, please (RFC 3834).
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    private async Task Postpone(HeldMail mail, Exception exception, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var givenUp = now - mail.CreatedAt >= TriedFor;
        var later = now + TimeSpan.FromMinutes(Math.Min(Math.Pow(2, Math.Min(mail.Attempts, 10) - 1), 60));
        var reason = exception is SmtpCommandException refused ? $"{(int)refused.StatusCode}" : exception.GetType().Name;
        await mails.NotSent(mail.Id, reason, givenUp ? null : later, now, stop);
        if (givenUp) log.LogCritical("ALARM: mail {Id} was given up after a day ({Reason})", mail.Id, reason);
        else log.LogWarning("Mail {Id} was not taken ({Reason}); tried again later", mail.Id, reason);
    }
}
