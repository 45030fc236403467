using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Conversations;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Tests.Properties;

/// <summary>
/// Thousands of stories nobody wrote: anybody texts anything, in any order, while time passes. Every decision keeps every promise. A failure
/// names its seed; <c>VOISINS_SEED=…</c> plays that story alone.
/// </summary>
public sealed class AnythingTests
{
    private const int Stories = 1_000;
    private const int Length = 25;

    [Fact]
    public void Whatever_is_texted_every_promise_is_kept()
    {
        var alone = Environment.GetEnvironmentVariable("VOISINS_SEED") is { Length: > 0 } seed ? int.Parse(seed, System.Globalization.CultureInfo.InvariantCulture) : (int?)null;
        var seeds = alone is { } one ? [one] : Enumerable.Range(1, Stories);
        var broken = seeds.AsParallel().Select(Play).Where(result => result is not null).Take(5).ToList();
        broken.Should().BeEmpty("play one again with VOISINS_SEED");
    }

    [Fact]
    public void The_promises_can_be_broken()
    {
        var world = new World(new Random(1));
        var (phone, adjoint) = (World.Members[0].Phone, World.Members.First(member => member.DutyRank == 1));
        Decision Sends(string text) => new([new Effect.SendSms(new OutgoingSms(phone, null, MessagePurpose.Reply, Lane.Reply, text, null, world.Now, world.Now))]);

        Promises.Broken(world, Sends("Merci.")).Should().BeNull();
        Promises.Broken(world, Sends("Merci 😱")).Should().StartWith("outside");
        Promises.Broken(world, Sends(new string('a', 307))).Should().StartWith("3 segments");
        Promises.Broken(world, Sends("Appelez le 06 39 98 12 34")).Should().StartWith("a phone number");
        Promises.Broken(world, Sends("clio AB-123-CD")).Should().StartWith("a number plate");
        Promises.BrokenToSomebodyInDanger(phone, Sends("Merci. Appelez le 17.")).Should().NotBeNull();
        Promises.BrokenToSomebodyInDanger(adjoint.Phone, Sends("Appelez le 17.")).Should().NotBeNull();
        Promises.BrokenToAReport(Decision.Nothing).Should().NotBeNull();
    }

    /// <summary>Null when all went well; else what went wrong, the seed, and how it came about.</summary>
    private static string? Play(int seed)
    {
        var chance = new Random(seed);
        var (world, chatter, story) = (new World(chance), new Chatter(chance), new List<string>());
        try
        {
            for (var step = 0; step < Length; step++)
            {
                if (Text(world, chatter.Phone(), chatter.Text([.. world.Alerts.Select(alert => alert.Code.ToString())]), story) is { } broken) return Tell(seed, broken, story);
                if (chance.Next(2) == 0 && Pass(world, TimeSpan.FromSeconds(chance.Next(1, 2_400)), story) is { } late) return Tell(seed, late, story);
            }
            return (Pass(world, TimeSpan.FromDays(8), story) ?? LeftBehind(world)) is { } left ? Tell(seed, left, story) : null;
        }
        catch (Exception exception)
        {
            return Tell(seed, exception.ToString(), story);
        }
    }

    private static string? Text(World world, PhoneNumber phone, string body, List<string> story)
    {
        world.Hear(phone, body);
        var facts = world.Facts(phone);
        story.Add($"{world.Now:HH:mm:ss} {facts.Roles} {phone.Value[^4..]} > {body}");
        var reading = DemoReader.Interpreter.Read(SmsParts.Read(body)?.Words ?? body, facts.Roles, facts.Contact.Conversation.StepAt(facts.Now, facts.Policy.ComplementWithin), facts.Gazetteer);
        var decision = ConversationMachine.Decide(facts, DemoReader.Interpreter, new InboundSms("SM1", phone, World.Members[0].Phone, body, world.Now));
        var broken = Promises.Broken(world, decision)
            ?? (reading.Urgent && reading.Command != Command.Stop ? Promises.BrokenToSomebodyInDanger(phone, decision) : null)
            ?? (reading.Intent == Intent.Report ? Promises.BrokenToAReport(decision) : null);
        world.Apply(decision);
        return broken;
    }

    private static string? Pass(World world, TimeSpan span, List<string> story)
    {
        var until = world.Now + span;
        for (var turns = 0; world.NextDue(until) is var (phone, alert); turns++)
        {
            story.Add($"{world.Now:HH:mm:ss} {(alert is null ? "patience ends" : $"time comes for {world.Find(alert.Value).Code}")}");
            var facts = world.Facts(phone, seesAll: alert is not null);
            var decision = alert is { } id ? Patience.TimeCame(facts, id) : ConversationMachine.PatienceEnded(facts);
            var broken = Promises.Broken(world, decision) ?? (alert is null && facts.Contact.Conversation.Draft is not null ? Promises.BrokenToAReport(decision) : null);
            world.Apply(decision);
            if (broken is not null || turns > 2_000) return broken ?? "time does not come to an end";
        }
        world.Reach(until);
        return null;
    }

    private static string? LeftBehind(World world) =>
        world.Alerts.FirstOrDefault(alert => !alert.IsEnded) is { } alive ? $"alert {alive.Code} never ends ({alive.State})"
        : world.Contacts.Any(contact => contact.Conversation.Draft is not null) ? "a draft was left behind" : null;

    private static string Tell(int seed, string what, List<string> story) => $"VOISINS_SEED={seed}: {what}\n  {string.Join("\n  ", story.TakeLast(12))}";
}
