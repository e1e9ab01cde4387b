using System.Text.RegularExpressions;

namespace Demarche.Tests.Leaks;

/// <summary>There is no feed and no calendar, and no address in any answer opens anything by itself. When a feed is built, it is found here.</summary>
public sealed partial class L38_FeedLinks
{
    [Fact]
    public async Task No_answer_is_a_feed_or_a_calendar_and_none_holds_an_address_with_a_credential()
    {
        await using var guarded = await GuardedCase.StartAsync();
        Assert.DoesNotContain(Endpoint.Of(guarded.Desk), e => Feed().IsMatch(e.Pattern));
        var looked = 0;
        foreach (var endpoint in Endpoint.Of(guarded.Desk).Where(e => e.Method == "GET"))
        {
            using var answer = await (endpoint.IsApi ? guarded.Author.Api : guarded.Author.Page).GetAsync(endpoint.At(guarded.Ids()), TestContext.Current.CancellationToken);
            Assert.DoesNotMatch("rss|atom|calendar", answer.Content.Headers.ContentType?.MediaType ?? "");
            Assert.DoesNotMatch(Credential(), await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            looked++;
        }
        Assert.True(looked > 50);
    }

    // The controls: what would be found.
    [Theory]
    [InlineData("<a href=\"/cases.ics?token=3xampl3Tok3n\">")]
    [InlineData("https://ada:secretword@desk.example/feed")]
    public void An_address_with_a_credential_is_found(string text) => Assert.Matches(Credential(), text);

    [GeneratedRegex(@"[?&;](token|access_token|auth|key|password|session)=[A-Za-z0-9_\-]{6,}|https?://[^/\s""'<>:]+:[^/\s""'<>@]+@", RegexOptions.IgnoreCase)]
    private static partial Regex Credential();

    [GeneratedRegex(@"feed|calendar|\.ics|\.rss|atom|subscribe|webhook", RegexOptions.IgnoreCase)]
    private static partial Regex Feed();
}
