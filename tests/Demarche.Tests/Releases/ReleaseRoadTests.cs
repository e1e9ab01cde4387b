using System.Net;
using System.Text.Json.Nodes;
using Demarche.Releases;
using Demarche.Cases;
using Demarche.Claims;
using Demarche.Journal;
using Demarche.Markings;
using Demarche.Partners;
using Demarche.People;
using Demarche.Sources;
using Demarche.Tests.Web;

namespace Demarche.Tests.Releases;

/// <summary>From a draft to a sealed package, over the API of a running desk.</summary>
public sealed class ReleaseRoadTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_person_approves_exactly_the_bytes_that_were_proposed()
    {
        await using var road = await Road.StartAsync();
        var release = await road.ProposeAsync();

        var own = await road.Analyst.PostJsonAsync($"/api/cases/{road.Case}/releases/{release}/approve", new { });
        Assert.Equal("a-second-person-must-approve", await RuleAsync(own));

        var approved = await road.Releaser.PostJsonAsync($"/api/cases/{road.Case}/releases/{release}/approve", new { reason = "Checked with the legal office" });
        Assert.Equal(HttpStatusCode.OK, approved.StatusCode);
        var content = (await road.Releaser.GetJsonAsync($"/api/cases/{road.Case}/releases/{release}"))["row"]!["release"]!["content"]!;
        Assert.Equal("Checked with the legal office", content["reason"]!.GetValue<string>());
        Assert.NotNull(content["sealedSha256"]);
    }

    [Fact]
    public async Task A_case_that_changed_since_the_proposal_stops_the_approval()
    {
        await using var road = await Road.StartAsync();
        var release = await road.ProposeAsync();
        await road.WriteAsync(new ClaimWithdrawn(road.Claim, "The source took it back"), road.ForPartner);

        var answer = await road.Releaser.PostJsonAsync($"/api/cases/{road.Case}/releases/{release}/approve", new { });
        Assert.Equal("what-is-approved-must-be-what-was-seen", await RuleAsync(answer));
    }

    [Fact]
    public async Task A_change_that_the_partner_may_not_see_does_not_stop_the_approval()
    {
        await using var road = await Road.StartAsync();
        var release = await road.ProposeAsync();
        await road.WriteAsync(new PropositionStated(Id.New(), new("Only for this desk")), Marking.Of(Tlp.Red));

        var answer = await road.Releaser.PostJsonAsync($"/api/cases/{road.Case}/releases/{release}/approve", new { });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Nothing_is_proposed_to_a_partner_whose_keys_nobody_confirmed()
    {
        await using var road = await Road.StartAsync(confirmed: false);
        var answer = await road.Analyst.PostJsonAsync($"/api/cases/{road.Case}/drafts/{road.Request}/propose", new { partners = new[] { road.Partner } });
        Assert.Equal("keys-must-be-confirmed", await RuleAsync(answer));
    }

    [Fact]
    public async Task An_empty_list_of_recipients_is_nobody()
    {
        await using var road = await Road.StartAsync();
        var answer = await road.Analyst.PostJsonAsync($"/api/cases/{road.Case}/drafts/{road.Request}/propose", new { partners = Array.Empty<string>() });
        Assert.Equal("empty-means-nobody", await RuleAsync(answer));
    }

    [Fact]
    public async Task A_refused_release_sends_nothing_and_can_be_proposed_anew()
    {
        await using var road = await Road.StartAsync();
        var release = await road.ProposeAsync();
        Assert.Equal("text-must-be-given", await RuleAsync(await road.Releaser.PostJsonAsync($"/api/cases/{road.Case}/releases/{release}/refuse", new { reason = " " })));
        var refused = await road.Releaser.PostJsonAsync($"/api/cases/{road.Case}/releases/{release}/refuse", new { reason = "The wording promises too much" });
        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        Assert.Equal("release-must-wait", await RuleAsync(await road.Releaser.PostJsonAsync($"/api/cases/{road.Case}/releases/{release}/approve", new { })));
        // Not without saying why it is to go now, and whoever approves is shown both.
        Assert.Equal("warning-must-be-answered", await RuleAsync(await road.Analyst.PostJsonAsync(road.Propose, new { partners = new[] { road.Partner } })));
        var again = await road.ProposeAsync(("was-refused-before", "The promise is gone"));
        Assert.NotEqual(release, again);
        var notes = (await road.Releaser.GetJsonAsync($"/api/cases/{road.Case}/releases/{again}"))["notes"]!;
        Assert.Equal("The wording promises too much", (string)notes["refusals"]![0]!["reason"]!);
        var page = await road.Releaser.ReadAsync($"/cases/{road.Case}/releases/{again}");
        Assert.Contains("The wording promises too much", page, StringComparison.Ordinal);
        Assert.Contains("The promise is gone", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await road.Releaser.PostJsonAsync($"/api/cases/{road.Case}/releases/{again}/approve", new { })).StatusCode);
    }

    [Fact]
    public async Task Whoever_approves_is_shown_what_stays_here_the_suspicion_and_what_is_other_than_last_time()
    {
        await using var road = await Road.StartAsync();
        var first = await road.ProposeAsync();
        Assert.Equal(HttpStatusCode.OK, (await road.Releaser.PostJsonAsync($"/api/cases/{road.Case}/releases/{first}/approve", new { })).StatusCode);
        var hidden = Id.New();
        await road.WriteAsync(new ClaimMade(hidden, new("proposition", "source", Stance.Denies, Standing.Analyst, true, Nature.Fact, null, null, null)), Marking.Of(Tlp.Amber));
        await road.SuspectAsync("Its registry relayed the mail.");
        var second = await road.DraftAsync("Logs of another server", "Dear friends", [road.Claim, hidden]);
        var release = await road.ProposeAsync(second, ("partner-is-suspect", "It has the logs, whoever it is."));
        var notes = (await road.Releaser.GetJsonAsync($"/api/cases/{road.Case}/releases/{release}"))["notes"]!;
        Assert.Equal("Its registry relayed the mail.", (string)notes["suspicion"]!);
        var withheld = Assert.Single(notes["withheld"]!.AsArray())!;
        Assert.Equal(hidden, (string)withheld["item"]!["id"]!);
        Assert.NotEmpty(withheld["reasons"]!.AsArray());
        Assert.False((bool)notes["difference"]!["sameDraft"]!);
        Assert.Contains("Dear friends", notes["difference"]!["newWords"]!.AsArray().Select(w => (string)w!));
        Assert.Contains("Dear colleagues", notes["difference"]!["oldWords"]!.AsArray().Select(w => (string)w!));
        Assert.Contains("partner-is-suspect", notes["check"]!["findings"]!.AsArray().Select(f => (string)f!["rule"]!));
        var page = await road.Releaser.ReadAsync($"/cases/{road.Case}/releases/{release}");
        foreach (var shown in new[] { "Its registry relayed the mail.", "It has the logs, whoever it is.", "Dear friends", "Dear colleagues" }) Assert.Contains(shown, page, StringComparison.Ordinal);
        // Who does not decide is not asked to read it.
        Assert.Null((await road.Analyst.GetJsonAsync($"/api/cases/{road.Case}/releases/{first}"))["notes"]);
    }

    [Fact]
    public async Task A_proposal_that_nobody_else_could_approve_says_so()
    {
        await using var road = await Road.StartAsync();
        Assert.DoesNotContain("Nobody else at this desk", await road.Analyst.ReadAsync($"/cases/{road.Case}/drafts/{road.Request}/preview"), StringComparison.Ordinal);
        await road.Desk.GrantAsync(road.Case, road.Analyst, road.Releaser, CaseAccess.Read);
        Assert.Contains("Nobody else at this desk", await road.Analyst.ReadAsync($"/cases/{road.Case}/drafts/{road.Request}/preview"), StringComparison.Ordinal);
        using var proposed = await road.Analyst.PostAsync(road.Propose[4..], ("partners", road.Partner));
        Assert.Contains("Nobody else at this desk", await road.Analyst.ReadAsync(proposed.Headers.Location!.OriginalString), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_proposer_takes_a_proposal_back_and_no_other_analyst_does()
    {
        await using var road = await Road.StartAsync();
        using var other = await road.Desk.VisitAsync(Role.Analyst);
        await road.Desk.GrantAsync(road.Case, road.Analyst, other, CaseAccess.Write);
        var release = await road.ProposeAsync();
        Assert.Contains("/refuse", await road.Analyst.ReadAsync($"/cases/{road.Case}/releases/{release}"), StringComparison.Ordinal);
        Assert.Equal("only-its-proposer-takes-it-back", await RuleAsync(await other.PostJsonAsync($"/api/cases/{road.Case}/releases/{release}/refuse", new { reason = "No." })));
        await Exchange.TwoDesks.DoneAsync(road.Analyst, $"/api/cases/{road.Case}/releases/{release}/refuse", new { reason = "Too early." });
        Assert.DoesNotContain("/refuse", await road.Analyst.ReadAsync($"/cases/{road.Case}/releases/{release}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_release_that_waits_says_that_nobody_else_could_approve_it()
    {
        await using var road = await Road.StartAsync();
        var release = await road.ProposeAsync();
        Assert.DoesNotContain("Nobody else at this desk", await road.Analyst.ReadAsync($"/cases/{road.Case}/releases/{release}"), StringComparison.Ordinal);
        await road.Desk.GrantAsync(road.Case, road.Analyst, road.Releaser, CaseAccess.Read);
        Assert.Contains("Nobody else at this desk", await road.Analyst.ReadAsync($"/cases/{road.Case}/releases/{release}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_release_says_that_one_person_could_have_done_it_alone()
    {
        await using var road = await Road.StartAsync();
        var two = await ApproveAsync();
        // From now on the releaser's account is one that the analyst made alone.
        await road.Desk.Book.WriteAsync(road.Analyst.Person!, _ => new Decision.Allowed(
            [new(new Demarche.TwoPeople.AccountIssued(road.Releaser.Person!, [road.Analyst.Person!]), DeskFile.Internal), new(new PasswordSet(road.Releaser.Person!), DeskFile.Internal)]), ct: Ct);
        var one = await ApproveAsync();
        var rows = (await road.Analyst.GetJsonAsync($"/api/cases/{road.Case}/ledger"))["rows"]!.AsArray().ToDictionary(r => (string)r!["row"]!["release"]!["id"]!, r => (bool)r!["row"]!["release"]!["content"]!["byOne"]!);
        Assert.Equal((false, true), (rows[two], rows[one]));
        Assert.Contains("A desk of one person", await road.Analyst.ReadAsync($"/cases/{road.Case}/ledger"), StringComparison.Ordinal);
        Assert.Contains("one person could have done all of this", await road.Analyst.ReadAsync($"/cases/{road.Case}/releases/{one}"), StringComparison.Ordinal);
        Assert.DoesNotContain("one person could have done all of this", await road.Analyst.ReadAsync($"/cases/{road.Case}/releases/{two}"), StringComparison.Ordinal);

        // Where the desk has two people, an account of one's own making is no second one.
        using var other = await road.Desk.VisitAsync(Role.Administrator);
        var third = await road.ProposeAsync();
        Assert.Equal("accounts-must-not-be-one-persons", await RuleAsync(await road.Releaser.PostJsonAsync($"/api/cases/{road.Case}/releases/{third}/approve", new { })));

        async Task<string> ApproveAsync()
        {
            var release = await road.ProposeAsync();
            Assert.Equal(HttpStatusCode.OK, (await road.Releaser.PostJsonAsync($"/api/cases/{road.Case}/releases/{release}/approve", new { })).StatusCode);
            return release;
        }
    }

    [Fact]
    public async Task The_letter_stands_whole_in_the_page_and_alone_in_a_sandbox()
    {
        await using var road = await Road.StartAsync();
        var answer = await road.Analyst.Page.GetAsync($"/cases/{road.Case}/drafts/{road.Request}/preview/{road.Partner}/letter", Ct);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Equal($"default-src 'none'; style-src {LetterStyle.Source}; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'none'", policy);
        Assert.Contains("Please preserve the logs", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        // No box of its own to scroll in: the words are the page's.
        var page = await road.Analyst.ReadAsync($"/cases/{road.Case}/drafts/{road.Request}/preview");
        Assert.DoesNotContain("<iframe", page, StringComparison.Ordinal);
        Assert.Contains("Please preserve the logs", page[page.IndexOf("<article class=\"letter\"", StringComparison.Ordinal)..page.IndexOf("</article>", StringComparison.Ordinal)], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_without_access_to_the_case_finds_none_of_its_pages()
    {
        await using var road = await Road.StartAsync();
        var release = await road.ProposeAsync();
        using var outsider = await road.Desk.VisitAsync(Role.Analyst, Role.Releaser);
        foreach (var path in new[] { "requests", $"requests/{road.Request}", $"drafts/{road.Request}/preview", "ledger", $"releases/{release}", $"releases/{release}/letter" })
            Assert.Equal(HttpStatusCode.NotFound, (await outsider.Page.GetAsync($"/cases/{road.Case}/{path}", Ct)).StatusCode);
    }

    [Fact]
    public async Task The_words_of_a_withheld_document_stop_a_letter_whenever_it_came_in()
    {
        const string Body = "A porter wrote: nine grey herons stood above the eastern sluice, and nobody came.";
        await using var road = await Road.StartAsync();
        var draft = await road.DraftAsync("Birds", "We hear that nine grey herons stood above the eastern sluice.", [road.Claim]);
        // It came in after the proposal: the approval reads it.
        var release = await road.ProposeAsync(draft);
        await road.TakeInAsync(Body, Marking.Of(Tlp.Red));
        Assert.Equal("withheld-words-given-away", await RuleAsync(await road.Releaser.PostJsonAsync($"/api/cases/{road.Case}/releases/{release}/approve", new { })));
        using (await road.Releaser.PostJsonAsync($"/api/cases/{road.Case}/releases/{release}/refuse", new { reason = "It repeats a document." })) { }
        Assert.Equal("withheld-words-given-away", await RuleAsync(await road.Analyst.PostJsonAsync($"/api/cases/{road.Case}/drafts/{draft}/propose", new { partners = new[] { road.Partner } })));
        // The control: other words go.
        await road.ProposeAsync(await road.DraftAsync("Birds", "We hear that there were birds.", [road.Claim]), ("was-refused-before", "The words are others."));
    }

    [Fact]
    public async Task Whatever_goes_is_listed_for_whoever_proposes_and_whoever_approves()
    {
        await using var road = await Road.StartAsync();
        string[] includes = ["proposition", "incident", "party", "effect", "observable", "statement", road.Claim];
        await road.WriteAsync(new Demarche.Incidents.IncidentDescribed("incident", new("It was dark.", null, null, null)), road.ForPartner);
        await road.WriteAsync(new Demarche.Parties.PartyNamed("party", new("Ports", Demarche.Parties.PartyKind.Organisation, null, "")), road.ForPartner);
        await road.WriteAsync(new Demarche.Parties.PartyNamed("victim", new("Docks", Demarche.Parties.PartyKind.Organisation, null, "")), road.ForPartner);
        await road.WriteAsync(new Demarche.Incidents.EffectRecorded("effect", new("victim", "down", "", null)), road.ForPartner);
        await road.WriteAsync(new Demarche.Observables.ObservableSeen("observable", new("ipv4-addr", "192.0.2.44", 2, null, null)), road.ForPartner);
        await road.WriteAsync(new Demarche.Statements.StatementMade("statement", new("It rained.", new("2026-03-01"), "Ida Lund", [])), road.ForPartner);
        await road.WriteAsync(new PropositionStated("kept", new("Nobody else knows.")), Marking.Of(Tlp.Amber));
        var draft = await road.DraftAsync("Everything", "Dear colleagues", [.. includes, "kept"]);
        var column = (await road.Analyst.GetJsonAsync($"/api/cases/{road.Case}/drafts/{draft}/preview"))["partners"]![0]!;
        string[] Listed(JsonNode list) => [.. list.AsArray().Select(i => (string)(i!["id"] ?? i["item"]!["id"])!).Order(StringComparer.Ordinal)];
        string[] all = [.. includes.Append("victim").Order(StringComparer.Ordinal)];
        Assert.Equal(all, Listed(column["items"]!));
        Assert.Equal(["kept"], Listed(column["withheld"]!));
        var release = await road.Releaser.GetJsonAsync($"/api/cases/{road.Case}/releases/{await road.ProposeAsync(draft)}");
        Assert.Equal(all, Listed(release["items"]!));
        Assert.Equal(["kept"], Listed(release["notes"]!["withheld"]!));
    }

    private static async Task<string> RuleAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.StatusCode == HttpStatusCode.UnprocessableEntity, text);
        return JsonNode.Parse(text)!["rule"]!.GetValue<string>();
    }

    /// <summary>A desk with a case, a claim, a partner with real keys, and a request drafted through the API.</summary>
    private sealed class Road(RunningDesk desk, Visitor analyst, Visitor releaser, string @case) : IAsyncDisposable
    {
        public RunningDesk Desk => desk;
        public Visitor Analyst => analyst;
        public Visitor Releaser => releaser;
        public string Case => @case;
        public string Partner { get; } = Id.New();
        public string Claim { get; } = Id.New();
        public string Request { get; private set; } = "";
        public Marking ForPartner => Marking.Of(Tlp.Amber, Partner);

        public static async Task<Road> StartAsync(bool confirmed = true)
        {
            var desk = await RunningDesk.StartAsync();
            var (analyst, releaser) = (await desk.VisitAsync(Role.Analyst, Role.Releaser), await desk.VisitAsync(Role.Releaser, Role.SourceHandler));
            var road = new Road(desk, analyst, releaser, await desk.OpenCaseAsync(analyst));
            await desk.GrantAsync(road.Case, analyst, releaser, CaseAccess.Write);
            using var keys = DeskKeys.Create();
            // Nobody listens there: what is approved stays in the outbox.
            var partner = new Partner("Westmark CSIRT", null, "Westmark", "", keys.Card("Westmark CSIRT", "http://127.0.0.1:9"), confirmed, [], null, null);
            await desk.Book.WriteAsync(analyst.Person!, _ => Decision.Allow(new PartnerAdded(road.Partner, partner), DeskFile.Internal), ct: Ct);
            await road.WriteAsync(new SourceNamed("source", new("Ada Berg", "Ada Berg", null, Standing.Analyst, null, [], null)), road.ForPartner);
            await road.WriteAsync(new PropositionStated("proposition", new("The mail server was entered through an old account")), road.ForPartner);
            await road.WriteAsync(new ClaimMade(road.Claim, new("proposition", "source", Stance.Asserts, Standing.Analyst, true, Nature.Fact, null, null, null)), road.ForPartner);
            var drafted = await analyst.PostJsonAsync($"/api/cases/{road.Case}/requests", new
            {
                title = "Logs of a mail server",
                text = "Dear colleagues",
                asks = new[] { new { text = "Please preserve the logs." } },
                legalBasis = "Agreement, article 5",
                due = "2030-01-31T12:00",
                partners = new[] { road.Partner },
                includes = new[] { road.Claim },
                marking = new { tlp = "amber" },
            });
            var text = await drafted.Content.ReadAsStringAsync(Ct);
            Assert.True(drafted.IsSuccessStatusCode, text);
            road.Request = JsonNode.Parse(text)!["item"]!.GetValue<string>();
            return road;
        }

        public string Propose => $"/api/cases/{Case}/drafts/{Request}/propose";

        public async Task<string> DraftAsync(string title, string text, string[] includes)
        {
            var drafted = await analyst.PostJsonAsync($"/api/cases/{Case}/requests", new
            {
                title,
                text,
                includes,
                marking = new { tlp = "amber" },
                asks = new[] { new { text = "Please preserve the logs." } },
                legalBasis = "Agreement, article 5",
                due = "2030-01-31T12:00",
                partners = new[] { Partner },
            });
            return JsonNode.Parse(await drafted.Content.ReadAsStringAsync(Ct))!["item"]!.GetValue<string>();
        }

        public Task SuspectAsync(string because) => desk.Book.WriteAsync(analyst.Person!, file => Decision.Allow(
            new PartnerCorrected(Partner, file.Partners.Find(Partner)!.Content with { Suspicion = because }, "a report"), DeskFile.Internal), ct: Ct);

        public Task<string> ProposeAsync(params (string Rule, string Reason)[] reasons) => ProposeAsync(Request, reasons);

        public async Task<string> ProposeAsync(string draft, params (string Rule, string Reason)[] reasons)
        {
            var answer = await analyst.PostJsonAsync($"/api/cases/{Case}/drafts/{draft}/propose",
                new { partners = new[] { Partner }, reasons = reasons.Select(r => new { partner = Partner, rule = r.Rule, reason = r.Reason }) });
            var text = await answer.Content.ReadAsStringAsync(Ct);
            Assert.True(answer.IsSuccessStatusCode, text);
            return JsonNode.Parse(text)!["item"]!.GetValue<string>();
        }

        /// <summary>Takes a text in, with its bytes.</summary>
        public async Task TakeInAsync(string text, Marking marking)
        {
            var sha256 = await desk.Store.KeepAsync(System.Text.Encoding.UTF8.GetBytes(text), Ct);
            await WriteAsync(new Demarche.Documents.DocumentTakenIn(Id.New(), new("a.txt", sha256, sha256, "text/plain", text.Length, "", null, null, null, null, null, null, null)), marking);
        }

        public Task WriteAsync(Fact fact, Marking marking) => desk.Cases.WriteAsync(Case, analyst.Person!, _ => Decision.Allow(fact, marking), ct: Ct);

        public async ValueTask DisposeAsync()
        {
            analyst.Dispose();
            releaser.Dispose();
            await desk.DisposeAsync();
        }
    }
}
