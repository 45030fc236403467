using FluentValidation;

namespace VoisinsVigilants.Gateway.Mails;

/// <summary>How the connection to the mail server is kept from others' eyes.</summary>
public enum MailSecurity
{
    /// <summary>Not at all: a server on the same machine.</summary>
    None,

    /// <summary>Begins in the clear and is sealed before anything is said; a server that cannot is refused.</summary>
    StartTls,

    /// <summary>Sealed from the first byte.</summary>
    Tls,
}

/// <summary>Configuration section <c>Mail</c>. Without a host no mail is written.</summary>
public sealed record MailSettings
{
    public string Host { get; init; } = "";

    public int Port { get; init; } = 587;

    public string User { get; init; } = "";

    public string Password { get; init; } = "";

    /// <summary>The address that mails come from; its domain stands in their ids.</summary>
    public string From { get; init; } = "";

    public MailSecurity Security { get; init; } = MailSecurity.StartTls;

    public bool IsOn => Host.Length > 0;

    public sealed class Validator : AbstractValidator<MailSettings>
    {
        public Validator()
        {
            When(settings => settings.IsOn, () =>
            {
                RuleFor(settings => settings.Port).InclusiveBetween(1, 65_535)
                    .WithMessage("Mail:Port must be between 1 and 65535 (587 with StartTls, 465 with Tls).");
                RuleFor(settings => settings.From).Must(from => System.Net.Mail.MailAddress.TryCreate(from, out var address) && address.Address == from)
                    .WithMessage("Mail:From must be the address that mails come from, for example voisins-vigilants@mairie.example");
                RuleFor(settings => settings.Password).Must((settings, password) => password.Length > 0 == settings.User.Length > 0)
                    .WithMessage("Mail:Password and Mail:User belong together: give both or neither.");
                RuleFor(settings => settings.Security).Must((settings, security) => security != MailSecurity.None || settings.Password.Length == 0)
                    .WithMessage("Mail:Security must not be None with a password: it would travel in the clear.");
            });
        }
    }
}
