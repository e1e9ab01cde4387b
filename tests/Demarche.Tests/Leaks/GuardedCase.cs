using System.Text;
using System.Text.Json;
using Demarche.Briefs;
using Demarche.Cases;
using Demarche.Claims;
using Demarche.Contacts;
using Demarche.Documents;
using Demarche.Exchange;
using Demarche.Hypotheses;
using Demarche.Incidents;
using Demarche.Journal;
using Demarche.Leverage;
using Demarche.Markings;
using Demarche.Observables;
using Demarche.Options;
using Demarche.Parties;
using Demarche.Partners;
using Demarche.People;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Sources;
using Demarche.Statements;
using Demarche.Store;
using Demarche.Tests.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Demarche.Tests.Leaks;

/// <summary>
/// A running desk with a case in which every kind of item stands twice: once for everybody who may read the case, once in a compartment.
/// The items are known by the names of the routes' parameters.
/// </summary>
internal sealed partial class GuardedCase : IAsyncDisposable
{
    /// <summary>Stands in every text of what is hidden, and in nothing else.</summary>
    public const string Word = "zqhidden";

    private static readonly Role[] Roles = [Role.Analyst, Role.Releaser, Role.SourceHandler];

    private string theirs = "";

    private GuardedCase(RunningDesk desk, FakeTimeProvider clock) => (Desk, Clock) = (desk, clock);

    public RunningDesk Desk { get; }

    public FakeTimeProvider Clock { get; }

    /// <summary>In the compartment, and may write.</summary>
    public Visitor Author { get; private set; } = null!;

    /// <summary>May write in the case, and is in no compartment.</summary>
    public Visitor Reader { get; private set; } = null!;

    /// <summary>Has the same roles and no access to the case.</summary>
    public Visitor Outsider { get; private set; } = null!;

    public string Case { get; private set; } = "";

    public string Partner { get; } = Id.New();

    public Dictionary<string, string> Seen { get; } = [];

