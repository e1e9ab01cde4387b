namespace Demarche.Tests.Twins;

/// <summary>If two journals of a case differ only in what an audience may not see, that audience is given the same bytes through every channel.</summary>
public sealed class TwinTests
{
    /// <summary>The first seed of every run; <c>DEMARCHE_TWINS_SEED</c> names another.</summary>
    private static readonly ulong Seed = ulong.TryParse(Environment.GetEnvironmentVariable("DEMARCHE_TWINS_SEED"), out var seed) ? seed : 1;

    private const int Twins = 10_000;

    [Fact]
    public async Task Twins_are_the_same_to_whoever_may_not_see_what_they_differ_in()
    {
        await using var desk = await StillDesk.OpenAsync();
        using var outputs = new Outputs(desk);
        var run = TwinRun.Of(outputs, Seed, Twins);
        TestContext.Current.TestOutputHelper!.WriteLine($"{run.Checked} twins from seed {Seed} in {run.Time.TotalSeconds:0.0} s; {run.Differed} differed, {run.Told} told the audience something.");
        if (run.Found is { } found) Assert.Fail(TwinReport.Of(TwinRun.Smallest(outputs, found)));
        Assert.Equal(Twins, run.Checked);
        Assert.True(run.Differed > Twins * 9 / 10, $"Only {run.Differed} pairs differed.");
        Assert.True(run.Told > Twins * 8 / 10, $"Only {run.Told} audiences were told anything.");
    }
}
