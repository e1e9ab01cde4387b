namespace Demarche.Reading;

/// <summary>What pages say of themselves around a story.</summary>
internal static class FurnitureWords
{
    // A paragraph longer than this is prose that happens to mention one of the phrases.
    private const int MostWords = 40;

    private static readonly string[] Anywhere =
    [
        "all rights reserved", "do not reproduce", "may not be published, broadcast", "without permission", "terms of use", "terms of service",
        "privacy policy", "cookie policy", "uses cookies", "use cookies", "sign up for", "subscribe to", "subscribe now", "newsletter",
        "join the conversation", "follow us on", "like us on", "share this", "share on", "skip to main", "skip to content", "click here", "read more:",
        "related articles", "related stories", "related content", "most popular", "most read", "recommended for you", "you may also like",
        "official website of the", ".gov website belongs", "secure .gov", "website uses https", "javascript is disabled", "enable javascript",
        "log in to", "sign in to", "leave a comment", "post a comment", "report a typo", "back to top", "view comments", "supported browser",
    ];

    private static readonly string[] AtStart =
    [
        "advertisement", "sponsored", "share", "tweet", "print", "email", "comments", "related", "tags:", "filed under", "topics:", "read more",
        "read also", "see also", "also read", "more from", "photo:", "photo by", "image:", "image credit", "credit:", "source:", "getty images", "(reporting by", "reporting by", "(editing by",
        "editing by", "(writing by", "writing by", "(additional reporting", "additional reporting", "last updated", "last revised", "posted:", "published:", "updated:",
        "our standards:", "copyright", "©", "(c)", "contact us", "about us", "search", "menu", "home", "next article", "previous article",
    ];

    public static bool Marks(string paragraph)
    {
        var words = Words.Count(paragraph);
        if (words > MostWords)
            return false;
        var line = paragraph.Replace('’', '\'').Trim();
        if (Anywhere.Any(p => line.Contains(p, StringComparison.OrdinalIgnoreCase)))
            return true;
        return AtStart.Any(p => Begins(line, p, words));
    }

    // Single words open menus but sentences too ("Search teams found ..."): alone they count only in a line without an end.
    private static bool Begins(string line, string phrase, int words)
    {
        if (!line.StartsWith(phrase, StringComparison.OrdinalIgnoreCase))
            return false;
        if (line.Length > phrase.Length && char.IsLetter(line[phrase.Length]))
            return false;
        var plainWord = char.IsLetter(phrase[0]) && !phrase.Contains(' ', StringComparison.Ordinal) && phrase[^1] != ':';
        return !plainWord || (words <= 6 && !Words.EndsSentence(line));
    }
}
