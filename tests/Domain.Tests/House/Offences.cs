namespace VoisinsVigilants.Domain.Tests.House;

internal static class Offences
{
    /// <summary>Fails with the whole list: whoever mends one wants to see the others.</summary>
    public static void ShouldBeNone(this IEnumerable<string?> offences, string because)
    {
        var all = offences.ToList();
        Assert.True(all.Count == 0, $"{because}\n{string.Join('\n', all)}");
    }
}
