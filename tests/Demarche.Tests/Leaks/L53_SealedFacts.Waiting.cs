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

    [Fact]
    public async Task Who_says_that_two_sources_are_one_is_told_of_each_package_that_waits_with_what_either_of_them_says()
    {
        await using var road = await Road.StartAsync(true);
        var people = road.People;
        // With claims of one of the two, of the other, and with neither, but with what both say.
        List<string> releases = [];
        foreach (var includes in new string[][] { ["a", "c"], ["b", "c"], ["p"], ["a", "c"] })
        {
            await road.DraftAsync(includes);
            releases.Add(await road.ProposeAsync([]));
        }
        await road.WriteAsync(new ReleaseApproved(releases[^1], null, "sealed", 7));
        await road.WriteAsync(new DeliveryGivenUp(releases[^1], "Nobody answers."));
        Assert.Equal(HttpStatusCode.SeeOther, (await road.JoinAsync()).StatusCode);
        var page = WebUtility.HtmlDecode(await people.Handler.ReadAsync($"/cases/{people.Case}/sources/{road.First}"));
        Assert.Equal(releases.Count, page.Split("“Logs of a mail server” to Westmark CSIRT").Length - 1);
    }

    [Fact]
    public async Task An_agreement_is_shown_to_its_giver_alone_and_counts_for_its_own_package_alone()
    {
        await using var road = await Road.StartAsync(true);
        var people = road.People;
        await road.DraftAsync("a", "c");
        var other = await road.ProposeAsync([]);
        await road.DraftAsync("b", "c");
        road.Release = await road.ProposeAsync([]);
        Task<string> LookAsync() => people.Second.ReadAsync($"/cases/{people.Case}/releases/{road.Release}");
        await LookAsync();
        var before = Web.Visitor.WithoutFormToken(await LookAsync());
        Assert.Equal(HttpStatusCode.OK, (await AgreeAsync(road)).StatusCode);
        // Another handler of the same source reads the same as before.
        Assert.Equal(before, Web.Visitor.WithoutFormToken(await LookAsync()));
        // A source handler who handles none of its sources has nothing to agree to.
        using var none = await people.Desk.VisitAsync(Role.SourceHandler);
        await people.Desk.GrantAsync(people.Case, people.Analyst, none, CaseAccess.Write);
        Assert.Contains("/agree", before, StringComparison.Ordinal);
        var page = await none.ReadAsync($"/cases/{people.Case}/releases/{road.Release}");
        Assert.DoesNotContain("/agree", page, StringComparison.Ordinal);
        await road.ActAsync(none, $"releases/{road.Release}/agree", new { reason = "Curious." });
        Assert.StartsWith("agree 404", road.Transcript[^1], StringComparison.Ordinal);
        await road.ActAsync(people.Releaser, $"releases/{other}/approve", new { });
        Assert.Contains("handlers-must-agree", road.Transcript[^1], StringComparison.Ordinal);
        await road.ActAsync(people.Releaser, $"releases/{road.Release}/approve", new { });
        Assert.StartsWith("approve 200", road.Transcript[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_handles_one_of_the_two_is_not_told_by_opening_it_and_can_not_part_them_and_no_old_key_of_the_word_is_kept()
    {
        await using var road = await Road.StartAsync(false);
        var people = road.People;
        Assert.Equal(HttpStatusCode.SeeOther, (await road.JoinAsync()).StatusCode);
        var key = Assert.Single((await people.FileAsync()).SamePersons.Standing).Content.Sources.Key;
        Assert.NotNull(await people.Desk.Store.FindKeyAsync(people.Case, key, Ct));
        var opened = await people.OpenAsync(people.Second, road.Other);
        Assert.Contains("Zqother", opened, StringComparison.Ordinal);
        Assert.DoesNotContain("A Norland official", opened, StringComparison.Ordinal);
        foreach (var act in new[] { "same", "part" })
        {
            foreach (var other in new[] { road.First, "nothing" })
            {
                var answer = await people.ActAsync(people.Second, $"/cases/{people.Case}/sources/{road.Other}/{act}",
                    ("other", other), ("grounds", "Curious."), ("reason", "Curious."));
                Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            }
        }
        Assert.Single((await people.FileAsync()).SamePersons.Standing);
        await road.ChangeHandlersAsync();
        Assert.Null(await people.Desk.Store.FindKeyAsync(people.Case, key, Ct));
        // The control: who handles both reads it still.
        Assert.Contains("The same on both calls.", await people.OpenAsync(people.Handler, road.First), StringComparison.Ordinal);
    }
}
