using System.Diagnostics;
using VoisinsVigilants.Benchmarks.Rivals;
using VoisinsVigilants.Village;

namespace VoisinsVigilants.Benchmarks;

/// <summary>
/// News for all residents: from the last word that lets it leave (the adjoint's OUI and its number, a signed webhook) to the last recipient the
/// carrier has accepted. Beside it other job systems doing the same durable work against the same carrier.
/// </summary>
internal static class FanOut
{
    private const string Ours = "gateway";
    private const string Hangfire = "Hangfire, a job for each SMS";
    private const int PerSecond = 100;

    private static int Recipients => Report.Smoke ? 10 : 1_300;

    public static async Task Run()
    {
        var free = await Measure(Carrier.After(TimeSpan.FromMilliseconds(20)), 10_000, Recipients);
        var capped = Report.Smoke ? free : await Measure(Carrier.Capped(PerSecond, TimeSpan.FromMilliseconds(20)), PerSecond, Recipients);
        Say(free, capped);
    }

    private static async Task<Dictionary<string, List<double>>> Measure(Func<CancellationToken, Task> pause, int perSecond, int recipients)
    {
        await using var carrier = await Carrier.Start(pause);
        await using var region = await Region.Create(1, recipients);
        await using var gateway = await region.Gateway(carrier.Address, ("Delivery__SmsPerSecond", $"{perSecond}"));
        await using var hangfire = await HangfirePerSms.Start(carrier.Address);
        var rivals = new List<Rival>();
        foreach (var name in Rival.Known) rivals.Add(await Rival.Start(name, carrier.Address));

        var seconds = new Dictionary<string, List<double>>();

        // The first round only warms everybody up; with a cap, the cap is all that counts and nobody needs it.
        var warms = !Report.Smoke && perSecond > PerSecond;
        for (var round = warms ? -1 : 0; round < Report.Rounds; round++)
        {
            var took = new Dictionary<string, double> { [Ours] = await Broadcast(region, carrier, gateway, recipients) };

            // With a cap all of them wait for it: two rounds tell how well.
            if (perSecond == PerSecond && round >= 2)
            {
                seconds[Ours].Add(took[Ours]);
                continue;
            }
            foreach (var rival in rivals) took[rival.Name] = await Timed(carrier, "rival", recipients, () => rival.FanOut(recipients));
            took[Hangfire] = await Timed(carrier, "rival", recipients, () => hangfire.FanOut(recipients));

            if (round < 0) continue;
            foreach (var (name, time) in took) (seconds.TryGetValue(name, out var times) ? times : seconds[name] = []).Add(time);
        }
        foreach (var rival in rivals) await rival.DisposeAsync();
        return seconds;
    }

    private static async Task<double> Broadcast(Region region, Carrier carrier, GatewayProcess gateway, int recipients)
    {
        var adjoint = await region.Database.Ask<string>("select phone from members where commune_id = 2 and duty_rank = 1");
        var caller = new WebhookCaller(gateway.Http, gateway.Address);
        await Text("DIFFUSER : Coupure d'eau demain de 8 h a 12 h, rue du Lavoir.");
        var number = await region.Database.Ask<string>("select number from broadcasts order by asked_at desc limit 1");
        var took = await Timed(carrier, "+9993", recipients, () => Text($"OUI {number}"));
        await region.Forget();
        return took;

        Task Text(string words) => caller.Post("twilio/sms", WebhookCaller.Sms(WebhookCaller.NewSid(), adjoint, words, Region.NumberOf(1)));
    }

    private static async Task<double> Timed(Carrier carrier, string phones, int recipients, Func<Task> begin)
    {
        carrier.Accepted.Clear();
        var watch = Stopwatch.StartNew();
        await begin();
        while (carrier.Accepted.Count < recipients || carrier.Accepted.Count(to => to.StartsWith(phones, StringComparison.Ordinal)) < recipients)
        {
            if (watch.Elapsed > TimeSpan.FromMinutes(2)) throw new TimeoutException($"Only {carrier.Accepted.Count} of {recipients} SMS came to {phones}….");
            await Task.Delay(5);
        }
        var took = watch.Elapsed.TotalSeconds;

        // Whoever still records what became of them does not do so in the next one's time.
        await Task.Delay(300);
        return took;
    }

    private static void Say(Dictionary<string, List<double>> free, Dictionary<string, List<double>> capped)
    {
        var table = new Table("", $"{Recipients} SMS, carrier answers after 20 ms: seconds", "gateway / this", $"carrier takes {PerSecond} a second: seconds");
        foreach (var name in free.Keys) table.Add(name, Figures.Of(free[name]), Figures.Ratio(free[Ours], free[name]), Figures.Of(capped[name]));
        var best = free.Where(pair => pair.Key != Ours).Select(pair => Figures.Of(pair.Value).Median).Min();
        Report.Part(
            "fan-out",
            table,
            string.Join('\n',
                Report.Goal("fan-out", "gateway / fastest other, seconds", Figures.Of(free[Ours].Select(time => time / best)), '≤', 1),
                Report.Goal("fan-out", "with the cap, gateway / the cap itself", Figures.Of(capped[Ours].Select(time => time / ((double)Recipients / PerSecond))), '≤', 1.05)));
        Report.Plot("fan-out", Plot.Bars($"{Recipients} SMS, from the word that lets them leave to the last one accepted", "seconds, shorter is better", [.. free.Select(pair => (pair.Key, Figures.Of(pair.Value)))]));
    }
}
