using System.Text.Json;
using Demarche.Cases;
using Demarche.Claims;
using Demarche.Journal;
using Demarche.Markings;

namespace Demarche.Tests.Cases;

/// <summary>A body is read whole and as it stands, or not at all. That every kind reads back as it was written is <c>FactTests</c>'.</summary>
public sealed class RecordReaderTests
{
    private const string Made =
        """{"content":{"nature":"fact","onRecord":true,"proposition":"p","source":"s","stance":"denies","standing":"official"},"id":"c"}""";

    [Theory]
    [InlineData(Made)]
    [InlineData("""{"id":"c","content":{"standing":"official","stance":"denies","source":"s","proposition":"p","onRecord":true,"nature":"fact","cue":null}}""")]
    public void Members_are_read_in_any_order(string body)
    {
        var made = Assert.IsType<ClaimMade>(Read(body));
        Assert.Equal(new ClaimMade("c", new("p", "s", Stance.Denies, Demarche.Sources.Standing.Official, true, Nature.Fact, null, null, null)), made);
    }

    [Theory]
    [InlineData("\"id\":\"c\"", "\"id\":\"c\",\"more\":1")]
    [InlineData("\"id\":\"c\"", "\"id\":\"c\",\"id\":\"d\"")]
    [InlineData("\"id\":\"c\"", "\"id\":null")]
    [InlineData("\"id\":\"c\"", "\"Id\":\"c\"")]
    [InlineData("\"id\":\"c\"", "\"id\":7")]
    [InlineData(",\"id\":\"c\"", "")]
    [InlineData("\"stance\":\"denies\",", "")]
    [InlineData("\"stance\":\"denies\"", "\"stance\":2")]
    [InlineData("\"stance\":\"denies\"", "\"stance\":\"shrugs\"")]
    [InlineData("\"onRecord\":true", "\"onRecord\":true,\"onRecord\":false")]
    [InlineData("\"nature\":\"fact\"", "\"nature\":\"fact\",\"saidOn\":[]")]
    public void What_is_not_as_it_was_written_is_an_unknown_fact(string part, string wrong)
    {
        var body = Made.Replace(part, wrong, StringComparison.Ordinal);
        Assert.NotEqual(Made, body);
        Assert.Equal(new UnknownFact("claim-made", 1), Read(body));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{\"id\"")]
    public void What_is_no_object_is_an_unknown_fact(string body) => Assert.Equal(new UnknownFact("claim-made", 1), Read(body));

    [Fact]
    public void A_member_that_is_not_given_is_its_default()
    {
        var time = JsonSerializer.Deserialize<ApproximateTime>("""{"value":"2014-12"}""", FactKinds.Strict);
        Assert.Equal(new ApproximateTime("2014-12"), time);
    }

    private static Fact Read(string body) =>
        FactKinds.Read(new EntryDraft("case", "2026-03-01T08:00:00.000Z", "person-ana", "claim-made", 1, Marking.Of(Tlp.Amber).ToJson(), body).After(Head.Empty("case")));
}
