using Demarche.Web;

namespace Demarche.Tests.Web;

public sealed class HumanDateTests
{
    [Theory]
    [InlineData("2014", "2014", "in 2014")]
    [InlineData("2014-11", "November 2014", "in November 2014")]
    [InlineData("2014-11-24", "24 November 2014", "on 24 November 2014")]
    [InlineData("2026-11-27T11:38Z", "27 November 2026, 11:38 UTC", "on 27 November 2026, 11:38 UTC")]
    [InlineData("2026-11-27T11:38:05Z", "27 November 2026, 11:38:05 UTC", "on 27 November 2026, 11:38:05 UTC")]
    public void A_time_is_written_as_people_write_it_and_no_more_precise_than_it_is_known(string value, string written, string within)
    {
        Assert.Equal(written, HumanDate.Of(new ApproximateTime(value)));
        Assert.Equal("about " + written, HumanDate.Of(new ApproximateTime(value, true)));
        Assert.Equal(within, HumanDate.When(new ApproximateTime(value)));
        Assert.Equal("about " + written, HumanDate.When(new ApproximateTime(value, true)));
    }

    [Theory]
    [InlineData("2026-11-27T11:38:05.123Z", "27 November 2026, 11:38 UTC")]
    [InlineData("2026-11-27T12:38:05+01:00", "27 November 2026, 11:38 UTC")]
    [InlineData("2026-11-27", "27 November 2026")]
    [InlineData("next week", "next week")]
    [InlineData("2026-13", "2026-13")]
    [InlineData(null, "")]
    public void A_time_of_the_desk_is_written_to_the_minute_and_what_is_no_time_stands_as_it_is(string? at, string written) =>
        Assert.Equal(written, HumanDate.Of(at));
}
