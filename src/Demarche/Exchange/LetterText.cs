using System.Net;
using System.Text.RegularExpressions;
using Demarche.Releases;

namespace Demarche.Exchange;

/// <summary>
/// A letter, made harmless: a few kinds of element without any attribute, each closed, and text. Whatever else looks like markup is left out or
/// shown as text. So it can stand within a page of ours, at its full height; on a page of its own it is in a sandbox besides
/// (docs/decisions/letters-in-a-sandbox.md).
/// </summary>
/// <remarks>Linear in the length of the letter, and builds no tree: nesting of any depth costs nothing here.</remarks>
public static partial class LetterText
{
    /// <summary>No script, image, frame, form or other host, and no style but the desk's own for letters, whatever the letter holds.</summary>
    public static string ContentPolicy { get; } =
        $"default-src 'none'; style-src {LetterStyle.Source}; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>The letter as a page of its own, to be printed.</summary>
    /// <param name="tlp">The level of its package, which each printed sheet bears.</param>
    public static string Page(string title, string letter, Tlp tlp) =>
        $"<!DOCTYPE html>\n<html lang=\"{Language(letter)}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
        + $"<title>{WebUtility.HtmlEncode(title)}</title>{LetterStyle.Element}</head>\n"
        + $"<body class=\"{LetterStyle.ClassOf(tlp)}\">\n<main>\n{Harmless(letter)}\n</main>\n</body></html>\n";

    /// <param name="topHeading">As which heading its greatest ones stand: 1 on a page of its own, more within another page.</param>
    public static string Harmless(string letter, int topHeading = 1)
    {
        letter = Unread().Replace(letter, "");
        var written = new LetterMarkup(topHeading);
        var from = 0;
        foreach (var tag in Tag().EnumerateMatches(letter))
        {
            written.Text(letter.AsSpan(from, tag.Index - from));
            if (Kept().Match(letter.Substring(tag.Index, tag.Length)) is { Success: true } kept)
            {
                var name = kept.Groups[2].Value.ToLowerInvariant();
                if (kept.Groups[1].Length > 0) written.Close(name);
                else written.Open(name);
            }
            from = tag.Index + tag.Length;
        }
        written.Text(letter.AsSpan(from));
        return written.Ended();
    }

    // A reading aloud needs the language that the letter names; "und" is RFC 5646's tag for one that is not known.
    private static string Language(string letter) => Named().Match(letter) is { Success: true } named ? named.Groups[1].Value : "und";

    [GeneratedRegex("^\\s*(?:<!doctype[^>]*>)?\\s*<html lang=\"([a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3})\"", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Named();

    [GeneratedRegex("<!--.*?-->|<(script|style|title|template|textarea|noscript|svg|math)[\\s>].*?</(script|style|title|template|textarea|noscript|svg|math)\\s*>",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Unread();

    [GeneratedRegex("<[a-z/!?][^<>]*>", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    [GeneratedRegex("^<(/?)(p|br|hr|h[1-6]|ul|ol|li|dl|dt|dd|table|thead|tbody|tr|th|td|strong|em|b|i|bdi|blockquote|pre|code|small|section|div|span)(?:\\s[^<>]*|/)?>$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Kept();
}