    public Dictionary<string, string> Hidden { get; } = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<GuardedCase> StartAsync()
    {
        var clock = new FakeTimeProvider(new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));
        var guarded = new GuardedCase(await RunningDesk.StartAsync(clock, with: o => o with { RequestsPerSecond = 100_000 }), clock);
        await guarded.FillAsync();
        // What is hidden comes later than what is seen, and would move its times.
        clock.Advance(TimeSpan.FromMinutes(7));
        return guarded;
    }

    /// <summary>Writes the items that stand in the compartment.</summary>
    public async Task HideAsync()
    {
        await WriteAsync(Hidden, Word, new Marking(Tlp.Amber, [Partner], ["crypto"]), Author);
        await AnswerElsewhereAsync();
    }

    /// <summary>A package about an open request that holds a hidden claim: proposed, or taken through to its receipt.</summary>
    public async Task<string> ReleaseWithHiddenItemAsync(bool isReceived = true)
    {
        var (id, bytes) = (Id.New(), Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { letter = $"<p>{Word}</p>", text = Word })));
        var sha256 = await Desk.Services.GetRequiredService<JournalStore>().KeepAsync(bytes, Ct);
        var proposal = new Proposal(PackageKind.Request, Seen["request"], Partner, Id.New(), "2026-03-01T08:00:00.000Z", sha256,
            [new(Hidden["claim"], "claim", "note--" + Word, 1), new(Seen["claim"], "claim", "note--seen", 1)], []);
        // What is sealed has bytes of its own, which tell of nothing.
        var sealedSha256 = await Desk.Services.GetRequiredService<JournalStore>().KeepAsync(Encoding.UTF8.GetBytes("sealed " + id), Ct);
        var receipt = new Receipt(proposal.Package, sealedSha256, "us", "them", "2026-03-01T08:00:00.000Z", [new("note--" + Word, true, null)]);
        Fact[] facts = [new ReleaseProposed(id, proposal), new ReleaseApproved(id, null, sealedSha256, 77_777), new ReceiptHeld(id, receipt)];
        foreach (var fact in isReceived ? facts : facts[..1])
            await Desk.Cases.WriteAsync(Case, Author.Person!, _ => Decision.Allow(fact, Marking.Of(Tlp.Amber)), ct: Ct);
        return id;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var visitor in new[] { Author, Reader, Outsider }) visitor.Dispose();
        await Desk.DisposeAsync();
    }

    // A reply comes to a request of a case that only the author may read.
    private async Task AnswerElsewhereAsync()
    {
        var (other, release, package) = (await Desk.OpenCaseAsync(Author, Word), Id.New(), Id.New());
        var sha256 = await Desk.Services.GetRequiredService<JournalStore>().KeepAsync(Encoding.UTF8.GetBytes("{}"), Ct);
        var request = new Request(Word, Word, [new(Id.New(), Word)], Word, Author.Person!, "2026-02-01T12:00:00.000Z", [Partner], []);
        var proposal = new Proposal(PackageKind.Request, "request", Partner, package, "2026-03-01T08:00:00.000Z", sha256, [], []);
        Fact[] facts = [new RequestDrafted("request", request), new ReleaseProposed(release, proposal), new ReleaseApproved(release, null, sha256, 7), new PackageSent(release, "file")];
        foreach (var fact in facts) await Desk.Cases.WriteAsync(other, Author.Person!, _ => Decision.Allow(fact, Marking.Of(Tlp.Amber)), ct: Ct);
        var arrival = new Arrival(Id.New(), Partner, PackageKind.Reply, Word, sha256, "2026-03-01T08:00:00.000Z", package, null);
        await Desk.Book.WriteAsync($"partner:{Partner}", _ => Decision.Allow(new PackageArrived(Id.New(), arrival), new Marking(Tlp.Amber, [], [], Partner)), ct: Ct);
    }

    private async Task FillAsync()
    {
        Author = await Desk.VisitAsync(Roles, ["crypto"]);
        (Reader, Outsider) = (await Desk.VisitAsync(Roles), await Desk.VisitAsync(Roles));
        Case = await Desk.OpenCaseAsync(Author);
        await Desk.GrantAsync(Case, Author, Reader, CaseAccess.Write);
        using var keys = DeskKeys.Create();
        theirs = keys.Desk;
        var partner = new Partner("Westmark CSIRT", null, "Westmark", "", keys.Card("Westmark CSIRT", "http://127.0.0.1:9"), true, [], null, null);
        await Desk.Book.WriteAsync(Author.Person!, _ => Decision.Allow(new PartnerAdded(Partner, partner), DeskFile.Internal), ct: Ct);
        await WriteAsync(Seen, "text", Marking.Of(Tlp.Amber, Partner), Reader);
    }

    /// <summary>Writes an item of every kind.</summary>
    public async Task WriteAsync(Dictionary<string, string> ids, string word, Marking marking, Visitor by)
    {
        var text = word + " of a document, which is kept.";
        var sha256 = await Desk.Services.GetRequiredService<JournalStore>().KeepAsync(Encoding.UTF8.GetBytes(text), Ct);
        var plain = await Desk.Services.GetRequiredService<JournalStore>().KeepAsync(PlainPackage(word), Ct);
        string New(string name) => ids[name] = Id.New();
        foreach (var fact in Facts(New, ids, word, sha256, plain, by.Person!).ToList())
            await Desk.Cases.WriteAsync(Case, by.Person!, _ => Decision.Allow(fact, marking), ct: Ct);
    }

    private byte[] PlainPackage(string word) => Encoding.UTF8.GetBytes(CanonicalJson.Of(JsonSerializer.Serialize(new
    {
        id = "package-1",
        from = Desk.Services.GetRequiredService<OurKeys>().Current.Desk,
        to = theirs,
        created = "2026-03-01T08:00:00.000Z",
        kind = "reply",
        letter = $"<p>{word}</p>",
    })));

    private IEnumerable<Fact> Facts(Func<string, string> make, Dictionary<string, string> of, string word, string sha256, string plain, string person)
    {
        yield return new PartyNamed(make("party"), new(word, PartyKind.Organisation, null, word));
        yield return new IncidentDescribed(make("incident"), new(word, null, null, null));
        yield return new EffectRecorded(make("effect"), new(of["party"], word, word, null));
        yield return new DocumentTakenIn(make("document"), new("document.txt", sha256, sha256, "text/plain", 40, word, word, null, null, word, null, "en", null));
        yield return new SourceNamed(make("source"), new(word, word, word, Standing.Official, null, [], null));
        yield return new PropositionStated(make("proposition"), new(word));
        yield return new ClaimMade(make("claim"), new(of["proposition"], of["source"], Stance.Denies, Standing.Official, true, Nature.Fact, null, new(of["document"], 0, 4, word[..4]), null));
        yield return new ObservableSeen(make("observable"), new("domain-name", word, 3, null, word));
        yield return new ContactHeld(make("contact"), new(Partner, new("2026-03-01"), word, "call", word, word, word, null));
        yield return new CommitmentMade(make("commitment"), new(Partner, word, true, null, of["contact"], null));
        yield return new StatementMade(make("statement"), new(word, new("2026-03-01"), word, [new(of["proposition"], Stance.Asserts)]));
        yield return new RequestDrafted(make("request"), new(word, word, [new(Id.New(), word)], word, person, "2030-01-31T12:00:00.000Z", [Partner], [of["claim"]]));
        yield return new RequestWorded(make("wording"), new(of["request"], Partner, word, null));
        yield return new ReplyReceived(make("received"), new(of["request"], Partner, Id.New(), plain, "2026-03-01T08:00:00.000Z", Disposition.Answered, word, []));
        yield return new RequestTakenIn(make("incoming"), new(Partner, Id.New(), plain, "2026-03-01T08:00:00.000Z", word, word, [new(Id.New(), word)], word, "2026-04-01T00:00:00.000Z", "grouping--x"));
        yield return new ReplyDrafted(make("reply"), new(of["incoming"], Disposition.Answered, word, [], [of["claim"]]));
        yield return new NoticeDrafted(make("notice"), new(NoticeKind.Retraction, [of["claim"]], word));
        yield return new BriefDrafted(make("brief"), new(null, word, word + " [1]", [of["claim"]]));
        yield return new NoticeTakenIn(make("taken"), new(NoticeKind.Retraction, Partner, Id.New(), plain, "2026-03-01T08:00:00.000Z", word, [of["claim"]]));
        yield return new ProposalRejected(make("rejection"), new("observable", of["document"], 0, 4));
        yield return new ReleaseProposed(make("release"), new(PackageKind.Reply, of["reply"], Partner, Id.New(), "2026-03-01T08:00:00.000Z", plain, [new(of["claim"], "claim", "note--x", 1)], []));
        yield return new CopyReworded(make("rewording"), new(of["request"], Partner, of["claim"], word));
        yield return new PartyNamed(make("neighbour"), new(word + " beside", PartyKind.State, null, word));
        yield return new TieRecorded(make("tie"), new(of["party"], of["neighbour"], TieKind.Other, null, null, null, null, word, of["source"], new(of["document"], 0, 4, word[..4]), word));
        yield return new InterestRecorded(make("interest"), new(of["party"], word, true, word, of["source"], null));
        yield return new FindingRecorded(make("finding"), new(word, FindingKind.Behaviour, [of["observable"]], word, word, 2, new(of["document"], 0, 4, word[..4])));
        yield return new HypothesisStated(make("hypothesis"), new(word, word, HypothesisKind.Responsibility, true, false, [new(of["proposition"], false)]));
        yield return new RatingGiven(make("rating"), new(of["hypothesis"], of["evidence"] = of["claim"], Consistency.I, word, null));
        yield return new AssessmentMade(make("assessment"), new(of["hypothesis"], Likelihood.Likely, Confidence.Low, word, word, [], word, [new(person, word)]));
        yield return new EffectClassified(make("terms"), new(of["effect"], SecurityProperty.Availability, "Interruption", LossRating.Major, word));
        yield return new ImpactScored(make("score"), new([new(ImpactCategory.FunctionalImpact, "no-impact", [of["effect"]], word)], word));
        yield return new OptionProposed(make("option"), new(OptionKind.Sanction, word, word, of["party"], word, Reversibility.Partly, word, word, word, word, word, [of["effect"]], [Partner]));
        yield return new OptionWeighed(make("weighing"), new(of["option"], of["interest"], Demarche.Options.Bearing.Crosses, word));
        yield return new ProportionalityJudged(make("proportionality"), new(of["option"], word, word));
        yield return new ResponseRecorded(make("response"), new(OptionKind.Sanction, word, new("2026-03-01"), word, word));
        yield return new DecisionTaken(make("decision"), new([of["option"]], word, word, word, [new(word, word)], "2026-03-01", false));
        yield return new CommitmentJudged(make("judgement"), new(of["commitment"], CommitmentState.Broken, of["received"], word));
        yield return new NoticeJudged(make("kept"), new(of["taken"], of["claim"], word));
    }
}
