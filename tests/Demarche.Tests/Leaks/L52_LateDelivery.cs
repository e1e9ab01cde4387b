using System.Net;
using System.Text.Json.Nodes;
using Demarche.Cases;
using Demarche.Markings;
using Demarche.Observables;
using Demarche.Releases;
using Demarche.Tests.Exchange;

namespace Demarche.Tests.Leaks;

/// <summary>Between approval and every delivery, retry and download: what the partner may no longer be told does not go, and the partner can't tell.</summary>
public sealed class L52_LateDelivery
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_withdrawn_narrowed_closed_or_reworded_after_the_approval_goes_by_no_channel()
    {
        await using var desks = await TwoDesks.StartAsync();
        await using var odd = await OddDesk.UpAsync((context, _) => { context.Response.StatusCode = 503; return Task.CompletedTask; });
        var partner = await TwoDesks.PinAsync(desks.Releaser, desks.Analyst, "Sudria", odd.Card.ToJson());
        foreach (var change in (string[])["none", "withdrawn", "narrowed", "request closed", "request withdrawn", "reworded", "wording", "hidden"])
        {
            var isTold = change is "none" or "hidden";
            foreach (var channel in (string[])["exchange", "file"])
            {
                var (id, request, release) = await desks.ReleaseAsync(partner);
                await ChangeAsync(desks, id, request, partner, change);
                var asked = odd.Asked;
                using var handed = channel == "exchange" ? null : await desks.Releaser.PostJsonAsync($"/api/cases/{id}/releases/{release}/package", new { });
                if (channel == "exchange") await TwoDesks.SendAsync(desks.Ours);
                var after = await desks.ReleaseOfAsync(id, release);
                // The control: what changes nothing that is told goes.
                Assert.True(isTold == after.HasGone, $"{change} by {channel}: {after.Departure}");
                Assert.Equal(isTold ? ReleaseState.Sent : ReleaseState.HeldBack, after.State);
                Assert.Equal(isTold && channel == "exchange" ? asked + 1 : asked, odd.Asked);
                if (handed is not null) Assert.Equal(isTold ? HttpStatusCode.OK : HttpStatusCode.UnprocessableEntity, handed.StatusCode);
                if (isTold) await desks.Ours.Store.Records.TakeOutWorkAsync(id, release, "The test is done with it.", Ct);
            }
        }
    }

    [Fact]
    public async Task What_may_have_left_once_is_not_sent_again_when_it_was_withdrawn_since_and_is_never_called_stopped()
    {
        await using var desks = await TwoDesks.StartAsync();
        await using var odd = await OddDesk.UpAsync((context, _) => { context.Response.StatusCode = 503; return Task.CompletedTask; });
        var partner = await TwoDesks.PinAsync(desks.Releaser, desks.Analyst, "Sudria", odd.Card.ToJson());
        var (id, request, release) = await desks.ReleaseAsync(partner);
        await TwoDesks.SendAsync(desks.Ours);
        await ChangeAsync(desks, id, request, partner, "withdrawn");
        var asked = odd.Asked;
        await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{id}/releases/{release}/retry", new { });
        await TwoDesks.SendAsync(desks.Ours);
        var after = await desks.ReleaseOfAsync(id, release);
        Assert.Equal((asked, ReleaseState.HeldBack, Departure.MayHaveLeft), (odd.Asked, after.State, after.Departure));
        using var stopped = await desks.Analyst.PostJsonAsync($"/api/cases/{id}/releases/{release}/stop", new { reason = "Withdrawn" });
        Assert.Contains("what-may-have-left-is-not-stopped", await stopped.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Contains("Bytes may have left", await desks.Analyst.ReadAsync($"/cases/{id}/releases/{release}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_releaser_has_a_task_with_the_reason_and_who_may_not_see_the_item_reads_one_constant_sentence()
    {
        await using var desks = await TwoDesks.StartAsync();
        using var outside = await desks.Ours.VisitAsync(Demarche.People.Role.Reader);
        List<string> read = [];
        foreach (var why in (string[])["narrowed", "withdrawn and narrowed"])
        {
            var (id, items) = await desks.CaseForAsync(desks.Westmark);
            await desks.Ours.GrantAsync(id, desks.Analyst, outside, CaseAccess.Read);
            var request = await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{id}/requests", new
            {
                title = "Help",
                text = "We ask.",
                asks = new[] { new { text = "Who?" } },
                legalBasis = "Law",
                due = "2026-03-09T12:00Z",
                partners = new[] { desks.Westmark },
                includes = items,
                marking = new { tlp = "amber", releasableTo = new[] { desks.Westmark } },
            });
            var release = await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{id}/drafts/{request}/propose", new { partners = new[] { desks.Westmark } });
            await TwoDesks.DoneAsync(desks.Releaser, $"/api/cases/{id}/releases/{release}/approve", new { });
            if (why != "narrowed") await WriteAsync(desks, id, new ObservableWithdrawn(items[1], "Wrong"), Marking.Of(Tlp.Amber));
            await WriteAsync(desks, id, new MarkingChanged(items[1], new(Tlp.Red, [], []), "Sealed"), Marking.Of(Tlp.Amber));
            await TwoDesks.SendAsync(desks.Ours);

            Assert.Contains($"/cases/{id}/ledger?state=heldback", await desks.Releaser.ReadAsync("/"), StringComparison.Ordinal);
            Assert.Contains("203.0.113.7", Held(await desks.Releaser.GetJsonAsync($"/api/cases/{id}/releases/{release}")), StringComparison.Ordinal);
            Assert.Contains("203.0.113.7", await desks.Releaser.ReadAsync($"/cases/{id}/releases/{release}"), StringComparison.Ordinal);
            Assert.DoesNotContain("ledger?state=heldback", await outside.ReadAsync("/"), StringComparison.Ordinal);
            Assert.Equal("[]", Held(await outside.GetJsonAsync($"/api/cases/{id}/releases/{release}")));
            var page = await outside.ReadAsync($"/cases/{id}/releases/{release}");
            Assert.Contains("it may no longer go as it was approved", page, StringComparison.Ordinal);
            read.Add(page.Replace(id, "", StringComparison.Ordinal).Replace(release, "", StringComparison.Ordinal).Replace(request, "", StringComparison.Ordinal)
                .Replace((await desks.ReleaseOfAsync(id, release)).Proposal.Package, "", StringComparison.Ordinal));
            Assert.Empty((await desks.Theirs.Book.OpenAsync(Ct)).Inbox.All);
            // Proposed again as it is now, the task is done, and it goes as another package.
            var again = await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{id}/drafts/{request}/propose", new { partners = new[] { desks.Westmark } });
            Assert.DoesNotContain($"/cases/{id}/ledger?state=heldback", await desks.Releaser.ReadAsync("/"), StringComparison.Ordinal);
            Assert.NotEqual((await desks.ReleaseOfAsync(id, release)).Proposal.Package, (await desks.ReleaseOfAsync(id, again)).Proposal.Package);
            using var revived = await desks.Analyst.PostJsonAsync($"/api/cases/{id}/releases/{release}/retry", new { });
            Assert.Contains("a-later-package-is-there", await revived.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }
        Assert.Equal(Bare(read[0]), Bare(read[1]));
    }

    [Fact]
    public async Task A_change_that_was_a_mistake_and_is_put_right_lets_the_same_bytes_go()
    {
        await using var desks = await TwoDesks.StartAsync();
        var (id, request, release) = await desks.ReleaseAsync();
        var item = (await desks.ReleaseOfAsync(id, release)).Proposal.Items.Single(i => i.Kind == "observable").Item;
        await WriteAsync(desks, id, new MarkingChanged(item, new(Tlp.Red, [], []), "By mistake"), Marking.Of(Tlp.Amber));
        await TwoDesks.SendAsync(desks.Ours);
        Assert.Equal(ReleaseState.HeldBack, (await desks.ReleaseOfAsync(id, release)).State);
        await WriteAsync(desks, id, new MarkingChanged(item, Marking.Of(Tlp.Amber, desks.Westmark), "Put right"), Marking.Of(Tlp.Amber));
        await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{id}/releases/{release}/retry", new { });
        await TwoDesks.SendAsync(desks.Ours);
        Assert.Equal(ReleaseState.Received, (await desks.ReleaseOfAsync(id, release)).State);
        Assert.NotNull(request);
    }

    private static async Task ChangeAsync(TwoDesks desks, string id, string request, string partner, string change)
    {
        var view = (await desks.Ours.Cases.FindAsync(id, Ct))!;
        var item = view.Observables.All[0].Id;
        switch (change)
        {
            case "withdrawn": await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{id}/observables/{item}/withdraw", new { reason = "Another relay" }); break;
            case "narrowed": await WriteAsync(desks, id, new MarkingChanged(item, new(Tlp.Red, [], []), "Sealed"), Marking.Of(Tlp.Amber)); break;
            case "request closed": await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{id}/requests/{request}/close", new { partner, reason = "Done" }); break;
            case "request withdrawn": await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{id}/requests/{request}/withdraw", new { reason = "Not needed" }); break;
            case "reworded": await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{id}/drafts/{request}/copies/{partner}/{item}", new { text = "An address in your country" }); break;
            case "wording": await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{id}/requests/{request}/wording/{partner}", new { text = "To you we say this.", ownAsks = false }); break;
            case "hidden": await WriteAsync(desks, id, new ObservableSeen(Id.New(), new("ipv4-addr", "203.0.113.200", 2, null, null)), new(Tlp.Red, [], [])); break;
        }
    }

    private static Task WriteAsync(TwoDesks desks, string id, Fact fact, Marking marking) =>
        desks.Ours.Cases.WriteAsync(id, desks.Analyst.Person!, _ => Decision.Allow(fact, marking), ct: Ct);

    private static string Held(JsonNode model) => model["held"]!.ToJsonString();

    // What is random on a page: the hidden fields against forged forms.
    private static string Bare(string page) => System.Text.RegularExpressions.Regex.Replace(page, "name=\"__RequestVerificationToken\" value=\"[^\"]*\"", "");
}
