using Microsoft.Playwright;

namespace Demarche.Tests.Tour;

/// <summary>Debian's browser, without a window. A test that needs it is skipped where it is absent; with CI=true that is a failure.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Executable = "/usr/bin/chromium";

    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Executable)) return;
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable, Headless = true, Args = Flags });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }

    /// <summary>Somebody's own browser: no cookie is shared with another.</summary>
    public async Task<Tourist> OpenAsync(DeskAtWork desk, PageChecks checks, bool script = true)
    {
        if (browser is null && Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail($"{Executable} is not there, and with CI=true it must be.");
        if (browser is null) Assert.Skip($"{Executable} is not there. On Debian: apt-get install chromium.");
        var context = await browser!.NewContextAsync(new()
        {
            BaseURL = desk.Address,
            JavaScriptEnabled = script,
            ViewportSize = new() { Width = 1280, Height = 900 },
            ColorScheme = ColorScheme.Light,
            Locale = "en-GB",
            TimezoneId = "UTC",
        });
        context.SetDefaultTimeout(30_000);
        await context.RouteAsync("**/*", route =>
        {
            if (route.Request.Url.StartsWith(desk.Address + "/", StringComparison.Ordinal)) return route.ContinueAsync();
            checks.Strays.Add(route.Request.Url);
            return route.AbortAsync();
        });
        return new(await context.NewPageAsync(), desk, checks, script);
    }
}
