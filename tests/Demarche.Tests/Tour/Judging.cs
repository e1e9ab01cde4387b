namespace Demarche.Tests.Tour;

/// <summary>What people make of a case once the help is asked for: who could move whom, rival explanations, options, a brief.</summary>
internal static class Judging
{
    private const string Question = "Who is responsible for the stop at Ekhaven?";

    public static async Task JudgeAsync(Tourist jonas, string home)
    {
        await TieAsync(jonas, home);
        await ExplainAsync(jonas, home);
        await AssessAsync(jonas, home);
        await ChooseAsync(jonas, home);
        await BriefAsync(jonas, home);
    }

    private static async Task TieAsync(Tourist jonas, string home)
    {
        await jonas.GoAsync(home);
        await jonas.SendAsync("/parties", ("name", "Ostania"), ("kind", "state"), ("role", "accused in the press"));
        await jonas.SendAsync("/parties", ("name", "Sudria"), ("kind", "state"), ("role", "its neighbour"));
        await jonas.GoAsync($"{home}/ties");
        await jonas.SendAsync("/ties", ("from", await OptionAsync(jonas, "from", "Ostania")), ("to", await OptionAsync(jonas, "to", "Sudria")), ("kind", "exports-share"),
            ("figure", "41"), ("unit", "%"), ("citation", "Yearbook of the Sound States, table 12"));
        await jonas.GoAsync($"{home}/leverage?on={await OptionAsync(jonas, "from", "Ostania")}");
        Assert.Contains("Who could move Ostania", await jonas.TextAsync(), StringComparison.Ordinal);
        // The citation unfolds under its tie.
        Assert.Contains("Yearbook of the Sound States", await jonas.Page.ContentAsync(), StringComparison.Ordinal);
    }

    private static async Task ExplainAsync(Tourist jonas, string home)
    {
        await jonas.GoAsync($"{home}/hypotheses");
        await jonas.SendAsync("/hypotheses", ("text", "A state had it done."), ("question", Question), ("kind", "responsibility"), ("exclusive", "on"));
        await jonas.SendAsync("/hypotheses", ("text", "Somebody else did it."), ("question", Question), ("kind", "responsibility"), ("exclusive", "on"), ("residual", "on"));
        await jonas.GoAsync($"{home}/findings");
        await jonas.SendAsync("/findings", ("text", "The program is a kit on sale."), ("kind", "code-likeness"), ("method", "Compared with a sample"), ("analyst", "Jonas Eik"), ("credibility", "3"));
        await jonas.GoAsync($"{home}/matrix");
        await jonas.GoAsync((await jonas.Page.Locator($"a[href*='{home}/matrix/']:has-text('kit on sale')").First.GetAttributeAsync("href"))!);
        await jonas.SendAsync("", ("cells[0].consistency", "i"), ("cells[1].consistency", "c"), ("reason", "Services have programs of their own."));
        await jonas.GoAsync($"{home}/matrix");
        Assert.Contains("kit on sale", await jonas.TextAsync(), StringComparison.Ordinal);
    }

    private static async Task AssessAsync(Tourist jonas, string home)
    {
        await jonas.GoAsync($"{home}/assessments");
        await jonas.SendAsync("/check", ("about", await OptionAsync(jonas, "about", "A state had it done")), ("likelihood", "unlikely"), ("confidence", "low"),
            ("text", "It is certain that no state had it done."), ("reasons", "The program is a kit on sale."));
        Assert.Contains("says that there is no doubt", await jonas.TextAsync(), StringComparison.Ordinal);
        await jonas.SendAsync("/assessments", ("text", "It is unlikely that a state had it done."), ("changeOfMind", "Who paid for the servers."), ("despite", "on"));
        Assert.Contains("It is unlikely that a state had it done.", await jonas.TextAsync(), StringComparison.Ordinal);
    }

    private static async Task ChooseAsync(Tourist jonas, string home)
    {
        await jonas.GoAsync($"{home}/options");
        await jonas.SendAsync("/options", ("kind", "demarche"), ("title", "Ask Sudria to speak to Ostania"), ("text", "A note by the ambassador."), ("reversibility", "reversible"));
        await jonas.GoAsync($"{home}/options");
        Assert.Contains("Ask Sudria to speak to Ostania", await jonas.TextAsync(), StringComparison.Ordinal);
        await jonas.GoAsync((await jonas.Page.Locator($"a[href*='{home}/options/']").First.GetAttributeAsync("href"))!.Split('#')[0]);
    }

    private static async Task BriefAsync(Tourist jonas, string home)
    {
        await jonas.GoAsync($"{home}/briefs");
        await jonas.SendAsync("/briefs", ("for", "desk"));
        Assert.Contains("A state had it done", await jonas.TextAsync(), StringComparison.Ordinal);
        var file = await jonas.Page.APIRequest.GetAsync(jonas.Path.Split('?')[0] + "/file/pdf");
        Assert.Equal("%PDF-"u8.ToArray(), (await file.BodyAsync())[..5]);
    }

    private static async Task<string> OptionAsync(Tourist jonas, string field, string text) =>
        (await jonas.Page.Locator($"select[name='{field}'] option", new() { HasText = text }).First.GetAttributeAsync("value"))!;
}
