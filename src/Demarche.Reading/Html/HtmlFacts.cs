using AngleSharp.Html.Dom;

namespace Demarche.Reading;

/// <summary>What a page says of itself: JSON-LD first, then meta elements, then microdata, then what stands in the text.</summary>
internal static class HtmlFacts
{
    private static readonly string[] TitleNames = ["og:title", "twitter:title", "dc.title", "dcterms.title", "headline", "parsely-title"];
    private static readonly string[] AuthorNames = ["author", "article:author", "dc.creator", "parsely-author", "byl", "sailthru.author"];
    private static readonly string[] PublisherNames = ["og:site_name", "dc.publisher", "dcterms.publisher", "publisher", "application-name", "copyright"];

    private static readonly string[] DateNames =
    [
        "article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "publication_date", "dc.date.issued",
        "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date", "article.published", "date", "original-publish-date",
    ];

    public static PageFacts Stated(IHtmlDocument document)
    {
        var linked = JsonLd.Of(document);
        var named = Named(document);
        var published = Dates.Parse(linked.Published) ?? DateNames.Select(n => Dates.Parse(named.GetValueOrDefault(n))).FirstOrDefault(d => d is not null) ?? Dates.Parse(TimeElement(document));
        var author = linked.Author ?? First(named, AuthorNames);
        author = author is not null && author.Contains("://", StringComparison.Ordinal) ? null : author;
        return new PageFacts(
            linked.Title ?? PageTitle.Of(document, First(named, TitleNames)),
            author is null ? null : StoryLines.Byline(author) ?? author,
            null,
            linked.Publisher ?? First(named, PublisherNames),
            published,
            Language(document, named));
    }

    /// <summary>Fills what metadata left open from the lines of the page.</summary>
    public static PageFacts Completed(PageFacts stated, IReadOnlyList<Passage> passages)
    {
        var body = passages.Where(p => p.Kind == PassageKind.Body).Take(1).ToList();
        var first = body.Count == 0 ? int.MaxValue : body[0].Start;
        var around = passages.Where(p => p.Kind == PassageKind.Furniture).ToList();
        var head = around.Where(p => p.Start < first).ToList();
        var byline = stated.Byline ?? head.Select(p => StoryLines.Byline(p.Text)).LastOrDefault(b => b is not null);
        var published = stated.Published ?? head.Concat(around).Select(p => StoryLines.DateLine(p.Text)).FirstOrDefault(d => d is not null);
        var dateline = body.Count == 0 ? null : StoryLines.Dateline(body[0].Text);
        var agency = Agencies.Named(byline) ?? dateline?.Agency ?? around.Where(p => p.Text.Length < 40).Select(p => Agencies.Named(p.Text)).FirstOrDefault(a => a is not null);
        var publisher = stated.Publisher ?? around.Select(p => StoryLines.CopyrightHolder(p.Text)).LastOrDefault(h => h is not null);
        return stated with { Byline = byline, Published = published, Agency = agency, Publisher = publisher };
    }

    private static Dictionary<string, string> Named(IHtmlDocument document)
    {
        var named = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var meta in document.All.Where(e => e.LocalName == "meta"))
        {
            var name = meta.GetAttribute("property") ?? meta.GetAttribute("name") ?? meta.GetAttribute("itemprop") ?? meta.GetAttribute("http-equiv");
            if (name is not null && meta.GetAttribute("content") is { Length: > 0 } content)
                named.TryAdd(name, content);
        }
        return named;
    }

    private static string? First(Dictionary<string, string> named, string[] names) =>
        names.Select(n => named.GetValueOrDefault(n)).FirstOrDefault(v => !string.IsNullOrWhiteSpace(v));

    private static string? TimeElement(IHtmlDocument document)
    {
        var times = document.All.Where(e => e.LocalName == "time" && e.HasAttribute("datetime")).Take(50).ToList();
        var marked = times.FirstOrDefault(t => t.HasAttribute("pubdate") || t.GetAttribute("itemprop") == "datePublished");
        return (marked ?? (times.Count > 0 ? times[0] : null))?.GetAttribute("datetime");
    }

    private static string? Language(IHtmlDocument document, Dictionary<string, string> named)
    {
        var tag = document.DocumentElement.GetAttribute("lang") ?? document.DocumentElement.GetAttribute("xml:lang") ?? named.GetValueOrDefault("content-language") ?? named.GetValueOrDefault("og:locale");
        tag = tag?.Split(',')[0].Trim().Replace('_', '-');
        return tag is { Length: >= 2 and <= 20 } && tag.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? tag : null;
    }
}
