using System.Net;
using System.Text.Json.Nodes;
using Demarche.Cases;
using Demarche.Partners;
using Demarche.People;
using Demarche.Tests.Web;

namespace Demarche.Tests.Options;

/// <summary>The options of the documents that the desk was ordered by: "respond proportionally", with the help of four who don't want a collapse.</summary>
public sealed class SeedStoryTests : IAsyncLifetime
{
    private const string Line = "None of them want an armed conflict and none of them want North Korea to collapse.";

    private static readonly (string Name, string Code)[] Asked = [("China", "CN"), ("Japan", "JP"), ("South Korea", "KR"), ("Russia", "RU")];

    private readonly Dictionary<string, string> parties = [];
    private readonly Dictionary<string, string> redLines = [];
    private readonly Dictionary<string, string> partners = [];
    private RunningDesk desk = null!;
    private Visitor ana = null!;
    private string id = null!;
    private string effect = null!;
    private string request = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        desk = await RunningDesk.StartAsync();
        ana = await desk.VisitAsync(Role.Analyst);
        id = await desk.OpenCaseAsync(ana);
        foreach (var (name, code) in Asked)
        {
            partners[code] = Id.New();
            var partner = new Partner($"CERT of {name}", code, name, "", null, false, [], code == "CN" ? "Its servers may have been used." : null, null);
            await desk.Book.WriteAsync(ana.Person!, _ => Decision.Allow(new PartnerAdded(partners[code], partner), DeskFile.Internal), ct: Ct);
        }
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task An_option_that_risks_collapse_is_flagged_for_all_four_with_both_entries_and_the_passage()
    {
        await FillAsync();
        var sanction = await ProposeAsync("sanction", "Cut the North off from all trade", "irreversible");
        var demarche = await ProposeAsync("demarche", "Ask China to block the servers", "reversible", partners["CN"]);
        var statement = await ProposeAsync("statement", "Name North Korea in public", "irreversible");
        Assert.Equal(4, (await OptionAsync(sanction))["open"]!.AsArray().Count);
        foreach (var code in redLines.Keys)
            await ActAsync($"options/{sanction}/weighings", new { interest = redLines[code], bearing = "crosses", reason = "With no trade at all the state may fall." });

        var row = await OptionAsync(sanction);
        Assert.Empty(row["open"]!.AsArray());
        var crossed = row["crossed"]!.AsArray();
        Assert.Equal(["China", "Japan", "Russia", "South Korea"], crossed.Select(c => (string)c!["party"]!).Order(StringComparer.Ordinal));
        Assert.All(crossed, line =>
        {
            Assert.Equal(Line, (string)line!["interest"]!["content"]!["passage"]!["quote"]!);
            Assert.Equal("crosses", (string)Assert.Single(line["weighings"]!.AsArray())!["weighing"]!["content"]!["bearing"]!);
            Assert.Equal((request, "request"), ((string)line["partners"]![0]!["by"]![0]!["item"]!, (string)line["partners"]![0]!["by"]![0]!["kind"]!));
        });
        Assert.Equal(4, (await OptionAsync(statement))["open"]!.AsArray().Count);

        var page = WebUtility.HtmlDecode(await ana.ReadAsync($"/cases/{id}/options"));
        Assert.Contains("crosses a red line of China", page, StringComparison.Ordinal);
        Assert.Contains("4 red lines that nobody has weighed", page, StringComparison.Ordinal);
        Assert.Contains("Its servers may have been used.", page, StringComparison.Ordinal);
        var one = WebUtility.HtmlDecode(await ana.ReadAsync($"/cases/{id}/options/{sanction}"));
        Assert.Contains(Line, one, StringComparison.Ordinal);
        Assert.Contains("With no trade at all the state may fall.", one, StringComparison.Ordinal);
        Assert.Contains($"/cases/{id}/requests/{request}#{partners["CN"]}", one, StringComparison.Ordinal);
        // The partner that the démarche needs is also suspected, and its word stands beside it.
        await ActAsync("commitments", new { partner = partners["CN"], text = "Chinese laws prohibit cyber crimes of all forms", law = true });
        var asked = WebUtility.HtmlDecode(await ana.ReadAsync($"/cases/{id}/options/{demarche}"));
        Assert.Contains("Chinese laws prohibit cyber crimes of all forms", asked, StringComparison.Ordinal);
        Assert.Contains("Chinese laws prohibit cyber crimes of all forms", WebUtility.HtmlDecode(await ana.ReadAsync($"/cases/{id}/requests/{request}")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_scores_shows_every_input_weight_and_value_and_a_range_while_answers_are_missing()
    {
        await FillAsync();
        await ActAsync("effects-scored/terms", new { effect, attribute = "availability", variety = "Interruption", loss = "major" });
        await ActAsync("effects-scored", new
        {
            inputs = new object[]
            {
                new { category = "functional-impact", choice = "denial-of-critical-services-or-loss-of-control", restsOn = new[] { effect }, reason = "The network was down." },
                new { category = "observed-activity", choice = "effect", reason = "Data was destroyed." },
                new { category = "recoverability" },
            },
        });
        var score = Assert.Single((await ana.GetJsonAsync($"/api/cases/{id}/effects-scored"))["scores"]!.AsArray())!["result"]!;
        // 100 · (600 + 500 + 120 + 80 + 80 + 45 − 325) / 3075 and 100 · (600 + 500 + 400 + 400 + 200 + 400 + 300 + 600 − 325) / 3075.
        Assert.Equal(("35.8", "100"), (score["least"]!.ToString(), score["most"]!.ToString()));
        var page = WebUtility.HtmlDecode(await ana.ReadAsync($"/cases/{id}/effects-scored"));
        Assert.Contains("35.8 to 100", page, StringComparison.Ordinal);
        Assert.Contains("Medium to Emergency", page, StringComparison.Ordinal);
        Assert.Contains("availability", page, StringComparison.Ordinal);
        using var answer = await ana.PostJsonAsync($"/api/cases/{id}/effects-scored", new { inputs = new[] { new { category = "recoverability", choice = "extended", reason = "Weeks." } } });
        Assert.Contains("a-person-scores-once", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forms_of_the_pages_do_what_the_interface_does()
    {
        await FillAsync();
        var option = await ProposeAsync("sanction", "Cut the North off from all trade", "irreversible");
        await FormAsync($"options/{option}/weighings", ("interest", redLines["CN"]), ("bearing", "strains"), ("reason", "It may fall."));
        await FormAsync($"options/{option}/proportionality", ("text", "Too much."), ("reason", "A film was not shown."));
        await FormAsync("responses", ("kind", "sanction"), ("by", "The United States"), ("at.value", "2015-01-02"), ("text", "Executive Order 13687"), ("citation", "Federal Register 80 FR 819"));
        await FormAsync("decisions", ("options", option), ("text", "In a place and time and manner that we choose."), ("authority", "The President"), ("reasons", "Proportional."),
            ("dissents[0].who", ""), ("dissents[0].text", ""), ("dissents[1].who", "The envoy"), ("dissents[1].text", "Too soon."), ("reviewOn", "2030-01-01"));
        await FormAsync("effects-scored", ("inputs[0].category", "functional-impact"), ("inputs[0].choice", ""), ("inputs[1].category", "observed-activity"), ("inputs[1].choice", "effect"),
            ("inputs[1].reason", "Data was destroyed."), ("inputs[1].restsOn", effect));
        var decisions = WebUtility.HtmlDecode(await ana.ReadAsync($"/cases/{id}/decisions"));
        foreach (var said in new[] { "undisclosed", "The envoy", "2030-01-01", "The President" }) Assert.Contains(said, decisions, StringComparison.Ordinal);
        Assert.Contains("strains a red line of China", WebUtility.HtmlDecode(await ana.ReadAsync($"/cases/{id}/options")), StringComparison.Ordinal);
        Assert.Contains("Executive Order 13687", WebUtility.HtmlDecode(await ana.ReadAsync($"/cases/{id}/options/{option}/precedents")), StringComparison.Ordinal);
        Assert.Contains("Too much.", WebUtility.HtmlDecode(await ana.ReadAsync($"/cases/{id}/options/{option}")), StringComparison.Ordinal);
    }

    private async Task FillAsync()
    {
        const string name = "002_962ab66ff8bbed33.txt";
        var bytes = await File.ReadAllBytesAsync(Shared.PathOf("seeds", name), Ct);
        var document = await ActAsync("documents", new { base64 = Convert.ToBase64String(bytes), name, from = "the order" });
        effect = await ActAsync("effects", new { kind = "network down", description = "It brought down the firm's computer network and led it to cancel." });
        foreach (var (party, code) in Asked.Append(("North Korea", "KP")))
            parties[code] = await ActAsync("parties", new { name = party, kind = "state", country = code, role = "named in the story" });
        foreach (var (_, code) in Asked)
            redLines[code] = await ActAsync("interests", new { party = parties[code], text = "No armed conflict, and no collapse of North Korea", isRedLine = true, citation = "James Lewis, Reuters, December 2014", passage = new { document, quote = Line } });
        request = await ActAsync("requests", new { title = "Help with the attack", text = "Please look.", asks = new[] { new { text = "Logs of the servers" } }, legalBasis = "Comity", due = "2030-01-31T12:00", partners = partners.Values, marking = new { tlp = "amber" } });
    }

    private Task<string> ProposeAsync(string kind, string title, string reversibility, params string[] reliesOn) => ActAsync("options", new
    {
        kind,
        title,
        text = title + ".",
        against = parties["KP"],
        reversibility,
        legalBasis = "A law",
        answers = new[] { effect },
        reliesOn,
    });

    private async Task<JsonNode> OptionAsync(string option) => (await ana.GetJsonAsync($"/api/cases/{id}/options/{option}"))["row"]!;

    private async Task FormAsync(string path, params (string, string)[] fields)
    {
        using var answer = await ana.PostAsync($"/cases/{id}/{path}", fields);
        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.SeeOther or HttpStatusCode.Found, $"{path}: {await answer.Content.ReadAsStringAsync(Ct)}");
    }

    private async Task<string> ActAsync(string path, object body)
    {
        using var answer = await ana.PostJsonAsync($"/api/cases/{id}/{path}", body);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {text}");
        return (string?)JsonNode.Parse(text)!["item"] ?? "";
    }
}
