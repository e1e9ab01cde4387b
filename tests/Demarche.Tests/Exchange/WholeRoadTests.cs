using System.Net;
using Demarche.Markings;
using Demarche.Releases;

namespace Demarche.Tests.Exchange;

public sealed class WholeRoadTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_what_arrived_nothing_is_ticked_and_all_of_it_is_a_button_of_its_own()
    {
        await using var desks = await TwoDesks.StartAsync();
        await desks.ReleaseAsync();
        Assert.Equal(1, await TwoDesks.SendAsync(desks.Ours));
        var arrival = (string)(await desks.TheirAnalyst.GetJsonAsync("/api/inbox"))["packages"]![0]!["id"]!;
        var form = Assert.Single(Web.FormOnPage.On($"/inbox/{arrival}", await desks.TheirAnalyst.ReadAsync($"/inbox/{arrival}")), f => f.Action.EndsWith("/take", StringComparison.Ordinal));
        Assert.Equal(2, form.Controls.Count(c => c.GetAttribute("name") == "items"));
        Assert.DoesNotContain(form.Shown, s => s.Key == "items");
        using var untouched = await desks.TheirAnalyst.PostAsync($"/inbox/{arrival}/take");
        var theirs = untouched.Headers.Location!.OriginalString.Split('/')[2];
        Assert.Empty((await desks.Theirs.Cases.FindAsync(theirs, Ct))!.Observables.All);
        using var all = await desks.TheirAnalyst.PostAsync($"/inbox/{arrival}/take", ("all", "true"));
        var file = (await desks.Theirs.Cases.FindAsync(theirs, Ct))!;
        Assert.Equal((1, 1), (file.Claims.Count, file.Observables.Count));
    }

    [Fact]
    public async Task A_request_goes_out_is_received_taken_in_answered_and_the_reply_stands_in_the_case_under_the_partners_marking()
    {
        await using var desks = await TwoDesks.StartAsync();
        var (ours, request, release) = await desks.ReleaseAsync();
        Assert.Equal(ReleaseState.Approved, (await desks.ReleaseOfAsync(ours, release)).State);

        Assert.Equal(1, await TwoDesks.SendAsync(desks.Ours));
        var sent = await desks.ReleaseOfAsync(ours, release);
        Assert.Equal(ReleaseState.Received, sent.State);
        Assert.All(sent.Receipt!.Items, i => Assert.True(i.Stored, i.Because));
        Assert.Equal("done", (await desks.WorkAsync(ours, release)).State);

        var arrival = (string)(await desks.TheirAnalyst.GetJsonAsync("/api/inbox"))["packages"]![0]!["id"]!;
        var sheet = await desks.TheirAnalyst.GetJsonAsync($"/api/inbox/{arrival}");
        Assert.Equal("Who rents 203.0.113.7?", (string)sheet["request"]!["asks"]![0]!["text"]!);
        Assert.Equal("We ask for your help.", (string)sheet["request"]!["text"]!);
        var items = sheet["items"]!.AsArray();
        Assert.Equal(["claim", "observable"], items.Select(i => (string)i!["kind"]!));
        var theirs = await TwoDesks.DoneAsync(desks.TheirAnalyst, $"/api/inbox/{arrival}/take", new { items = items.Select(i => (string)i!["as"]!) });

        var file = (await desks.Theirs.Cases.FindAsync(theirs, Ct))!;
        var asked = Assert.Single(file.Incoming.All);
        Assert.Equal(new Marking(Tlp.Amber, [], [], desks.Norland), asked.Marking);
        Assert.Equal("Servers in Westmark relayed the mail.", Assert.Single(file.Propositions.All).Content.Text);
        Assert.Equal("203.0.113.7", Assert.Single(file.Observables.All).Content.Value);
        Assert.All(file.Claims.All, c => Assert.Equal(desks.Norland, c.Marking.Originator));

        var reply = await TwoDesks.DoneAsync(desks.TheirAnalyst, $"/api/cases/{theirs}/incoming/{asked.Id}/replies", new
        {
            disposition = "answered",
            text = "A hosting company rents it.",
            answers = new[] { new { ask = asked.Content.Asks[0].Id, disposition = "answered", text = "Sealand Hosting." } },
            marking = new { tlp = "amber-strict", releasableTo = new[] { desks.Norland } },
        });
        var answer = await TwoDesks.DoneAsync(desks.TheirAnalyst, $"/api/cases/{theirs}/drafts/{reply}/propose", new { partners = new[] { desks.Norland } });
        await desks.Theirs.GrantAsync(theirs, desks.TheirAnalyst, desks.TheirReleaser, Demarche.Cases.CaseAccess.Write);
        await TwoDesks.DoneAsync(desks.TheirReleaser, $"/api/cases/{theirs}/releases/{answer}/approve", new { });
        Assert.Equal(1, await TwoDesks.SendAsync(desks.Theirs));

        var home = Assert.Single((await desks.Ours.Cases.FindAsync(ours, Ct))!.Replies.All);
        Assert.Equal((request, desks.Westmark, Disposition.Answered), (home.Content.Request, home.Content.Partner, home.Content.Disposition));
        Assert.Equal("Sealand Hosting.", Assert.Single(home.Content.Answers).Text);
        // The partner knows the ask by an id of its own, and its answer stands under ours.
        var ask = (await desks.Ours.Cases.FindAsync(ours, Ct))!.Requests.Find(request)!.Content.Asks[0].Id;
        Assert.NotEqual(ask, asked.Content.Asks[0].Id);
        Assert.Equal(ask, home.Content.Answers[0].Ask);
        Assert.Equal(new Marking(Tlp.AmberStrict, [], [], desks.Westmark), home.Marking);
        Assert.Equal($"partner:{desks.Westmark}", home.Author);
        Assert.False(Ruling.For(home.Marking, new Audience.Partner("sudria")).Seen);

        var back = (string)(await desks.Analyst.GetJsonAsync("/api/inbox"))["packages"]![0]!["id"]!;
        Assert.Equal("Help with a relay in Westmark", (string)(await desks.Analyst.GetJsonAsync($"/api/inbox/{back}"))["requestTitle"]!);
        await TwoDesks.DoneAsync(desks.Analyst, $"/api/inbox/{back}/take", new { });
        Assert.Equal("taken", (string)(await desks.Analyst.GetJsonAsync($"/api/inbox/{back}"))["row"]!["state"]!);
    }

    [Fact]
    public async Task The_pages_of_the_road_show_what_stands_where()
    {
        await using var desks = await TwoDesks.StartAsync();
        var (_, _, release) = await desks.ReleaseAsync();
        await TwoDesks.SendAsync(desks.Ours);
        Assert.Contains(release, await desks.Analyst.ReadAsync("/outbox"), StringComparison.Ordinal);
        Assert.Contains("received", await desks.Analyst.ReadAsync("/outbox"), StringComparison.Ordinal);
        Assert.Contains("Help with a relay in Westmark", await desks.TheirAnalyst.ReadAsync("/inbox"), StringComparison.Ordinal);
        var arrival = await ArrivalAsync(desks);
        var page = await desks.TheirAnalyst.ReadAsync($"/inbox/{arrival}");
        Assert.Contains("TLP:AMBER", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<iframe", page, StringComparison.Ordinal);
        Assert.Contains("Who rents 203[.]0[.]113[.]7?", page[page.IndexOf("<article class=\"letter\"", StringComparison.Ordinal)..], StringComparison.Ordinal);
        using var letter = await desks.TheirAnalyst.Page.GetAsync($"/inbox/{arrival}/letter", Ct);
        Assert.Contains("sandbox", Assert.Single(letter.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Contains("Who rents 203[.]0[.]113[.]7?", await letter.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Contains("Norland", await desks.TheirReleaser.ReadAsync("/partners"), StringComparison.Ordinal);
        Assert.Contains("All sixteen groups", await desks.TheirReleaser.ReadAsync($"/partners/{await AddedAsync(desks)}"), StringComparison.Ordinal);
        Assert.Contains("/exchange/card", await desks.TheirReleaser.ReadAsync("/partners/our-card"), StringComparison.Ordinal);
        await desks.TheirAnalyst.ReadAsync("/inbox/carried");
    }

    [Fact]
    public async Task A_suspicion_is_shown_wherever_the_partner_appears_and_nowhere_else()
    {
        await using var desks = await TwoDesks.StartAsync();
        await desks.ReleaseAsync();
        await TwoDesks.SendAsync(desks.Ours);
        var arrival = await ArrivalAsync(desks);
        (string Path, Demarche.Tests.Web.Visitor By)[] pages =
        [
            ("/partners", desks.TheirReleaser), ($"/partners/{desks.Norland}", desks.TheirReleaser), ("/inbox", desks.TheirAnalyst), ($"/inbox/{arrival}", desks.TheirAnalyst),
        ];
        const string sign = "class=\"sign refused\" title=\"its registry relayed the mail\"";
        foreach (var (path, by) in pages) Assert.DoesNotContain("may itself be a suspect<", await by.ReadAsync(path), StringComparison.Ordinal);
        await TwoDesks.DoneAsync(desks.TheirReleaser, $"/api/partners/{desks.Norland}/correct",
            new { partner = new { name = "Norland", suspicion = "its registry relayed the mail" }, reason = "a report" });
        foreach (var (path, by) in pages) Assert.Contains(sign, await by.ReadAsync(path), StringComparison.Ordinal);
        Assert.DoesNotContain("may itself be a suspect<", await desks.Analyst.ReadAsync("/outbox"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Taking_twice_brings_nothing_in_twice_and_another_case_is_refused()
    {
        await using var desks = await TwoDesks.StartAsync();
        await desks.ReleaseAsync();
        await TwoDesks.SendAsync(desks.Ours);
        var arrival = await ArrivalAsync(desks);
        var items = (await desks.TheirAnalyst.GetJsonAsync($"/api/inbox/{arrival}"))["items"]!.AsArray().Select(i => (string)i!["as"]!).ToArray();
        var taken = await TwoDesks.DoneAsync(desks.TheirAnalyst, $"/api/inbox/{arrival}/take", new { items = items[..1] });
        await TwoDesks.DoneAsync(desks.TheirAnalyst, $"/api/inbox/{arrival}/take", new { items });
        using var again = await desks.TheirAnalyst.PostJsonAsync($"/api/inbox/{arrival}/take", new { items });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
        var file = (await desks.Theirs.Cases.FindAsync(taken, Ct))!;
        Assert.Single(file.Incoming.All);
        Assert.Single(file.Claims.All);
        Assert.Single(file.Observables.All);
        Assert.Single(await desks.Theirs.Cases.AllAsync(Ct));
    }

    [Fact]
    public async Task L14_A_package_in_a_case_that_one_may_not_read_is_answered_like_one_that_is_not_there()
    {
        await using var desks = await TwoDesks.StartAsync();
        await desks.ReleaseAsync();
        await TwoDesks.SendAsync(desks.Ours);
        var arrival = await ArrivalAsync(desks);
        Assert.NotNull(await desks.TheirReleaser.GetJsonAsync($"/api/inbox/{arrival}"));
        await TwoDesks.DoneAsync(desks.TheirAnalyst, $"/api/inbox/{arrival}/take", new { });
        foreach (var path in new[] { "", "/letter", "/receipt" })
        {
            using var hidden = await desks.TheirReleaser.Page.GetAsync($"/inbox/{arrival}{path}", Ct);
            using var missing = await desks.TheirReleaser.Page.GetAsync($"/inbox/{Id.New()}{path}", Ct);
            Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
            Assert.Equal(missing.StatusCode, hidden.StatusCode);
        }
        Assert.Empty((await desks.TheirReleaser.GetJsonAsync("/api/inbox"))["packages"]!.AsArray());
        Assert.Single((await desks.TheirAnalyst.GetJsonAsync("/api/inbox"))["packages"]!.AsArray());
    }

    [Fact]
    public async Task A_package_set_aside_keeps_its_reason_and_enters_no_case()
    {
        await using var desks = await TwoDesks.StartAsync();
        await desks.ReleaseAsync();
        await TwoDesks.SendAsync(desks.Ours);
        var arrival = await ArrivalAsync(desks);
        await TwoDesks.DoneAsync(desks.TheirAnalyst, $"/api/inbox/{arrival}/set-aside", new { reason = "Not for us." });
        using var take = await desks.TheirAnalyst.PostJsonAsync($"/api/inbox/{arrival}/take", new { });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, take.StatusCode);
        Assert.Contains("Not for us.", await desks.TheirAnalyst.ReadAsync($"/inbox/{arrival}"), StringComparison.Ordinal);
        Assert.Empty(await desks.Theirs.Cases.AllAsync(Ct));
    }

    private static async Task<string> ArrivalAsync(TwoDesks desks) => (string)(await desks.TheirAnalyst.GetJsonAsync("/api/inbox"))["packages"]![0]!["id"]!;

    private static async Task<string> AddedAsync(TwoDesks desks)
    {
        using var keys = Demarche.Journal.DeskKeys.Create();
        return await TwoDesks.DoneAsync(desks.TheirReleaser, "/api/partners", new { partner = new { name = "Sudria" }, card = keys.Card("Sudria", "https://sudria.example").ToJson() });
    }
}
