namespace Demarche.Reading.Tests;

public class TimeTests
{
    // 5 March 2031 is a Wednesday.
    private static string? Resolved(string sentence, string written) =>
        Texts.Read($"Harbour closed for days\n\nMarch 5, 2031\n\n{sentence}").Times.Single(t => t.Written == written).Resolved;

    [Theory]
    [InlineData("The cranes stopped on Monday before dawn.", "on Monday", "2031-03-03")]
    [InlineData("The cranes stopped on Wednesday before dawn.", "on Wednesday", "2031-03-05")]
    [InlineData("The cranes stopped on Friday before dawn.", "on Friday", "2031-02-28")]
    [InlineData("The ministers will meet on Friday in Halden.", "on Friday", "2031-03-07")]
    [InlineData("The ministers meet next Monday in Halden again.", "next Monday", "2031-03-10")]
    [InlineData("The cranes stopped yesterday before dawn broke.", "yesterday", "2031-03-04")]
    [InlineData("The cranes stopped last week in all ports.", "last week", "2031-W09")]
    [InlineData("The cranes stopped last month in all ports.", "last month", "2031-02")]
    [InlineData("The cranes stopped last year in all ports.", "last year", "2030")]
    [InlineData("The cranes stopped three days ago at dawn.", "three days ago", "2031-03-02")]
    [InlineData("The cranes stopped on Nov. 24 before dawn broke.", "on Nov. 24", "2030-11-24")]
    [InlineData("The cranes stopped on 24 November 2014 at dawn.", "on 24 November 2014", "2014-11-24")]
    [InlineData("The cranes were built in November and painted grey.", "in November", "2030-11")]
    [InlineData("The cranes were built in June 2019 and painted grey.", "in June 2019", "2019-06")]
    [InlineData("The cranes were built in 2007 and painted grey.", "in 2007", "2007")]
    public void Words_of_time_are_resolved_from_the_date_of_publication(string sentence, string written, string resolved) =>
        Assert.Equal(resolved, Resolved(sentence, written));

    [Fact]
    public void Without_a_date_of_publication_only_full_dates_are_resolved()
    {
        var times = Texts.Read("The cranes stopped on Friday, and on 3 March 2031 they ran again.").Times;

        Assert.Equal([("on Friday", null), ("on 3 March 2031", "2031-03-03")], times.Select(t => (t.Written, t.Resolved)));
    }

    [Theory]
    [InlineData("They may come, and March is what soldiers do in the sun.")]
    [InlineData("It sat in the second week of the 2,000 days.")]
    public void Ordinary_words_are_no_times(string sentence) => Assert.Empty(Texts.Read(sentence).Times);

    [Theory]
    [InlineData("Dec 21, 2030 09:32 AM EST", "2030-12-21T09:32-05:00")]
    [InlineData("Published: 21 December 2030", "2030-12-21")]
    [InlineData("2030-12-21T23:10:05Z", "2030-12-21T23:10:05Z")]
    [InlineData("Saturday, December 21, 2030, 9:32 p.m. ET", "2030-12-21T21:32")]
    [InlineData("Original release date: December 21, 2030 | Last revised: January 3, 2031", "2030-12-21")]
    public void A_date_line_gives_the_publication_as_precisely_as_it_is_written(string line, string published) =>
        Assert.Equal(published, Texts.Read($"Harbour closed for days\n\n{line}\n\nThe cranes stood still in all three ports.").Published);
}
