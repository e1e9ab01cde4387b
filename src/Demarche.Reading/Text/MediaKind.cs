using System.Text;
using System.Text.RegularExpressions;

namespace Demarche.Reading;

/// <summary>HTML or plain text, and the charset that somebody declared for it.</summary>
internal readonly partial record struct MediaKind(bool IsHtml, string? Charset)
{
    // The HTML standard looks for a declared charset in the first 1,024 bytes; saved pages carry comments before it.
    private const int Prescan = 4096;

    public static MediaKind Of(ReadOnlySpan<byte> bytes, string? mediaType, string? name)
    {
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, Prescan)]);
        var html = IsNamedHtml(mediaType, name) ?? LooksLikeHtml(head);
        var label = DeclaredCharset().Match(mediaType ?? "");
        if (!label.Success && html)
            label = DeclaredCharset().Match(head);
        return new MediaKind(html, label.Success ? label.Groups[1].Value : null);
    }

    private static bool? IsNamedHtml(string? mediaType, string? name)
    {
        if (mediaType is not null && (mediaType.Contains("html", StringComparison.OrdinalIgnoreCase)))
            return true;
        if (name is not null && (name.EndsWith(".html", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".htm", StringComparison.OrdinalIgnoreCase)))
            return true;
        return mediaType is not null && mediaType.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase) ? false : null;
    }

    private static bool LooksLikeHtml(string head) => HtmlStart().IsMatch(head);

    [GeneratedRegex(@"charset\s*=\s*[""']?\s*([A-Za-z0-9_:.\-]{2,40})", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex DeclaredCharset();

    [GeneratedRegex(@"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex HtmlStart();
}
