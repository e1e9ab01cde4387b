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

    /// <summary>Words in a class or id that mark what stands around the story.</summary>
    public static readonly string[] AroundWords =
    [
        "nav", "menu", "sidebar", "side-bar", "footer", "comment", "disqus", "related", "recommend", "promo", "share", "sharing", "social", "newsletter", "subscribe", "signup", "sign-up",
        "breadcrumb", "cookie", "consent", "banner", "advert", "sponsor", "outbrain", "taboola", "popular", "trending", "most-read", "more-stories", "read-more", "readmore", "caption", "credit",
        "copyright", "disclaimer", "tags", "tag-list", "byline", "author-bio", "author-info", "authorbio", "about-author", "metadata", "timestamp", "dateline-", "pagination", "pager", "toolbar", "widget", "modal", "popup",
        "paywall", "login", "search", "skip", "hidden", "visually", "screen-reader", "sr-only", "print-only", "teaser", "masthead", "topbar", "feedback", "survey",
    ];

    /// <summary>Words in a class or id that mark the story itself.</summary>
    public static readonly string[] StoryWords =
    [
        "article", "story", "body", "content", "entry", "post", "main", "text", "blog", "page",
    ];
}
