using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Demarche.Journal;

/// <summary>Readings of foreign text that accept exactly one spelling of each value.</summary>
internal static class Strict
{
    /// <summary>Refuses what is not Unicode rather than replacing it: two texts must never become the same bytes.</summary>
    public static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>The bytes of a base64url text (RFC 4648 section 5, no padding), or null. Stray bits after the last byte are refused:
    /// otherwise a tampered text could stand for the same bytes.</summary>
    public static byte[]? Base64(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')) return null;
        if (text.Length % 4 == 1) return null;
        try
        {
            var bytes = Base64Url.DecodeFromChars(text);
            if (text.Length % 4 == 0) return bytes;
            var tail = bytes.Length % 3;
            return text[^(tail + 1)..].SequenceEqual(Base64Url.EncodeToString(bytes.AsSpan(bytes.Length - tail))) ? bytes : null;
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
