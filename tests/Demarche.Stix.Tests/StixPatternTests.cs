using CsCheck;

namespace Demarche.Stix.Tests;

public class StixPatternTests
{
    [Fact]
    public void What_is_compared_is_read_as_it_was_written() => Gen.Select(Gen.String[1, 20], Gen.String[1, 20]).Sample((one, two) =>
    {
        var read = StixPattern.Alternatives($"[{StixPattern.Equal("file:hashes.'SHA-256'", one)} AND {StixPattern.Equal("file:name", two)} OR {StixPattern.Equal("network-traffic:dst_port", 443)}]")!;
        Assert.Equal([new("file:hashes.'SHA-256'", one), new("file:name", two)], read[0]);
        Assert.Equal([new("network-traffic:dst_port", "443")], read[1]);
    });

    [Theory]
    [InlineData("")]
    [InlineData("[")]
    [InlineData("[file:name = 'x'")]
    [InlineData("[file:name = 'x\\")]
    [InlineData("[file:name = '']")]
    [InlineData("[file:name = 'x'] WITHIN 5 SECONDS")]
    [InlineData("[file:name = 'x' AND]")]
    [InlineData("[(file:name = 'x')]")]
    [InlineData("[NOT file:name = 'x']")]
    [InlineData("[file:name IN ('x')]")]
    [InlineData("[file:name ISSUBSET 'x']")]
    [InlineData("[file:size > 1]")]
    [InlineData("[name = 'x']")]
    public void Any_other_pattern_is_not_simple(string pattern) => Assert.Null(StixPattern.Alternatives(pattern));

    [Fact]
    public void Nothing_throws_and_a_pattern_of_thousands_is_not_simple()
    {
        Gen.String.Sample(text => { StixPattern.Alternatives(text); StixPattern.Alternatives("[" + text); StixPattern.Alternatives("[a:b = '" + text); });
        Assert.Null(StixPattern.Alternatives("[" + string.Join(" OR ", Enumerable.Repeat("a:b = 'c'", 10_000)) + "]"));
    }

    /// <summary>Published patterns: what OASIS's own grammar refuses, is not simple either.</summary>
    [Fact]
    public void No_published_pattern_that_is_wrong_is_read()
    {
        string[] lists = ["fail_cases", "timestamp_fail_cases"];
        var wrong = lists.SelectMany(l => SharedData.Json("standards/stix21-patterns/syntax.json").GetProperty(l).EnumerateArray()).Select(p => p[0].GetString()!).ToList();
        Assert.NotEmpty(wrong);
        // That a value is no hash is not of the pattern's grammar.
        Assert.All(wrong.Where(p => !p.Contains("= 'f00'", StringComparison.Ordinal)), p => Assert.Null(StixPattern.Alternatives(p)));
    }
}
