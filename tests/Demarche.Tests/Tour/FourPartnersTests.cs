using System.Text;
using System.Text.Json.Nodes;
using Demarche.Cases;
using Demarche.Journal;
using Demarche.People;
using Demarche.Store;
using Demarche.Tests.Exchange;
using Demarche.Tests.Vault;
using Demarche.Tests.Web;
using Microsoft.Extensions.DependencyInjection;
using static Demarche.Tests.Exchange.TwoDesks;

namespace Demarche.Tests.Tour;

/// <summary>Real documents go the whole way: read, accepted, and sent to four partners, each with what it may see. Nothing in the desk knows them.</summary>
public sealed class FourPartnersTests
{
    private const string Identity = "Astrid Lindqvist, deputy at the ministry";
    private const string Withheld = "The break-in was prepared from inside the company.";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_documents_that_the_desk_was_ordered_by()
    {
        await using var desks = await TwoDesks.StartAsync();
        var @case = await WalkAsync(desks, [Shared.PathOf("seeds", "000_3477ed8f201689bd.txt"), Shared.PathOf("seeds", "002_962ab66ff8bbed33.txt")]);
        var documents = await desks.Analyst.GetJsonAsync($"/api/cases/{@case}/documents");
        Assert.Equal(2, documents["documents"]!.AsArray().Count);
        Assert.Single(documents["origins"]!.AsArray());
        var sources = (await desks.Analyst.GetJsonAsync($"/api/cases/{@case}/sources"))["sources"]!.AsArray();
        Assert.Equal(2, sources.Count(s => (bool)s!["protected"]! && ((string)s["name"]!).Contains("official", StringComparison.Ordinal)));
        var retold = await TraceAsync(desks.Analyst, @case, "Against such attacks, Russia, South Korea, Japan and China were asked by the United States for help in combating them, a newspaper has learned.");
        Assert.Equal("reworded", (string)retold["matches"]![0]!["manner"]!);
        // The other three desks never answered: what waits for them has reached nobody.
        Assert.Equal(desks.Westmark, (string)Assert.Single(retold["recipients"]!.AsArray(), r => (bool)r!["hadAll"]!)!["partner"]!);
        Assert.Empty((await TraceAsync(desks.Analyst, @case, "The harbour master of Ekhaven opened the new fish market on Sunday."))["matches"]!.AsArray());
    }

    [Fact]
    public async Task A_page_that_has_nothing_to_do_with_them()
    {
        await using var desks = await TwoDesks.StartAsync();
        var page = Directory.EnumerateFiles(Shared.PathOf("data", "real", "cisa-alerts-html"), "*.html").Order(StringComparer.Ordinal).First();
        await WalkAsync(desks, [page]);
    }

