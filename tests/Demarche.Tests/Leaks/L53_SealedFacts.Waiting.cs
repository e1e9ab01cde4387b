using System.Net;
using Demarche.Cases;
using Demarche.People;
using Demarche.Releases;
using Demarche.Tests.Web;

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

    [Fact]
    public async Task Nothing_goes_on_the_word_of_an_approver_or_a_handler_who_is_gone_and_nobody_is_told_which_of_them_is()
    {
        await using var approved = await Road.StartAsync(true);
        await using var agreed = await Road.StartAsync(true);
        List<string> told = [];
        foreach (var (road, gone) in new[] { (approved, approved.People.Releaser), (agreed, agreed.People.Handler) })
        {
            var people = road.People;
            using var other = await people.Desk.VisitAsync(Role.Releaser);
            await people.Desk.GrantAsync(people.Case, people.Analyst, other, CaseAccess.Write);
            road.Release = await road.ProposeAsync([]);
            Assert.Equal(HttpStatusCode.OK, (await AgreeAsync(road)).StatusCode);
            await road.ActAsync(people.Releaser, $"releases/{road.Release}/approve", new { });
            Assert.StartsWith("approve 200", road.Transcript[^1], StringComparison.Ordinal);
            await CloseAsync(people.Desk, people.Administrator, gone);
            using var answer = await other.PostJsonAsync($"/api/cases/{people.Case}/releases/{road.Release}/package", new { });
            Assert.False(answer.IsSuccessStatusCode);
            Assert.Equal(Departure.HeldBack, (await people.FileAsync()).Releases.Find(road.Release)!.Content.Departure);
            told.Add((await other.GetJsonAsync($"/api/cases/{people.Case}/releases/{road.Release}"))["held"]!.ToJsonString());
        }
        Assert.Equal(told[0], told[1]);
        Assert.Contains("word-gone", told[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_decides_reads_that_the_account_of_who_proposed_it_is_closed()
    {
        await using var road = await Road.StartAsync(true);
        var (people, release) = (road.People, await road.ProposeAsync([]));
        const string Closed = "The account of the person who proposed this was closed.";
        Task<string> ReadAsync() => people.Releaser.ReadAsync($"/cases/{people.Case}/releases/{release}");
        Assert.DoesNotContain(Closed, await ReadAsync(), StringComparison.Ordinal);
        await CloseAsync(people.Desk, people.Administrator, people.Analyst);
        Assert.Contains(Closed, await ReadAsync(), StringComparison.Ordinal);
    }

    private static async Task CloseAsync(RunningDesk desk, Visitor by, Visitor account)
    {
        var person = (await desk.Book.OpenAsync(Ct)).People.Find(account.Person!)!.Content with { Disabled = true };
        await desk.Book.WriteAsync(by.Person!, _ => Decision.Allow(new PersonDisabled(account.Person!, person, "Left."), DeskFile.Internal), ct: Ct);
    }
}
