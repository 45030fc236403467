using VoisinsVigilants.Village;

namespace VoisinsVigilants.Gateway.Tests;

/// <summary>One village for the tests of a class.</summary>
public sealed class VillageFixture : IAsyncLifetime
{
    public Brissy Village { get; private set; } = null!;

    public async Task InitializeAsync() => Village = await Brissy.Start();

    public async Task DisposeAsync() => await Village.DisposeAsync();
}

/// <summary>Tests that share a village and each begin with an empty history, on a Saturday morning, with everything working.</summary>
public abstract class VillageTests(VillageFixture fixture) : IClassFixture<VillageFixture>, IAsyncLifetime
{
    protected const string Simone = "+33639980011";
    protected const string Marc = "+33639980021";
    protected const string Lucie = "+33639980022";
    protected const string Adjoint = "+33639980041";

    protected Brissy Village { get; } = fixture.Village;

    protected TestDatabase Database => Village.Database;

    public virtual async Task InitializeAsync()
    {
        await JoinWithin("00:30:00");
        await Village.Reset(Brissy.Morning);
    }

    public virtual Task DisposeAsync() => Task.CompletedTask;

    /// <summary>Tests of many phones at once: each report is an alert of its own, whatever the others saw.</summary>
    protected async Task NoReportJoinsAnother()
    {
        await JoinWithin("00:00:00");
        await Village.Reset(Brissy.Morning);
    }

    private Task JoinWithin(string span) => Database.Execute($"update communes set policy = policy || jsonb_build_object('JoinWithin', '{span}'), version = version + 1");

    /// <summary>How many rows a table holds, or those that fit.</summary>
    protected Task<long> Count(string tableAndCondition) => Database.Ask<long>($"select count(*) from {tableAndCondition}");

    /// <summary>The code of the only alert.</summary>
    protected Task<string> OnlyCode() => Database.Ask<string>("select code_number || code_letter from alerts");

    /// <summary>All SMS on a phone, and that there are no two with the same words.</summary>
    protected async Task<IReadOnlyList<string>> OneCopyEach(string phone)
    {
        var bodies = (await Village.Received(phone)).Select(sms => sms.Body).ToList();
        bodies.Should().OnlyHaveUniqueItems();
        return bodies;
    }
}
