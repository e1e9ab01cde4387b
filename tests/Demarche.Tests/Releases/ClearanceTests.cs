using System.Net;
using Demarche.Cases;
using Demarche.Markings;
using Demarche.Observables;
using Demarche.Partners;
using Demarche.People;
using Demarche.Releases;
using Demarche.Tests.Exchange;
using Microsoft.Extensions.DependencyInjection;

namespace Demarche.Tests.Releases;

/// <summary>The one function that every channel asks, and what it refuses by itself, whatever else a channel asks.</summary>
public sealed class ClearanceTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_held_back_is_not_cleared_before_a_person_has_it_tried_again()
    {
        await using var desks = await TwoDesks.StartAsync();
        var (id, _, release) = await desks.ReleaseAsync();
        Assert.IsType<Clearance.Goes>(await ClearAsync(desks, id, release));
        var item = (await desks.ReleaseOfAsync(id, release)).Proposal.Items.Single(i => i.Kind == "observable").Item;
        await WriteAsync(desks, id, new MarkingChanged(item, new(Tlp.Red, [], []), "By mistake"));
        Assert.IsType<Clearance.Stays>(await ClearAsync(desks, id, release));
        // It may be told again; nobody has looked at it yet.
        await WriteAsync(desks, id, new MarkingChanged(item, Marking.Of(Tlp.Amber, desks.Westmark), "Put right"));
        Assert.IsType<Clearance.Stays>(await ClearAsync(desks, id, release));
        await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{id}/releases/{release}/retry", new { });
        Assert.IsType<Clearance.Goes>(await ClearAsync(desks, id, release));
    }

    [Fact]
    public async Task What_was_stopped_is_not_cleared()
    {
        await using var desks = await TwoDesks.StartAsync();
        var (id, _, release) = await desks.ReleaseAsync();
        await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{id}/releases/{release}/stop", new { reason = "Not so" });
        Assert.IsType<Clearance.Stays>(await ClearAsync(desks, id, release));
        Assert.Equal(ReleaseState.Stopped, (await desks.ReleaseOfAsync(id, release)).State);
    }

    [Fact]
    public async Task To_a_partner_whose_keys_nobody_has_confirmed_nothing_is_handed_over()
    {
        await using var desks = await TwoDesks.StartAsync();
        var (id, _, release) = await desks.ReleaseAsync();
        var partner = (await desks.Ours.Book.OpenAsync(Ct)).Partners.Find(desks.Westmark)!.Content;
        await desks.Ours.Book.WriteAsync(desks.Analyst.Person!, _ => Decision.Allow(
            new PartnerKeysChanged(desks.Westmark, partner with { Confirmed = false }, "To be compared anew"), DeskFile.Internal), ct: Ct);
        Assert.IsType<Clearance.Waits>(await ClearAsync(desks, id, release));
        using var handed = await desks.Releaser.PostJsonAsync($"/api/cases/{id}/releases/{release}/package", new { });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, handed.StatusCode);
        Assert.Equal(Departure.Waiting, (await desks.ReleaseOfAsync(id, release)).Departure);
    }

    // What is told then and now is compared by the groups of then and now: else a part that was seen through a group alone would go.
    [Fact]
    public async Task A_part_of_an_item_that_the_partner_could_see_through_a_group_does_not_go_once_it_left_the_group()
    {
        await using var desks = await TwoDesks.StartAsync();
        foreach (var leaves in (bool[])[false, true])
        {
            var group = Id.New();
            await BookAsync(desks, new PartnerGroupMade(group, new("North", [desks.Westmark])));
            var (id, items) = await desks.CaseForAsync(desks.Westmark);
            await WriteAsync(desks, id, new FieldMarked(items[1], "note", new(Tlp.Amber, [group], []), "For the group"));
            var release = await ReleaseAsync(desks, id, items);
            desks.Clock.Advance(TimeSpan.FromSeconds(1));
            await BookAsync(desks, new PartnerGroupCorrected(group, new("North", leaves ? [] : [desks.Westmark]), "As agreed"));
            Assert.Equal(leaves ? typeof(Clearance.Stays) : typeof(Clearance.Goes), (await ClearAsync(desks, id, release)).GetType());
            if (leaves) Assert.Equal([(DeliveryCheck.Changed, items[1])], (await desks.ReleaseOfAsync(id, release))
                .HoldReasons.Select(r => (r.Rule, r.Item!)));
        }
    }

    // The approver answers for the package: what the approver knows of by a compartment stops it, at the delivery as at the approval.
    [Fact]
    public async Task It_is_asked_again_with_all_that_the_approver_sees()
    {
        await using var desks = await TwoDesks.StartAsync();
        using var inside = await desks.Ours.VisitAsync([Role.Releaser], ["crypto"]);
        foreach (var (approver, clears) in new[] { (desks.Releaser, true), (inside, false) })
        {
            var (id, items) = await desks.CaseForAsync(desks.Westmark);
            await desks.Ours.GrantAsync(id, desks.Analyst, inside, CaseAccess.Write);
            var release = await ReleaseAsync(desks, id, items, approver);
            await desks.Ours.Cases.WriteAsync(id, desks.Analyst.Person!, _ => Decision.Allow(
                new ObservableSeen(Id.New(), new("ipv4-addr", "203.0.113.99", 2, null, null)), new(Tlp.Amber, [], ["crypto"])), ct: Ct);
            Assert.Equal(clears ? typeof(Clearance.Goes) : typeof(Clearance.Stays), (await ClearAsync(desks, id, release)).GetType());
        }
    }

    private static Task<Clearance> ClearAsync(TwoDesks desks, string id, string release) =>
        desks.Ours.Services.GetRequiredService<ReleaseDesk>().ClearAsync(id, release, Ct);

    private static async Task<string> ReleaseAsync(TwoDesks desks, string id, string[] items, Demarche.Tests.Web.Visitor? approver = null)
    {
        var request = await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{id}/requests", new
        {
            title = "Help",
            text = "We ask who rents 203.0.113.99 with you.",
            asks = new[] { new { text = "Who?" } },
            legalBasis = "Law",
            due = "2026-03-09T12:00Z",
            partners = new[] { desks.Westmark },
            includes = items,
            marking = new { tlp = "amber", releasableTo = new[] { desks.Westmark } },
        });
        var release = await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{id}/drafts/{request}/propose",
            new { partners = new[] { desks.Westmark } });
        await TwoDesks.DoneAsync(approver ?? desks.Releaser, $"/api/cases/{id}/releases/{release}/approve", new { });
        return release;
    }

    private static Task WriteAsync(TwoDesks desks, string id, Fact fact) =>
        desks.Ours.Cases.WriteAsync(id, desks.Analyst.Person!, _ => Decision.Allow(fact, Marking.Of(Tlp.Amber)), ct: Ct);

    private static Task BookAsync(TwoDesks desks, Fact fact) =>
        desks.Ours.Book.WriteAsync(desks.Analyst.Person!, _ => Decision.Allow(fact, DeskFile.Internal), ct: Ct);
}
