using System.Text.Json.Nodes;
using Demarche.Cases;
using Demarche.Claims;
using Demarche.Exchange;
using Demarche.Markings;
using Demarche.Observables;
using Demarche.People;
using Demarche.Releases;
using Demarche.Sources;
using Demarche.Store;
using Demarche.Tests.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Demarche.Tests.Exchange;

/// <summary>Two real desks, each with its store, keys and port, which have pinned each other; the clock stands until a test moves it.</summary>
public sealed class TwoDesks : IAsyncDisposable
{
    private TwoDesks(RunningDesk ours, RunningDesk theirs, FakeTimeProvider clock) => (Ours, Theirs, Clock) = (ours, theirs, clock);

    public FakeTimeProvider Clock { get; }

    public RunningDesk Ours { get; }

    public RunningDesk Theirs { get; }

    /// <summary>The other desk's id in our directory.</summary>
    public string Westmark { get; private set; } = "";

    /// <summary>Our desk's id in their directory.</summary>
    public string Norland { get; private set; } = "";

    public Visitor Analyst { get; private set; } = null!;

    public Visitor Releaser { get; private set; } = null!;

    public Visitor TheirAnalyst { get; private set; } = null!;

    public Visitor TheirReleaser { get; private set; } = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<TwoDesks> StartAsync()
    {
        var clock = new FakeTimeProvider(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        var desks = new TwoDesks(await RunningDesk.StartAsync(clock), await RunningDesk.StartAsync(clock), clock);
        (desks.Analyst, desks.Releaser) = (await desks.Ours.VisitAsync(Role.Analyst), await desks.Ours.VisitAsync(Role.Releaser));
        (desks.TheirAnalyst, desks.TheirReleaser) = (await desks.Theirs.VisitAsync(Role.Analyst), await desks.Theirs.VisitAsync(Role.Releaser));
        desks.Westmark = await PinAsync(desks.Releaser, desks.Analyst, "Westmark", await CardAsync(desks.Theirs));
        desks.Norland = await PinAsync(desks.TheirReleaser, desks.TheirAnalyst, "Norland", await CardAsync(desks.Ours));
        return desks;
    }

    public static async Task<string> CardAsync(RunningDesk desk)
    {
        using var stranger = desk.Stranger();
        return await stranger.Page.GetStringAsync("/exchange/card", Ct);
    }

    /// <summary>Adds a partner by its card; one proposes to pin it, a second person of another role confirms.</summary>
    public static async Task<string> PinAsync(Visitor by, Visitor second, string name, string card)
    {
        var id = await DoneAsync(by, "/api/partners", new { partner = new { name, territory = name }, card });
        var fingerprint = (string)(await by.GetJsonAsync($"/api/partners/{id}"))["fingerprint"]!;
        var proposed = await DoneAsync(by, $"/api/partners/{id}/confirm", new { fingerprint, how = "compared by phone with Ms Lind" });
        await DoneAsync(second, $"/api/changes/{proposed}/confirm", new { fingerprint, reason = "called Ms Lind back" });
        return id;
    }

    /// <summary>Posts to the API and gives the item that came of it.</summary>
    public static async Task<string> DoneAsync(Visitor by, string path, object body)
    {
        using var answer = await by.PostJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.IsSuccessStatusCode, $"POST {path} answered {(int)answer.StatusCode}: {text}");
        return (string?)JsonNode.Parse(text)!["item"] ?? "";
    }

    /// <summary>A case of ours with a claim and an address that this partner may see.</summary>
    public async Task<(string Case, string[] Items)> CaseForAsync(string partner)
    {
        var id = await Ours.OpenCaseAsync(Analyst);
        await Ours.GrantAsync(id, Analyst, Releaser, CaseAccess.Write);
        var marking = Marking.Of(Tlp.Amber, partner);
        var (proposition, source, claim, observable) = (Id.New(), Id.New(), Id.New(), Id.New());
        await Ours.Cases.WriteAsync(id, Analyst.Person!, _ => new Decision.Allowed(
        [
            new(new PropositionStated(proposition, new("Servers in Westmark relayed the mail.")), marking),
            new(new SourceNamed(source, new("Ada Berg", "An engineer", null, Standing.Technical, null, [], null)), marking),
            new(new ClaimMade(claim, new(proposition, source, Stance.Asserts, Standing.Technical, true, Nature.Fact, "said", null, new("2026-03-01"))), marking),
            new(new ObservableSeen(observable, new("ipv4-addr", "203.0.113.7", 2, null, "relay")), marking),
        ]), ct: Ct);
        return (id, [claim, observable]);
    }

    /// <summary>Drafts a request, has it proposed and approved, and gives its release. The package then waits in the outbox.</summary>
    public async Task<(string Case, string Request, string Release)> ReleaseAsync(string? partner = null)
    {
        partner ??= Westmark;
        var (id, items) = await CaseForAsync(partner);
        var request = await DoneAsync(Analyst, $"/api/cases/{id}/requests", new
        {
            title = "Help with a relay in Westmark",
            text = "We ask for your help.",
            asks = new[] { new { text = "Who rents 203.0.113.7?" } },
            legalBasis = "Agreement of 2019, article 4",
            due = "2026-03-09T12:00Z",
            partners = new[] { partner },
            includes = items,
            marking = new { tlp = "amber", releasableTo = new[] { partner } },
        });
        var release = await DoneAsync(Analyst, $"/api/cases/{id}/drafts/{request}/propose", new { partners = new[] { partner } });
        await DoneAsync(Releaser, $"/api/cases/{id}/releases/{release}/approve", new { });
        return (id, request, release);
    }

    public static Task<int> SendAsync(RunningDesk from) => from.Services.GetRequiredService<Outbox>().RunOnceAsync(Ct);

    public async Task<Release> ReleaseOfAsync(string @case, string release) => (await Ours.Cases.FindAsync(@case, Ct))!.Releases.Find(release)!.Content;

    public async Task<Work> WorkAsync(string @case, string release) => (await Ours.Services.GetRequiredService<JournalStore>().Records.FindWorkAsync(@case, release, Ct))!;

    /// <summary>The bytes of an approved package, whether or not it may leave.</summary>
    public async Task<Package> PackageAsync(string @case, string release)
    {
        var content = await ReleaseOfAsync(@case, release);
        var sealedText = System.Text.Encoding.ASCII.GetString((await Ours.Store.FindAsync(content.SealedSha256!, Ct))!);
        return new(@case, release, content.Proposal.Package, content.Proposal.Partner, sealedText, content.SealedSha256!);
    }

    /// <summary>The outbox runs by itself when the clock moves: waits until what is expected is so.</summary>
    public static async Task EventuallyAsync(Func<Task<bool>> expected, string what)
    {
        for (var i = 0; i < 400; i++)
        {
            if (await expected()) return;
            await Task.Delay(25, Ct);
        }
        Assert.Fail($"It did not come to this: {what}");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var visitor in new[] { Analyst, Releaser, TheirAnalyst, TheirReleaser }) visitor.Dispose();
        await Ours.DisposeAsync();
        await Theirs.DisposeAsync();
    }
}
