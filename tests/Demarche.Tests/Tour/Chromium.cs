using Microsoft.Playwright;

namespace Demarche.Tests.Tour;

/// <summary>Debian's browser, without a window. A test that needs it is skipped where it is absent; with CI=true that is a failure.</summary>
public sealed class Chromium : IAsyncLifetime
{
    // The shell draws no window at all and costs less.
    private static readonly string[] Executables = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

    private static readonly string[] Flags =
    [
        // Every other host fails to resolve. Asking a test about each request would cost more than the pages do.
        "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        if (Array.Find(Executables, File.Exists) is not { } executable) return;
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = executable, Headless = true, Args = Flags });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }

    /// <summary>Somebody's own browser: no cookie is shared with another.</summary>
    public Task<Tourist> OpenAsync(DeskAtWork desk, PageChecks checks, bool script = true) => OpenAsync(desk.Address, checks, script);

    /// <inheritdoc cref="OpenAsync(DeskAtWork, PageChecks, bool)"/>
    /// <param name="desk">The desk's address.</param>
    public async Task<Tourist> OpenAsync(string desk, PageChecks checks, bool script = true)
    {
        if (browser is null && Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail("Chromium is not there, and with CI=true it must be.");
        if (browser is null) Assert.Skip("Chromium is not there. On Debian: apt-get install chromium-headless-shell.");
        var context = await browser!.NewContextAsync(new()
        {
            BaseURL = desk,
            JavaScriptEnabled = script,
            ViewportSize = new() { Width = 1280, Height = 900 },
            ColorScheme = ColorScheme.Light,
            Locale = "en-GB",
            TimezoneId = "UTC",
        });
        context.SetDefaultTimeout(30_000);
        context.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(desk + "/", StringComparison.Ordinal)) checks.Strays.Add(request.Url);
        };
        return new(await context.NewPageAsync(), desk, checks, script);
    }
}
