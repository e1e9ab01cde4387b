using Demarche.Claims;
using Demarche.Markings;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Sources;

namespace Demarche.Tests.Leaks;

/// <summary>
/// Whether a source has handlers, and what a package is counted with that its approver does not see, changes no answer to who approves.
/// </summary>
public sealed partial class L53_SealedFacts
{
    [Fact]
    public async Task Whether_a_protected_source_has_handlers_moves_no_answer_and_is_no_way_past_them()
    {
        await using var handled = await Road.StartAsync(true, people => [people.Second]);
        await using var bare = await Road.StartAsync(true, _ => []);
        foreach (var road in new[] { handled, bare })
        {
            road.Release = await road.ProposeAsync(road.Reasons);
            await road.ActAsync(road.People.Releaser, $"releases/{road.Release}/approve", new { });
            Assert.Equal(System.Net.HttpStatusCode.OK, (await AgreeAsync(road)).StatusCode);
            await road.ActAsync(road.People.Releaser, $"releases/{road.Release}/approve", new { });
            foreach (var other in new[] { road.People.Releaser, road.People.Analyst })
                await road.ActAsync(other, $"releases/{road.Release}/agree", new { reason = "Curious." });
            var named = new { handlers = new[] { road.People.Second.Person }, reason = "Curious." };
            foreach (var source in new[] { road.First, road.Other })
                await road.ActAsync(road.People.Releaser, $"sources/{source}/first-handlers", named);
        }
        Assert.All(handled.Transcript.Zip(bare.Transcript), pair => Assert.Equal(pair.First, pair.Second));
        Assert.Equal(2, bare.Transcript.Count(t => t.Contains("handlers-must-agree", StringComparison.Ordinal)));

        // Who named it names its first handler. Nobody else sees a difference, and then it goes as the other does.
        var before = await bare.LookAsync(withHandlerOfOne: false);
        var first = new { handlers = new[] { bare.People.Second.Person }, reason = "Of this registry." };
        await bare.ActAsync(bare.People.Analyst, $"sources/{bare.Other}/first-handlers", first);
        Assert.StartsWith("first-handlers 200", bare.Transcript[^1], StringComparison.Ordinal);
        AssertSame(before, await bare.LookAsync(withHandlerOfOne: false));
        foreach (var road in new[] { handled, bare })
        {
            road.Transcript.Clear();
            await road.ActAsync(road.People.Releaser, $"releases/{road.Release}/approve", new { });
            await road.ActAsync(road.People.Second, $"releases/{road.Release}/agree", new { reason = "They were asked." });
            await road.ActAsync(road.People.Releaser, $"releases/{road.Release}/approve", new { });
            Assert.Contains("handlers-must-agree", road.Transcript[0], StringComparison.Ordinal);
            Assert.StartsWith("approve 200", road.Transcript[2], StringComparison.Ordinal);
        }
        Assert.Equal(handled.Transcript, bare.Transcript);
    }

    [Fact]
    public async Task What_the_partner_was_given_in_a_circle_moves_no_answer_to_who_is_not_in_it_and_nothing_goes_without_a_handler()
    {
        await using var plain = await Road.StartAsync(true, people => [people.Second]);
        await using var given = await Road.StartAsync(true, people => [people.Second]);
        var circle = new Marking(Tlp.Amber, [given.Partner], ["quay"]);
        var by = given.People.Analyst.Person!;
        var claim = new Claim("p", given.Other, Stance.Asserts, Standing.Official, true, Nature.Fact, null, null, null);
        var earlier = new Request("Earlier", "", [], "", by, "2030-01-01T00:00:00.000Z", [given.Partner], ["hidden"]);
        var proposal = new Proposal(PackageKind.Request, "earlier", given.Partner, "package", "2026-03-01T08:00:00.000Z", "sha",
            [new("hidden", "claim", "note--1", 1)], []);
        await given.WriteAsync(new ClaimMade("hidden", claim), circle);
        await given.WriteAsync(new RequestDrafted("earlier", earlier), circle);
        await given.WriteAsync(new ReleaseProposed("gone", proposal), circle);
        await given.WriteAsync(new ReleaseApproved("gone", null, "sealed", 7), circle);
        await given.WriteAsync(new PackageSent("gone", "file"), circle);
        foreach (var road in new[] { plain, given })
        {
            await road.DraftAsync("a", "c");
            road.Release = await road.ProposeAsync([]);
            await road.ActAsync(road.People.Releaser, $"releases/{road.Release}/approve", new { });
            await road.ActAsync(road.People.Second, $"releases/{road.Release}/agree", new { reason = "Curious." });
            await road.ActAsync(road.People.Releaser, $"releases/{road.Release}/approve", new { });
            Assert.Equal(2, road.Transcript.Count(t => t.Contains("handlers-must-agree", StringComparison.Ordinal)));
            Assert.Equal(System.Net.HttpStatusCode.OK, (await AgreeAsync(road)).StatusCode);
            await road.ActAsync(road.People.Releaser, $"releases/{road.Release}/approve", new { });
            Assert.StartsWith("approve 200", road.Transcript[^1], StringComparison.Ordinal);
        }
        Assert.Equal(plain.Transcript, given.Transcript);
    }
}
