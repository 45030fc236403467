using System.Diagnostics;
using System.Net;

namespace VoisinsVigilants.Gateway.Tests.Webhook;

/// <summary>More comes than can be handled: nobody is promised what is not kept, nobody waits in vain, and the program does not grow.</summary>
public sealed class OverloadTests(VillageFixture fixture) : VillageTests(fixture)
{
    private const int Sms = 1_500;

    [Fact]
    public async Task Who_waits_too_long_is_told_to_come_again_and_whoever_was_answered_had_a_turn()
    {
        await NoReportJoinsAnother();
        var texts = Enumerable.Range(0, Sms).Select(i => (Phone: $"+3363998{i + 2_000:D4}", Sid: WebhookCaller.NewSid())).ToList();
        List<HttpStatusCode> first;
        await using (var connection = await Database.Source.OpenConnectionAsync())
        await using (var everything = await connection.BeginTransactionAsync())
        {
            // No turn can be written meanwhile.
            await using var command = new Npgsql.NpgsqlCommand("lock table inbox in access exclusive mode", connection, everything);
            await command.ExecuteNonQueryAsync();
            first = await Offer(texts);
        }

        first.Should().AllBeEquivalentTo(HttpStatusCode.ServiceUnavailable, "nothing could be written");
        Memory().Should().BeLessThan(400, "what waits is bounded");

        // All at once again, as a carrier's retries come; what was waiting meanwhile is known.
        var refused = texts;
        for (var attempt = 0; refused.Count > 0 && attempt < 10; attempt++)
        {
            var answers = await Offer(refused);
            answers.Should().OnlyContain(answer => answer == HttpStatusCode.NoContent || answer == HttpStatusCode.ServiceUnavailable);
            refused = [.. refused.Where((_, index) => answers[index] != HttpStatusCode.NoContent)];
        }

        refused.Should().BeEmpty();
        (await Count("inbox where handled_at is not null")).Should().Be(Sms);
        (await Database.Ask<long>("select count(distinct author) from alerts")).Should().Be(Sms);
        (await Count("messages where purpose = 'Reply'")).Should().Be(Sms, "each had one turn, and so one answer");
        Memory().Should().BeLessThan(400);
    }

    private async Task<List<HttpStatusCode>> Offer(IEnumerable<(string Phone, string Sid)> texts) =>
        [.. await Task.WhenAll(texts.Select(text => Village.Webhook.Text(text.Phone, "cambriolage rue du lavoir", text.Sid)))];

    // Megabytes in memory.
    private double Memory()
    {
        using var gateway = Process.GetProcessById(Village.Gateway.Id);
        return gateway.WorkingSet64 / 1e6;
    }
}