    /// <summary>Where a text could have come from.</summary>
    private static async Task<JsonNode> TraceAsync(Visitor analyst, string @case, string text)
    {
        using var answer = await analyst.PostJsonAsync($"/api/cases/{@case}/trace", new { text });
        var told = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.IsSuccessStatusCode, told);
        return JsonNode.Parse(told)!["result"]!;
    }

    private static async Task<string> WalkAsync(TwoDesks desks, string[] files)
    {
        string[] partners = [desks.Westmark, await AbsentAsync(desks, "Ostania"), await AbsentAsync(desks, "Sudria"), await AbsentAsync(desks, "Kasteria")];
        using var handler = await desks.Ours.VisitAsync(Role.SourceHandler);
        await desks.Ours.MakeKeyAsync(handler);
        var @case = await desks.Ours.OpenCaseAsync(desks.Analyst);
        foreach (var other in new[] { desks.Releaser, handler }) await desks.Ours.GrantAsync(@case, desks.Analyst, other, CaseAccess.Write);
        var home = $"/api/cases/{@case}";
        foreach (var file in files) await ReadAsync(desks.Analyst, home, file, partners);
        await KeepBackAsync(desks.Analyst, handler, home, partners);

        var choices = await desks.Analyst.GetJsonAsync($"{home}/requests/new");
        var request = await DoneAsync(desks.Analyst, $"{home}/requests", new
        {
            title = "Help with what the reports say",
            text = "The words for everybody.",
            asks = new[] { new { text = "What do you know of it?" } },
            legalBasis = "Agreement of 2019, article 4",
            due = "2026-03-09T12:00Z",
            partners,
            includes = choices["items"]!.AsArray().Select(i => (string)i!["id"]!),
            marking = new { tlp = "amber", releasableTo = partners },
        });
        foreach (var partner in partners)
        {
            await DoneAsync(desks.Analyst, $"{home}/requests/{request}/wording/{partner}", new { text = $"Words for {partner} alone.", ownAsks = false });
            var release = await ProposeAsync(desks.Analyst, home, request, partner);
            // Where a copy rests on protected sources, a handler of each agrees first. Those that came out of the reports have none yet.
            var waiting = await desks.Analyst.GetJsonAsync($"{home}/releases/{release}");
            Assert.True((bool)waiting["asksHandlers"]!);
            var named = new { handlers = new[] { handler.Person }, reason = "The reports are ours to weigh." };
            foreach (var source in waiting["protectedSources"]!.AsArray())
            {
                using var _ = await desks.Analyst.PostJsonAsync($"{home}/sources/{source!["id"]}/first-handlers", named);
            }
            await DoneAsync(handler, $"{home}/releases/{release}/agree", new { reason = "Whoever it is can't be told from these words." });
            await DoneAsync(desks.Releaser, $"{home}/releases/{release}/approve", new { });
        }
        await SendAsync(desks.Ours);
        await AnswerAsync(desks);

        var rows = (await desks.Analyst.GetJsonAsync($"{home}/requests"))["requests"]![0]!["partners"]!.AsArray();
        Assert.Equal(partners, rows.Select(r => (string)r!["partner"]!));
        Assert.Equal(["answered", "approved", "approved", "approved"], rows.Select(r => (string)r!["progress"]!));
        Assert.All(rows, r => Assert.NotNull(Times.Parse((string)r!["since"]!)));
        await LookIntoPackagesAsync(desks, @case, partners);
        return @case;
    }

    /// <summary>A partner whose desk never answers.</summary>
    private static Task<string> AbsentAsync(TwoDesks desks, string name) =>
        PinAsync(desks.Releaser, desks.Analyst, name, DeskKeys.Create().Card(name, "http://127.0.0.1:9").ToJson());

    private static async Task ReadAsync(Visitor analyst, string home, string file, string[] partners)
    {
        var document = await DoneAsync(analyst, $"{home}/documents", new
        {
            base64 = Convert.ToBase64String(await File.ReadAllBytesAsync(file, Ct)),
            name = Path.GetFileName(file),
            from = "a colleague",
            marking = new { tlp = "amber", releasableTo = partners },
        });
        var read = await analyst.GetJsonAsync($"{home}/documents/{document}");
        foreach (var what in new[] { "claim", "observable" })
        {
            foreach (var one in read["passages"]!.AsArray().SelectMany(p => p![what + "s"]!.AsArray()).Where(o => (string)o!["state"]! == "open"))
            {
                // Accepting one may settle others, where two mentions are one thing.
                using var _ = await analyst.PostJsonAsync($"{home}/documents/{document}/accept-{what}", new { start = (int)one!["start"]!, end = (int)one["end"]! });
            }
        }
    }

    private static async Task KeepBackAsync(Visitor analyst, Visitor handler, string home, string[] partners)
    {
        var source = await DoneAsync(handler, $"{home}/sources", new
        {
            @protected = true,
            description = "Somebody who knows the company",
            standing = "official",
            identity = Identity,
            handlers = new[] { handler.Person },
            marking = new { tlp = "amber", releasableTo = partners },
        });
        foreach (var (text, tlp, to) in new[] { ("The network was down for days.", "amber", partners), (Withheld, "red", Array.Empty<string>()) })
        {
            await DoneAsync(analyst, $"{home}/claims", new
            {
                newProposition = text,
                source,
                stance = "asserts",
                standing = "anonymous",
                onRecord = false,
                nature = "fact",
                marking = new { tlp, releasableTo = to },
            });
        }
    }

    /// <summary>Whoever is exposed stops the copy until it says the same in other words; what is only to be weighed goes with a reason.</summary>
    private static async Task<string> ProposeAsync(Visitor analyst, string home, string request, string partner)
    {
        var exposed = (await FindingsAsync(analyst, home, request, partner)).Where(f => (string)f["severity"]! == "block").ToList();
        Assert.NotEmpty(exposed);
        Assert.All(exposed, f => Assert.Equal("protected-source-exposed", (string)f["rule"]!));
        using (var stopped = await analyst.PostJsonAsync($"{home}/drafts/{request}/propose", new { partners = new[] { partner } }))
        {
            Assert.Equal(System.Net.HttpStatusCode.UnprocessableEntity, stopped.StatusCode);
            Assert.Contains("k = 1", await stopped.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }
        foreach (var item in exposed.Select(f => (string)f["item"]!).Distinct())
        {
            var own = (string)(await analyst.GetJsonAsync($"{home}/drafts/{request}/copies/{partner}/{item}"))["own"]!;
            var said = own.Contains("network was down", StringComparison.Ordinal) ? "The network was down for days." : "We were told something of it that we can't say more of.";
            await DoneAsync(analyst, $"{home}/drafts/{request}/copies/{partner}/{item}", new { text = said });
        }
        var left = await FindingsAsync(analyst, home, request, partner);
        Assert.DoesNotContain(left, f => (string)f["severity"]! == "block");
        var reasons = left.Where(f => (string)f["severity"]! == "warning")
            .Select(f => new { partner, rule = (string)f["rule"]!, item = (string?)f["item"], reason = "Weighed: nobody can be found by it." }).ToList();
        Assert.NotEmpty(reasons);
        return await DoneAsync(analyst, $"{home}/drafts/{request}/propose", new { partners = new[] { partner }, reasons });
    }

    private static async Task<List<JsonNode>> FindingsAsync(Visitor analyst, string home, string request, string partner) =>
        [.. (await analyst.GetJsonAsync($"{home}/drafts/{request}/preview"))["partners"]!.AsArray().Single(p => (string)p!["partner"]! == partner)!["check"]!["findings"]!.AsArray().Select(f => f!)];

    private static async Task AnswerAsync(TwoDesks desks)
    {
        var arrival = (string)(await desks.TheirAnalyst.GetJsonAsync("/api/inbox"))["packages"]![0]!["id"]!;
        var sheet = await desks.TheirAnalyst.GetJsonAsync($"/api/inbox/{arrival}");
        var theirs = await DoneAsync(desks.TheirAnalyst, $"/api/inbox/{arrival}/take", new { items = sheet["items"]!.AsArray().Select(i => (string)i!["as"]!) });
        var asked = (await desks.Theirs.Cases.FindAsync(theirs, Ct))!.Incoming.All.Single();
        var reply = await DoneAsync(desks.TheirAnalyst, $"/api/cases/{theirs}/incoming/{asked.Id}/replies", new
        {
            disposition = "answered",
            text = "Nothing was seen here.",
            marking = new { tlp = "amber", releasableTo = new[] { desks.Norland } },
        });
        var release = await DoneAsync(desks.TheirAnalyst, $"/api/cases/{theirs}/drafts/{reply}/propose", new { partners = new[] { desks.Norland } });
        await desks.Theirs.GrantAsync(theirs, desks.TheirAnalyst, desks.TheirReleaser, CaseAccess.Write);
        await DoneAsync(desks.TheirReleaser, $"/api/cases/{theirs}/releases/{release}/approve", new { });
        await SendAsync(desks.Theirs);
    }

    /// <summary>Each package holds its partner's words and nobody else's, the claim that may go, and neither the identity nor the claim that may not.</summary>
    private static async Task LookIntoPackagesAsync(TwoDesks desks, string @case, string[] partners)
    {
        var file = (await desks.Ours.Cases.FindAsync(@case, Ct))!;
        Assert.Contains(file.Propositions.All, p => p.Content.Text == Withheld);
        Assert.Equal(4, file.Releases.All.Count);
        foreach (var release in file.Releases.All.Select(r => r.Content.Proposal))
        {
            var bytes = (await desks.Ours.Services.GetRequiredService<JournalStore>().FindAsync(release.PlainSha256, Ct))!;
            var plain = JsonNode.Parse(bytes)!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
            Assert.Contains("The network was down for days.", plain, StringComparison.Ordinal);
            Assert.DoesNotContain("Lindqvist", plain, StringComparison.Ordinal);
            Assert.DoesNotContain(Withheld, plain, StringComparison.Ordinal);
            foreach (var other in partners)
                Assert.Equal(other == release.Partner, plain.Contains($"Words for {other} alone.", StringComparison.Ordinal));
        }
        Assert.DoesNotContain("Lindqvist", Encoding.UTF8.GetString(await File.ReadAllBytesAsync(Path.Combine(desks.Ours.Folder, "desk.db"), Ct)), StringComparison.Ordinal);
    }
}
