using System.Net;
using System.Text.Json.Nodes;
using Demarche.People;
using Demarche.Tests.Web;

namespace Demarche.Tests.Hypotheses;

/// <summary>The two documents that the desk was ordered by: three rivals, and what their speakers say against each.</summary>
public sealed class SeedHypothesisTests : IAsyncLifetime
{
    private RunningDesk desk = null!;
    private Visitor ana = null!;
    private string id = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        desk = await RunningDesk.StartAsync();
        ana = await desk.VisitAsync(Role.Analyst);
        id = await desk.OpenCaseAsync(ana);
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task Two_shapes_of_one_story_are_one_row_each_and_no_evidence_for_refutes_nothing()
    {
        await TakeInAsync("000_3477ed8f201689bd.txt");
        var collaboration = await StateAsync("North Korea with Chinese actors' collaboration", false);
        var servers = await StateAsync("North Korea through Chinese servers without them", false);
        var somebody = await StateAsync("Somebody else", true);
        var single = await RowsAsync();
        Assert.True(single.Count > 8);
        await TakeInAsync("002_962ab66ff8bbed33.txt");
        var rows = await RowsAsync();
        Assert.Equal(single.Count, rows.Count);
        Assert.All(rows, r => Assert.Equal(2, r["members"]!.AsArray().Count));

        // An analyst's inference is never a government's policy.
        foreach (var analyst in (string[])["James Lewis", "Frank Jannuzi"])
            Assert.All(rows.Where(r => (string)r["speaker"]! == analyst), r => Assert.Equal("analyst", (string)r["standing"]!));
        Assert.Equal(2, rows.Select(r => (string)r["speaker"]!).Distinct().Count(s => s is "James Lewis" or "Frank Jannuzi"));

        var link = rows.Single(r => (bool)r["protected"]! && (string)r["stance"]! == "suggests");
        var none = rows.Where(r => (string)r["stance"]! == "no-evidence-for").ToList();
        Assert.Equal(2, none.Count);
        var contradictions = await ana.GetJsonAsync($"/api/cases/{id}/contradictions");
        Assert.Empty(contradictions["contradictions"]!.AsArray());

        Assert.Equal(HttpStatusCode.OK, (await RateAsync(link, (collaboration, "c"), (servers, "c"), (somebody, "i"))).StatusCode);
        using var refused = await RateAsync(none[0], (collaboration, "i"), (servers, "c"), (somebody, "n"));
        Assert.Contains("no-evidence-needs-a-search", await refused.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await RateAsync(none[0], (collaboration, "n"), (servers, "n"), (somebody, "n"))).StatusCode);

        var matrix = await ana.GetJsonAsync($"/api/cases/{id}/matrix");
        Assert.Equal([0d, 0, 1], matrix["columns"]!.AsArray().Select(c => (double)c!["score"]!));
        Assert.Equal([1, 1, 3], matrix["columns"]!.AsArray().Select(c => (int)c!["place"]!));
        Assert.False((bool)matrix["gaps"]!["noRoom"]!);
        // Nothing tells the first two apart: that is the question to ask next.
        var pair = Assert.Single(matrix["gaps"]!["pairs"]!.AsArray())!;
        Assert.Equal((collaboration, servers), ((string)pair["first"]!, (string)pair["second"]!));
        Assert.Contains(matrix["swings"]!.AsArray(), s => (string)s!["id"]! == (string)link["id"]!);
    }

    private async Task<List<JsonNode>> RowsAsync() =>
        [.. (await ana.GetJsonAsync($"/api/cases/{id}/matrix"))["rows"]!.AsArray().Select(r => r!["evidence"]!)];

    private async Task<string> StateAsync(string text, bool residual)
    {
        using var answer = await ana.PostJsonAsync($"/api/cases/{id}/hypotheses", new { text, question = "Who attacked the studio?", kind = "responsibility", exclusive = true, residual });
        return (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!["item"]!;
    }

    private Task<HttpResponseMessage> RateAsync(JsonNode evidence, params (string Hypothesis, string Consistency)[] cells) => ana.PostJsonAsync(
        $"/api/cases/{id}/matrix/{(string)evidence["id"]!}", new { cells = cells.Select(c => new { hypothesis = c.Hypothesis, consistency = c.Consistency }), reason = "As the words say." });

    private async Task TakeInAsync(string name)
    {
        var bytes = await File.ReadAllBytesAsync(Shared.PathOf("seeds", name), Ct);
        using var answer = await ana.PostJsonAsync($"/api/cases/{id}/documents", new { base64 = Convert.ToBase64String(bytes), name, from = "the order" });
        var document = (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!["item"]!;
        var claims = (await ana.GetJsonAsync($"/api/cases/{id}/documents/{document}"))["passages"]!.AsArray().SelectMany(p => p!["claims"]!.AsArray()).ToList();
        foreach (var claim in claims)
        {
            using var accepted = await ana.PostJsonAsync($"/api/cases/{id}/documents/{document}/accept-claim", new { start = (int)claim!["start"]!, end = (int)claim["end"]! });
            Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        }
    }
}
