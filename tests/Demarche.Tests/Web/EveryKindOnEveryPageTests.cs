using Demarche.Cases;
using Demarche.Exchange;
using Demarche.Journal;
using Demarche.Markings;
using Demarche.People;
using Demarche.Releases;
using Demarche.Tests.Leaks;
using Demarche.Web;

namespace Demarche.Tests.Web;

/// <summary>No page fails whatever there is to show: an item of every kind, and a package of every kind in every state that it can have.</summary>
public sealed class EveryKindOnEveryPageTests : IAsyncLifetime
{
    private static readonly Dictionary<PackageKind, string> About = new()
    {
        [PackageKind.Request] = "request",
        [PackageKind.Reply] = "reply",
        [PackageKind.Correction] = "notice",
        [PackageKind.Retraction] = "notice",
        [PackageKind.Brief] = "brief",
    };

    private GuardedCase guarded = null!;
    private Visitor everybody = null!;
    private string sha256 = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        guarded = await GuardedCase.StartAsync();
        everybody = await guarded.Desk.VisitAsync(Enum.GetValues<Role>(), []);
        await guarded.Desk.GrantAsync(guarded.Case, guarded.Author, everybody, CaseAccess.Write);
        // A whole package: pages read its letter.
        sha256 = (await guarded.Desk.Cases.FindAsync(guarded.Case, Ct))!.Releases.Find(guarded.Seen["release"])!.Content.Proposal.PlainSha256;
    }

    public async ValueTask DisposeAsync()
    {
        everybody.Dispose();
        await guarded.DisposeAsync();
    }

    [Fact]
    public async Task Every_page_shows_everything_that_there_can_be()
    {
        foreach (var kind in Enum.GetValues<PackageKind>())
        {
            await ArriveAsync(kind);
            foreach (var state in Enum.GetValues<ReleaseState>()) await ReleaseAsync(kind, state);
        }
        var view = (await guarded.Desk.Cases.FindAsync(guarded.Case, Ct))!;
        foreach (var kind in Enum.GetValues<PackageKind>())
            Assert.Equal(Enum.GetValues<ReleaseState>(), view.Releases.All.Where(r => r.Content.Proposal.Kind == kind).Select(r => r.Content.State).Distinct().Order());

        var before = Words.Missing.ToHashSet();
        List<string> wrong = [];
        var ids = guarded.Ids();
        var pages = Endpoint.Of(guarded.Desk).Where(e => e.Method == "GET").ToList();
        foreach (var page in pages)
        {
            using var answer = await (page.IsApi ? everybody.Api : everybody.Page).GetAsync(page.At(ids), Ct);
            if ((int)answer.StatusCode >= 500) wrong.Add($"{page} answered {(int)answer.StatusCode}");
        }
        Assert.True(pages.Count > 100);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.DoesNotContain(Words.Missing.Except(before), k => !k.Contains("there-is-no", StringComparison.Ordinal));
        // The control: the lists do hold what was put there.
        var (inbox, outbox) = (await everybody.ReadAsync("/inbox"), await everybody.ReadAsync("/outbox"));
        foreach (var kind in Enum.GetValues<PackageKind>())
        {
            Assert.Equal(Enum.GetValues<ArrivalState>().Length, inbox.Split($">a {kind}<").Length - 1);
            Assert.Contains($"<div class=\"hint\">{Words.SayOf(kind, "exchange.kind")}</div>", outbox, StringComparison.Ordinal);
        }
    }

    private async Task ArriveAsync(PackageKind kind)
    {
        var marking = new Marking(Tlp.Amber, [], [], guarded.Partner);
        foreach (var state in Enum.GetValues<ArrivalState>())
        {
            var (id, arrival) = (Id.New(), new Arrival(Id.New(), guarded.Partner, kind, $"a {kind}", sha256, "2026-03-01T08:00:00.000Z", null, null));
            Fact? then = state switch
            {
                ArrivalState.Taken => new PackageTakenIntoCase(id, arrival with { Case = guarded.Case }, "It belongs there."),
                ArrivalState.SetAside => new PackageSetAside(id, "Sent twice."),
                _ => null,
            };
            foreach (var fact in new[] { new PackageArrived(id, arrival), then }.OfType<Fact>())
                await guarded.Desk.Book.WriteAsync($"partner:{guarded.Partner}", _ => Decision.Allow(fact, marking), ct: Ct);
        }
    }

    private async Task ReleaseAsync(PackageKind kind, ReleaseState state)
    {
        var (id, package) = (Id.New(), Id.New());
        var proposal = new Proposal(kind, guarded.Seen[About[kind]], guarded.Partner, package, "2026-03-01T08:00:00.000Z", sha256, [new(guarded.Seen["claim"], "claim", "note--" + id, 1)], []);
        Fact approved = new ReleaseApproved(id, null, sha256, 7);
        Fact[] then = state switch
        {
            ReleaseState.Refused => [new ReleaseRefused(id, "Not now.")],
            ReleaseState.Approved => [approved],
            ReleaseState.Sent => [approved, new PackageSent(id, "exchange")],
            ReleaseState.Received => [approved, new PackageSent(id, "exchange"), new ReceiptHeld(id, new Receipt(package, sha256, "us", "them", "2026-03-01T08:00:00.000Z", []))],
            ReleaseState.Undeliverable => [approved, new DeliveryGivenUp(id, "Nobody answers.")],
            ReleaseState.HeldBack => [approved, new DeliveryHeldBack(id, [new("item-changed", guarded.Seen["claim"], [guarded.Seen["claim"]])])],
            ReleaseState.Stopped => [approved, new DeliveryStopped(id, "A slip.")],
            _ => [],
        };
        foreach (var fact in then.Prepend(new ReleaseProposed(id, proposal)))
            await guarded.Desk.Cases.WriteAsync(guarded.Case, guarded.Author.Person!, _ => Decision.Allow(fact, Marking.Of(Tlp.Amber)), ct: Ct);
        if (then.Contains(approved)) await guarded.Desk.Store.Records.EnqueueWorkAsync(new(guarded.Case, id, guarded.Partner, sha256, DateTimeOffset.MaxValue.AddYears(-1)), Ct);
    }
}
