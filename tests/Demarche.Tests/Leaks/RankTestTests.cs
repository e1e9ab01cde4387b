using Demarche.Leaks;

namespace Demarche.Tests.Leaks;

public sealed class RankTestTests
{
    [Fact]
    public void Samples_of_one_kind_tell_nothing()
    {
        double[] one = [.. Enumerable.Range(0, 150).Select(i => (double)(i * 7919 % 151))], two = [.. Enumerable.Range(0, 150).Select(i => (double)(i * 104729 % 151))];
        var test = RankTest.Of(one, two);
        Assert.InRange(test.Larger, 0.4, 0.6);
        Assert.False(test.Tells);
        Assert.False(RankTest.Of([1, 1, 1], [1, 1, 1]).Tells);
    }

    [Fact]
    public void A_sample_that_is_mostly_larger_tells()
    {
        double[] one = [.. Enumerable.Range(0, 150).Select(i => 100.0 + i % 40)], two = [.. Enumerable.Range(0, 150).Select(i => 80.0 + i % 40)];
        var test = RankTest.Of(one, two);
        Assert.True(test is { Tells: true, Shift: 20 }, test.ToString());
        Assert.Equal(-test.Z, RankTest.Of(two, one).Z, 6);
    }

    // Mann and Whitney's U of these is 6 of 25 (counted by hand).
    [Fact]
    public void The_order_is_counted_by_pairs() => Assert.Equal(6 / 25.0, RankTest.Of([1, 2, 3, 4, 5], [2.5, 3.5, 4.5, 5.5, 6.5]).Larger, 6);
}
