using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Demarche.Stix.Checking;

namespace Demarche.Stix;

/// <summary>
/// Whether a value can stand in a cyber-observable, by the syntax that STIX 2.1 section 6 names for its type. Each method gives the value as it is written
/// there, or null where the type has no place for it. The checks of foreign objects (<see cref="StixCheck"/>) are milder.
/// </summary>
public static class StixSyntax
{
    private const int LongestName = 253, LongestLabel = 63;

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    private static readonly (string Short, string Whole)[] Hives =
    [
        ("HKLM", "HKEY_LOCAL_MACHINE"), ("HKCU", "HKEY_CURRENT_USER"), ("HKCR", "HKEY_CLASSES_ROOT"), ("HKU", "HKEY_USERS"), ("HKCC", "HKEY_CURRENT_CONFIG"),
        ("HKPD", "HKEY_PERFORMANCE_DATA"), ("HKDD", "HKEY_DYN_DATA"),
    ];

    /// <summary>An address in four decimal numbers, or a network in CIDR form (section 6.8).</summary>
    public static string? Ipv4(string text)
    {
        var (address, prefix) = Split(text);
        if (!IsPrefix(prefix, 32)) return null;
        var parts = address.Split('.');
        return parts.Length == 4 && parts.All(p => p.Length is > 0 and <= 3 && p.All(char.IsAsciiDigit) && (p == "0" || p[0] != '0') && int.Parse(p, CultureInfo.InvariantCulture) <= 255)
            ? text : null;
    }

    /// <summary>An address, or a network in CIDR form (section 6.9), in the form of RFC 5952; one that holds an IPv4 address in eight groups as well.</summary>
    public static string? Ipv6(string text)
    {
        var (address, prefix) = Split(text);
        if (!IsPrefix(prefix, 128) || address.AsSpan().ContainsAny('%', '[', ']') || !IPAddress.TryParse(address, out var parsed) || parsed.AddressFamily != AddressFamily.InterNetworkV6)
            return null;
        var written = parsed.ToString();
        if (written.Contains('.', StringComparison.Ordinal))
        {
            var bytes = parsed.GetAddressBytes();
            written = string.Join(':', Enumerable.Range(0, 8).Select(i => ((bytes[2 * i] << 8) | bytes[(2 * i) + 1]).ToString("x", CultureInfo.InvariantCulture)));
        }
        return prefix is null ? written : $"{written}/{prefix}";
    }

    /// <summary>A name of labels of letters, digits, inner hyphens (section 6.4, RFC 1034, RFC 5890) and underscores, which names of
    /// services
    /// have (RFC 8552).</summary>
    public static string? Domain(string text) => text.Length is > 0 and <= LongestName && Ascii(text) is { Length: <= LongestName } ascii && ascii.Split('.').All(IsLabel) ? text : null;

