using Microsoft.Playwright;

namespace Demarche.Tests.Tour;

/// <summary>Pictures of the pages for docs/screenshots. Taken only when asked for: a test must not change the repository.</summary>
public static class Screenshots
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("DEMARCHE_SCREENSHOTS") == "1" ? Find() : null;

    private static readonly HashSet<string> Taken = [];

    private static readonly HashSet<string> Chosen = [];

    /// <param name="isEmpty">Whether something on the page is empty: then a picture is taken only where there is no better one.</param>
    /// <param name="isChosen">Whether it is a page of the story that the README tells: then it stays, whatever else is taken of its kind.</param>
    public static async Task TakeAsync(IPage page, string kind, bool isEmpty, bool isChosen = false)
    {
        if (Folder is null || (isEmpty && Taken.Contains(kind)) || (!isChosen && Chosen.Contains(kind))) return;
        Taken.Add(kind);
        if (isChosen) Chosen.Add(kind);
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
