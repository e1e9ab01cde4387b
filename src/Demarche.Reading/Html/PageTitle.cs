using AngleSharp.Html.Dom;

namespace Demarche.Reading;

/// <summary>The headline of a page that does not state it in JSON-LD.</summary>
internal static class PageTitle
{
    private const int MostHeadings = 20;

    private static readonly string[] Separators = [" | ", " — ", " – ", " - ", " :: ", " · "];

    /// <summary>A heading that the title element repeats is the headline; otherwise what the metadata says, or the title without the site's name.</summary>
    public static string? Of(IHtmlDocument document, string? stated)
    {
        var title = Words.Squeezed(document.Title ?? "");
        var headings = document.All
            .Where(e => e.LocalName is "h1" or "h2")
            .Take(MostHeadings)
            .Select(e => Words.Squeezed(e.TextContent))
            .Where(h => h.Length is > 8 and < 400)
            .ToList();
        var repeated = headings.Find(h => title.StartsWith(h, StringComparison.OrdinalIgnoreCase) || h == stated);
        return repeated ?? stated ?? (title.Length > 0 ? WithoutSite(title) : headings.FirstOrDefault());
    }

    private static string WithoutSite(string title)
    {
        foreach (var separator in Separators)
        {
            var at = title.LastIndexOf(separator, StringComparison.Ordinal);
            if (at > 0 && Words.Count(title.AsSpan(0, at)) > Words.Count(title.AsSpan(at + separator.Length)))
                return title[..at].TrimEnd();
        }
        return title;
    }
}
