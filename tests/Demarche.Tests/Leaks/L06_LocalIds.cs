using Demarche.Cases;
using Demarche.Markings;
using Demarche.Requests;
using Demarche.Tests.Exchange;

namespace Demarche.Tests.Leaks;

/// <summary>An id means something on one desk only: what another desk calls by the same id is another thing.</summary>
public sealed class L06_LocalIds
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_package_of_another_desk_is_joined_to_nothing_by_an_id_that_both_desks_have()
    {
        await using var desks = await TwoDesks.StartAsync();
        var (ours, request, release) = await desks.ReleaseAsync();
        // The other desk has a case, a request and a partner by the very ids of ours.
        var marking = Marking.Of(Tlp.Amber, ours);
        await desks.Theirs.Cases.WriteAsync(ours, desks.TheirAnalyst.Person!, _ => Decision.Allow(new CaseOpened("Of their own", "", marking), marking), ct: Ct);
        await desks.Theirs.Cases.WriteAsync(ours, desks.TheirAnalyst.Person!, _ => Decision.Allow(new RequestDrafted(request,
            new("Of their own", "Of their own", [new("a", "Of their own")], "Law", desks.TheirAnalyst.Person!, "2026-03-09T12:00:00.000Z", [desks.Norland], [])), marking), ct: Ct);
        var before = (await desks.Theirs.Cases.FindAsync(ours, Ct))!.Head;
        var package = (await desks.PackageAsync(ours, release)).Id;

        await TwoDesks.EventuallyAsync(async () => { await TwoDesks.SendAsync(desks.Ours); return (await desks.Theirs.Book.OpenAsync(Ct)).Inbox.Count == 1; }, "the package arrives");
        var arrival = Assert.Single((await desks.Theirs.Book.OpenAsync(Ct)).Inbox.All).Content;
        // The control: it came, and by its own name.
        Assert.Equal(package, arrival.Package);
        Assert.Null(arrival.Case);
        Assert.Equal(before, (await desks.Theirs.Cases.FindAsync(ours, Ct))!.Head);
        Assert.Equal(desks.Norland, arrival.Partner);
        Assert.NotEqual(desks.Westmark, arrival.Partner);
    }

    [Fact]
    public async Task No_id_of_a_case_an_item_or_a_person_of_ours_stands_in_what_leaves()
    {
        await using var desks = await TwoDesks.StartAsync();
        var (ours, request, release) = await desks.ReleaseAsync();
        var content = (await desks.ReleaseOfAsync(ours, release)).Proposal;
        var plain = System.Text.Encoding.UTF8.GetString((await desks.Ours.Store.FindAsync(content.PlainSha256, Ct))!);
        Assert.Contains(content.Package, plain, StringComparison.Ordinal);
        Assert.All([ours, request, release, desks.Westmark, desks.Analyst.Person!, desks.Releaser.Person!, .. content.Items.Select(i => i.Item)], id => Assert.DoesNotContain(id, plain, StringComparison.Ordinal));
    }
}
