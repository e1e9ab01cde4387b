using System.Net;
using System.Text.Json.Nodes;
using Demarche.Cases;
using Demarche.Markings;
using Demarche.Options;
using Demarche.People;
using Demarche.Search;
using Demarche.Tests.Web;
using Microsoft.Extensions.Time.Testing;

namespace Demarche.Tests.Options;

/// <summary>Two who work at one desk: of a decision that one may not see, no page, count, search, history or audit tells the other.</summary>
public sealed class DecisionLeakTests : IAsyncLifetime
{
    private static readonly Marking Secret = new(Tlp.Amber, [], ["crypto"]);

    private RunningDesk desk = null!;
    private Visitor author = null!;
    private Visitor reader = null!;
    private string @case = "";
    private string option = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        // The clock stands still: no page says that it grew older.
        desk = await RunningDesk.StartAsync(new FakeTimeProvider(new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero)));
        author = await desk.VisitAsync([Role.Analyst], ["crypto"]);
        reader = await desk.VisitAsync(Role.Analyst);
        @case = await desk.OpenCaseAsync(author, "The registry of Norland");
        await desk.GrantAsync(@case, author, reader, CaseAccess.Read);
        option = await ActAsync("options", new { kind = "sanction", title = "Sanctions", text = "Banks are cut off.", reversibility = "partly" });
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var visitor in new[] { author, reader }) visitor.Dispose();
        await desk.DisposeAsync();
    }

    [Fact]
    public async Task An_undisclosed_decision_stays_out_of_pages_counts_search_history_and_audit()
    {
        string[] paths =
        [
            $"/cases/{@case}", $"/cases/{@case}/decisions", $"/cases/{@case}/options", $"/cases/{@case}/options/{option}", $"/cases/{@case}/journal", "/cases", "/", "/search?q=harbour",
            $"/cases/{@case}/search?q=harbour", $"/cases/{@case}/responses", $"/cases/{@case}/effects-scored", $"/cases/{@case}/options/{option}/precedents",
        ];
        var before = await ReadAsync(paths);
        var decision = await TakeAsync();
        Assert.Equal(before, await ReadAsync(paths));
        using var gone = await reader.Page.GetAsync(new Uri($"/cases/{@case}/items/{decision}", UriKind.Relative), Ct);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);

        Assert.Contains("harbour", await author.ReadAsync($"/cases/{@case}/decisions"), StringComparison.Ordinal);
        Assert.Contains("review due", await author.ReadAsync("/"), StringComparison.Ordinal);
        Assert.Contains("Decisions to look at again", await author.ReadAsync($"/cases/{@case}"), StringComparison.Ordinal);
        Assert.Contains(">chosen<", await author.ReadAsync($"/cases/{@case}/options"), StringComparison.Ordinal);
        Assert.Equal([decision], await HitsAsync(author));
        Assert.Empty(await HitsAsync(reader));
        var scopes = new ScopesSeen(new Audience.AtDesk(reader.Person!, false, new HashSet<string>())).Of(await desk.Store.ScopesAsync([@case], SearchIndex.Version, Ct)).Select(s => s.Id).ToList();
        Assert.Empty(await desk.Store.FindAsync(SearchQuery.Read("harbour").Terms!, scopes, null, 10, Ct));
    }

    [Fact]
    public async Task What_is_marked_for_a_partner_later_is_refused_and_says_why()
    {
        var decision = await TakeAsync();
        using var answer = await author.PostJsonAsync($"/api/cases/{@case}/items/{decision}/marking", new { marking = new { tlp = "clear" }, reason = "It is known." });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("an-undisclosed-decision-goes-to-no-partner", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Precedents_come_from_the_cases_that_the_reader_may_read_each_with_its_case_and_source()
    {
        var (theirs, hidden) = (await desk.OpenCaseAsync(author, "Kasteria 2024"), await desk.OpenCaseAsync(author, "A secret case"));
        await RecordAsync(theirs, new(OptionKind.Sanction, "Westmark", new("2024-06"), "It froze accounts.", "Official journal L 12"), Marking.Of(Tlp.Amber));
        await RecordAsync(theirs, new(OptionKind.Indictment, "Westmark", new("2024-07"), "It charged three officers.", "A court's file"), Marking.Of(Tlp.Amber));
        await RecordAsync(theirs, new(OptionKind.Sanction, "Sudria", new("2024-08"), "It said nothing of it.", "A cable"), Secret);
        await RecordAsync(hidden, new(OptionKind.Sanction, "Norland", new("2025"), "It froze ships.", "A letter"), Marking.Of(Tlp.Amber));
        Assert.Empty(await PrecedentsAsync(reader));
        await desk.GrantAsync(theirs, author, reader, CaseAccess.Read);
        var found = Assert.Single(await PrecedentsAsync(reader));
        Assert.Equal(("Kasteria 2024", "It froze accounts.", "Official journal L 12"),
            ((string)found!["title"]!, (string)found["response"]!["content"]!["text"]!, (string)found["response"]!["content"]!["citation"]!));
        Assert.Equal(3, (await PrecedentsAsync(author)).Count);
        Assert.Equal(2, (await PrecedentsAsync(reader, "?responses=any")).Count);
        Assert.Single(await PrecedentsAsync(reader, "?responses=indictment&q=OFFICERS+westmark"));
        Assert.Empty(await PrecedentsAsync(reader, "?responses=any&q=ships"));
        Assert.Contains("Official journal L 12", await reader.ReadAsync($"/cases/{@case}/options/{option}/precedents"), StringComparison.Ordinal);
    }

    private Task<string> TakeAsync() => ActAsync("decisions", new
    {
        options = new[] { option },
        text = "The harbour's banks are cut off.",
        authority = "The council",
        reasons = "It was wiped.",
        reviewOn = "2020-01-01",
        disclosed = false,
        marking = new { tlp = "amber", compartments = new[] { "crypto" } },
    });

    private async Task<string> ActAsync(string path, object body)
    {
        using var answer = await author.PostJsonAsync($"/api/cases/{@case}/{path}", body);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {text}");
        return (string)JsonNode.Parse(text)!["item"]!;
    }

    private async Task RecordAsync(string id, Response response, Marking marking) =>
        Assert.Null((await desk.Cases.WriteAsync(id, author.Person!, _ => Decision.Allow(new ResponseRecorded(Id.New(), response), marking), ct: Ct)).Refusal);

    private async Task<List<string>> ReadAsync(string[] paths)
    {
        List<string> pages = [];
        foreach (var path in paths) pages.Add(Visitor.WithoutFormToken(await reader.ReadAsync(path)));
        return pages;
    }

    private async Task<JsonArray> PrecedentsAsync(Visitor who, string query = "") => (await who.GetJsonAsync($"/api/cases/{@case}/options/{option}/precedents{query}"))["precedents"]!.AsArray();

    private static async Task<List<string>> HitsAsync(Visitor who) =>
        [.. (await who.GetJsonAsync("/api/search?q=harbour"))["groups"]!.AsArray().SelectMany(g => g!["hits"]!.AsArray()).Select(h => h!["item"]!.GetValue<string>())];
}
