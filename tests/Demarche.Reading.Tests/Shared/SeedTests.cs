namespace Demarche.Reading.Tests;

/// <summary>The two documents that the desk was ordered from: one story, with and without its page.</summary>
public class SeedTests
{
    private static ReadDocument Seed(string number) =>
        SharedData.Read(Directory.GetFiles(SharedData.Folder("seeds"), $"{number}_*.txt").Single());

    [Fact]
    public void The_two_are_one_origin() =>
        Assert.Equal(Relations.Copy, Assert.Single(Origins.Find([Seed("000"), Seed("002")])).Relation);

    [Theory]
    [InlineData("000")]
    [InlineData("002")]
    public void Fourteen_paragraphs_are_the_body_and_the_furniture_is_not_among_them(string number)
    {
        var body = Seed(number).Body();

        Assert.Equal(14, body.Count);
        Assert.DoesNotContain(body, p => p.Contains("Join the", StringComparison.Ordinal) || p.Contains("rights reserved", StringComparison.Ordinal) || p.Contains("Analytics", StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_gives_agency_publisher_and_date()
    {
        var document = Seed("000");

        Assert.Equal(("Reuters", "VCPOST", "2014-12-21T09:32-05:00"), (document.Agency, document.Publisher, document.Published));
        Assert.StartsWith("U.S. reaches out", document.Title, StringComparison.Ordinal);
    }

    [Fact]
    public void On_Friday_is_resolved_with_the_dateline_and_not_without()
    {
        Assert.All(Seed("000").Times.Where(t => t.Written == "on Friday"), t => Assert.Equal("2014-12-19", t.Resolved));
        Assert.Equal(2, Seed("002").Times.Count(t => t is { Written: "on Friday", Resolved: null }));
    }

    [Theory]
    [InlineData("Washington", Standings.Government, Stances.Asserts)]
    [InlineData("U.S. officials", Standings.Official, Stances.Asserts)]
    [InlineData("U.S. officials", Standings.Official, Stances.NoEvidenceFor)]
    [InlineData("U.S. officials and outside analysts", Standings.Official, Stances.Asserts)]
    [InlineData("Barack Obama", Standings.HeadOfState, Stances.Asserts)]
    [InlineData("Barack Obama", Standings.HeadOfState, Stances.NoEvidenceFor)]
    [InlineData("James Lewis", Standings.Analyst, Stances.Asserts)]
    [InlineData("a spokesman for the Chinese embassy", Standings.Embassy, Stances.Asserts)]
    [InlineData("one analyst", Standings.Analyst, Stances.Suggests)]
    [InlineData("Frank Jannuzi", Standings.Analyst, Stances.Asserts)]
    public void Every_speaker_is_found(string speaker, string standing, string stance)
    {
        foreach (var number in new[] { "000", "002" })
            Assert.Contains(Seed(number).Claims, c => c.Speaker == speaker && c.Standing == standing && c.Stance == stance);
    }

    [Fact]
    public void The_two_anonymous_officials_stay_two()
    {
        var anonymous = Seed("000").Claims.Where(c => c.Anonymous).ToList();

        Assert.Equal([Stances.Asserts, Stances.Suggests], anonymous.Select(c => c.Stance));
        Assert.NotEqual(anonymous[0].Voice, anonymous[1].Voice);
        Assert.All(anonymous, c => Assert.False(c.OnRecord));
    }

    [Fact]
    public void Ranges_are_slices_of_the_kept_text()
    {
        Texts.AssertRanges(Seed("000"));
        Texts.AssertRanges(Seed("002"));
    }
}
