using System.Globalization;
using System.Text;
using VoisinsVigilants.Village;
using Brissy = VoisinsVigilants.Village.Village;

namespace VoisinsVigilants.Benchmarks;

/// <summary>Signed webhooks, ready to be written to a socket. Every report is of another resident and tells of another fact, so that each becomes an alert of its own.</summary>
internal static class Reports
{
    private static readonly string[] Facts = ["cambriolage {0}, vitre cassee", "vol de vélo ce matin {0}", "tags sur un mur {0}", "demarchage louche {0}, faux agent de l'eau"];

    private static readonly string[] Places =
    [
        "rue du lavoir", "rue de la mairie", "rue des ecoles", "impasse du puits", "avenue de la gare", "rue du general leclerc", "rue des cheminots", "passage du quai",
        "chemin des vignes", "rue des tilleuls", "allee des acacias", "sente des carrieres", "route d'etampes", "chemin du moulin", "allee des peupliers",
    ];

    /// <summary>One report of every resident of the region; the first of all communes come first.</summary>
    public static byte[][] Signed(Uri gateway, Region region, string batch) => Signed(gateway, region.Communes, 0, region.Communes * Region.Residents, batch);

    /// <param name="communes">Among so many of them the reports go round.</param>
    /// <param name="batch">Keeps the carrier's ids of one run apart from those of another.</param>
    public static byte[][] Signed(Uri gateway, int communes, int from, int count, string batch) =>
        [.. Enumerable.Range(from, count).AsParallel().AsOrdered().Select(report => Signed(gateway, communes, report, batch))];

    public static byte[] Signed(Uri gateway, int communes, int report, string batch)
    {
        var (commune, resident) = (1 + report % communes, 1 + report / communes);
        var sid = string.Create(CultureInfo.InvariantCulture, $"SM{batch}{report:x24}");
        var body = string.Format(CultureInfo.InvariantCulture, Facts[resident / Places.Length % Facts.Length], Places[resident % Places.Length]);
        return Signed(gateway, WebhookCaller.Sms(sid, Region.ResidentOf(commune, resident), body, Region.NumberOf(commune)));
    }

    public static byte[] Signed(Uri gateway, IReadOnlyList<KeyValuePair<string, string>> form)
    {
        var address = new Uri(gateway, "twilio/sms");
        var body = string.Join('&', form.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}"));
        return Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"""
            POST {address.AbsolutePath} HTTP/1.1
            Host: {address.Authority}
            Content-Type: application/x-www-form-urlencoded
            X-Twilio-Signature: {WebhookCaller.Sign(Brissy.AuthToken, address, form)}
            Content-Length: {body.Length}

            {body}
            """).ReplaceLineEndings("\r\n"));
    }
}
