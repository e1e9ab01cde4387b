using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Demarche.Cases;
using Demarche.Claims;
using Demarche.Contacts;
using Demarche.Documents;
using Demarche.Hypotheses;
using Demarche.Incidents;
using Demarche.Markings;
using Demarche.Observables;
using Demarche.Options;
using Demarche.Parties;
using Demarche.People;
using Demarche.Requests;
using Demarche.Sources;
using Demarche.Statements;
using Demarche.Store;
using Demarche.Tests.Leaks;
using Demarche.Tests.Web;

namespace Demarche.Tests.Cases;

/// <summary>Pages of what its author took back, as those read them for whom it is kept: they say so, and offer no form that would be refused.</summary>
public sealed partial class KeptItemPagesTests
{
    private static readonly Marking Amber = Marking.Of(Tlp.Amber);
    private static readonly Marking Crypto = new(Tlp.Amber, [], ["crypto"]);

    // Forms that write something new that rests on the item; every other form with its id in the address changes it.
    private static readonly string[] New = ["weighings", "proportionality", "judgements", "matrix", "origins", "claims", "observables", "replies", "rejected", "scores", "terms"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_page_offers_to_change_what_was_taken_back_and_each_item_is_said_to_be_kept()
    {
        await using var desk = await RunningDesk.StartAsync();
        using var author = await desk.VisitAsync(Role.Analyst);
        using var keeper = await desk.VisitAsync([Role.Analyst], ["crypto"]);
        var pages = Endpoint.Of(desk).Where(e => e is { Method: "GET", IsApi: false } && e.Pattern.StartsWith("/cases/{case}/", StringComparison.Ordinal)).ToList();
        var paper = KeptDocument.Of(Encoding.UTF8.GetBytes("It was wiped at night.\n"));
        foreach (var (kind, make) in Kinds(paper, author.Person!))
        {
            var (id, open, kept) = (await desk.OpenCaseAsync(author), Id.New(), Id.New());
            await desk.GrantAsync(id, author, keeper, CaseAccess.Write);
            await WriteAsync(desk, id, author, make(open), Amber, paper);
            await WriteAsync(desk, id, author, make(kept), Amber, paper);
            await WriteAsync(desk, id, keeper, new HypothesisStated(Id.New(), new("It may be so", kept, default, false, false, [])), Crypto);
            Assert.Null((await desk.Cases.UndoAsync(id, new Audience.AtDesk(author.Person!, false, new HashSet<string>()), Ct)).Refusal);
            var (ofOpen, _) = await FormsAsync(keeper, pages, id, open);
            var (ofKept, isSaid) = await FormsAsync(keeper, pages, id, kept);
            Assert.True(ofOpen.Count > 0, $"No page offers to change a {kind}.");
            Assert.True(ofKept.Count == 0, $"Of a {kind} that is kept: {string.Join(" ", ofKept)}");
            Assert.True(isSaid, $"No page says that a {kind} is kept.");
        }
    }

    private static IEnumerable<(string Kind, Func<string, Fact> Make)> Kinds(KeptDocument paper, string author)
    {
        yield return ("proposition", id => new PropositionStated(id, new("It was wiped " + id)));
        yield return ("source", id => new SourceNamed(id, new("Ada " + id, "", null, Standing.Official, null, [], null)));
        yield return ("document", id => new DocumentTakenIn(id, new(id + ".txt", paper.Sha256, paper.Sha256, "text/plain", paper.Bytes.Length, "carried here", null, null, null, null, null, null, null)));
        yield return ("observable", id => new ObservableSeen(id, new("domain-name", id + ".example", 2, null, null)));
        yield return ("party", id => new PartyNamed(id, new("Norland " + id, PartyKind.Organisation, null, "")));
        yield return ("incident", id => new IncidentDescribed(id, new("It was wiped " + id, null, null, null)));
        yield return ("effect", id => new EffectRecorded(id, new(null, "down", "It was down.", null)));
        yield return ("hypothesis", id => new HypothesisStated(id, new("It was " + id, "", default, false, false, [])));
        yield return ("finding", id => new FindingRecorded(id, new("It was " + id, default, [], "By hand", author, 2, null)));
        yield return ("statement", id => new StatementMade(id, new("We know of it.", new("2026-03-01"), "The minister", [])));
        yield return ("commitment", id => new CommitmentMade(id, new("", "They will help.", false, null, null, null)));
        yield return ("option", id => new OptionProposed(id, new(OptionKind.None, "Wait " + id, "Wait.", null, "", Reversibility.Partly, "", "", "", "", "", [], [])));
        yield return ("request", id => new RequestDrafted(id, new("Help", "We ask.", [new("a", "Who?")], "Law", author, "2026-03-09T12:00:00.000Z", [], [])));
    }

    private static async Task WriteAsync(RunningDesk desk, string id, Visitor who, Fact fact, Marking marking, KeptDocument? paper = null) => Assert.Null(
        (await desk.Cases.WriteAsync(id, who.Person!, _ => new Decision.Allowed([new(fact, marking)]), _ => new StoreWrites { Documents = paper is null ? [] : [paper] }, Ct)).Refusal);

    private static async Task<(List<string> Forms, bool IsSaid)> FormsAsync(Visitor reader, List<Endpoint> pages, string id, string item)
    {
        HashSet<string> forms = [];
        var isSaid = false;
        foreach (var page in pages.Where(p => p.Parameters.Count <= 2))
        {
            using var answer = await reader.Page.GetAsync(page.At(page.Parameters.ToDictionary(page.KeyOf, p => p == "case" ? id : item)), Ct);
            if (answer.StatusCode != HttpStatusCode.OK || answer.Content.Headers.ContentType?.MediaType != "text/html") continue;
            var html = await answer.Content.ReadAsStringAsync(Ct);
            isSaid |= html.Contains("Taken back by its author", StringComparison.Ordinal);
            forms.UnionWith(Posts().Matches(html).Select(m => m.Groups[1].Value).Where(a => a.Contains($"/{item}", StringComparison.Ordinal) && !New.Contains(a.Split('/')[^1]) && a.Split("/")[3] != "matrix"));
        }
        return ([.. forms.Order(StringComparer.Ordinal)], isSaid);
    }

    [GeneratedRegex("<form[^>]*method=\"post\"[^>]*action=\"([^\"?]*)")]
    private static partial Regex Posts();
}
