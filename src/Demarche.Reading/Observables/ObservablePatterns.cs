using System.Text.RegularExpressions;

namespace Demarche.Reading;

/// <summary>Candidates only, in linear time; what surrounds them and whether they are real is checked in code.</summary>
internal static partial class ObservablePatterns
{
    private const string Dot = @"(?:\[\.\]|\(\.\)|\{\.\}|\[dot\]|\(dot\)|\[\.|\.\]|\.)";
    private const string Label = @"[\p{L}\p{Nd}_](?:[\p{L}\p{Nd}_-]{0,61}[\p{L}\p{Nd}_])?";
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"(?:h[tx]{1,2}ps?|s?f[tx]ps?|tcp|wss?)(?:\[?:\]?//|\[://\]|\[:\]\\\\)[^\s<>""“”‘’«»{}|^`]{3,2048}", Linear | RegexOptions.IgnoreCase)]
    public static partial Regex Url();

    [GeneratedRegex(@"[A-Za-z0-9._%+-]{1,64}(?:@|\[@\]|\(@\)|\s?\[at\]\s?|\s?\(at\)\s?)" + Label + "(?:" + Dot + Label + "){1,10}", Linear | RegexOptions.IgnoreCase)]
    public static partial Regex Email();

    [GeneratedRegex(@"(?:HKEY_(?:LOCAL_MACHINE|CURRENT_USER|CLASSES_ROOT|USERS|CURRENT_CONFIG)|HKLM|HKCU|HKCR|HKU|HKCC)(?:\\[\w .{}()-]{1,64}){0,20}\\[\w.{}-]{1,64}", Linear)]
    public static partial Regex Registry();

    [GeneratedRegex(@"[0-9]{1,3}(?:" + Dot + @"[0-9]{1,3}){3}(?:/[0-9]{1,2})?", Linear | RegexOptions.IgnoreCase)]
    public static partial Regex Ipv4();

    [GeneratedRegex(@"(?:[0-9A-Fa-f]{0,4}(?:\[:\]|:)){2,7}[0-9A-Fa-f]{0,4}(?:(?:\.[0-9]{1,3}){3})?(?:/[0-9]{1,3})?", Linear)]
    public static partial Regex Ipv6();

    [GeneratedRegex(@"[0-9A-Fa-f]{32,128}", Linear)]
    public static partial Regex Hash();

    [GeneratedRegex(@"CVE[-‐‑–][0-9]{4}[-‐‑–][0-9]{4,7}", Linear | RegexOptions.IgnoreCase)]
    public static partial Regex Vulnerability();

    [GeneratedRegex(@"ASN?:?\s?[0-9]{2,10}", Linear)]
    public static partial Regex AutonomousSystem();

    [GeneratedRegex(Label + "(?:" + Dot + Label + "){1,10}", Linear | RegexOptions.IgnoreCase)]
    public static partial Regex Host();

    [GeneratedRegex(@"[\w@~$+%-][\w.@~$+%-]{0,100}\.[A-Za-z0-9]{2,10}", Linear)]
    public static partial Regex FileName();
}
