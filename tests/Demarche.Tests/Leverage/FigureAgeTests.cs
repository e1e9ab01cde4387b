using Demarche.Leverage;

namespace Demarche.Tests.Leverage;

/// <summary>The age of a figure is told where it is more than two years from the date asked for.</summary>
public sealed class FigureAgeTests
{
    [Theory]
    [InlineData("2014", "2016", null)]
    [InlineData("2014", "2017", 3)]
    [InlineData("2014", "2016-12-31", null)]
    [InlineData("2014", "2017-01-01", 2)]
    [InlineData("2014-06-01", "2016-06-01", null)]
    [InlineData("2014-06-01", "2016-06-02", 2)]
    [InlineData("2014-06", "2016-03", null)]
    [InlineData("2014-06", "2016-07", 2)]
    [InlineData("2014", "2026-11-30", 11)]
    [InlineData("2014-06-01T08:00Z", "2026-11-30", 12)]
    [InlineData("2016", "2014", null)]
    [InlineData(null, "2026", null)]
    [InlineData("about then", "2026", null)]
    public void It_is_counted_in_whole_years_as_far_as_both_are_known(string? at, string asked, int? years) =>
        Assert.Equal(years, FigureAge.Years(at is null ? null : new(at), asked));

    [Fact]
    public void It_stands_with_the_figure_and_hangs_on_the_date_asked_for()
    {
        var tied = TiedCase.OfTheSound();
        Placing Exports(string? asOf) => tied.Ask("ostania", asOf).Influencers.Single(i => i.Party == "sudria").Under(Criterion.Exports);
        Assert.Null(Exports("2015").YearsOld);
        Assert.Equal(6, Exports("2020").YearsOld);
        // Without a date, against today.
        Assert.Null(Exports(null).YearsOld);
        Assert.Equal("2014", Exports(null).At?.Value);
        Assert.Equal("A yearbook, page 7", Exports(null).Citation);
        Assert.Equal(11, LeverageAnswer.Of(tied.View, new("ostania", null, null, [], null), "2026-11-30").Influencers.Single(i => i.Party == "sudria").Under(Criterion.Exports).YearsOld);
    }
}