    /// <summary>
    /// A URI (section 6.15, RFC 3986). What is written with other characters, an IRI among them, is put into this form as RFC 3987 section 3.1 has it.
    /// </summary>
    public static string? Url(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 1 || !char.IsAsciiLetter(text[0]) || text[..colon].Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('+' or '-' or '.'))) return null;
        if (text.Any(char.IsControl) || HasLoneSurrogate(text)) return null;
        var rest = text[(colon + 1)..];
        var uri = new StringBuilder(text[..colon]).Append(':');
        if (rest.StartsWith("//", StringComparison.Ordinal))
        {
            var end = rest.AsSpan(2).IndexOfAny('/', '?', '#');
            var authority = end < 0 ? rest[2..] : rest.Substring(2, end);
            if (Authority(authority) is not { } written) return null;
            uri.Append("//").Append(written);
            rest = end < 0 ? "" : rest[(end + 2)..];
        }
        var hash = rest.IndexOf('#', StringComparison.Ordinal);
        Escape(uri, hash < 0 ? rest : rest[..hash], "-._~!$&'()*+,;=:@/?");
        if (hash >= 0) Escape(uri.Append('#'), rest[(hash + 1)..], "-._~!$&'()*+,;=:@/?");
        return uri.Length > colon + 1 ? uri.ToString() : null;
    }

    /// <summary>An address alone (section 6.5, RFC 5322 section 3.4.1), its domain in ASCII.</summary>
    public static string? Email(string text)
    {
        var at = text.LastIndexOf('@');
        if (at is < 1 or > 64) return null;
        var local = text[..at];
        var isLocal = local is ['"', .. var quoted, '"'] ? quoted.All(c => c is >= ' ' and <= '~' and not '"')
            : local.Split('.').All(a => a.Length > 0 && a.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~".Contains(c,
                StringComparison.Ordinal)));
        if (!isLocal) return null;
        var host = text[(at + 1)..];
        if (host is ['[', .. var literal, ']'])
            return (Ipv4(literal) ?? Ipv6(literal.Replace("IPv6:", "", StringComparison.OrdinalIgnoreCase))) is not null ? text : null;
        return Domain(host) is { } domain ? $"{local}@{Ascii(domain)}" : null;
    }

    /// <summary>Six pairs of lower-case digits with colons (section 6.10).</summary>
    public static string? Mac(string text)
    {
        var written = text.ToLowerInvariant().Replace('-', ':');
        return TextForm.Fault("mac", written) is null ? written : null;
    }

    /// <summary>The number of an autonomous system (section 6.2), of 32 bits, written with or without <c>AS</c>.</summary>
    public static long? AutonomousSystem(string text)
    {
        var digits = text.StartsWith("AS", StringComparison.OrdinalIgnoreCase) ? text.AsSpan(2) : text;
        return uint.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>A hash under one of the names of hash-algorithm-ov (section 10.6), which is an open vocabulary, or under another name
    /// that a
    /// key may have (section 2.6).</summary>
    public static string? Hash(string algorithm, string text) =>
        algorithm.Length >= 3 && TextForm.IsKey(algorithm) && text.Length > 0 && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
            && TextForm.IsHash(algorithm, text) ? text : null;

    /// <summary>A registry key with its hive written out (section 6.17).</summary>
    public static string? RegistryKey(string text)
    {
        var slash = text.IndexOf('\\', StringComparison.Ordinal);
        var hive = slash < 0 ? text : text[..slash];
        var whole = Hives.FirstOrDefault(h => hive.Equals(h.Short, StringComparison.OrdinalIgnoreCase) || hive.Equals(h.Whole, StringComparison.OrdinalIgnoreCase)).Whole;
        return whole is null || text.Any(char.IsControl) ? null : slash < 0 ? whole : whole + text[slash..];
    }

    /// <summary>A port (section 6.12).</summary>
    public static int? Port(string text) => ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : null;

    /// <summary>The name of an entry of the CVE list: its year and at least four digits.</summary>
    public static string? Cve(string text)
    {
        var parts = text.ToUpperInvariant().Split('-');
        var isOne = parts is ["CVE", { Length: 4 }, { Length: >= 4 and <= 19 }] && parts[1].All(char.IsAsciiDigit) && parts[2].All(char.IsAsciiDigit) && (parts[2][0] != '0' || parts[2].Length == 4);
        return isOne ? string.Join('-', parts) : null;
    }

    private static (string Address, string? Prefix) Split(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? (text, null) : (text[..slash], text[(slash + 1)..]);
    }

    private static bool IsPrefix(string? text, int bits) => text is null
        || (text.Length is > 0 and <= 3 && text.All(char.IsAsciiDigit) && (text == "0" || text[0] != '0') && int.Parse(text, CultureInfo.InvariantCulture) <= bits);

    private static bool IsLabel(string label) => label.Length is > 0 and <= LongestLabel && label[0] != '-' && label[^1] != '-'
        && label.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static string? Ascii(string domain)
    {
        if (domain.All(char.IsAscii)) return domain;
        try
        {
            return Idn.GetAscii(domain);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string? Authority(string authority)
    {
        var written = new StringBuilder();
        var at = authority.LastIndexOf('@');
        if (at >= 0) Escape(written, authority[..at], "-._~!$&'()*+,;=:");
        if (at >= 0) written.Append('@');
        var host = authority[(at + 1)..];
        var close = host.StartsWith('[') ? host.IndexOf(']', StringComparison.Ordinal) : 0;
        var colon = close < 0 ? -1 : host.IndexOf(':', close);
        var (name, port) = colon < 0 ? (host, null) : (host[..colon], host[(colon + 1)..]);
        if (port is not null && !port.All(char.IsAsciiDigit)) return null;
        if (name.StartsWith('['))
        {
            if (!name.EndsWith(']') || Ipv6(name[1..^1]) is null || name.Contains('/', StringComparison.Ordinal)) return null;
        }
        else
        {
            if (Ascii(name) is not { } ascii) return null;
            name = ascii;
            // A registered name may hold more than a domain name does, and nothing that would end it.
            if (name.Any(c => !char.IsAsciiLetterOrDigit(c) && !"-._~!$&'()*+,;=%".Contains(c, StringComparison.Ordinal)) || !HasWholeEscapes(name)) return null;
        }
        written.Append(name);
        return port is null ? written.ToString() : written.Append(':').Append(port).ToString();
    }

    private static void Escape(StringBuilder into, string text, string kept)
    {
        Span<byte> bytes = stackalloc byte[4];
        for (var i = 0; i < text.Length;)
        {
            var rune = Rune.GetRuneAt(text, i);
            if (rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || kept.Contains((char)rune.Value, StringComparison.Ordinal) || (rune.Value == '%' && IsEscape(text, i))))
            {
                into.Append((char)rune.Value);
            }
            else
            {
                var length = rune.EncodeToUtf8(bytes);
                foreach (var b in bytes[..length]) into.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
            }
            i += rune.Utf16SequenceLength;
        }
    }

    private static bool IsEscape(string text, int at) => at + 2 < text.Length && char.IsAsciiHexDigit(text[at + 1]) && char.IsAsciiHexDigit(text[at + 2]);

    private static bool HasWholeEscapes(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && !IsEscape(text, i)) return false;
        }
        return true;
    }

    private static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune)) return true;
            i += rune.Utf16SequenceLength;
        }
        return false;
    }
}
