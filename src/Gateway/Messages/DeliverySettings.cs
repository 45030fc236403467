using FluentValidation;

namespace VoisinsVigilants.Gateway.Messages;

/// <summary>Configuration section <c>Delivery</c>.</summary>
public sealed record DeliverySettings
{
    /// <summary>SMS per second and sender. Long numbers bear about 10, short codes 30 to 100.</summary>
    public int SmsPerSecond { get; init; } = 10;

    /// <summary>From one SMS of a sender to the next.</summary>
    public TimeSpan Pause => TimeSpan.FromSeconds(1.0 / SmsPerSecond);

    /// <summary>A sender that was idle may be ahead of its rate by this much: a second, or two SMS when it is very slow.</summary>
    public TimeSpan Burst => Pause * 2 > TimeSpan.FromSeconds(1) ? Pause * 2 : TimeSpan.FromSeconds(1);

    public sealed class Validator : AbstractValidator<DeliverySettings>
    {
        public Validator()
        {
            RuleFor(settings => settings.SmsPerSecond).InclusiveBetween(1, 10_000).WithName("Delivery:SmsPerSecond")
                .WithMessage("Delivery:SmsPerSecond must be between 1 and 10000 (10 suits an ordinary number).");
        }
    }
}
