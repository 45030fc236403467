using global::Twilio.AspNet.Core;
using global::Twilio.Clients;
using global::Twilio.Exceptions;
using global::Twilio.Rest.Api.V2010.Account;
using Microsoft.Extensions.Options;
using VoisinsVigilants.Domain.Messages;

namespace VoisinsVigilants.Gateway.Carriers.Twilio;

/// <summary>Twilio's Messages API through Twilio's own library. Same public members as the class of the same name in <c>Http/</c>.</summary>
public sealed class TwilioClient(ITwilioRestClient twilio, TimeProvider clock)
{
    // Twilio.AspNet.Core names its HttpClient so.
    private const string HttpClientName = "Twilio";

    /// <summary>How long the carrier may take to answer; it takes tens of milliseconds. An SMS is held, and told to nobody else, for longer than this.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    public static void Register(IServiceCollection services)
    {
        services.AddTwilioClient();
        services.AddTransient<TwilioClient>();
        services.AddTransient<OtherAddress>();
        services.AddHttpClient(HttpClientName, http => http.Timeout = Patience).AddHttpMessageHandler<OtherAddress>();
    }

    /// <summary>Hands an SMS over. Never throws for what a network or a carrier can do.</summary>
    public async Task<SendOutcome> Create(CarrierSms sms, Uri statusCallback, CancellationToken stop)
    {
        try
        {
            var message = await MessageResource.CreateAsync(
                new CreateMessageOptions(new global::Twilio.Types.PhoneNumber(sms.To.Value))
                {
                    From = new global::Twilio.Types.PhoneNumber(sms.From.Value),
                    Body = sms.Body,
                    StatusCallback = statusCallback,
                    ValidityPeriod = Math.Clamp((int)sms.ValidFor.TotalSeconds, 1, 36_000),
                },
                twilio).WaitAsync(stop);
            return new SendOutcome.Accepted(message.Sid);
        }
        catch (ApiException exception) when (exception.Status is >= 400 and < 500)
        {
            return new SendOutcome.Refused(exception.Status == 429 ? 20429 : exception.Code);
        }
        catch (Exception exception) when (exception is TwilioException or HttpRequestException or IOException or TaskCanceledException && !stop.IsCancellationRequested)
        {
            return new SendOutcome.Unknown(exception.GetType().Name, exception is ApiException);
        }
    }

    /// <summary>One SMS as the carrier sees it; null when it knows none of that sid.</summary>
    public async Task<CarrierMessage?> Fetch(string sid, CancellationToken stop)
    {
        try
        {
            return Read(await MessageResource.FetchAsync(sid, client: twilio).WaitAsync(stop));
        }
        catch (ApiException exception) when (exception.Status == 404)
        {
            return null;
        }
    }

    /// <summary>SMS to a number that are not older than <paramref name="age"/>, newest first, all pages.</summary>
    public async Task<IReadOnlyList<CarrierMessage>> List(PhoneNumber to, TimeSpan age, CancellationToken stop)
    {
        var since = TwilioTime.Since(clock, age);
        var options = new ReadMessageOptions { To = new global::Twilio.Types.PhoneNumber(to.Value), DateSentAfter = since.UtcDateTime.Date };
        var found = await MessageResource.ReadAsync(options, twilio).WaitAsync(stop);

        // The set reads its further pages as it is walked, each with a blocking call.
        return await Task.Run(() => found.Select(Read).Where(message => message.CreatedAt >= since).ToList(), stop);
    }

    private static CarrierMessage Read(MessageResource message) => new(
        message.Sid,
        message.From?.ToString() ?? "",
        message.To ?? "",
        message.Body ?? "",
        message.Status?.ToString() ?? "",
        message.ErrorCode,
        message.Direction == MessageResource.DirectionEnum.Inbound,
        new DateTimeOffset(DateTime.SpecifyKind(message.DateCreated ?? DateTime.UnixEpoch, DateTimeKind.Utc)));

    /// <summary><c>Twilio:Client:BaseUrl</c>: the library knows only Twilio's own addresses.</summary>
    private sealed class OtherAddress(IOptions<TwilioSettings> settings) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (settings.Value.Client.BaseUrl is { } other) request.RequestUri = new Uri(other, request.RequestUri!.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
