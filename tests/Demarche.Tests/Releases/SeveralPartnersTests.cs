using Demarche.Releases;
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
        var fingerprint = (string)(await desks.Releaser.GetJsonAsync($"/api/partners/{other}"))["fingerprint"]!;
        var pin = await TwoDesks.DoneAsync(desks.Releaser, $"/api/partners/{other}/confirm", new { fingerprint, how = "By telephone" });
        await TwoDesks.DoneAsync(desks.Analyst, $"/api/changes/{pin}/confirm", new { fingerprint, reason = "Called them back" });
        await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{id}/drafts/{request}/propose", both);
        var proposed = (await desks.Ours.Cases.FindAsync(id, Ct))!.Releases.All;
        Assert.Equal(2, proposed.Count);
        Assert.All(proposed, r => Assert.Equal(ReleaseState.Proposed, r.Content.State));
        Assert.Equal(2, proposed.Select(r => r.Content.Proposal.Package).Distinct().Count());
    }
}
