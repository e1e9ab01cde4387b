using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Demarche.Stix.Checking;

/// <summary>The forms that single texts must have. Every expression is one that cannot backtrack: the texts are an outsider's.</summary>
internal static partial class TextForm
{
    /// <summary>Whether a fault of that form breaks a MUST of the specification.</summary>
    public static bool IsMust(string form) => form is "mac" or "relationship";

    /// <summary>What is wrong with a text of that form; null when nothing is.</summary>
    public static string? Fault(string form, string text) => form switch
    {
        "ipv4" => IsAddress(text, AddressFamily.InterNetwork, 32) ? null : "The value is not an IPv4 address or network in CIDR form.",
        "ipv6" => IsAddress(text, AddressFamily.InterNetworkV6, 128) ? null : "The value is not an IPv6 address or network in CIDR form.",
        "mac" => Mac().IsMatch(text) ? null : "The value must be a lower-case MAC-48 address with colons.",
        "url" => Uri.TryCreate(text, UriKind.Absolute, out _) ? null : "The value is not a URL.",
        "domain" => text.Length is > 0 and <= 253 && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || "/:@[]".Contains(c, StringComparison.Ordinal))
            ? null
            : "The value is not a domain name.",
        "email" => text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < text.Length - 1 && !text.Contains('<', StringComparison.Ordinal)
            ? null
            : "The value is not an e-mail address.",
        "relationship" => Relationship().IsMatch(text) ? null : "The type of a relationship has only a-z, 0-9 and hyphens.",
        _ => throw new ArgumentOutOfRangeException(nameof(form)),
    };

    public static bool IsHex(string text) => text.Length % 2 == 0 && !text.AsSpan().ContainsAnyExcept(HexDigits);

    /// <summary>Well-formed by the grammar's outline (RFC 5646 section 2.1); whether the subtags are registered is not asked.</summary>
    public static bool IsLanguage(string text) => Language().IsMatch(text);

    public static bool IsKey(string text) => Key().IsMatch(text);

    /// <summary>Names of extension properties (section 7.3.2).</summary>
    public static bool IsPropertyName(string text) => PropertyName().IsMatch(text);

    /// <summary>Whether a text has the length and digits of that algorithm's hash; true for algorithms without a fixed form.</summary>
    public static bool IsHash(string algorithm, string text) => algorithm switch
    {
        "MD5" => IsHash(text, 32),
        "SHA-1" => IsHash(text, 40),
        "SHA-256" or "SHA3-256" => IsHash(text, 64),
        "SHA-512" or "SHA3-512" => IsHash(text, 128),
        _ => text.Length > 0,
    };

    private static readonly System.Buffers.SearchValues<char> HexDigits = System.Buffers.SearchValues.Create("0123456789abcdef");

    private static bool IsHash(string text, int length) => text.Length == length && text.All(char.IsAsciiHexDigit);

    private static bool IsAddress(string text, AddressFamily family, int bits)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var address = slash < 0 ? text : text[..slash];
        var isPrefix = slash < 0 || (byte.TryParse(text.AsSpan(slash + 1), out var prefix) && prefix <= bits);
        return isPrefix && !address.Contains('%', StringComparison.Ordinal) && IPAddress.TryParse(address, out var parsed) && parsed.AddressFamily == family
            && (family == AddressFamily.InterNetworkV6 || address.Count(c => c == '.') == 3);
    }

    [GeneratedRegex("^[0-9a-f]{2}(:[0-9a-f]{2}){5}$", RegexOptions.NonBacktracking)]
    private static partial Regex Mac();

    [GeneratedRegex("^[a-z0-9-]{1,250}$", RegexOptions.NonBacktracking)]
    private static partial Regex Relationship();

    [GeneratedRegex("^([A-Za-z]{2,8}|[xXiI])(-[A-Za-z0-9]{1,8})*$", RegexOptions.NonBacktracking)]
    private static partial Regex Language();

    [GeneratedRegex("^[A-Za-z0-9_-]{1,250}$", RegexOptions.NonBacktracking)]
    private static partial Regex Key();

    [GeneratedRegex("^[a-z0-9_]{3,250}$", RegexOptions.NonBacktracking)]
    private static partial Regex PropertyName();
}
