namespace Demarche.Tests.Tour;

/// <summary>People make keys of their own, seal who a source is, and open it: its handler, and two keepers without one.</summary>
internal static class Vaults
{
    public const string Identity = "Sigrun Hraunfjell";

    private const string Passphrase = "seven wet boats went out at noon";

    public static async Task OpenByItsHandlerAsync(Tourist jonas, Tourist liv)
    {
        await MakeKeyAsync(liv);
        var home = $"/cases/{jonas.IdAfter("cases")}";
        await GrantAsync(jonas, home, "Liv");
        var source = await NameAsync(jonas, home, "A pilot of the harbour", breakGlass: false);
        await liv.GoAsync(source);
        await liv.SendAsync("/open", ("reason", "To warn the source before the hearing."), ("passphrase", Passphrase));
        Assert.Contains(Identity, await liv.TextAsync(), StringComparison.Ordinal);
        await jonas.GoAsync(source);
        Assert.DoesNotContain(Identity, await jonas.Page.ContentAsync(), StringComparison.Ordinal);
    }

    public static async Task OpenByTwoAsync(Tourist jonas, Tourist maren, Tourist astrid, Tourist liv)
    {
        foreach (var keeper in new[] { maren, astrid }) await MakeKeyAsync(keeper);
        await astrid.GoAsync("/vault");
        foreach (var tick in await astrid.Page.Locator("form[action='/vault/keepers'] [name=people]").AllAsync()) await tick.CheckAsync();
        await astrid.SendAsync("/vault/keepers", ("reason", "One of them is always on duty."));

        var home = $"/cases/{jonas.IdAfter("cases")}";
        var source = await NameAsync(jonas, home, "A clerk of the registry", breakGlass: true);
        await maren.GoAsync(source);
        await maren.SendAsync("/break-glass", ("reason", "The source may be in danger tonight, and its handler does not answer."));
        await astrid.GoAsync("/vault");
        await astrid.SendAsync("/confirm", ("reason", "I tried to reach the handler, too."), ("passphrase", Passphrase));
        await liv.GoAsync("/vault");
        Assert.Contains("confirmed by Astrid Nyman", await liv.TextAsync(), StringComparison.Ordinal);
        await maren.GoAsync("/vault");
        await maren.SendAsync("/open", ("passphrase", Passphrase));
        Assert.Contains(Identity, await maren.TextAsync(), StringComparison.Ordinal);
        await liv.GoAsync("/vault");
        Assert.Contains("opened by two, without a handler", await liv.TextAsync(), StringComparison.Ordinal);
        // Looked at first while it was empty.
        await Screenshots.TakeAsync(liv.Page, "/vault", isEmpty: false);
    }

    private static async Task MakeKeyAsync(Tourist person)
    {
        await person.GoAsync("/vault");
        await person.SendAsync("/vault/key", ("passphrase", Passphrase), ("again", Passphrase), ("password", People.Password));
        Assert.Contains("Fingerprint", await person.Page.InnerTextAsync("body"), StringComparison.Ordinal);
    }

    private static async Task GrantAsync(Tourist jonas, string home, string name)
    {
        await jonas.GoAsync($"{home}/access");
        var person = await jonas.Page.Locator("select[name=person] option", new() { HasText = name }).GetAttributeAsync("value");
        await jonas.SendAsync("/access", ("person", person!), ("access", "write"));
    }

    private static async Task<string> NameAsync(Tourist jonas, string home, string description, bool breakGlass)
    {
        await jonas.GoAsync($"{home}/sources");
        var handler = await jonas.Page.Locator("label:has-text('Liv') [name=handlers]").First.GetAttributeAsync("value");
        (string, string)[] fields = [("protected", "on"), ("description", description), ("standing", "official"), ("identity", Identity), ("handlers", handler!), ("marking.tlp", "red")];
        await jonas.SendAsync("/sources", breakGlass ? [.. fields, ("breakGlass", "on")] : fields);
        return jonas.Path;
    }
}
