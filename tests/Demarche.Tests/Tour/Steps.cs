namespace Demarche.Tests.Tour;

/// <summary>Setting a desk up, as its administrator does.</summary>
internal static class People
{
    public const string Password = "four grey herons at dawn";

    public static async Task FoundAsync(Tourist administrator, DeskAtWork desk, string deskName, string name, string login)
    {
        await administrator.GoAsync(desk.FirstStart);
        await administrator.SendAsync("", ("deskName", deskName), ("name", name), ("login", login), ("password", Password), ("again", Password));
    }

    /// <summary>Adds a person, who opens the link in a browser of its own, sets a password, and later signs in with it.</summary>
    public static async Task<Tourist> InviteAsync(
        Tourist administrator, Chromium chromium, DeskAtWork desk, PageChecks checks, bool script, string name, string login, string role)
    {
        await administrator.GoAsync("/people");
        await administrator.SendAsync("/people", ("name", name), ("login", login), ("roles", role));
        var text = await administrator.Page.ContentAsync();
        var at = text.IndexOf("/invitation/", StringComparison.Ordinal);
        var link = new string([.. text[at..].TakeWhile(c => char.IsLetterOrDigit(c) || c is '/' or '-' or '_')]);
        var person = await chromium.OpenAsync(desk, checks, script);
        await person.GoAsync(link);
        await person.SendAsync("", ("password", Password), ("again", Password));
        await person.Page.Context.ClearCookiesAsync();
        await person.GoAsync("/sign-in");
        await person.SendAsync("/sign-in", ("login", login), ("password", Password));
        return person;
    }
}

/// <summary>Contact cards change hands, and a person compares the fingerprints.</summary>
internal static class Cards
{
    /// <returns>The second desk's id among the first one's partners.</returns>
    public static async Task<string> ExchangeAsync(Tourist ours, Tourist theirs)
    {
        var (our, their) = (await TakeAsync(ours), await TakeAsync(theirs));
        await AddAsync(theirs, "Norland CSIRT", our.Card);
        await ConfirmAsync(theirs, our.Fingerprint);
        var partner = await AddAsync(ours, "Westmark CSIRT", their.Card);
        await ConfirmAsync(ours, their.Fingerprint);
        return partner;
    }

    public static async Task<string> AddAsync(Tourist person, string name, string card)
    {
        await person.GoAsync("/partners");
        await person.SendAsync("/partners", ("partner.name", name), ("partner.country", "XW"), ("card", card));
        return person.IdAfter("partners");
    }

    private static async Task<(string Card, string Fingerprint)> TakeAsync(Tourist person)
    {
        await person.GoAsync("/partners/our-card");
        return (await person.Page.InnerTextAsync("pre"), await person.Page.InnerTextAsync(".fingerprint"));
    }

    private static async Task ConfirmAsync(Tourist person, string fingerprint)
    {
        Assert.Equal(fingerprint, await person.Page.Locator(".fingerprint").First.InnerTextAsync());
        await person.SendAsync("/confirm", ("how", "Read aloud on the duty line."));
    }
}

/// <summary>Packages travel while people do something else.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>Opens a page again and again until something stands there.</summary>
    public static async Task ForAsync(Tourist person, string path, string what)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        do
        {
            await person.GoAsync(path);
            if (await person.Page.Locator(what).CountAsync() > 0) return;
            await Task.Delay(300, TestContext.Current.CancellationToken);
        }
        while (clock.Elapsed < Longest);
        Assert.Fail($"Nothing like {what} stood at {path} within {Longest.TotalSeconds} seconds: {await person.TextAsync()}");
    }
}
