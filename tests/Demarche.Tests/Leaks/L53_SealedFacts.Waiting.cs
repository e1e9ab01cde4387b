using System.Net;
using Demarche.Releases;

namespace Demarche.Tests.Leaks;

public sealed partial class L53_SealedFacts
{
    [Fact]
    public async Task Who_says_that_two_sources_are_one_is_told_which_deliveries_wait_with_both_and_nobody_else_sees_a_difference()
    {
        await using var road = await Road.StartAsync(true);
        var people = road.People;
        road.Release = await road.ActAsync(people.Analyst, $"drafts/{road.Request}/propose", new { partners = new[] { road.Partner } }) ?? "";
        Assert.Equal(HttpStatusCode.OK, (await AgreeAsync(road)).StatusCode);
        await road.ActAsync(people.Releaser, $"releases/{road.Release}/approve", new { });
        Assert.Equal(Departure.Waiting, (await people.FileAsync()).Releases.Find(road.Release)!.Content.Departure);
        var before = await road.LookAsync();
        Assert.Equal(HttpStatusCode.SeeOther, (await road.JoinAsync()).StatusCode);
        var page = await people.Handler.ReadAsync($"/cases/{people.Case}/sources/{road.First}");
        Assert.Contains("“Logs of a mail server” to Westmark CSIRT", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        AssertSame(before, await road.LookAsync());

        // The controls: what was stopped is named no more, and where nothing waits nothing is said.
        Assert.Equal(HttpStatusCode.SeeOther, (await road.PartAsync()).StatusCode);
        await people.Handler.ReadAsync("/cases");
        await road.ActAsync(people.Analyst, $"releases/{road.Release}/stop", new { reason = "One person." });
        Assert.Equal(HttpStatusCode.SeeOther, (await road.JoinAsync()).StatusCode);
        Assert.DoesNotContain("have not left", await people.Handler.ReadAsync($"/cases/{people.Case}/sources/{road.First}"), StringComparison.Ordinal);
    }
}
