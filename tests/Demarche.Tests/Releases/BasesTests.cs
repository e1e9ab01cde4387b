using System.Net;
using System.Text.Json.Nodes;
using Demarche.Cases;
using Demarche.Tests.Exchange;

namespace Demarche.Tests.Releases;

/// <summary>What arose from a stricter document, was typed again, or came out of a document marked laxer than it says of itself: on a running desk, as its approver sees it.</summary>
public sealed class BasesTests : IAsyncLifetime
{
    private const string Text = "The relay at 192.0.2.7 answered on Friday, an official of Norland said on Monday in the harbour office.";

    private TwoDesks desks = null!;
    private string id = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        desks = await TwoDesks.StartAsync();
        (id, _) = await desks.CaseForAsync(desks.Westmark);
    }

    public ValueTask DisposeAsync() => desks.DisposeAsync();

    [Fact]
    public async Task The_proposition_and_the_source_of_a_claim_are_bound_by_its_document_too()
    {
        var document = await TakeInAsync(Text, new { tlp = "red" });
        var passage = new { document, start = 0, end = 41, quote = Text[..41] };
        await DoneAsync("claims", new
        {
            newProposition = "A relay answered.",
            newSource = new { @protected = false, name = "Bo Dahl", standing = "official" },
            stance = "asserts",
            standing = "official",
            onRecord = true,
            nature = "fact",
            passage,
        });
        var file = await FileAsync();
        var proposition = Assert.Single(file.Propositions.All, p => p.Content.Text == "A relay answered.").Id;
        var source = Assert.Single(file.Sources.All, s => s.Content.Name == "Bo Dahl").Id;
        foreach (var item in new[] { proposition, source })
        {
            var refused = await RefusedAsync($"items/{item}/marking", new { marking = Green(), reason = "It seems harmless." });
            Assert.Equal(("derived-must-not-be-wider", "marking.wider"), refused);
            await DoneAsync($"items/{item}/marking", new { marking = Green("The ministry said so on television."), reason = "It seems harmless." });
        }
        var request = await RequestAsync(proposition);
        Assert.Contains((await PreviewAsync(request)).Findings, f => f.Rule == "wider-than-its-basis" && f.Message.Contains("television", StringComparison.Ordinal));
        // A basis that is marked again leaves a task for each of them.
        desks.Clock.Advance(TimeSpan.FromMinutes(1));
        await DoneAsync($"items/{document}/marking", new { marking = new { tlp = "red", compartments = Array.Empty<string>(), notReleasableTo = new[] { desks.Westmark } }, reason = "It names our source." });
        var page = await desks.Analyst.ReadAsync($"/cases/{id}/wider");
        Assert.Contains(proposition, page, StringComparison.Ordinal);
        Assert.Contains(source, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_correction_that_says_nothing_of_the_place_keeps_it_and_one_that_takes_it_away_says_why()
    {
        var document = await TakeInAsync(Text, new { tlp = "red" });
        var made = new { partner = desks.Westmark, text = "Logs are kept.", law = false, passage = new { document, quote = "answered on Friday" } };
        var commitment = await DoneAsync("commitments", made);
        await DoneAsync($"commitments/{commitment}/correct", new { commitment = new { partner = desks.Westmark, text = "Logs are kept for a year.", law = false }, reason = "Longer." });
        Assert.Equal(document, (await FileAsync()).Commitments.Find(commitment)!.Content.Passage!.Document);
        Assert.Equal("derived-must-not-be-wider", (await RefusedAsync($"items/{commitment}/marking", new { marking = Green(), reason = "r" })).Rule);
        var lax = await TakeInAsync(Text + " Again.", Green());
        var elsewhere = new { partner = desks.Westmark, text = "Logs are kept.", law = false, passage = new { document = lax, quote = "answered on Friday" } };
        Assert.Equal("basis-must-not-be-lost", (await RefusedAsync($"commitments/{commitment}/correct", new { commitment = elsewhere, reason = "r" })).Rule);
        await DoneAsync($"commitments/{commitment}/correct", new
        {
            commitment = new { partner = desks.Westmark, text = "Logs are kept.", law = false, marking = new { wider = "They told us by phone before." } },
            reason = "Not from there.",
        });
        Assert.Null((await FileAsync()).Commitments.Find(commitment)!.Content.Passage);
        Assert.Equal("They told us by phone before.", (await FileAsync()).Commitments.Find(commitment)!.Wider!.Reason);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_approves_reads_why_a_document_goes_wider_than_it_says_of_itself(bool atOnce)
    {
        var stated = "TLP:RED\n\n" + Text;
        var document = atOnce ? await TakeInAsync(stated, Green("Its author published it.")) : await TakeInAsync(stated, new { tlp = "red" });
        if (!atOnce)
        {
            Assert.Equal(("derived-must-not-be-wider", "marking.wider"), await RefusedAsync($"items/{document}/marking", new { marking = Green(), reason = "r" }));
            await DoneAsync($"items/{document}/marking", new { marking = Green("Its author published it."), reason = "It is out." });
        }
        var start = stated.IndexOf("192.0.2.7", StringComparison.Ordinal);
        var item = await DoneAsync("observables", new { value = "192.0.2.7", credibility = 2, passage = new { document, start, end = start + 9, quote = "192.0.2.7" }, marking = Green() });
        var request = await RequestAsync(item);
        Assert.Contains((await PreviewAsync(request)).Findings, f => f.Rule == "basis-wider-than-stated" && f.Message.Contains("Its author published it.", StringComparison.Ordinal));
        var release = await DoneAsync($"drafts/{request}/propose", new { partners = new[] { desks.Westmark } });
        var seen = await desks.Releaser.GetJsonAsync($"/api/cases/{id}/releases/{release}");
        Assert.Equal("Its author published it.", (string)Assert.Single(seen["wider"]!.AsArray())!["reason"]!);
    }

    [Fact]
    public async Task A_value_typed_again_and_a_copy_taken_in_again_are_weighed_against_the_stricter_one()
    {
        var sudria = await desks.Ours.Book.WriteAsync(desks.Analyst.Person!, _ => Decision.Allow(new Demarche.Partners.PartnerAdded("sudria-id", new("Sudria", null, "", "", null, false, [], null, null)), DeskFile.Internal), ct: Ct);
        Assert.Null(sudria.Refusal);
        var given = await DoneAsync("documents", new { text = Text, name = "given.txt", originator = "sudria-id", marking = new { tlp = "amber-strict" } });
        var start = Text.IndexOf("192.0.2.7", StringComparison.Ordinal);
        await DoneAsync($"documents/{given}/accept-observable", new { start, end = start + 9 });
        var typed = await DoneAsync("observables", new { value = "192.0.2.7", credibility = 2, marking = Green() });
        var copy = await TakeInAsync(Text + " ", Green());
        var read = await DoneAsync("observables", new { value = "192.0.2.7", credibility = 2, passage = new { document = copy, start, end = start + 9, quote = "192.0.2.7" }, marking = Green() });
        var other = await DoneAsync("observables", new { value = "192.0.2.9", credibility = 2, marking = Green() });
        var findings = (await PreviewAsync(await RequestAsync(typed, read, other))).Findings;
        foreach (var item in new[] { typed, read })
            Assert.Contains(findings, f => f is ("same-value-is-stricter", "warning", _, _) && f.Item == item && f.Message.Contains("Sudria", StringComparison.Ordinal));
        Assert.Contains(findings, f => f is ("copy-of-a-stricter-document", "warning", _, _) && f.Item == read && f.Message.Contains("Sudria", StringComparison.Ordinal));
        Assert.DoesNotContain(findings, f => f.Item == other);
    }

    [Theory]
    [InlineData("withdrawn")]
    [InlineData("corrected")]
    public async Task A_partners_terms_do_not_end_when_what_it_gave_is_withdrawn_or_corrected_and_comes_in_anew(string how)
    {
        var sudria = await desks.Ours.Book.WriteAsync(desks.Analyst.Person!, _ => Decision.Allow(new Demarche.Partners.PartnerAdded("sudria-id", new("Sudria", null, "", "", null, false, [], null, null)), DeskFile.Internal), ct: Ct);
        Assert.Null(sudria.Refusal);
        // Too short to be compared by its words, and long enough.
        const string brief = "192.0.2.8 again";
        List<(string Document, string Text, string Value)> all = [];
        foreach (var (text, value) in new[] { (Text, "192.0.2.7"), (brief, "192.0.2.8") })
        {
            var given = await DoneAsync("documents", new { text, name = "given.txt", originator = "sudria-id", marking = new { tlp = "amber-strict" } });
            var observed = await DoneAsync("observables", new { value, credibility = 2, passage = Place(given, text, value) });
            if (how == "corrected") await DoneAsync($"observables/{observed}/correct", new { value = "192.0.2." + (value[^1] + 40), credibility = 2, reason = "Misread." });
            else await DoneAsync($"observables/{observed}/withdraw", new { reason = "It was nothing." });
            if (how == "withdrawn") await DoneAsync($"documents/{given}/withdraw", new { reason = "Not needed." });
            all.Add((given, text, value));
        }
        List<string> items = [], read = [];
        foreach (var (_, text, value) in all)
        {
            items.Add(await DoneAsync("observables", new { value, credibility = 2, marking = Green() }));
            if (how == "corrected") continue;
            var again = await TakeInAsync(text, Green());
            read.Add(await DoneAsync("observables", new { value, credibility = 2, passage = Place(again, text, value), marking = Green() }));
        }
        var other = await DoneAsync("observables", new { value = "192.0.2.9", credibility = 2, marking = Green() });
        var request = await RequestAsync([.. items, .. read, other]);
        var findings = (await PreviewAsync(request)).Findings;
        foreach (var item in items.Concat(read))
            Assert.Contains(findings, f => f is ("same-value-is-stricter", "warning", _, _) && f.Item == item && f.Message.Contains("stood in this case before, as TLP:AMBER+STRICT of Sudria", StringComparison.Ordinal));
        foreach (var item in read)
            Assert.Contains(findings, f => f is ("copy-of-a-stricter-document", "warning", _, _) && f.Item == item && f.Message.Contains("was withdrawn, read the same", StringComparison.Ordinal));
        Assert.DoesNotContain(findings, f => f.Item == other);
        // It goes with a reason, and whoever approves reads it.
        Assert.Equal("warning-must-be-answered", (await RefusedAsync($"drafts/{request}/propose", new { partners = new[] { desks.Westmark } })).Rule);
        var reasons = findings.Where(f => f.Severity == "warning").Select(f => new { partner = desks.Westmark, rule = f.Rule, item = f.Item, reason = "A paper printed it." });
        var release = await DoneAsync($"drafts/{request}/propose", new { partners = new[] { desks.Westmark }, reasons });
        Assert.Contains("A paper printed it.", (await desks.Releaser.GetJsonAsync($"/api/cases/{id}/releases/{release}")).ToJsonString(), StringComparison.Ordinal);
    }

    private static object Place(string document, string text, string value)
    {
        var start = text.IndexOf(value, StringComparison.Ordinal);
        return new { document, start, end = start + value.Length, quote = value };
    }

    private object Green(string? wider = null) => new { tlp = "green", releasableTo = new[] { desks.Westmark }, wider };

    private async Task<string> DoneAsync(string path, object body) => await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{id}/{path}", body);

    private Task<string> TakeInAsync(string text, object marking) => DoneAsync("documents", new { text, name = "report.txt", marking });

    private async Task<(string? Rule, string? Field)> RefusedAsync(string path, object body)
    {
        using var answer = await desks.Analyst.PostJsonAsync($"/api/cases/{id}/{path}", body);
        var said = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!;
        Assert.True(answer.StatusCode == HttpStatusCode.UnprocessableEntity, $"{path} answered {(int)answer.StatusCode}: {said}");
        return ((string?)said["rule"], (string?)said["field"]);
    }

    private async Task<CaseFile> FileAsync() => (await desks.Ours.Cases.FindAsync(id, Ct))!;

    private async Task<(List<(string Rule, string Severity, string Item, string Message)> Findings, JsonNode Whole)> PreviewAsync(string request)
    {
        var column = (await desks.Analyst.GetJsonAsync($"/api/cases/{id}/drafts/{request}/preview"))["partners"]![0]!;
        // A finding about several items, once for each.
        return ([.. from f in column["check"]!["findings"]!.AsArray()
                    from item in f["also"]!.AsArray().Select(a => (string)a!).Prepend((string?)f["item"] ?? "")
                    select ((string)f["rule"]!, (string)f["severity"]!, item, (string)f["message"]!)], column);
    }

    private Task<string> RequestAsync(params string[] includes) => DoneAsync("requests", new
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
}
