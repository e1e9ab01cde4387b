using System.Net;
using System.Text.Json.Nodes;
using Demarche.People;
using Demarche.Tests.Web;

namespace Demarche.Tests.Documents;

/// <summary>The two documents that the desk was ordered by, through the door that every document comes in by.</summary>
public sealed class SeedTests : IAsyncLifetime
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
    public async Task The_story_in_two_shapes_is_one_origin_and_its_anonymous_officials_are_two_sources()
    {
        var first = await TakeInAsync("000_3477ed8f201689bd.txt");
        var second = await TakeInAsync("002_962ab66ff8bbed33.txt");
        var list = await ana.GetJsonAsync($"/api/cases/{id}/documents");
        Assert.Single(list["origins"]!.AsArray());
        var row = list["documents"]!.AsArray().Single(d => (string)d!["id"]! == first)!;
        Assert.Equal(("Reuters", "VCPOST"), ((string)row["agency"]!, (string)row["publisher"]!));
        Assert.StartsWith("2014-12-21", (string)row["published"]!, StringComparison.Ordinal);

        var read = await ana.GetJsonAsync($"/api/cases/{id}/documents/{first}");
        var passages = read["passages"]!.AsArray();
        Assert.All(passages.Where(p => !(bool)p!["furniture"]!), p => Assert.DoesNotContain("All rights reserved", Text(p!), StringComparison.Ordinal));
        Assert.Contains(passages, p => (bool)p!["furniture"]! && Text(p!).Contains("All rights reserved", StringComparison.Ordinal));
        Assert.Contains(Runs(passages), r => (string?)r["resolved"] == "2014-12-19");
        var bare = (await ana.GetJsonAsync($"/api/cases/{id}/documents/{second}"))["passages"]!.AsArray();
        Assert.Contains(Runs(bare), r => (bool)r["time"]!);
        Assert.All(Runs(bare).Where(r => (bool)r["time"]!), r => Assert.Null(r["resolved"]));

        var anonymous = passages.SelectMany(p => p!["claims"]!.AsArray()).Where(c => (bool)c!["anonymous"]!).ToList();
        Assert.Equal(2, anonymous.Count);
        foreach (var claim in anonymous)
        {
            var accepted = await ana.PostJsonAsync($"/api/cases/{id}/documents/{first}/accept-claim", new { start = (int)claim!["start"]!, end = (int)claim["end"]! });
            Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        }
        var sources = (await ana.GetJsonAsync($"/api/cases/{id}/sources"))["sources"]!.AsArray();
        Assert.Equal(2, sources.Count);
        Assert.All(sources, s => Assert.True((bool)s!["protected"]!));
        // Their words in the other shape are the same two sources' and not two more; together they count once.
        foreach (var claim in bare.SelectMany(p => p!["claims"]!.AsArray()).Where(c => (bool)c!["anonymous"]!).ToList())
            await ana.PostJsonAsync($"/api/cases/{id}/documents/{second}/accept-claim", new { start = (int)claim!["start"]!, end = (int)claim["end"]! });
        Assert.Equal(2, (await ana.GetJsonAsync($"/api/cases/{id}/sources"))["sources"]!.AsArray().Count);
        var groups = (await ana.GetJsonAsync($"/api/cases/{id}/claims"))["groups"]!.AsArray();
        Assert.All(groups, g => Assert.Equal((2, 1), ((int)g!["counts"]![0]!["claims"]!, (int)g["counts"]![0]!["origins"]!)));
    }

    private static IEnumerable<JsonNode> Runs(JsonArray passages) => passages.SelectMany(p => p!["runs"]!.AsArray()).Select(r => r!);

    private static string Text(JsonNode passage) => string.Concat(passage["runs"]!.AsArray().Select(r => (string)r!["text"]!));

    private async Task<string> TakeInAsync(string name)
    {
        var bytes = await File.ReadAllBytesAsync(Shared.PathOf("seeds", name), Ct);
        var answer = await ana.PostJsonAsync($"/api/cases/{id}/documents", new { base64 = Convert.ToBase64String(bytes), name, from = "the order" });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!["item"]!;
    }
}
