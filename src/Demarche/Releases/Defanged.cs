using Demarche.Reading;

namespace Demarche.Releases;

/// <summary>
/// A value as the letter shows it: no program that shows the letter makes a link of it, and whoever copies it into a desk gets the exact value
/// back, because the reader undoes these signs (docs/protocol/exchange.md, X31). Values in the bundle and in the case stay exact.
/// </summary>
internal static class Defanged
{
    /// <summary>Said once in a letter that has such values.</summary>
    public const string Hint =
        "Addresses are written so that no program makes links of them: hxxp stands for http, fxp for ftp, [.] for a dot, [@] for an at sign, "
        + "[:] for a colon. The data that comes with this letter holds the exact values.";

    private static readonly (string Scheme, string As)[] Schemes = [("http", "hxxp"), ("https", "hxxps"), ("ftp", "fxp"), ("sftp", "sfxp")];

    /// <param name="type">A type of the reader; a value of one that no program makes a link of stays as it is.</param>
    public static string Of(string type, string value) => type switch
    {
        ObservableTypes.Url => Url(value),
        ObservableTypes.Domain or ObservableTypes.Ipv4 => Dots(value),
        ObservableTypes.Ipv6 => Dots(value.Replace(":", "[:]", StringComparison.Ordinal)),
        ObservableTypes.Email => Email(value),
        // The address that a name stood for, told beside the name.
        _ when type.EndsWith("_refs[*].value", StringComparison.Ordinal)
            || type.EndsWith("_ref.value", StringComparison.Ordinal) => Dots(value),
        _ => value,
    };

    /// <summary>Whether a value of this type is written otherwise than it is.</summary>
    public static bool Changes(string type, string value) => !string.Equals(Of(type, value), value, StringComparison.Ordinal);

    // An address within the address is one too.
    private static string Url(string value)
    {
        var colon = value.IndexOf("://", StringComparison.Ordinal);
        if (colon < 0) return Dots(value);
        var scheme = value[..colon];
        var known = Schemes.FirstOrDefault(s => string.Equals(s.Scheme, scheme, StringComparison.OrdinalIgnoreCase)).As;
        var rest = Dots(value[(colon + 3)..].Replace("://", "[://]", StringComparison.Ordinal).Replace("@", "[@]", StringComparison.Ordinal));
        return known is null ? $"{scheme}[://]{rest}" : $"{known}://{rest}";
    }

    private static string Email(string value)
    {
        var at = value.LastIndexOf('@');
        return at < 0 ? Dots(value) : $"{value[..at]}[@]{Dots(value[(at + 1)..])}";
    }

    private static string Dots(string value) => value.Replace(".", "[.]", StringComparison.Ordinal);
}
