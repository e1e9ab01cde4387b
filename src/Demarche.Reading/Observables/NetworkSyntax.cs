using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using static Demarche.Reading.ObservableSyntax;

namespace Demarche.Reading;

/// <summary>The syntax of addresses and names of the network. The numbers of sections are those of STIX 2.1 where no other document is
/// named.</summary>
internal static class NetworkSyntax
{
    private const int LongestName = 253;
    private const int LongestLabel = 63;
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = false };

    /// <summary>Section 6.8: one address or a network in CIDR form (RFC 4632). A number with a leading zero is octal for some
    /// readers.</summary>
    public static SyntaxReading Ipv4(string written)
    {
        var value = Defanging.Undone(written);
        var (address, prefix) = Divided(value);
        return address.Split('.') is { Length: 4 } octets && octets.All(o => IsNumber(o, 255)) && (prefix is null || IsNumber(prefix, 32))
            ? Is(value) : Refused("An IPv4 address is four numbers from 0 to 255 with points between them and without leading zeros, "
                + "or a network of them in CIDR form (STIX 2.1 section 6.8).");
    }

    /// <summary>Section 6.9: one address in a form of RFC 4291 section 2.2, or a network. Kept in the form of RFC 5952.</summary>
    public static SyntaxReading Ipv6(string written)
    {
        var value = Defanging.Undone(written);
        var (address, prefix) = Divided(value);
        // A zone names an interface of one machine.
        return address.All(c => char.IsAsciiHexDigit(c) || c is ':' or '.') && IPAddress.TryParse(address, out var read)
            && read.AddressFamily == AddressFamily.InterNetworkV6
            && (prefix is null || IsNumber(prefix, 128))
            ? Is(prefix is null ? read.ToString() : $"{read}/{prefix}")
            : Refused("An IPv6 address is eight groups of hexadecimal digits, in a form of RFC 4291 section 2.2 and without a zone, "
                + "or a network of them (STIX 2.1 section 6.9).");
    }

    /// <summary>An address of either kind, or a name.</summary>
    public static SyntaxReading Address(string written) =>
        Ipv4(written) is { Value: not null } four ? four : Ipv6(written) is { Value: not null } six ? six
            : Domain(written) is { Value: not null } name ? name
        : Refused("A name stands for an IPv4 address, an IPv6 address or another name (STIX 2.1 section 6.4).");

    /// <summary>
    /// Section 6.4: RFC 1034 section 3.1, each label of RFC 5890. One label is a name. Underscores stand in names of services (RFC 8552). A
    /// last label of digits is an address (RFC 1123 section 2.1).
    /// </summary>
    public static SyntaxReading Domain(string written)
    {
        var value = Defanging.Undone(written).TrimEnd('.').ToLowerInvariant();
        if (Ascii(value) is not { } ascii)
            return Refused("This has a sign or a label that no name can have in its ASCII form (STIX 2.1 section 6.4, RFC 5890 "
                + "section 2.3). If it was seen all the same, record the form that begins with xn--.");
        var labels = ascii.Split('.');
        if (labels.FirstOrDefault(l => l.StartsWith("xn--", StringComparison.Ordinal) && !IsEncoded(l)) is { } odd)
            return Refused($"“{odd}” begins as an encoded label does and encodes none (STIX 2.1 section 6.4, RFC 5890 section 2.3, RFC 3492).");
        return ascii.Length <= LongestName && labels.All(IsLabel) && !labels[^1].All(char.IsAsciiDigit) ? Is(ascii)
            : Refused("A domain name is labels of letters, digits, hyphens and underscores, 1 to 63 characters each, with points "
                + "between them, and its last label is no number "
                + "(STIX 2.1 section 6.4, RFC 1034 section 3.1, RFC 1123 section 2.1).");
    }

    /// <summary>
    /// Section 6.15: RFC 3986. Signs that it does not have are written as RFC 3987 section 3.1 says, which has one answer; an inner blank
    /// has none, since a text may go on there.
    /// </summary>
    public static SyntaxReading Url(string written)
    {
        var value = Defanging.Undone(written);
        var colon = value.IndexOf(':', StringComparison.Ordinal);
        if (colon < 1 || !char.IsAsciiLetter(value[0]) || !value.AsSpan(0, colon).ToString()
            .All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.')
            || value.Length == colon + 1 || char.IsAsciiDigit(value[colon + 1]) && value[..colon].Contains('.', StringComparison.Ordinal))
            return Refused("A URL begins with a scheme and a colon, as https:// does (STIX 2.1 section 6.15, RFC 3986 section 3.1). A "
                + "name or address without one is of that type.");
        if (value.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || char.IsSurrogate(c) && !IsPaired(value)))
            return Refused("A URL has no blanks and no control characters (STIX 2.1 section 6.15, RFC 3986 section 2).");
        var (start, end) = Authority(value, colon + 1);
        // A browser reads it as a slash, and by the grammar it is data of the host.
        if (end > start && end < value.Length && value[end] == '\\')
            return Refused("A URL has slashes and no backslash after its host (STIX 2.1 section 6.15, RFC 3986 section 3.2).");
        if (Host(value[start..end]) is not { } authority)
            return Refused("This has no host, port or user in the form that a URL has them (STIX 2.1 section 6.15, RFC 3986 section 3.2).");
        return Is(value[..colon].ToLowerInvariant() + value[colon..start] + authority + Encoded(value[end..]));
    }

    /// <summary>
    /// Section 6.5: the addr-spec of RFC 5322 section 3.4.1, without a display name. Kept in lower case: no mailbox that anybody has met
    /// tells letters apart, and reports write them as they like.
    /// </summary>
    public static SyntaxReading Email(string written)
    {
        var value = Defanging.Undone(written);
        if (value.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)) value = value["mailto:".Length..];
        var at = value.LastIndexOf('@');
        if (at > 0 && IsLocal(value[..at]))
        {
            var host = value[(at + 1)..];
            if (host is ['[', .. var literal, ']']
                && (Ipv4(literal).Value ?? Ipv6(literal.Replace("IPv6:", "",
                StringComparison.OrdinalIgnoreCase)).Value) is not null) return Is(value.ToLowerInvariant());
            if (Domain(host).Value is { } name) return Is($"{value[..at].ToLowerInvariant()}@{name}");
        }
        return Refused("An e-mail address is a mailbox, @ and a domain name, without the name of its owner (STIX 2.1 section 6.5, RFC "
            + "5322 section 3.4.1).");
    }

    /// <summary>Section 6.10: six octets in lower case with colons between them. Other signs between them, or none, mean the
    /// same.</summary>
    public static SyntaxReading Mac(string written)
    {
        var parts = written.Split(':', '-');
        if (parts.Length == 6 && parts.All(p => p.Length is 1)) return Refused("Each octet of a MAC address has two hexadecimal "
            + "digits (STIX 2.1 section 6.10).");
        var digits = written.Where(c => c is not (':' or '-' or '.')).ToArray();
        var isDivided = parts.Length == 6 ? parts.All(p => p.Length == 2) : written.Split('.') is var dotted
            && (dotted.Length == 3 && dotted.All(d => d.Length == 4) || dotted.Length == 1 && parts.Length == 1);
        return digits.Length == 12 && digits.All(char.IsAsciiHexDigit) && isDivided
            ? Is(string.Join(':', digits.Chunk(2).Select(o => new string(o)))
                .ToLowerInvariant())
            : Refused("A MAC address is six octets of two hexadecimal digits with colons between them (STIX 2.1 section 6.10).");
    }

    /// <summary>Section 6.2: a number of 32 bits; asplain and asdot of RFC 5396 are two forms of one number.</summary>
    public static SyntaxReading AutonomousSystem(string written)
    {
        var number = written.StartsWith("AS", StringComparison.OrdinalIgnoreCase) ? written[2..]
            .TrimStart('N', 'n', ':', ' ', '\u00A0', '\t', '\r', '\n') : written;
        if (number.Split('.') is [var high, var low] && IsNumber(high, ushort.MaxValue) && IsNumber(low, ushort.MaxValue))
            return Is("AS" + (uint.Parse(high, CultureInfo.InvariantCulture) * 65536 + uint.Parse(low, CultureInfo.InvariantCulture))
                .ToString(CultureInfo.InvariantCulture));
        return IsNumber(number, uint.MaxValue) ? Is("AS" + number)
            : Refused("The number of an autonomous system goes from 0 to 4294967295 (STIX 2.1 section 6.2, RFC 6793 section 3).");
    }

    /// <summary>Section 6.12: 0 to 65535.</summary>
    public static SyntaxReading Port(string written) => IsNumber(written, ushort.MaxValue) ? Is(written)
        : Refused("A port goes from 0 to 65535 (STIX 2.1 section 6.12).");

    /// <summary>Section 6.12: a name of a protocol, of IANA's registry of services where it is there.</summary>
    public static SyntaxReading Protocol(string written) =>
        written.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '+' or '/')
        ? Is(written.ToLowerInvariant()) : Refused("The name of a protocol is letters, digits and hyphens, as ipv4, tcp and http are "
            + "(STIX 2.1 section 6.12).");

    private static bool IsNumber(string text, uint most) => text.Length is > 0 and <= 10 && (text.Length == 1 || text[0] != '0')
        && text.All(char.IsAsciiDigit)
        && ulong.Parse(text, CultureInfo.InvariantCulture) <= most;

    private static (string Address, string? Prefix) Divided(string value) =>
        value.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? (value[..slash], value[(slash + 1)..]) : (value, null);

    private static bool IsLabel(string label) => label.Length is > 0 and <= LongestLabel && label[0] != '-' && label[^1] != '-'
        && label.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static string? Ascii(string value)
    {
        if (value.Length is 0 or > LongestName) return null;
        if (System.Text.Ascii.IsValid(value)) return value;
        // RFC 3490 section 3.1: what is typed as a point on other keyboards.
        var name = value.Replace('\u3002', '.').Replace('\uff0e', '.').Replace('\uff61', '.');
        if (!IsPaired(name) || !name.Split('.').All(IsUnicodeLabel)) return null;
        try
        {
            return Idn.GetAscii(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // RFC 5892: letters, marks and digits, and none that another sign is put in the place of before a name is asked for: two readers
    // would ask for two names. Without the tables of Unicode such signs are known by their blocks.
    private static bool IsUnicodeLabel(string label)
    {
        var (before, isFirst) = ('.', true);
        foreach (var rune in label.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            var isMark = category is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
            if (isMark && (isFirst || char.IsAsciiLetter(before) && rune.Value is >= 0x300 and <= 0x338)) return false;
            if (!isMark && !rune.IsAscii && rune.Value is not (0xB7 or 0x375 or 0x5F3 or 0x5F4 or 0x30FB or 0x200C or 0x200D)
                && category is not (UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter or UnicodeCategory.ModifierLetter
                    or UnicodeCategory.DecimalDigitNumber)) return false;
            if (rune.Value is 0xAA or 0xBA or >= 0x1D400 and <= 0x1D7FF or >= 0xF900 and <= 0xFAFF or >= 0xFB00 and <= 0xFDFF
                or >= 0xFE70 and <= 0xFFEF or >= 0x2070 and <= 0x214F) return false;
            (before, isFirst) = (rune.IsBmp ? (char)rune.Value : ' ', false);
        }
        return true;
    }

    private static bool IsEncoded(string label)
    {
        try
        {
            return !System.Text.Ascii.IsValid(Idn.GetUnicode(label));
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    // RFC 5322 section 3.2.3: words of atoms with points between them; section 3.2.4: or anything between quotes.
    private static bool IsLocal(string local) => local.Length <= 64
        && (local is ['"', .. var quoted, '"'] ? quoted.All(c => c is >= ' ' and <= '~' and not '"')
        : local.Split('.').All(a => a.Length > 0 && a.All(c => char.IsAsciiLetterOrDigit(c)
            || "!#$%&'*+-/=?^_`{|}~".Contains(c, StringComparison.Ordinal))));

    // The span of the authority: empty where the URL has none, as mailto: has.
    private static (int Start, int End) Authority(string value, int from)
    {
        if (string.CompareOrdinal(value, from, "//", 0, 2) != 0) return (from, from);
        var end = value.AsSpan(from + 2).IndexOfAny("/?#\\");
        return (from + 2, end < 0 ? value.Length : from + 2 + end);
    }

    // Null for none. An empty one is that of file:///.
    private static string? Host(string authority)
    {
        var at = authority.LastIndexOf('@');
        var (user, place) = at < 0 ? ("", authority)
            : (Encoded(authority[..at]).Replace("@", "%40", StringComparison.Ordinal) + "@", authority[(at + 1)..]);
        var colon = place.LastIndexOf(':');
        var (host, port) = colon > place.LastIndexOf(']') ? (place[..colon], place[colon..]) : (place, "");
        if (port.Length > 1 && !IsNumber(port[1..], ushort.MaxValue)) return null;
        if (host is ['[', .. var literal, ']']) return Ipv6(literal).Value is { } six && !six.Contains('/', StringComparison.Ordinal)
            ? $"{user}[{six}]{port}" : null;
        if (host.Length == 0) return at < 0 && port.Length == 0 ? "" : null;
        // RFC 3986 section 3.2.2 lets a registered name be almost anything: 198.51.100.7 and update_server are hosts.
        if (Ascii(host.ToLowerInvariant()) is not { } ascii || Encoded(ascii) != ascii) return null;
        return ascii.All(c => char.IsAsciiLetterOrDigit(c) || "-._~!$&'()*+,;=%".Contains(c, StringComparison.Ordinal)) ? user + ascii
            + port : null;
    }

    // RFC 3987 section 3.1 step 2, with the printable signs of ASCII that it lets be written so. A % that begins no octet, and a delimiter
    // where it delimits nothing, are data (RFC 3986 sections 2.2 and 2.4).
    private static string Encoded(string text)
    {
        var result = new StringBuilder(text.Length);
        var inFragment = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var isData = c == '%' ? i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2])
                : c >= 128 || NotOfUrls.Contains(c, StringComparison.Ordinal) || c == '#' && inFragment;
            inFragment |= c == '#';
            if (!isData)
            {
                result.Append(c);
                continue;
            }
            var length = char.IsSurrogate(c) ? 2 : 1;
            foreach (var octet in Encoding.UTF8.GetBytes(text.Substring(i, length))) result.Append(CultureInfo.InvariantCulture,
                $"%{octet:X2}");
            i += length - 1;
        }
        return result.ToString();
    }

    private const string NotOfUrls = "<>\"{}|\\^`[]";

    private static bool IsPaired(string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (!char.IsSurrogate(value[i])) continue;
            if (i + 1 >= value.Length || !char.IsSurrogatePair(value[i], value[i + 1])) return false;
            i++;
        }
        return true;
    }
}
