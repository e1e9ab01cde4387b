using System.Net;
using System.Text.Json.Nodes;
using Demarche.Cases;
using Demarche.Markings;
using Demarche.Observables;
using Demarche.Parties;
using Demarche.Tests.Exchange;

namespace Demarche.Tests.Leaks;

/// <summary>What is taken out of a stricter document goes no wider than it, on every road of a running desk, without a named person's reason.</summary>
public sealed class L55_DerivedFromStricter : IAsyncLifetime
{
    private const string Text = "The relay at 192.0.2.7 answered on Friday. So did 192.0.2.8, later.\n\nA treaty binds the two, an official of Norland said.";
    private const string Address = "192.0.2.8";

    private TwoDesks desks = null!;
    private string id = null!;
    private string document = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        desks = await TwoDesks.StartAsync();
        (id, _) = await desks.CaseForAsync(desks.Westmark);
        document = await TakeInAsync(new { text = Text, name = "report.txt", marking = new { tlp = "amber-strict", releasableTo = new[] { desks.Westmark } } });
    }

    public ValueTask DisposeAsync() => desks.DisposeAsync();

    [Fact]
    public async Task Every_road_to_something_derived_asks_for_a_reason_and_writes_it_with_its_author()
    {
        var roads = await RoadsAsync();
        Assert.Equal(8, roads.Count);
        foreach (var (path, body) in roads)
        {
            var before = await EntriesAsync();
            using var refused = await desks.Analyst.PostJsonAsync($"/api/cases/{id}{path}", body(Green()));
            var said = JsonNode.Parse(await refused.Content.ReadAsStringAsync(Ct))!;
            Assert.True(refused.StatusCode == HttpStatusCode.UnprocessableEntity, $"{path} answered {(int)refused.StatusCode}: {said}");
            Assert.Equal(("derived-must-not-be-wider", "marking.wider"), ((string?)said["rule"], (string?)said["field"]));
            Assert.Equal(before, await EntriesAsync());

            // The controls: as strict as the document it comes in; with a reason the reason stands with it.
            var item = await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{id}{path}", body(Green("The ministry published it today.")));
            var readers = await desks.Analyst.GetJsonAsync($"/api/cases/{id}/items/{item}/why");
            Assert.Equal("The ministry published it today.", (string?)readers["wider"]!["reason"]);
            Assert.Equal((await desks.Ours.Book.OpenAsync(Ct)).NameOf(desks.Analyst.Person!), (string?)readers["wider"]!["author"]);
        }
    }

    [Fact]
    public async Task Whoever_approves_reads_the_reason_of_each_item_and_without_one_it_does_not_go()
    {
        var item = await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{id}/observables", Observable("192.0.2.7", Green("It stands in a public list.")));
        // An entry of a journal from before: nobody was asked.
        var old = Id.New();
        var passage = (await FileAsync()).Observables.Find(item)!.Content.Passage!;
        var path = new Observable("url", "https://old.example", 2, passage, null);
        await OldAsync(new ObservableSeen(old, path), Marking.Of(Tlp.Green, desks.Westmark));

        var request = await RequestAsync(item, old);
        var preview = (await desks.Analyst.GetJsonAsync($"/api/cases/{id}/drafts/{request}/preview"))["partners"]![0]!;
        Assert.Equal([item], preview["items"]!.AsArray().Select(i => (string)i!["id"]!));
        var withheld = Assert.Single(preview["withheld"]!.AsArray())!;
        Assert.Equal((old, Demarche.Views.View.WiderThanItsBasis), ((string)withheld["item"]!["id"]!, (string)Assert.Single(withheld["reasons"]!.AsArray())!));
        Assert.Contains(preview["check"]!["findings"]!.AsArray(), f => (string?)f!["rule"] == "wider-than-its-basis" && ((string)f["message"]!).Contains("It stands in a public list.", StringComparison.Ordinal));

        var release = await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{id}/drafts/{request}/propose", new { partners = new[] { desks.Westmark } });
        var seen = await desks.Releaser.GetJsonAsync($"/api/cases/{id}/releases/{release}");
        Assert.Equal("It stands in a public list.", (string)Assert.Single(seen["wider"]!.AsArray())!["reason"]!);
        Assert.Contains("It stands in a public list.", await desks.Releaser.ReadAsync($"/cases/{id}/releases/{release}"), StringComparison.Ordinal);
        Assert.DoesNotContain("old.example", (string)seen["plain"]!, StringComparison.Ordinal);
        Assert.DoesNotContain("public list", (string)seen["plain"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_made_stricter_waits_on_the_first_page_and_holds_back_what_a_reason_let_go()
    {
        var item = await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{id}/observables", Observable("192.0.2.7", Green("It stands in a public list.")));
        Assert.DoesNotContain($"/cases/{id}/wider", await desks.Analyst.ReadAsync("/"), StringComparison.Ordinal);
        desks.Clock.Advance(TimeSpan.FromMinutes(1));
        await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{id}/items/{document}/marking", new { marking = new { tlp = "amber-strict" }, reason = "It names our source" });
        Assert.Contains($"/cases/{id}/wider", await desks.Analyst.ReadAsync("/"), StringComparison.Ordinal);
        Assert.Contains($"wider-{item}", await desks.Analyst.ReadAsync($"/cases/{id}/documents/{document}"), StringComparison.Ordinal);
        Assert.Contains($"wider-{item}", await desks.Analyst.ReadAsync($"/cases/{id}/wider"), StringComparison.Ordinal);
        // Nothing was narrowed silently, and nothing goes on an old reason.
        Assert.Equal(Tlp.Green, (await FileAsync()).Observables.Find(item)!.Marking.Tlp);
        var request = await RequestAsync(item);
        using var held = await desks.Analyst.PostJsonAsync($"/api/cases/{id}/drafts/{request}/propose", new { partners = new[] { desks.Westmark } });
        Assert.Contains("basis-was-marked-since", await held.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        desks.Clock.Advance(TimeSpan.FromMinutes(1));
        await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{id}/items/{item}/wider", new { reason = "The list is public still." });
        Assert.DoesNotContain($"/cases/{id}/wider", await desks.Analyst.ReadAsync("/"), StringComparison.Ordinal);
        await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{id}/drafts/{request}/propose", new { partners = new[] { desks.Westmark } });
    }

    [Fact]
    public async Task A_document_that_a_partner_gave_binds_everything_taken_out_of_it()
    {
        using var unsaid = await desks.Analyst.PostJsonAsync($"/api/cases/{id}/documents", new { text = "Given: 192.0.2.9 answered.", name = "given.txt", originator = desks.Westmark });
        Assert.Contains("originators-marking-must-be-given", await unsaid.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        using var unknown = await desks.Analyst.PostJsonAsync($"/api/cases/{id}/documents", new { text = "Given: 192.0.2.9 answered.", name = "given.txt", originator = Id.New(), marking = new { tlp = "amber" } });
        Assert.Contains("partner-must-be-listed", await unknown.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);

        var given = await TakeInAsync(new { text = "Given: 192.0.2.9 answered.", name = "given.txt", originator = desks.Westmark, marking = new { tlp = "amber" } });
        var item = await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{id}/documents/{given}/accept-observable", new { start = 7, end = 16 });
        var file = await FileAsync();
        Assert.Equal((desks.Westmark, null), (file.Documents.Find(given)!.Marking.Originator, file.Documents.Find(given)!.Marking.Derived));
        Assert.Equal((desks.Westmark, true), (file.Observables.Find(item)!.Marking.Originator, file.Observables.Find(item)!.Marking.Derived));
        // It gave us the document; what we read in it is ours.
        Assert.NotNull(Demarche.Views.View.For(file, new Audience.Partner(desks.Westmark)).Documents.Find(given));
        Assert.Null(Demarche.Views.View.For(file, new Audience.Partner(desks.Westmark)).Observables.Find(item));
        foreach (var tlp in new[] { "green", "clear" })
        {
            using var wider = await desks.Analyst.PostJsonAsync($"/api/cases/{id}/items/{item}/marking", new { marking = new { tlp, wider = "I think so" }, reason = "r", });
            Assert.Contains("originators-terms-must-hold", await wider.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }
        await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{id}/items/{item}/marking", new { marking = new { tlp = "red" }, reason = "r" });
        Assert.Equal((desks.Westmark, true), ((await FileAsync()).Observables.Find(item)!.Marking.Originator, (await FileAsync()).Observables.Find(item)!.Marking.Derived));
    }

    [Fact]
    public async Task What_a_document_says_of_itself_is_weighed_before_it_comes_in()
    {
        const string Stated = "TLP:AMBER+STRICT\n\nMarch 3, 2025\n\nThe address 192.0.2.7 was seen on Friday.";
        using var silent = await desks.Analyst.PostJsonAsync($"/api/cases/{id}/documents", new { text = Stated, name = "stated.txt" });
        var said = JsonNode.Parse(await silent.Content.ReadAsStringAsync(Ct))!;
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "marking.tlp"), (silent.StatusCode, (string?)said["field"]));
        Assert.Contains("TLP:AMBER+STRICT", (string)said["title"]!, StringComparison.Ordinal);
        using var lax = await desks.Analyst.PostJsonAsync($"/api/cases/{id}/documents", new { text = Stated, name = "stated.txt", marking = new { tlp = "amber" } });
        Assert.Equal("marking.wider", (string?)JsonNode.Parse(await lax.Content.ReadAsStringAsync(Ct))!["field"]);
        // The control: a level that somebody chose, or a reason.
        var strict = await TakeInAsync(new { text = Stated, name = "stated.txt", marking = new { tlp = "amber-strict" } });
        Assert.Contains("It says of itself: TLP:AMBER+STRICT", WebUtility.HtmlDecode(await desks.Analyst.ReadAsync($"/cases/{id}/documents/{strict}")), StringComparison.Ordinal);
        var reasoned = await TakeInAsync(new { text = Stated + " Again.", name = "again.txt", marking = new { tlp = "amber", wider = "Its author told us by phone." } });
        Assert.Equal("Its author told us by phone.", (await FileAsync()).Documents.Find(reasoned)!.Wider!.Reason);
        Assert.Contains("Its author told us by phone.", await desks.Analyst.ReadAsync($"/cases/{id}/documents/{reasoned}"), StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<(string Path, Func<object, object> Body)>> RoadsAsync()
    {
        var marking = Marking.Of(Tlp.Green, desks.Westmark);
        await desks.Ours.Cases.WriteAsync(id, desks.Analyst.Person!, _ => new Decision.Allowed(
            [new(new PartyNamed("a", new("Norland", PartyKind.State, "NO", "victim")), marking), new(new PartyNamed("b", new("Sudria", PartyKind.State, "SE", "neighbour")), marking)]), ct: Ct);
        var passage = Passage("The relay at 192.0.2.7 answered on Friday.");
        var claim = new { newProposition = "A relay answered.", newSource = new { @protected = false, name = "Ada Berg", standing = "official" }, stance = "asserts", standing = "official", onRecord = true, nature = "fact", passage };
        var quote = new { document, quote = "A treaty binds the two" };
        var narrow = await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{id}/claims", With(claim, new { tlp = "amber-strict" }));
        return
        [
            ("/observables", m => Observable("192.0.2.7", m)),
            ("/claims", m => With(claim, m)),
            ($"/documents/{document}/accept-observable", m => new { start = Text.IndexOf(Address, StringComparison.Ordinal), end = Text.IndexOf(Address, StringComparison.Ordinal) + Address.Length, marking = m }),
            ("/findings", m => new { text = "It relayed.", kind = "behaviour", observables = Array.Empty<string>(), method = "read", analyst = "Ada", credibility = 2, passage, marking = m }),
            ("/commitments", m => new { partner = desks.Westmark, text = "Logs are kept.", law = false, passage = quote, marking = m }),
            ("/ties", m => new { from = "a", to = "b", kind = "treaty", citation = "Treaty of 1999", passage = quote, marking = m }),
            ("/interests", m => new { party = "a", text = "Wants it.", isRedLine = false, citation = "Treaty of 1999", passage = quote, marking = m }),
            ($"/items/{narrow}/marking", m => new { marking = m, reason = "It is public." }),
        ];
    }

    private static JsonObject With(object form, object marking)
    {
        var node = System.Text.Json.JsonSerializer.SerializeToNode(form)!.AsObject();
        node["marking"] = System.Text.Json.JsonSerializer.SerializeToNode(marking);
        return node;
    }

    private object Green(string? wider = null) => new { tlp = "green", releasableTo = new[] { desks.Westmark }, wider };

    private object Passage(string quote) => new { document, start = Text.IndexOf(quote, StringComparison.Ordinal), end = Text.IndexOf(quote, StringComparison.Ordinal) + quote.Length, quote };

    private object Observable(string value, object marking) => new { value, credibility = 2, passage = Passage(value), marking };

    private async Task<string> TakeInAsync(object body) => await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{id}/documents", body);

    private async Task<CaseFile> FileAsync() => (await desks.Ours.Cases.FindAsync(id, Ct))!;

    private async Task<long> EntriesAsync() => (await FileAsync()).Head.Number;

    private Task<string> RequestAsync(params string[] includes) => TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{id}/requests", new
    {
        title = "Help with a relay",
        text = "We ask.",
        asks = new[] { new { text = "Who rents it?" } },
        legalBasis = "Law",
        due = "2026-03-09T12:00Z",
        partners = new[] { desks.Westmark },
        includes,
        marking = new { tlp = "amber", releasableTo = new[] { desks.Westmark } },
    });

    // Past the book, which would ask: as a program of before wrote it.
    private async Task OldAsync(Fact fact, Marking marking)
    {
        var head = (await FileAsync()).Head;
        var draft = FactKinds.Draft(id, "2026-03-02T09:00:00.000Z", desks.Analyst.Person!, new(fact, marking));
        Assert.IsType<Demarche.Store.AppendResult.Appended>(await desks.Ours.Store.AppendAsync(head, [draft], null, Ct));
    }
}
