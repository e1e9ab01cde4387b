using Demarche.Exchange;

namespace Demarche.Tests.Exchange;

public sealed class BackOffTests
{
    [Fact]
    public void Waits_double_from_half_a_minute_to_six_hours_and_stay_there()
    {
        Assert.Equal(TimeSpan.FromSeconds(30), BackOff.After(1, 0));
        Assert.Equal(TimeSpan.FromSeconds(60), BackOff.After(2, 0));
        Assert.Equal(TimeSpan.FromSeconds(30 * 512), BackOff.After(10, 0));
        Assert.Equal(BackOff.Longest, BackOff.After(11, 0));
        Assert.Equal(BackOff.Longest, BackOff.After(1_000_000, 0));
    }

    [Fact]
    public void Each_wait_is_at_most_a_quarter_longer_by_chance()
    {
        Assert.Equal(BackOff.First * 1.25, BackOff.After(1, 1000));
        for (var i = 0; i < 200; i++) Assert.InRange(BackOff.After(3), BackOff.First * 4, BackOff.First * 5);
        Assert.True(Enumerable.Range(0, 50).Select(_ => BackOff.After(3)).Distinct().Count() > 1);
    }

    [Fact]
    public void All_tries_together_take_about_three_days()
    {
        var all = TimeSpan.Zero;
        for (var i = 1; i < BackOff.MostTries; i++) all += BackOff.After(i, 0);
        Assert.InRange(all.TotalDays, 2.5, 3.5);
    }
}
