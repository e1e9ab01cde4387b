using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Demarche.Journal;

/// <summary>Readings of foreign text that accept exactly one spelling of each value.</summary>
internal static class Strict
{
    /// <summary>Refuses what is not Unicode rather than replacing it: two texts must never become the same bytes.</summary>
    public static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public const int ShownCharacters = 80;

    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>The bytes of a base64url text (RFC 4648 section 5), or null. Padding, white space and stray bits after the last byte are
    /// refused: otherwise two texts could stand for the same bytes.</summary>
    public static byte[]? Base64(ReadOnlySpan<char> text)
    {
        // The decoder refuses stray bits itself, but lets padding and white space pass.
        foreach (var c in text)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')) return null;
        try
        {
            return Base64Url.DecodeFromChars(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    public static bool IsTime(string text) =>
        DateTime.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out _);

    public static bool IsHash(string text) => text.Length == 64 && text.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'));

    /// <summary>An id that can stand in a file name, an address and a log line without quoting.</summary>
    public static bool IsId(string? text) =>
        text is { Length: > 0 and <= 128 } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':');

    /// <summary>Who, what and where in an entry: printable ASCII without space, quote and backslash, so that it is spelled one way only, sorts the
    /// same everywhere and can't disguise itself on a screen.</summary>
    public static bool IsName(string text) => text is { Length: > 0 and <= 200 } && text.All(c => c is > ' ' and < '\x7f' and not ('"' or '\\'));

    /// <summary>Foreign text for a message: short, on one line, without what could command a terminal or turn the direction of writing.</summary>
    public static string Shown(string text)
    {
        var shown = new StringBuilder();
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, ShownCharacters)).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                shown.Append(CultureInfo.InvariantCulture, $"\\u{c.Value:x4}");
            else
                shown.Append(c);
        }
        return text.Length > ShownCharacters ? shown.Append('…').ToString() : shown.ToString();
    }

    public static bool IsUnicode(string text)
    {
        try
        {
            Utf8.GetByteCount(text);
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }
}
