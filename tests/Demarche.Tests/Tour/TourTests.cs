using Demarche.Journal;

namespace Demarche.Tests.Tour;

/// <summary>The whole way from a report to a partner's reply, in a browser, over two desks that are two processes.</summary>
public sealed class TourTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Withheld = "A pilot on duty that night had been paid by the intruders.";

    private const string Report = """
        Cranes stop at Ekhaven

        By Northern News Agency

        March 8, 2026

        The cranes of Ekhaven stood still for eleven hours on Friday after the program that plans every lift lost its lists overnight.

        "No cargo record was lost," Transport Minister Ida Lund said on Saturday.

        A Norland official who spoke on condition of anonymity said records of about 4,000 containers had been deleted.

        The order to delete came from 203.0.113[.]8, an address that rents by the hour in Westmark.
        """;

    [Fact]
    public Task From_a_report_to_a_partners_reply_between_two_desks() => WalkAsync(script: true);

    [Fact]
    public Task The_same_way_can_be_gone_without_script()
    {
        LongTest.OrSkip("the whole tour a second time");
        return WalkAsync(script: false);
    }

    private async Task WalkAsync(bool script)
    {
        var checks = new PageChecks();
        await using var norland = await DeskAtWork.StartAsync();
        await using var westmark = await DeskAtWork.StartAsync();
        await using var astrid = await chromium.OpenAsync(norland, checks, script);
        await using var petra = await chromium.OpenAsync(westmark, checks, script);
        await People.FoundAsync(astrid, norland, "Norland CSIRT", "Astrid Nyman", "astrid");
        await People.FoundAsync(petra, westmark, "Westmark CSIRT", "Petra Wendt", "petra");
        await using var jonas = await People.InviteAsync(astrid, chromium, norland, checks, script, "Jonas Eik", "jonas", "analyst");
        await using var maren = await People.InviteAsync(astrid, chromium, norland, checks, script, "Maren Holt", "maren", "releaser");
        await using var tom = await People.InviteAsync(petra, chromium, westmark, checks, script, "Tom Brandt", "tom", "analyst");
        await using var rosa = await People.InviteAsync(petra, chromium, westmark, checks, script, "Rosa Keller", "rosa", "releaser");

        var partner = await Cards.ExchangeAsync(astrid, petra);
        var absent = await Cards.AddAsync(astrid, "Sudria National CERT", DeskKeys.Create().Card("Sudria National CERT", "http://127.0.0.1:9").ToJson());
        await astrid.SendAsync("/confirm", ("how", "By letter."));

        var request = await AskAsync(jonas, partner, absent);
        await using var liv = await People.InviteAsync(astrid, chromium, norland, checks, script, "Liv Dahl", "liv", "source-handler");
        await ApproveAsync(jonas, maren, liv, request, partner, absent);
        await Vaults.OpenByItsHandlerAsync(jonas, liv);
        await Vaults.OpenByTwoIsRefusedAsync(maren, astrid, liv);
        await AnswerAsync(tom, rosa);
        await ComeHomeAsync(jonas, request);
        var home = request[..request.IndexOf("/requests/", StringComparison.Ordinal)];
        await RetractAsync(jonas, home);
        await Judging.JudgeAsync(jonas, home);

        var elsewhere = (await tom.WanderAsync("/")).Concat(await petra.WanderAsync("/")).ToList();
        Assert.True(elsewhere.Count > 10, $"Only {elsewhere.Count} pages were found at the partner's desk.");
        Assert.All(elsewhere, p => Assert.DoesNotContain(Withheld, p.Value, StringComparison.Ordinal));
        Assert.True(norland.Holds(Withheld), "The words are not even where they were written: the next line would prove nothing.");
        Assert.False(westmark.Holds(Withheld), "The partner's database holds words that were withheld from it.");

        foreach (var person in new[] { jonas, maren, astrid, liv }.Take(LongTest.Count(1, 4))) await person.WanderAsync("/");
        Assert.False(norland.Holds(Vaults.Identity), "The desk's files hold an identity in clear.");
        Assert.Empty(checks.Strays);
        Assert.True(checks.Found.Count == 0, string.Join('\n', checks.Found));
        if (script) Assert.True(checks.Looked.Count > 25, string.Join('\n', checks.Looked));
    }

    /// <summary>A report is read, claims are accepted, one is kept back, and two partners are asked in words of their own.</summary>
    /// <returns>The request's address.</returns>
    private static async Task<string> AskAsync(Tourist jonas, string partner, string absent)
    {
        await jonas.GoAsync("/cases");
        await jonas.SendAsync("/cases", ("title", "Cranes stopped at Ekhaven"), ("default.tlp", "amber"), ("default.releasableTo", partner));
        var home = $"/cases/{jonas.IdAfter("cases")}";
        await jonas.GoAsync($"{home}/documents");
        await jonas.SendAsync("/documents", ("text", Report), ("name", "wire.txt"), ("from", "Press office"), ("originator", "nobody"));
        while (await jonas.Page.Locator("form[action$='/accept-claim'], form[action$='/accept-observable']").CountAsync() > 0)
        {
            var claims = await jonas.Page.Locator("form[action$='/accept-claim']").CountAsync();
            await jonas.SendAsync(claims > 0 ? "/accept-claim" : "/accept-observable");
        }

        await jonas.GoAsync($"{home}/claims/new");
        await jonas.SendAsync("/claims", ("newProposition", Withheld), ("newSource.protected", "on"), ("newSource.description", "A harbour official"),
            ("newSource.standing", "anonymous"), ("stance", "asserts"), ("standing", "anonymous"), ("nature", "fact"), ("onRecord", "false"), ("marking.tlp", "red"));
        await jonas.GoAsync($"{home}/requests/new");
        var everything = await jonas.Page.Locator("[name=includes]").EvaluateAllAsync<string[]>("ticks => ticks.map(t => t.value)");
        await jonas.SendAsync("/requests",
            [
                ("title", "Help after the stop at Ekhaven"), ("text", "We ask for your help."), ("asks[0].text", "Keep the records of 203.0.113.8."),
                ("asks[1].text", "Tell us who rented it."), ("legalBasis", "Accord of the Sound States, Article 7"), ("due", "2099-01-31T17:00"),
                ("marking.tlp", "amber"), ("partners", partner), ("partners", absent), .. everything.Select(i => ("includes", i)),
            ]);
        var request = jonas.Path;
        await jonas.GoAsync("/search?q=ekhaven OR 203.0.113[.]8");
        Assert.Contains("eleven hours", await jonas.TextAsync(), StringComparison.Ordinal);
        await jonas.GoAsync($"{home}/search?q=%22harbour+official%22");
        await jonas.GoAsync($"{request}/wording/{partner}");
        await jonas.SendAsync($"/wording/{partner}", ("text", "You know these ports. We ask you first."));
        // The address stands in the common asks and is withheld from this one.
        await jonas.GoAsync($"{request}/wording/{absent}");
        await jonas.SendAsync($"/wording/{absent}", ("text", "We ask for your help."), ("ownAsks", "on"), ("asks[0].text", "Keep your records."), ("asks[1].text", "Tell us what you saw."));
        return request;
    }

    private static async Task ApproveAsync(Tourist jonas, Tourist maren, Tourist liv, string request, string partner, string absent)
    {
        var home = $"/cases/{jonas.IdAfter("cases")}";
        await jonas.GoAsync($"{home}/access");
        var second = await jonas.Page.Locator("select[name=person] option", new() { HasText = "Maren" }).GetAttributeAsync("value");
        await jonas.SendAsync("/access", ("person", second!), ("access", "write"));
        var draft = request.Split('/')[^1];
        await jonas.GoAsync($"{home}/drafts/{draft}/preview");
        Assert.Contains(Withheld, await jonas.Page.Locator($"[id='{partner}']").InnerTextAsync(), StringComparison.Ordinal);
        foreach (var letter in await Task.WhenAll(new[] { partner, absent }.Select(p => LetterAsync(jonas, home, draft, p))))
            Assert.DoesNotContain(Withheld, letter, StringComparison.Ordinal);
        Assert.Contains("You know these ports.", await LetterAsync(jonas, home, draft, partner), StringComparison.Ordinal);
        Assert.DoesNotContain("You know these ports.", await LetterAsync(jonas, home, draft, absent), StringComparison.Ordinal);
        await RewordAsync(jonas, $"{home}/drafts/{draft}/preview");
        var reasons = await jonas.Page.Locator("textarea[name$='.reason']").EvaluateAllAsync<string[]>("boxes => boxes.map(b => b.name)");
        await jonas.SendAsync("/propose", [("partners", partner), ("partners", absent), .. reasons.Select(r => (r, "Weighed: the other words give nobody away."))]);

        await maren.GoAsync($"{home}/ledger");
        var waiting = await maren.Page.Locator($"a[href*='{home}/releases/']").EvaluateAllAsync<string[]>("links => links.map(a => a.getAttribute('href'))");
        Assert.Equal(2, waiting.Distinct().Count());
        await Vaults.GrantAsync(jonas, home, "Liv");
        HashSet<string> named = [];
        foreach (var release in waiting.Distinct())
        {
            await Vaults.AgreeAsync(jonas, liv, release, named);
            await maren.GoAsync(release);
            await maren.SendAsync("/approve", ("reason", "Read as the partner will see it."));
        }
    }

    /// <summary>Each copy that would give the unnamed official away is stopped, until it says the same in other words.</summary>
    private static async Task RewordAsync(Tourist jonas, string preview)
    {
        const string Stopped = ".finding:has(.sign.refused) a[href*='/copies/']";
        var stopped = await jonas.Page.Locator(Stopped).CountAsync();
        Assert.True(stopped >= 1, $"{stopped} copies were stopped.");
        for (; stopped > 0; stopped--)
        {
            var copy = (await jonas.Page.Locator(Stopped).First.GetAttributeAsync("href"))!;
            await jonas.GoAsync(copy);
            await jonas.SendAsync(copy[copy.LastIndexOf('/')..], ("text", "We hold it likely that records were lost."));
            await jonas.GoAsync(preview);
        }
        Assert.Equal(0, await jonas.Page.Locator(Stopped).CountAsync());
    }

    private static async Task<string> LetterAsync(Tourist jonas, string home, string draft, string partner) =>
        await (await jonas.Page.APIRequest.GetAsync($"{home}/drafts/{draft}/preview/{partner}/letter")).TextAsync();

    /// <summary>The partner's person takes the request into a case and answers; the partner's second person approves.</summary>
    private static async Task AnswerAsync(Tourist tom, Tourist rosa)
    {
        await Waiting.ForAsync(tom, "/inbox", "a[href^='/inbox/']:has-text('Ekhaven')");
        await tom.GoAsync((await tom.Page.Locator("a[href^='/inbox/']:has-text('Ekhaven')").First.GetAttributeAsync("href"))!);
        await tom.SendAsync("/take", ("title", "Norland asks about Ekhaven"));
        var incoming = tom.Path;
        var home = $"/cases/{tom.IdAfter("cases")}";
        Assert.Contains("You know these ports.", await tom.TextAsync(), StringComparison.Ordinal);

        await tom.GoAsync($"{home}/observables");
        var norland = (await tom.Page.Locator("[name='marking.releasableTo']").First.GetAttributeAsync("value"))!;
        await tom.SendAsync("/observables", ("value", "198.51.100.77"), ("credibility", "2"), ("marking.tlp", "amber"), ("marking.releasableTo", norland));
        await tom.GoAsync($"{home}/access");
        var second = await tom.Page.Locator("select[name=person] option", new() { HasText = "Rosa" }).GetAttributeAsync("value");
        await tom.SendAsync("/access", ("person", second!), ("access", "write"));

        await tom.GoAsync(incoming);
        var seen = await tom.Page.Locator("label:has-text('198.51.100.77') [name=includes]").GetAttributeAsync("value");
        await tom.SendAsync("/replies", ("disposition", "partly"), ("text", "We keep the records; the name needs a court."),
            ("answers[0].disposition", "accepted"), ("answers[0].text", "Kept."), ("answers[1].disposition", "declined"), ("answers[1].text", "Not without a court."),
            ("includes", seen!), ("marking.tlp", "amber"), ("marking.releasableTo", norland));
        await tom.GoAsync((await tom.Page.Locator("a[href$='/preview']").First.GetAttributeAsync("href"))!);
        await tom.SendAsync("/propose", ("partners", norland));

        await rosa.GoAsync($"{home}/ledger");
        await rosa.GoAsync((await rosa.Page.Locator($"a[href*='{home}/releases/']").First.GetAttributeAsync("href"))!);
        await rosa.SendAsync("/approve", ("reason", "Within what we may say."));
    }

    /// <summary>A claim that went is withdrawn; the ledger says who has it, and a retraction to exactly them is drafted. The report is traced.</summary>
    private static async Task RetractAsync(Tourist jonas, string home)
    {
        await jonas.GoAsync($"{home}/ledger");
        var had = (await jonas.Page.Locator("li:has(.hint:text-is('claim')) a[href$='/had']").First.GetAttributeAsync("href"))!;
        var claim = had.Split('/')[^2];
        await jonas.GoAsync($"{home}/claims/{claim}");
        await jonas.SendAsync($"/claims/{claim}/withdraw", ("reason", "The agency took it back."));
        await jonas.GoAsync($"{home}/notices");
        Assert.Contains("Westmark CSIRT", await jonas.TextAsync(), StringComparison.Ordinal);
        await jonas.SendAsync("/notices", ("marking.tlp", "amber"), ("includes", claim), ("text", "This claim no longer holds. Please do not rest anything on it."));
        await jonas.GoAsync($"{home}/items/{claim}/had");
        Assert.Contains("may no longer have", await jonas.TextAsync(), StringComparison.Ordinal);
        await jonas.GoAsync($"{home}/documents");
        var document = (await jonas.Page.Locator($"a[href*='{home}/documents/']").First.GetAttributeAsync("href"))!.Split('?', '#')[0];
        await jonas.GoAsync($"{document}/trace");
        Assert.Contains("Westmark CSIRT", await jonas.TextAsync(), StringComparison.Ordinal);
    }

    /// <summary>The answer stands in the case under the partner's marking, and the silent partner is still unanswered.</summary>
    private static async Task ComeHomeAsync(Tourist jonas, string request)
    {
        await Waiting.ForAsync(jonas, request, "text=We keep the records; the name needs a court.");
        await jonas.GoAsync("/inbox");
        await jonas.GoAsync((await jonas.Page.Locator("a[href^='/inbox/']:has-text('Ekhaven')").First.GetAttributeAsync("href"))!);
        await jonas.SendAsync("/take");
        var home = request[..request.IndexOf("/requests/", StringComparison.Ordinal)];
        await jonas.GoAsync($"{home}/observables");
        var row = jonas.Page.Locator("tr:has-text('198.51.100.77'), .item:has-text('198.51.100.77')").First;
        var text = await row.InnerTextAsync();
        Assert.Contains("TLP:AMBER", text, StringComparison.Ordinal);
        var link = (await row.Locator("a[href*='/observables/']").First.GetAttributeAsync("href"))!;
        await jonas.GoAsync(link.Split('#')[0]);
        Assert.Contains("Westmark", await jonas.TextAsync(), StringComparison.Ordinal);
    }
}
