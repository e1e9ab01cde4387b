using Demarche.Cases;
using Demarche.Claims;
using Demarche.Markings;
using Demarche.People;
using Demarche.Releases;
using Demarche.Sources;
using Demarche.Statements;
using Demarche.Tests.Exchange;

namespace Demarche.Tests.Releases;

/// <summary>A draft that is proposed to several partners is proposed to all of them or to none.</summary>
public sealed class SeveralPartnersTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Where_one_of_several_partners_can_t_be_proposed_to_it_is_named_and_nothing_is_proposed_to_the_others()
    {
        await using var desks = await TwoDesks.StartAsync();
        await using var odd = OddDesk.Down();
        // Nobody compared this one's fingerprint.
        var other = await TwoDesks.DoneAsync(desks.Releaser, "/api/partners", new { partner = new { name = "Sudria", territory = "Sudria" }, card = odd.Card.ToJson() });
        var (id, items) = await desks.CaseForAsync(desks.Westmark);
        var request = await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{id}/requests", new
        {
            title = "Help",
            text = "We ask.",
            asks = new[] { new { text = "Who?" } },
            legalBasis = "Law",
            due = "2026-03-09T12:00Z",
            partners = new[] { desks.Westmark, other },
            includes = items,
            marking = new { tlp = "amber" },
        });
        var both = new { partners = new[] { desks.Westmark, other } };
        using var refused = await desks.Analyst.PostJsonAsync($"/api/cases/{id}/drafts/{request}/propose", both);
        var text = await refused.Content.ReadAsStringAsync(Ct);
        Assert.Contains("keys-must-be-confirmed", text, StringComparison.Ordinal);
        Assert.Contains("Sudria:", text, StringComparison.Ordinal);
        Assert.Empty((await desks.Ours.Cases.FindAsync(id, Ct))!.Releases.All);

        // The control: put right, both are proposed by one act.
        await ConfirmAsync(desks, other);
        await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{id}/drafts/{request}/propose", both);
        var proposed = (await desks.Ours.Cases.FindAsync(id, Ct))!.Releases.All;
        Assert.Equal(2, proposed.Count);
        Assert.All(proposed, r => Assert.Equal(ReleaseState.Proposed, r.Content.State));
        Assert.Equal(2, proposed.Select(r => r.Content.Proposal.Package).Distinct().Count());
    }

    [Fact]
    public async Task What_the_copies_of_one_act_show_together_is_weighed_before_the_first_of_them_is_approved()
    {
        await using var desks = await TwoDesks.StartAsync();
        await using var odd = OddDesk.Down();
        var other = await TwoDesks.DoneAsync(desks.Releaser, "/api/partners", new { partner = new { name = "Sudria", territory = "Sudria" }, card = odd.Card.ToJson() });
        await ConfirmAsync(desks, other);
        var (id, _) = await desks.CaseForAsync(desks.Westmark);
        using var handler = await desks.Ours.VisitAsync(Role.SourceHandler);
        await desks.Ours.GrantAsync(id, desks.Analyst, handler, CaseAccess.Write);
        var (both, sudria) = (Marking.Of(Tlp.Amber, desks.Westmark, other), Marking.Of(Tlp.Amber, other));
        var (proposition, official, minister, said, confirmed, denied) = (Id.New(), Id.New(), Id.New(), Id.New(), Id.New(), Id.New());
        ClaimMade Claim(string id, string source, Stance stance) => new(id, new(proposition, source, stance, Standing.Official, true, Nature.Fact, null, null, null));
        await desks.Ours.Cases.WriteAsync(id, desks.Analyst.Person!, _ => new Decision.Allowed(
        [
            new(new PropositionStated(proposition, new("The registry was wiped.")), both),
            new(new SourceNamed(official, new(null, "A clerk of the registry", null, Standing.Official, null, [handler.Person!], null)), both),
            new(new SourceNamed(minister, new("Bo Dahl", "", null, Standing.Official, null, [], null)), both),
            new(Claim(said, official, Stance.Asserts), both), new(Claim(confirmed, minister, Stance.Asserts), both), new(Claim(denied, minister, Stance.Denies), sudria),
        ]), ct: Ct);
        var request = await DraftAsync(desks, id, [desks.Westmark, other], said, confirmed, denied);
        var partners = new[] { desks.Westmark, other };
        // Whoever drafts reads it before proposing.
        var columns = (await desks.Analyst.GetJsonAsync($"/api/cases/{id}/drafts/{request}/preview"))["partners"]!.AsArray();
        List<(string Partner, string Rule, string? Item, string Message, string Items)> warnings =
        [
            .. from column in columns
               from finding in column!["check"]!["findings"]!.AsArray()
               where (string)finding!["severity"]! == "warning"
               select ((string)column["partner"]!, (string)finding["rule"]!, (string?)finding["item"], (string)finding["message"]!,
                   string.Join(' ', finding["also"]!.AsArray().Select(a => (string)a!).Append((string)finding["item"]!).Order(StringComparer.Ordinal))),
        ];
        Assert.Equal(
            new[]
            {
                (desks.Westmark, "source-can-be-joined", official), (other, "source-can-be-joined", official),
                // One proposition, one finding, whichever of the two claims comes first in the package.
                (desks.Westmark, "told-otherwise-to-another", string.Join(' ', new[] { said, confirmed }.Order(StringComparer.Ordinal))),
            }.Order(),
            warnings.Select(w => (w.Partner, w.Rule, w.Items)).Order());
        Assert.All(warnings, w => Assert.Contains("in a copy beside this one", w.Message, StringComparison.Ordinal));
        using var refused = await desks.Analyst.PostJsonAsync($"/api/cases/{id}/drafts/{request}/propose", new { partners });
        Assert.Contains("warning-must-be-answered", await refused.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Empty((await desks.Ours.Cases.FindAsync(id, Ct))!.Releases.All);
        var reasons = warnings.Select(w => new { partner = w.Partner, rule = w.Rule, item = w.Item, reason = "They know each other, and agreed." });
        await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{id}/drafts/{request}/propose", new { partners, reasons });
        var releases = (await desks.Ours.Cases.FindAsync(id, Ct))!.Releases.All;
        // Whoever approves the first reads it with the reason; and the second goes with the reason that it has.
        var page = await desks.Releaser.ReadAsync($"/cases/{id}/releases/{releases.Single(r => r.Content.Proposal.Partner == desks.Westmark).Id}");
        Assert.Contains("in a copy beside this one", page, StringComparison.Ordinal);
        Assert.Contains("They know each other, and agreed.", page, StringComparison.Ordinal);
        foreach (var release in releases)
        {
            await TwoDesks.DoneAsync(handler, $"/api/cases/{id}/releases/{release.Id}/agree", new { reason = "Nobody can be told from these words." });
            await TwoDesks.DoneAsync(desks.Releaser, $"/api/cases/{id}/releases/{release.Id}/approve", new { reason = "Agreed." });
        }
        Assert.All((await desks.Ours.Cases.FindAsync(id, Ct))!.Releases.All, r => Assert.NotNull(r.Content.SealedSha256));
    }

    [Fact]
    public async Task What_two_acts_show_together_is_answered_at_the_second_proposal_and_both_are_approved()
    {
        await using var desks = await TwoDesks.StartAsync();
        await using var odd = OddDesk.Down();
        var other = await TwoDesks.DoneAsync(desks.Releaser, "/api/partners", new { partner = new { name = "Sudria", territory = "Sudria" }, card = odd.Card.ToJson() });
        await ConfirmAsync(desks, other);
        var (id, _) = await desks.CaseForAsync(desks.Westmark);
        var (proposition, minister, confirmed, denied) = (Id.New(), Id.New(), Id.New(), Id.New());
        var (both, westmark, sudria) = (Marking.Of(Tlp.Amber, desks.Westmark, other), Marking.Of(Tlp.Amber, desks.Westmark), Marking.Of(Tlp.Amber, other));
        ClaimMade Claim(string id, Stance stance) => new(id, new(proposition, minister, stance, Standing.Official, true, Nature.Fact, null, null, null));
        await desks.Ours.Cases.WriteAsync(id, desks.Analyst.Person!, _ => new Decision.Allowed(
        [
            new(new PropositionStated(proposition, new("The registry was wiped.")), both), new(new SourceNamed(minister, new("Bo Dahl", "", null, Standing.Official, null, [], null)), both),
            new(Claim(confirmed, Stance.Asserts), westmark), new(Claim(denied, Stance.Denies), sudria),
        ]), ct: Ct);
        var (first, second) = (await DraftAsync(desks, id, [desks.Westmark], confirmed), await DraftAsync(desks, id, [other], denied));
        await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{id}/drafts/{first}/propose", new { partners = new[] { desks.Westmark } });
        var page = await desks.Analyst.ReadAsync($"/cases/{id}/drafts/{second}/preview");
        Assert.Contains("in a copy beside this one", page, StringComparison.Ordinal);
        using var refused = await desks.Analyst.PostJsonAsync($"/api/cases/{id}/drafts/{second}/propose", new { partners = new[] { other } });
        Assert.Contains("warning-must-be-answered", await refused.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        var reasons = new[] { new { partner = other, rule = "told-otherwise-to-another", item = denied, reason = "They were told of both." } };
        await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{id}/drafts/{second}/propose", new { partners = new[] { other }, reasons });
        // In the order in which they were proposed: the other way round, the approver of the later one writes a reason too.
        foreach (var release in (await desks.Ours.Cases.FindAsync(id, Ct))!.Releases.All.OrderBy(r => r.History[0].From.Entry))
            await TwoDesks.DoneAsync(desks.Releaser, $"/api/cases/{id}/releases/{release.Id}/approve", new { reason = "" });
        Assert.All((await desks.Ours.Cases.FindAsync(id, Ct))!.Releases.All, r => Assert.NotNull(r.Content.SealedSha256));
    }

    [Fact]
    public async Task A_reason_is_asked_for_once_for_all_copies_of_a_draft_and_the_later_copy_shows_who_wrote_it()
    {
        await using var desks = await TwoDesks.StartAsync();
        await using var odd = OddDesk.Down();
        var other = await TwoDesks.DoneAsync(desks.Releaser, "/api/partners", new { partner = new { name = "Sudria", territory = "Sudria" }, card = odd.Card.ToJson() });
        await ConfirmAsync(desks, other);
        var (id, _) = await desks.CaseForAsync(desks.Westmark);
        var (proposition, engineer, said) = (Id.New(), Id.New(), Id.New());
        var both = Marking.Of(Tlp.Amber, desks.Westmark, other);
        await desks.Ours.Cases.WriteAsync(id, desks.Analyst.Person!, _ => new Decision.Allowed(
        [
            new(new PropositionStated(proposition, new("The registry was wiped.")), both), new(new SourceNamed(engineer, new("Ada Berg", "", null, Standing.Technical, null, [], null)), both),
            new(new ClaimMade(said, new(proposition, engineer, Stance.Asserts, Standing.Technical, true, Nature.Fact, null, null, null)), both),
            new(new StatementMade(Id.New(), new("Nothing was lost.", new("2026-03-01"), "Bo Dahl", [new(proposition, Stance.Denies)])), both),
        ]), ct: Ct);
        var request = await DraftAsync(desks, id, [desks.Westmark, other], said);
        var preview = $"/cases/{id}/drafts/{request}/preview";
        // One question for both.
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(await desks.Analyst.ReadAsync(preview), "<textarea name=\"reasons"));
        await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{id}/drafts/{request}/propose", new
        {
            partners = new[] { desks.Westmark },
            reasons = new[] { new { rule = "contradicts-the-public-line", item = said, reason = "Both have read it.", partners = new[] { desks.Westmark, other } } },
        });
        var page = await desks.Analyst.ReadAsync(preview);
        Assert.DoesNotContain("<textarea name=\"reasons", page, StringComparison.Ordinal);
        Assert.Contains("Both have read it.", page, StringComparison.Ordinal);
        Assert.Contains("it holds for this one too", page, StringComparison.Ordinal);
        var second = await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{id}/drafts/{request}/propose", new { partners = new[] { other } });
        var answer = Assert.Single((await desks.Ours.Cases.FindAsync(id, Ct))!.Releases.Find(second)!.Content.Proposal.Warnings);
        Assert.Equal(("Both have read it.", desks.Analyst.Person), (answer.Reason, answer.By));
        Assert.Contains("wrote this for another copy of this draft", await desks.Releaser.ReadAsync($"/cases/{id}/releases/{second}"), StringComparison.Ordinal);
    }

    private static Task<string> DraftAsync(TwoDesks desks, string id, string[] partners, params string[] includes) =>
        TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{id}/requests", new
        {
            title = "Help",
            text = "We ask.",
            asks = new[] { new { text = "Who?" } },
            legalBasis = "Law",
            due = "2026-03-09T12:00Z",
            partners,
            includes,
            marking = new { tlp = "amber" },
        });

    private static async Task ConfirmAsync(TwoDesks desks, string partner)
    {
        var fingerprint = (string)(await desks.Releaser.GetJsonAsync($"/api/partners/{partner}"))["fingerprint"]!;
        var pin = await TwoDesks.DoneAsync(desks.Releaser, $"/api/partners/{partner}/confirm", new { fingerprint, how = "By telephone" });
        await TwoDesks.DoneAsync(desks.Analyst, $"/api/changes/{pin}/confirm", new { fingerprint, reason = "Called them back" });
    }
}
