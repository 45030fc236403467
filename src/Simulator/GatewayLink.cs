using System.Globalization;
using System.Net;
using System.Text.Json;

namespace VoisinsVigilants.Simulator;

/// <param name="Roles">Lower case: <c>voisin</c>, <c>referent</c>, <c>adjoint</c>, <c>mairie</c>, <c>gendarmerie</c>.</param>
/// <param name="Quartier">Code of the quartier somebody lives in.</param>
public sealed record Person(string Key, string Name, IReadOnlyList<string> Roles, string? Quartier, IReadOnlyList<string> ReferentOf, string Phone);

/// <param name="Number">The number people text.</param>
public sealed record CommunePeople(string Commune, string Name, string TimeZone, string Number, IReadOnlyList<Person> People);

/// <summary>The gateway as seen from outside: its clock, its people, a clean start. These doors are open in its environment Simulation only.</summary>
public sealed class GatewayLink(SimulatorSettings settings) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly HttpClient http = new() { Timeout = TimeSpan.FromMinutes(5) };
    private string? number;
    private long offset;
    private long askAgainAt;

    /// <summary>The hour phones show: the gateway's simulated time; real time when it has none; what it was, flowing on, while it is away.</summary>
    public async Task<DateTimeOffset> Now(CancellationToken stop)
    {
        if (settings.FollowsGatewayClock && Environment.TickCount64 >= Volatile.Read(ref askAgainAt)) await Ask(stop);
        return DateTimeOffset.UtcNow + TimeSpan.FromTicks(Volatile.Read(ref offset));
    }

    /// <summary>Null when the gateway has no simulated clock or cannot be reached.</summary>
    public async Task<DateTimeOffset?> Clock(CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        try
        {
            using var answer = await http.GetAsync(At("simulation/clock"), patience.Token);
            if (!answer.IsSuccessStatusCode) return null;
            return Follow(await answer.Content.ReadFromJsonAsync<ClockAnswer>(patience.Token));
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or OperationCanceledException && !stop.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>When this returns, everything due by then has run at the gateway.</summary>
    public async Task<DateTimeOffset> Advance(TimeSpan span, CancellationToken stop)
    {
        var advance = span.ToString("c", CultureInfo.InvariantCulture);
        using var answer = await http.PostAsJsonAsync(At("simulation/clock"), new { advance }, stop);
        await Check(answer, stop);
        return Follow(await answer.Content.ReadFromJsonAsync<ClockAnswer>(stop));
    }

    /// <summary>The gateway forgets all that happened, keeps its people, and believes it is this instant.</summary>
    public async Task Reset(DateTimeOffset now, CancellationToken stop)
    {
        using var answer = await http.PostAsJsonAsync(At("simulation/reset"), new { now = now.UtcDateTime }, stop);
        await Check(answer, stop);
        Follow(await answer.Content.ReadFromJsonAsync<ClockAnswer>(stop));
    }

    /// <summary>Null when the gateway knows no such commune or cannot be reached.</summary>
    public async Task<CommunePeople?> FindPeople(string commune, CancellationToken stop)
    {
        try
        {
            using var answer = await http.GetAsync(At($"simulation/people?commune={Uri.EscapeDataString(commune)}"), stop);
            return answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<CommunePeople>(stop) : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>The commune's number, also while the gateway is away: phones do not know that. Null when it was never heard.</summary>
    public async Task<string?> FindNumber(CancellationToken stop) => number ??= (await FindPeople(settings.Commune, stop))?.Number;

    public void Dispose() => http.Dispose();

    private async Task Ask(CancellationToken stop)
    {
        if (await Clock(stop) is null) Volatile.Write(ref askAgainAt, Environment.TickCount64 + (long)Patience.TotalMilliseconds);
    }

    private DateTimeOffset Follow(ClockAnswer? answer)
    {
        if (answer is null) return DateTimeOffset.UtcNow + TimeSpan.FromTicks(Volatile.Read(ref offset));
        Volatile.Write(ref offset, (answer.Now - DateTimeOffset.UtcNow).Ticks);
        return answer.Now;
    }

    private static async Task Check(HttpResponseMessage answer, CancellationToken stop)
    {
        if (answer.IsSuccessStatusCode) return;
        var why = answer.StatusCode == HttpStatusCode.NotFound
            ? "its environment must be Simulation (ASPNETCORE_ENVIRONMENT)"
            : await answer.Content.ReadAsStringAsync(stop);
        throw new HttpRequestException($"The gateway answered {(int)answer.StatusCode} to {answer.RequestMessage?.RequestUri?.AbsolutePath}: {why}", null, answer.StatusCode);
    }

    private Uri At(string path) => new(settings.GatewayUrl, path);

    private sealed record ClockAnswer(DateTimeOffset Now);
}
