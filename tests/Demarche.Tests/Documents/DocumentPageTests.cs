using System.Net;
using System.Text.RegularExpressions;
using Demarche.Claims;
using Demarche.Documents;
using Demarche.People;
using Demarche.Tests.Web;

namespace Demarche.Tests.Documents;

public sealed class DocumentPageTests : IAsyncLifetime
{
    private RunningDesk desk = null!;
    private Visitor ana = null!;
    private string id = null!;
    private string document = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        desk = await RunningDesk.StartAsync();
        ana = await desk.VisitAsync(Role.Analyst);
        id = await desk.OpenCaseAsync(ana);
        var answer = await ana.PostJsonAsync($"/api/cases/{id}/documents", new { text = Stories.Paper, name = "paper.txt" });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        document = (await desk.Cases.FindAsync(id, Ct))!.Documents.All[0].Id;
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task Accepting_a_proposal_makes_claim_source_and_proposition_and_marks_the_words()
    {
        var proposal = (await ProposalsAsync()).Claims.First(c => c.Anonymous);
        var answer = await ana.PostAsync($"/cases/{id}/documents/{document}/accept-claim", ("start", $"{proposal.Start}"), ("end", $"{proposal.End}"));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.EndsWith("#next", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        var file = (await desk.Cases.FindAsync(id, Ct))!;
        var claim = Assert.Single(file.Claims.All);
        Assert.Equal(proposal.Quote, claim.Content.Passage!.Quote);
        Assert.True(file.Sources.Find(claim.Content.Source)!.Content.IsProtected);
        var html = await ana.ReadAsync($"/cases/{id}/documents/{document}");
        Assert.Contains($"<mark id=\"claim-{claim.Id}\">", html);
        Assert.Contains("1 of ", html);
        Assert.Contains(WebUtility.HtmlEncode("commands came through servers"), await ana.ReadAsync($"/cases/{id}/claims"));
        Assert.Contains($"#claim-{claim.Id}", await ana.ReadAsync($"/cases/{id}/claims"));
        // Taken back, it is proposed again.
        Assert.Equal(HttpStatusCode.UnprocessableEntity,
            (await ana.PostAsync($"/cases/{id}/documents/{document}/accept-claim", ("start", $"{proposal.Start}"), ("end", $"{proposal.End}"))).StatusCode);
        await desk.Cases.UndoAsync(id, new(ana.Person!, true, new HashSet<string>()), Ct);
        Assert.Equal(ProposalState.Open, (await ProposalsAsync()).Claims.Single(c => c.Start == proposal.Start && c.End == proposal.End).State);
    }

    [Fact]
    public async Task What_a_person_says_otherwise_counts_and_the_words_stay_the_documents()
    {
        var proposal = (await ProposalsAsync()).Claims[0];
        var answer = await ana.PostAsync($"/cases/{id}/documents/{document}/accept-claim", ("start", $"{proposal.Start}"), ("end", $"{proposal.End}"),
            ("claim.newProposition", "The registry was wiped from Westmark"), ("claim.newSource.name", "Norland's government"), ("claim.newSource.standing", "official"),
            ("claim.stance", "suggests"), ("claim.standing", "official"), ("claim.nature", "inference"), ("claim.onRecord", "false"), ("claim.saidOn.value", "2026-03-20"),
            ("claim.passage.document", document), ("claim.passage.start", "0"), ("claim.passage.end", "3"), ("claim.passage.quote", "lie"));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var file = (await desk.Cases.FindAsync(id, Ct))!;
        var claim = Assert.Single(file.Claims.All).Content;
        Assert.Equal((Stance.Suggests, Nature.Inference, false, "2026-03-20"), (claim.Stance, claim.Nature, claim.OnRecord, claim.SaidOn!.Value));
        Assert.Equal("The registry was wiped from Westmark", file.Propositions.Find(claim.Proposition)!.Content.Text);
        Assert.Equal(proposal.Quote, claim.Passage!.Quote);
    }

    [Fact]
    public async Task A_rejected_proposal_is_not_proposed_again_until_it_is_restored()
    {
        var proposal = (await ProposalsAsync()).Observables[0];
        await ana.PostAsync($"/cases/{id}/documents/{document}/reject", ("what", "observable"), ("start", $"{proposal.Start}"), ("end", $"{proposal.End}"));
        Assert.Equal(ProposalState.Rejected, (await ProposalsAsync()).Observables[0].State);
        var rejection = (await desk.Cases.FindAsync(id, Ct))!.Rejected.All[0].Id;
        await ana.PostAsync($"/cases/{id}/documents/{document}/rejected/{rejection}/restore", ("at", "0"));
        Assert.Equal(ProposalState.Open, (await ProposalsAsync()).Observables[0].State);
    }

    [Fact]
    public async Task A_quotation_that_does_not_stand_in_the_document_makes_no_claim()
    {
        var source = (await ana.PostJsonAsync($"/api/cases/{id}/sources", new { name = "Norland's government", standing = "official" })).Content;
        var item = (string)System.Text.Json.Nodes.JsonNode.Parse(await source.ReadAsStringAsync(Ct))!["item"]!;
        var answer = await ana.PostJsonAsync($"/api/cases/{id}/claims", new
        {
            newProposition = "Westmark did it",
            source = item,
            stance = "asserts",
            standing = "official",
            onRecord = true,
            nature = "fact",
            passage = new { document, start = 0, end = 8, quote = "Westmark" },
        });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("quote-must-stand-in-the-document", await answer.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task Furniture_is_folded_away_and_times_are_resolved_from_the_dateline()
    {
        var html = await ana.ReadAsync($"/cases/{id}/documents/{document}");
        Assert.Matches(new Regex("<details class=\"furniture\">.*Subscribe to our newsletter", RegexOptions.Singleline), html);
        Assert.Contains("<time datetime=\"2026-03-20\">20 March 2026</time>", html);
    }

    [Fact]
    public async Task Markup_in_a_document_stays_words()
    {
        await ana.PostJsonAsync($"/api/cases/{id}/documents", new { text = "<script>alert(1)</script> \"Norland <b>fell</b>,\" said <img src=x onerror=alert(1)> a Norland official.", name = "<script>x</script>.txt", from = "<i>there</i>", mediaType = "text/plain" });
        var bad = (await desk.Cases.FindAsync(id, Ct))!.Documents.All[1].Id;
        foreach (var path in (string[])["/documents", $"/documents/{bad}"])
        {
            var html = await ana.ReadAsync($"/cases/{id}{path}");
            Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<i>there", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_long_document_is_shown_in_pages_that_each_stay_small()
    {
        var text = string.Join("\n\n", Enumerable.Range(1, 900).Select(n => $"Paragraph number {n} of the long report tells of the server 192.0.2.{n % 250} and of what the clerks of Norland saw there that day."));
        await ana.PostJsonAsync($"/api/cases/{id}/documents", new { text, name = "long.txt" });
        var longOne = (await desk.Cases.FindAsync(id, Ct))!.Documents.All[1].Id;
        var html = await ana.ReadAsync($"/cases/{id}/documents/{longOne}");
        Assert.True(html.Length < 140_000, $"{html.Length} characters");
        Assert.Contains("Paragraph number 1 of", html);
        Assert.DoesNotContain("Paragraph number 500 of", html, StringComparison.Ordinal);
        Assert.Contains("Paragraph number 500 of", await ana.ReadAsync($"/cases/{id}/documents/{longOne}?at={text.IndexOf("Paragraph number 500 ", StringComparison.Ordinal)}"));
    }

    private async Task<Proposals> ProposalsAsync()
    {
        var view = Demarche.Views.View.For((await desk.Cases.FindAsync(id, Ct))!, new Demarche.Markings.Audience.AtDesk(ana.Person!, true, new HashSet<string>()));
        return Proposals.Of(view, document, Stories.Reading(Stories.Paper));
    }
}
