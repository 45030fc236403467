using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using VoisinsVigilants.Simulator.FakeTwilio;
using VoisinsVigilants.Simulator.Phones;

namespace VoisinsVigilants.Faults.Tests;

/// <summary>An SMS that somebody wrote, and how it was taken at the door.</summary>
internal sealed record Written(string Sid, string Phone, bool IsReport, bool Accepted);

/// <summary>People who report, and référents of whom most answer.</summary>
internal sealed partial class Villagers(StormPlan plan, IServiceProvider simulator)
{
    private static readonly string[] Facts =
    [
        "cambriolage rue du lavoir, vitre cassee", "vol de velo rue des cheminots", "individu louche qui regarde les maisons chemin des vignes", "cambriolage chemin du moulin",
    ];

    private readonly PhoneLine line = simulator.GetRequiredService<PhoneLine>();
    private readonly MessageBook book = simulator.GetRequiredService<MessageBook>();

    public ConcurrentBag<Written> All { get; } = [];

    public int OfferedAgain { get; private set; }

    /// <summary>A phone of its own for every report; it begins where the demo commune's people end.</summary>
    public static string Phone(int report) => $"+3363998{2000 + report}";

    public async Task Report(DateTimeOffset start)
    {
        var dice = new Random(plan.Seed);
        var under = new List<Task>();
        var number = 0;
        foreach (var moment in plan.Moments(plan.Reports, 7))
        {
            if (start + moment - DateTimeOffset.UtcNow is { Ticks: > 0 } wait) await Task.Delay(wait);
            var (phone, fact, again) = (Phone(number++), Facts[dice.Next(Facts.Length)], dice.Next(10) == 0 ? dice.NextDouble() * 4 : -1);
            under.Add(One(phone, fact, again));
        }
        await Task.WhenAll(under);
    }

    /// <summary>Référents take most alerts soon after they have them; ends when it is told to.</summary>
    public async Task Answer(CancellationToken stop)
    {
        var dice = new Random(plan.Seed + 100);
        var seen = 0L;
        while (!stop.IsCancellationRequested)
        {
            foreach (var sms in book.All.Where(sms => sms.Serial > seen).ToList())
            {
                seen = Math.Max(seen, sms.Serial);
                if (sms.FromPhone || Storm.DeadPhones.ContainsKey(sms.To) || !sms.Body.StartsWith("ALERTE", StringComparison.Ordinal) || dice.Next(10) < 6 || Code().Match(sms.Body) is not { Success: true } code) continue;
                _ = Text(sms.To, $"vu {code.Value}", null, isReport: false);
            }
            await Task.Delay(500, CancellationToken.None);
        }
    }

    public async Task<Written> Text(string phone, string body, string? sid, bool isReport)
    {
        var result = await line.Text(phone, Brissy.Number, body, sid, CancellationToken.None);
        var written = new Written(result.Sid, phone, isReport, result.Status is >= 200 and < 300);
        All.Add(written);
        return written;
    }

    // A carrier that lost our answer offers the same SMS again.
    private async Task One(string phone, string fact, double againAfter)
    {
        var written = await Text(phone, fact, null, isReport: true);
        if (againAfter < 0) return;
        await Task.Delay(TimeSpan.FromSeconds(againAfter));
        await Text(phone, fact, written.Sid, isReport: true);
        OfferedAgain++;
    }

    [GeneratedRegex(@"\b\d{1,4}[A-HJ-NPR-Z]\b")]
    private static partial Regex Code();
}
