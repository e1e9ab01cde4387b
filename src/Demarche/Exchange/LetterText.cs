using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Demarche.Exchange;

/// <summary>A partner's letter, made harmless: a few kinds of element without any attribute, and text. Whatever else looks like markup is left out or shown as text.</summary>
/// <remarks>Linear in the length of the letter, and builds no tree: nesting of any depth costs nothing here.</remarks>
public static partial class LetterText
{
    /// <summary>No script, style, image, frame, form or other host, whatever the letter holds.</summary>
    public const string ContentPolicy = "default-src 'none'; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    /// <summary>The letter as a page of its own, for a sandboxed frame.</summary>
    public static string Page(string title, string letter) =>
        $"<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>{WebUtility.HtmlEncode(title)}</title></head>\n<body>\n{Harmless(letter)}\n</body></html>\n";

    internal static string Harmless(string letter)
    {
        letter = Unread().Replace(letter, "");
        var text = new StringBuilder(letter.Length);
        var from = 0;
        foreach (var tag in Tag().EnumerateMatches(letter))
        {
            Text(text, letter.AsSpan(from, tag.Index - from));
            if (Kept().Match(letter.Substring(tag.Index, tag.Length)) is { Success: true } kept)
                text.Append('<').Append(kept.Groups[1].ValueSpan).Append(kept.Groups[2].Value.ToLowerInvariant()).Append('>');
            from = tag.Index + tag.Length;
        }
        Text(text, letter.AsSpan(from));
        return text.ToString();
    }

    // References to characters stay as they are: they can name a character, never begin a tag.
    private static void Text(StringBuilder text, ReadOnlySpan<char> written)
    {
        foreach (var c in written)
        {
            if (c == '<') text.Append("&lt;");
            else if (c == '>') text.Append("&gt;");
            else text.Append(c);
        }
    }

    [GeneratedRegex("<!--.*?-->|<(script|style|title|template|textarea|noscript|svg|math)[\\s>].*?</(script|style|title|template|textarea|noscript|svg|math)\\s*>",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Unread();

    [GeneratedRegex("<[a-z/!?][^<>]*>", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    [GeneratedRegex("^<(/?)(p|br|hr|h[1-6]|ul|ol|li|dl|dt|dd|table|thead|tbody|tr|th|td|strong|em|b|i|blockquote|pre|code|section|div|span)(?:\\s[^<>]*|/)?>$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Kept();
}
