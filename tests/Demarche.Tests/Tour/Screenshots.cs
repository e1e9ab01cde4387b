using Microsoft.Playwright;

namespace Demarche.Tests.Tour;

/// <summary>Pictures of the pages for docs/screenshots. Taken only when asked for: a test must not change the repository.</summary>
public static class Screenshots
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("DEMARCHE_SCREENSHOTS") == "1" ? Find() : null;

    private static readonly HashSet<string> Taken = [];

    /// <param name="isEmpty">Whether something on the page is empty: then a picture is taken only where there is no better one.</param>
    public static async Task TakeAsync(IPage page, string kind, bool isEmpty)
    {
        if (Folder is null || (isEmpty && Taken.Contains(kind))) return;
        Taken.Add(kind);
        var name = string.Join('-', kind.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(p => p == "*" ? "one" : p));
        await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, (name == "" ? "home" : name) + ".png") });
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Demarche.slnx")))
                return Directory.CreateDirectory(Path.Combine(folder.FullName, "docs", "screenshots")).FullName;
        }
        throw new InvalidOperationException("The repository is not above the tests.");
    }
}
