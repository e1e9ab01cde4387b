using Microsoft.Playwright;

namespace Demarche.Tests.Tour;

/// <summary>Somebody at a browser, who reads pages and fills in forms as a person does.</summary>
public sealed class Tourist(IPage page, string desk, PageChecks checks, bool script) : IAsyncDisposable
{
    public IPage Page => page;

    public string Path => page.Url[desk.Length..].Split('#')[0];

    /// <summary>The part of the address after this one: the id of a case in <c>/cases/…</c>.</summary>
    public string IdAfter(string name)
    {
        var parts = Path.Split('?')[0].Split('/');
        return parts[Array.IndexOf(parts, name) + 1];
    }

    /// <summary>Opens a page of the desk and looks at it. Fails unless it is there.</summary>
    public async Task GoAsync(string path)
    {
        // A letter on a page of its own is in a sandbox, where no script runs: axe-core would wait for its answer without end.
        var isLetter = script && path.EndsWith("/letter", StringComparison.Ordinal);
        if (isLetter) await page.RouteAsync("**/letter", WithoutSandboxAsync);
        var answer = await page.GotoAsync(path);
        if (isLetter) await page.UnrouteAllAsync();
        Assert.True(answer!.Ok, $"{path} answered {answer.Status}: {await page.InnerTextAsync("body")}");
        await LookAsync();
    }

    /// <summary>Fills in the one form of this page whose action ends so, sends it, and looks at the page that follows. A refusal fails the test.</summary>
    /// <param name="action">The end of the form's address; empty for a form that posts to its own page.</param>
    /// <param name="fields">Names and values: "on" ticks, a path of a file uploads.</param>
    public async Task SendAsync(string action, params (string Name, string Value)[] fields)
    {
        // Of several forms with one address it is the one that has these fields to fill in.
        var form = page.Locator(fields.Aggregate(
            action == "" ? "main form[method=post]" : $"form[method=post][action$='{action}']", (form, f) => $"{form}:has([name='{f.Name}']:not([type=hidden]))")).First;
        await OpenAroundAsync(form);
        foreach (var (name, value) in fields) await FillAsync(form, name, value);
        // A form is answered by a redirect to the page that follows, or by a page that says why not.
        var answer = await page.RunAndWaitForResponseAsync(() => form.Locator("button").Last.ClickAsync(), r => r.Request.Method == "POST");
        await LoadedAsync();
        Assert.True(answer.Status < 400, $"{action} at {page.Url} answered {answer.Status}: {await page.InnerTextAsync("main")}");
        await LookAsync();
    }

    /// <summary>The page's text as its reader sees it.</summary>
    public Task<string> TextAsync() => page.InnerTextAsync("main");

    /// <summary>Every page of the desk that can be reached by links from here, each kind once. Their sources, by address.</summary>
    public async Task<IReadOnlyDictionary<string, string>> WanderAsync(string from)
    {
        Dictionary<string, string> seen = [];
        HashSet<string> kinds = [];
        Queue<string> ahead = new([from]);
        while (ahead.TryDequeue(out var path))
        {
            if (!kinds.Add(PageChecks.KindOf(path))) continue;
            await GoAsync(path);
            seen[path] = await page.ContentAsync();
            var links = await page.Locator("a[href^='/']:not([download])").EvaluateAllAsync<string[]>("links => links.map(a => a.getAttribute('href'))");
            foreach (var link in links.Select(l => l.Split('#')[0]).Where(l => !IsBytes(l))) ahead.Enqueue(link);
        }
        return seen;
    }

    public async ValueTask DisposeAsync() => await page.Context.DisposeAsync();

    private static bool IsBytes(string link) => link.EndsWith("/original", StringComparison.Ordinal) || link.EndsWith(".json", StringComparison.Ordinal);

    // The event of a small page may come before anybody waits for it; then the page itself says that it is there.
    private async Task LoadedAsync()
    {
        try
        {
            await page.WaitForLoadStateAsync(LoadState.Load, new() { Timeout = 10_000 });
        }
        catch (TimeoutException)
        {
            if (await page.EvaluateAsync<string>("document.readyState") != "complete") throw;
        }
    }

    private Task LookAsync() => script ? checks.LookAsync(page, desk) : Task.CompletedTask;

    private static async Task FillAsync(ILocator form, string name, string value)
    {
        var field = form.Locator($"[name='{name}']");
        var kind = await field.First.EvaluateAsync<string>("e => e.type || e.tagName.toLowerCase()");
        await OpenAroundAsync(field.First);
        if (kind is "checkbox" or "radio") await (value == "on" ? field.First : form.Locator($"[name='{name}'][value='{value}']")).CheckAsync();
        else if (kind == "select-one") await field.First.SelectOptionAsync(value);
        else if (kind == "file") await field.First.SetInputFilesAsync(value);
        else await field.First.FillAsync(value);
    }

    private static async Task WithoutSandboxAsync(IRoute route)
    {
        var answer = await route.FetchAsync();
        Dictionary<string, string> headers = new(answer.Headers);
        Assert.Contains("sandbox;", headers["content-security-policy"], StringComparison.Ordinal);
        headers.Remove("content-security-policy");
        await route.FulfillAsync(new() { Response = answer, Headers = headers });
    }

    // Forms fold away behind a summary; a person clicks it first.
    private static async Task OpenAroundAsync(ILocator inside)
    {
        var folds = inside.Locator("xpath=ancestor::details[not(@open)]");
        while (await folds.CountAsync() > 0) await folds.First.Locator("> summary").ClickAsync();
    }
}
