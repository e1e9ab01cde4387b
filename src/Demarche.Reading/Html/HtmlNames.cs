namespace Demarche.Reading;

internal static class HtmlNames
{
    /// <summary>What a reader of the page does not see as text.</summary>
    public static readonly HashSet<string> Unseen = new(StringComparer.Ordinal)
    {
        "script", "style", "template", "head", "svg", "math", "iframe", "object", "embed", "canvas", "audio", "video", "noscript", "noembed", "noframes", "select", "datalist", "map",
    };

    public static readonly HashSet<string> Blocks = new(StringComparer.Ordinal)
    {
        "html", "body", "address", "article", "aside", "blockquote", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
        "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "search", "section", "summary",
        "table", "caption", "tbody", "tfoot", "thead", "tr", "ul", "button",
    };

    /// <summary>Elements that by their name never hold the story.</summary>
    public static readonly HashSet<string> Around = new(StringComparer.Ordinal)
    {
        "nav", "footer", "aside", "form", "button", "menu", "dialog", "search", "fieldset", "figcaption",
    };

    /// <summary>Parts of a class or id, between hyphens and capitals, that mark what stands around the story. A long one may go on ("relatedStories" and "relatedstories").</summary>
    public static readonly string[] AroundWords =
    [
        "nav", "navbar", "navigation", "menu", "sidebar", "sidenav", "footer", "comment", "disqus", "related", "recommend", "recirc", "promo", "share", "sharing", "social", "newsletter", "subscribe", "subscription", "signup",
        "breadcrumb", "cookie", "consent", "banner", "advert", "ad", "sponsor", "outbrain", "taboola", "popular", "trending", "caption", "credit", "copyright", "disclaimer", "tags", "taxonomy",
        "byline", "bio", "metadata", "meta", "timestamp", "pagination", "pager", "toolbar", "modal", "popup", "paywall", "login", "search", "skip", "teaser", "masthead", "topbar", "feedback", "survey",
        "readmore", "upnext", "dateline",
    ];

    /// <summary>Whole classes that hide what they are on.</summary>
    public static readonly HashSet<string> Hiding = new(StringComparer.OrdinalIgnoreCase)
    {
        "hidden", "visually-hidden", "visuallyhidden", "element-invisible", "sr-only", "screen-reader-text", "print-only", "hide",
    };

    /// <summary>Two parts that mark together what neither marks alone.</summary>
    public static readonly string[] AroundPairs = ["most-read", "more-stories", "more-news", "read-more", "read-next", "author-info", "about-author", "side-bar", "sign-up", "up-next", "tag-list"];

    /// <summary>Words in a class or id that mark the story itself.</summary>
    public static readonly string[] StoryWords =
    [
        "article", "story", "body", "content", "entry", "post", "main", "text", "blog", "page",
    ];
}
