using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Demarche.Reading;

/// <summary>Addresses and names of the network: which candidates are real, and their value without defanging.</summary>
internal static class NetworkReadings
{
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = false };

    public static Observable? Url(string text, Match match)
    {
        if (match.Index > 0 && char.IsLetterOrDigit(text[match.Index - 1]))
            return null;
        // AsciiDoc sets a literal address between two pluses.
        var literal = match.Index > 1 && text[match.Index - 1] == '+' && text[match.Index - 2] == '+';
        var written = WithoutTrailing(literal ? match.Value.TrimEnd('+') : match.Value);
        var value = Defanging.Undone(written);
        var host = value.IndexOf("://", StringComparison.Ordinal) + 3;
        if (host < 3 || host >= value.Length || !char.IsLetterOrDigit(value[host]) && value[host] != '[')
            return null;
        var end = value.AsSpan(host).IndexOfAny("/?#");
        var authority = end < 0 ? value[host..] : value.Substring(host, end);
        if (!authority.Contains('.', StringComparison.Ordinal) && !authority.Contains(':', StringComparison.Ordinal))
            return null;
        return NetworkSyntax.Url(value[..host] + authority.ToLowerInvariant() + (end < 0 ? "" : value[(host + end)..])).Value is { } url
            ? Made(ObservableTypes.Url, url, written, match.Index) : null;
    }

    public static Observable? Email(string text, Match match)
    {
        if (match.Index > 0 && (char.IsLetterOrDigit(text[match.Index - 1]) || text[match.Index - 1] == '/'))
            return null;
        var value = Defanging.Undone(match.Value).ToLowerInvariant();
        var at = value.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && value[0] != '.' && TopLevelDomains.Contains(value[(value.LastIndexOf('.') + 1)..])
            ? Made(ObservableTypes.Email, value, match.Value, match.Index)
            : null;
    }

    public static Observable? Ipv4(string text, Match match)
    {
        var written = match.Value;
        if (Touches(text, match.Index, match.Index + written.Length) || IsVersion(text, match.Index))
            return null;
        var value = Defanging.Undone(written);
        var slash = value.IndexOf('/', StringComparison.Ordinal);
        var octets = (slash < 0 ? value : value[..slash]).Split('.');
        if (octets.Any(o => (o.Length > 1 && o[0] == '0') || int.Parse(o, CultureInfo.InvariantCulture) > 255))
            return null;
        if (slash > 0 && int.Parse(value.AsSpan(slash + 1), CultureInfo.InvariantCulture) > 32)
            return Made(ObservableTypes.Ipv4, value[..slash], written[..written.IndexOf('/', StringComparison.Ordinal)], match.Index);
        return Made(ObservableTypes.Ipv4, value, written, match.Index);
    }

    public static Observable? Ipv6(string text, Match match)
    {
        if (match.Length < 4 || Touches(text, match.Index, match.Index + match.Length))
            return null;
        var value = Defanging.Undone(match.Value);
        var slash = value.IndexOf('/', StringComparison.Ordinal);
        var bare = slash < 0 ? value : value[..slash];
        // A time of day and a C++ scope have colons too.
        if (!bare.Any(char.IsAsciiDigit) || (!bare.Contains("::", StringComparison.Ordinal) && bare.Count(c => c == ':') < 7))
            return null;
        return IPAddress.TryParse(bare, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6
            ? Made(ObservableTypes.Ipv6, address + (slash < 0 ? "" : value[slash..]), match.Value, match.Index)
            : null;
    }

    public static Observable? Domain(string text, Match match)
    {
        var written = match.Value.TrimEnd('_', '-');
        var end = match.Index + written.Length;
        if (match.Index > 0 && text[match.Index - 1] is '@' or '\\' or '-' || end < text.Length && text[end] is '@' or '\\' or '(')
            return null;
        var value = Defanging.Undone(written);
        var defanged = Defanging.IsDefanged(written);
        var labels = value.Split('.');
        if (!TopLevelDomains.Contains(labels[^1]) || labels.Any(l => l.Length == 0 || l[0] == '-') || labels[..^1].All(l => l.All(char.IsAsciiDigit)))
            return null;
        if (!defanged && !LooksLikeHost(labels, value))
            return null;
        return Ascii(value) is { } ascii ? Made(ObservableTypes.Domain, ascii, written, match.Index) : null;
    }

    // "end.Next", "U.S" and "readme.md" are no hosts.
    private static bool LooksLikeHost(string[] labels, string value)
    {
        var last = labels[^1];
        if (char.IsUpper(last[0]) && value.Any(char.IsLower))
            return false;
        if (labels.Length == 2 && labels[0].Length == 1)
            return false;
        if (labels.Length == 2 && FileEndings.AlsoTopLevelDomains.Contains(last))
            return false;
        return value.All(c => c < 128) || last.All(c => c < 128);
    }

    private static string? Ascii(string value)
    {
        try
        {
            return Idn.GetAscii(value.ToLowerInvariant());
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string WithoutTrailing(string written)
    {
        var end = written.Length;
        // How many more close than open in what is left. Counted once: an address of two thousand brackets would be counted two thousand times.
        var (round, square) = (written.AsSpan().Count(')') - written.AsSpan().Count('('), written.AsSpan().Count(']') - written.AsSpan().Count('['));
        while (end > 0)
        {
            var c = written[end - 1];
            var unopened = c == ')' && round > 0 || c == ']' && square > 0;
            if (c is not ('.' or ',' or ';' or ':' or '!' or '?' or '\'' or '*' or '[' or '(') && !unopened)
                break;
            round -= c switch { ')' => 1, '(' => -1, _ => 0 };
            square -= c switch { ']' => 1, '[' => -1, _ => 0 };
            end--;
        }
        return written[..end];
    }

    private static bool Touches(string text, int start, int end)
    {
        var before = start > 0 ? text[start - 1] : ' ';
        var after = end < text.Length ? text[end] : ' ';
        if (char.IsLetterOrDigit(before) || before is '.' or '_' || char.IsLetterOrDigit(after) || after == '_')
            return true;
        return after is '.' or '-' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]);
    }

    private static bool IsVersion(string text, int start)
    {
        var before = text.AsSpan(Math.Max(0, start - 9), Math.Min(9, start)).TrimEnd();
        return before.EndsWith("version", StringComparison.OrdinalIgnoreCase) || before.EndsWith(" v", StringComparison.OrdinalIgnoreCase) || before.EndsWith("ver.", StringComparison.OrdinalIgnoreCase);
    }

    internal static Observable Made(string type, string value, string written, int start) => new(type, value, written, start, start + written.Length);
}
