namespace Demarche.Tests.Tour;

/// <summary>People make keys of their own, seal who a source is, and its handler opens it.</summary>
internal static class Vaults
{
    public const string Identity = "Sigrun Hraunfjell";

    private const string Passphrase = "seven wet boats went out at noon";

    public static async Task OpenByItsHandlerAsync(Tourist jonas, Tourist liv)
    {
        await MakeKeyAsync(liv);
        var home = $"/cases/{jonas.IdAfter("cases")}";
        var source = await NameAsync(jonas, home, "A pilot of the harbour");
        await liv.GoAsync(source);
        await liv.SendAsync("/open", ("reason", "To warn the source before the hearing."), ("passphrase", Passphrase));
        Assert.Contains(Identity, await liv.TextAsync(), StringComparison.Ordinal);
        await jonas.GoAsync(source);
        Assert.DoesNotContain(Identity, await jonas.Page.ContentAsync(), StringComparison.Ordinal);
    }

    /// <summary>All accounts of this desk were made by one person: as far as it knows it is of one, and nobody opens an identity as two.</summary>
    public static async Task OpenByTwoIsRefusedAsync(Tourist maren, Tourist astrid, Tourist liv)
    {
        foreach (var keeper in new[] { maren, astrid }) await MakeKeyAsync(keeper);
        await astrid.GoAsync("/vault");
        var form = astrid.Page.Locator("form[action='/vault/keepers']");
        foreach (var tick in await form.Locator("[name=people]").AllAsync()) await tick.CheckAsync();
        await form.Locator("[name=reason]").FillAsync("One of them is always on duty.");
        await form.Locator("button").Last.ClickAsync();
        await astrid.Page.Locator(".error-summary").WaitForAsync();
        Assert.Contains("One person alone made the account of one of these", await astrid.TextAsync(), StringComparison.Ordinal);
        await liv.GoAsync("/vault");
        // Looked at first while it was empty.
        await Screenshots.TakeAsync(liv.Page, "/vault", isEmpty: false);
    }

    private static async Task MakeKeyAsync(Tourist person)
    {
        await person.GoAsync("/vault");
        await person.SendAsync("/vault/key", ("passphrase", Passphrase), ("again", Passphrase), ("password", People.Password));
        Assert.Contains("Fingerprint", await person.Page.InnerTextAsync("body"), StringComparison.Ordinal);
    }

    /// <summary>
    /// Whoever took unnamed speakers out of a report names their handler, who agrees that what they say goes. Nothing is to do for a
    /// package that rests on none.
    /// </summary>
    public static async Task AgreeAsync(Tourist jonas, Tourist liv, string release, HashSet<string> named)
    {
        await jonas.GoAsync(release);
        var sources = await jonas.Page.Locator("#rests-on a").EvaluateAllAsync<string[]>("links => links.map(a => a.getAttribute('href'))");
        foreach (var source in sources.Where(named.Add))
        {
            await jonas.GoAsync(source);
            var tick = jonas.Page.Locator("form[action$='/first-handlers'] label:has-text('Liv') [name=handlers]");
            var handler = await tick.GetAttributeAsync("value");
            await jonas.SendAsync("/first-handlers", ("handlers", handler!), ("reason", "The paper's own official."));
        }
        if (sources.Length == 0) return;
        await liv.GoAsync(release);
        await liv.SendAsync("/agree", ("reason", "Nobody can be told from these words."));
    }

    public static async Task GrantAsync(Tourist jonas, string home, string name)
    {
        await jonas.GoAsync($"{home}/access");
        var person = await jonas.Page.Locator("select[name=person] option", new() { HasText = name }).GetAttributeAsync("value");
        await jonas.SendAsync("/access", ("person", person!), ("access", "write"));
    }

    private static async Task<string> NameAsync(Tourist jonas, string home, string description)
    {
        await jonas.GoAsync($"{home}/sources");
        var handler = await jonas.Page.Locator("label:has-text('Liv') [name=handlers]").First.GetAttributeAsync("value");
        (string, string)[] fields = [("protected", "on"), ("description", description), ("standing", "official"), ("identity", Identity), ("handlers", handler!), ("marking.tlp", "red")];
        await jonas.SendAsync("/sources", fields);
        return jonas.Path;
    }
}
