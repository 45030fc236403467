using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using VoisinsVigilants.Village;

namespace VoisinsVigilants.Benchmarks;

/// <summary>
/// One report at a time on an idle system: how long after the commit of its turn does the carrier get the first call? The instant of the
/// commit is PostgreSQL's own (track_commit_timestamp), that of the call the carrier's; both read the clock of the same machine.
/// </summary>
internal static class CommitToCarrier
{
    private const int WarmUp = 50;

    public static async Task Run(int reports)
    {
        await using var database = await TestDatabase.Create();
        await using var carrier = await Carrier.Start();
        var settings = Village.Village.Settings(database.ConnectionString, carrier.Address);
        await Village.Village.Prepare(settings);
        await using var gateway = new GatewayProcess(settings);
        await gateway.Start();

        var (fromCommit, fromPost) = (new List<double>(), new List<double>());
        for (var report = 0; report < WarmUp + reports; report++)
        {
            var (commit, post) = await Measure(report, database, carrier, gateway);
            if (report < WarmUp) continue;
            fromCommit.Add(commit);
            fromPost.Add(post);
        }
        Console.WriteLine($"{reports} reports, one at a time, {Environment.ProcessorCount} cores, milliseconds");
        Say("commit of the turn -> first call at the carrier", fromCommit);
        Say("webhook sent       -> first call at the carrier", fromPost);
    }

    private static async Task<(double FromCommit, double FromPost)> Measure(int report, TestDatabase database, Carrier carrier, GatewayProcess gateway)
    {
        // Every report from another number, so that each is a new alert and not a complement.
        var from = string.Create(CultureInfo.InvariantCulture, $"+3363998{5000 + report:0000}");
        var sid = $"SM{report:x32}";
        await WaitUntilQuiet(carrier);
        carrier.Calls.Clear();

        var sent = TimeProvider.System.GetUtcNow();
        await Post(gateway, new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["MessageSid"] = sid, ["From"] = from, ["To"] = Village.Village.Number, ["Body"] = "cambriolage rue du lavoir, vitre cassee",
        });
        while (carrier.Calls.IsEmpty) await Task.Delay(1);
        var called = carrier.Calls.First().At;
        var committed = await database.Ask<DateTime>($"select pg_xact_commit_timestamp(xmin) from inbox where carrier_message_id = '{sid}'");
        return ((called.UtcDateTime - DateTime.SpecifyKind(committed, DateTimeKind.Utc)).TotalMilliseconds, (called - sent).TotalMilliseconds);
    }

    // Idle means idle: nothing has reached the carrier for a while.
    private static async Task WaitUntilQuiet(Carrier carrier)
    {
        var quiet = Stopwatch.StartNew();
        for (var count = carrier.Calls.Count; quiet.ElapsedMilliseconds < 40; await Task.Delay(5))
            if (carrier.Calls.Count != count)
            {
                count = carrier.Calls.Count;
                quiet.Restart();
            }
    }

    private static async Task Post(GatewayProcess gateway, SortedDictionary<string, string> form)
    {
        var url = new Uri(gateway.Address, "twilio/sms");
        var signed = url + string.Concat(form.Select(pair => pair.Key + pair.Value));
#pragma warning disable CA5350 // Twilio prescribes SHA-1.
        var signature = Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(Village.Village.AuthToken), Encoding.UTF8.GetBytes(signed)));
#pragma warning restore CA5350
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Add("X-Twilio-Signature", signature);
        using var answer = await gateway.Http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    private static void Say(string what, List<double> milliseconds)
    {
        milliseconds.Sort();
        double At(double share) => milliseconds[(int)Math.Min(milliseconds.Count - 1, milliseconds.Count * share)];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: p50 {At(0.5):0.00}  p90 {At(0.9):0.00}  p99 {At(0.99):0.00}  max {milliseconds[^1]:0.00}"));
    }
}
