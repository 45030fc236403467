using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Brissy = VoisinsVigilants.Village.Village;

namespace VoisinsVigilants.Benchmarks;

/// <summary>
/// What a village of 2,000 inhabitants pays in a month: 600 enrolled, 17 alerts, two broadcasts, all through the gateway, PostgreSQL and
/// the Simulator. The carrier's own list is the judge of what STATS and the budget say.
/// </summary>
internal static partial class Month
{
    private const int Enrolled = 600;
    private const string Adjoint = "+33639980041";

    // Two référents of each quartier and one report to them; three in Les Coteaux.
    private static readonly (string Report, string[] Referents)[] Quartiers =
    [
        ("cambriolage rue du lavoir, vitre cassee", ["+33639980021", "+33639980022"]),
        ("vol de vélo ce matin rue des Cheminots", ["+33639980023", "+33639980024"]),
        ("un fourgon blanc tourne lentement rue des Tilleuls et regarde les maisons", ["+33639980025", "+33639980026", "+33639980027"]),
        ("tags sur le mur du moulin", ["+33639980028", "+33639980029"]),
    ];

    public static async Task Run()
    {
        await using var village = await Brissy.Start();
        await Enrol(village);
        await village.Reset(new DateTimeOffset(2026, 5, 1, 7, 0, 0, TimeSpan.Zero));

        await OneOrdinaryAlert(village);
        await village.Reset(new DateTimeOffset(2026, 5, 1, 7, 0, 0, TimeSpan.Zero));
        for (var alert = 0; alert < (Report.Smoke ? 4 : 17); alert++) await PlayAlert(village, alert);
        await News(village);
        await Compare(village);
    }

    private static Task Enrol(Brissy village) => village.Database.Execute($"""
        insert into members (commune_id, key, name, phone, roles, home_quartier, enrolled_at)
        select 1, 'h' || n, '', '+3363998' || (2000 + n), 1, (array['centre-bourg', 'la-gare', 'les-coteaux', 'le-moulin'])[1 + n % 4], '2026-01-01'
        from generate_series(1, {Enrolled - 20}) as n
        """);

    private static async Task OneOrdinaryAlert(Brissy village)
    {
        foreach (var (confirmed, grouped) in new[] { (false, false), (true, false), (true, true) })
        {
            await village.Database.Execute($"update communes set policy = policy || jsonb_build_object('NewsHeldFor', '{(grouped ? "00:10:00" : "00:00:00")}'), version = version + 1");
            await village.Text("+33639980111", "cambriolage chemin des vignes, vitre cassee");
            var code = await Code(village);
            await village.Pass(TimeSpan.FromMinutes(3));
            await village.Text("+33639980025", $"vu {code}");
            if (confirmed) await village.Text("+33639980025", $"confirme {code}");
            await village.Text("+33639980025", $"clos {code}");
            await village.Settle();
            Console.WriteLine(grouped ? "\nThe same, where news waits ten minutes for the end:"
                : confirmed ? "\nThe same, confirmed before it is closed (mairie, gendarmerie and adjoint are told):" : "One ordinary alert, three référents: report, VU, CLOS");
            var bill = await Bill(village);
            foreach (var sms in bill) Console.WriteLine($"  {sms.Segments}  {sms.Body}");
            Console.WriteLine($"  = {bill.Sum(sms => sms.Segments)} segments");
            await village.Database.Execute("update communes set policy = policy || jsonb_build_object('NewsHeldFor', '00:00:00'), version = version + 1");
            await village.Reset(new DateTimeOffset(2026, 5, 1, 7, 0, 0, TimeSpan.Zero));
        }
    }

    // Of 17: three are nothing, five confirmed and closed, the others seen and closed; one of the confirmed is broadcast to its quartier.
    private static async Task PlayAlert(Brissy village, int alert)
    {
        var (report, referents) = Quartiers[alert % Quartiers.Length];
        await village.Pass(TimeSpan.FromHours(30));
        await village.Text($"+3363998{2100 + alert}", report);
        var code = await Code(village);
        await village.Pass(TimeSpan.FromMinutes(2 + alert % 3));
        await village.Text(referents[0], $"vu {code}");
        if (alert % 6 == 5) await village.Text(referents[0], $"faux {code}");
        else
        {
            if (alert % 3 == 0) await village.Text(referents[0], $"confirme {code}");
            if (alert == 3) await Confirm(village, referents[0], $"diffuser {code}");
            await village.Pass(TimeSpan.FromMinutes(40));
            await village.Text(referents[0], $"clos {code}");
        }
        await village.Settle();
    }

    private static Task News(Brissy village) => Confirm(village, Adjoint, "DIFFUSER La Gare : faux agents de l'eau dans le quartier. N'ouvrez pas, demandez la carte, appelez la mairie. Danger : 17");

    private static async Task Confirm(Brissy village, string asker, string words)
    {
        await village.Text(asker, words);
        await village.Text(Adjoint, $"oui {await village.Database.Ask<string>("select number from broadcasts order by asked_at desc limit 1")}");
        await village.Pass(TimeSpan.FromHours(12));
    }

    private static async Task Compare(Brissy village)
    {
        await village.Settle();
        var bill = await Bill(village);
        var price = await village.Database.Ask<decimal>("select price_per_segment from communes");
        await village.Text(Adjoint, "stats");
        var stats = (await village.Received(Adjoint))[^1].Body;

        Console.WriteLine($"\nA month: 2,000 inhabitants, {Enrolled} enrolled, 17 alerts, two broadcasts");
        foreach (var line in await village.Database.List(ByPurpose)) Console.WriteLine($"  {line}");
        var (segments, cost) = (bill.Sum(sms => sms.Segments), bill.Sum(sms => sms.Segments) * price);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  the carrier's list: {bill.Count} SMS, {segments} segments, {cost:0.00} EUR"));
        Console.WriteLine($"  STATS: {stats}");
        var said = Said().Match(stats);
        var agree = said.Groups["sms"].Value == segments.ToString(CultureInfo.InvariantCulture) && said.Groups["price"].Value == cost.ToString("0.00", CultureInfo.GetCultureInfo("fr-FR"));
        Console.WriteLine(agree ? "  STATS agrees with the carrier's list" : "  STATS DOES NOT AGREE with the carrier's list");
        if (!agree) Environment.ExitCode = 1;
    }

    private const string ByPurpose = """
        select rpad(coalesce(purpose, 'all'), 12) || lpad(count(*)::text, 6) || ' SMS ' || lpad(sum(segments)::text, 6) || ' segments ' || lpad(to_char(sum(price_estimate), 'FM990.00'), 8) || ' EUR'
               || case when purpose is null or purpose in ('Broadcast', 'Service') then '' else lpad(to_char(sum(price_estimate) / 17, 'FM990.000'), 8) || ' EUR an alert' end
        from messages where accepted_at is not null group by rollup (purpose) order by purpose nulls last
        """;

    private static Task<string> Code(Brissy village) => village.Database.Ask<string>("select code_number || code_letter from alerts order by created_at desc limit 1");

    private static async Task<IReadOnlyList<(string Body, int Segments)>> Bill(Brissy village)
    {
        var all = await village.Carrier.GetFromJsonAsync<JsonElement>(new Uri("api/messages", UriKind.Relative));
        return [.. all.EnumerateArray().Where(sms => !sms.GetProperty("fromPhone").GetBoolean()).Select(sms => (sms.GetProperty("body").GetString()!, sms.GetProperty("segments").GetInt32()))];
    }

    [GeneratedRegex(@"(?<sms>\d+) SMS, (?<price>[\d,]+) EUR")]
    private static partial Regex Said();
}
