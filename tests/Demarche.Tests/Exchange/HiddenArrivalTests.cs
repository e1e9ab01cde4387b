using System.Net;
using Demarche.Cases;
using Demarche.Exchange;
using Demarche.Markings;
using Demarche.Releases;
using Demarche.Tests.Leaks;

namespace Demarche.Tests.Exchange;

/// <summary>A package that arrived is as hidden in the inbox as what it belongs to is hidden in the case.</summary>
public sealed class HiddenArrivalTests
{
    private static readonly Marking ForAna = new(Tlp.Amber, [], ["crypto"]);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reply_to_a_request_in_a_compartment_stands_in_the_inbox_of_its_members_alone()
    {
        await using var guarded = await GuardedCase.StartAsync();
        await guarded.HideAsync();
        var package = Id.New();
        var proposal = new Proposal(PackageKind.Request, guarded.Hidden["request"], guarded.Partner, package, "2026-03-01T08:00:00.000Z", "sha", [], []);
        foreach (var fact in (Fact[])[new ReleaseProposed("release", proposal), new ReleaseApproved("release", null, "sealed", 7), new PackageSent("release", "file")])
            await guarded.Desk.Cases.WriteAsync(guarded.Case, guarded.Author.Person!, _ => Decision.Allow(fact, ForAna), ct: Ct);
        await IsForTheAuthorAloneAsync(guarded, new(Id.New(), guarded.Partner, PackageKind.Reply, "What they answered", "sha", "2026-03-01T08:00:00.000Z", package, null));
    }

    [Fact]
    public async Task A_request_that_was_taken_into_a_compartment_stands_in_the_inbox_of_its_members_alone()
    {
        await using var guarded = await GuardedCase.StartAsync();
        await guarded.HideAsync();
        var taken = (await guarded.Desk.Cases.FindAsync(guarded.Case, Ct))!.Incoming.Find(guarded.Hidden["incoming"])!.Content;
        await IsForTheAuthorAloneAsync(guarded, new(taken.Package, guarded.Partner, PackageKind.Request, "What they asked", taken.PlainSha256, taken.Sent, null, guarded.Case));
    }

    private static async Task IsForTheAuthorAloneAsync(GuardedCase guarded, Arrival arrival)
    {
        var id = Id.New();
        await guarded.Desk.Book.WriteAsync($"partner:{guarded.Partner}", _ => Decision.Allow(new PackageArrived(id, arrival), new Marking(Tlp.Amber, [], [], guarded.Partner)), ct: Ct);
        Assert.Contains(arrival.Title, (await guarded.Author.GetJsonAsync("/api/inbox")).ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(arrival.Title, (await guarded.Reader.GetJsonAsync("/api/inbox")).ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await guarded.Reader.Api.GetAsync($"/api/inbox/{id}", Ct)).StatusCode);
    }
}
