using FluentValidation;

namespace VoisinsVigilants.Gateway.Carriers.Twilio;

/// <summary>Configuration section <c>Twilio</c>; the keys are those of Twilio's own ASP.NET library, and two of ours.</summary>
public sealed record TwilioSettings
{
    public ClientSettings Client { get; init; } = new();

    public RequestValidationSettings RequestValidation { get; init; } = new();

    public sealed record ClientSettings
    {
        public string AccountSid { get; init; } = "";

        public string AuthToken { get; init; } = "";

        public string? ApiKeySid { get; init; }

        public string? ApiKeySecret { get; init; }

        public string? Region { get; init; }

        public string? Edge { get; init; }

        /// <summary>Ours: where the API is, when it is not Twilio's (the Simulator).</summary>
        public Uri? BaseUrl { get; init; }
    }

    public sealed record RequestValidationSettings
    {
        public string AuthToken { get; init; } = "";

        /// <summary>The public address that Twilio signs, when it is not <c>Gateway:PublicBaseUrl</c>.</summary>
        public Uri? BaseUrlOverride { get; init; }

        /// <summary>Ours: a second token that is accepted as well, while tokens are being changed.</summary>
        public string? AlternateAuthToken { get; init; }
    }

    public sealed class Validator : AbstractValidator<TwilioSettings>
    {
        public Validator()
        {
            RuleFor(settings => settings.Client.AccountSid).Matches("^AC[0-9a-zA-Z]{32}$").WithName("Twilio:Client:AccountSid")
                .WithMessage("Twilio:Client:AccountSid must be AC followed by 32 digits and letters (console.twilio.com, Account Info).");
            RuleFor(settings => settings.Client).Must(client => client.AuthToken.Length > 0 || (client.ApiKeySid is not null && client.ApiKeySecret is not null))
                .WithName("Twilio:Client:AuthToken")
                .WithMessage("Twilio:Client:AuthToken is missing: give it, or both Twilio:Client:ApiKeySid and Twilio:Client:ApiKeySecret.");
            RuleFor(settings => settings.RequestValidation.AuthToken).NotEmpty().WithName("Twilio:RequestValidation:AuthToken")
                .WithMessage("Twilio:RequestValidation:AuthToken is missing: without it no webhook could be trusted.");
        }
    }
}
