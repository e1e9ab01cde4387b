using System.Globalization;
using static Demarche.Reading.ObservableSyntax;

namespace Demarche.Reading;

/// <summary>The syntax of what is found on a machine. The numbers of sections are those of STIX 2.1.</summary>
internal static class HostSyntax
{
    private static readonly string[] HashPaths = ["file:hashes.", "x509-certificate:hashes."];

    // Section 10.6, hash-algorithm-ov, and those beside it that have one length; digits in hexadecimal.
    private static readonly Dictionary<string, int> Digits = new(StringComparer.Ordinal)
    {
        ["MD5"] = 32,
        ["SHA-1"] = 40,
        ["SHA-224"] = 56,
        ["SHA-256"] = 64,
        ["SHA-384"] = 96,
        ["SHA-512"] = 128,
        ["SHA-512-224"] = 56,
        ["SHA-512-256"] = 64,
        ["SHA3-224"] = 56,
        ["SHA3-256"] = 64,
        ["SHA3-384"] = 96,
        ["SHA3-512"] = 128,
        ["authentihash"] = 64,
        ["pehash"] = 40,
    };

    private static readonly (string Short, string Long)[] Hives =
    [
        ("HKLM", "HKEY_LOCAL_MACHINE"), ("HKCU", "HKEY_CURRENT_USER"), ("HKCR", "HKEY_CLASSES_ROOT"), ("HKU", "HKEY_USERS"),
        ("HKCC", "HKEY_CURRENT_CONFIG"),
        ("HKPD", "HKEY_PERFORMANCE_DATA"), ("HKDD", "HKEY_DYN_DATA"),
    ];

    // Section 10.27, windows-registry-datatype-enum.
    private static readonly string[] DataTypes =
    [
        "REG_NONE", "REG_SZ", "REG_EXPAND_SZ", "REG_BINARY", "REG_DWORD", "REG_DWORD_BIG_ENDIAN", "REG_DWORD_LITTLE_ENDIAN", "REG_LINK",
        "REG_MULTI_SZ",
        "REG_RESOURCE_LIST", "REG_FULL_RESOURCE_DESCRIPTION", "REG_RESOURCE_REQUIREMENTS_LIST", "REG_QWORD", "REG_INVALID_TYPE",
    ];

    /// <summary>The algorithm of a hash's path, whether or not it stands between quotes; null for what is no hash.</summary>
    public static string? AlgorithmOf(string type) =>
        HashPaths.FirstOrDefault(p => type.StartsWith(p, StringComparison.Ordinal)) is { } path
        && type[path.Length..].Trim('\'') is { Length: >= 3 and <= 250 } name
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? name : null;

    /// <summary>Section 2.6: the value of an algorithm, in lower case. Of an algorithm that nobody here knows any text.</summary>
    public static SyntaxReading Hash(string algorithm, string written)
    {
        if (Digits.TryGetValue(algorithm, out var digits)) return Hex(written, digits, $"A hash by {algorithm}", "section 2.6");
        return algorithm switch
        {
            // Block size, and two runs of base64 (the form that ssdeep writes); 148 characters at most.
            "SSDEEP" => written.Length <= 148 && written.Split(':') is [var size, var one, var two] && size.Length > 0
                && size.All(char.IsAsciiDigit)
                && (one + two).All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '+')
                ? Is(written) : Refused("A hash by ssdeep is a number and two runs of base64 with colons between them (STIX 2.1 "
                    + "section 2.6)."),
            // Its version goes before it in later forms: T1.
            "TLSH" => (written.StartsWith("T1", StringComparison.OrdinalIgnoreCase) && written.Length == 72 ? written[2..]
                : written) is { Length: 70 } body && body.All(char.IsAsciiHexDigit)
                ? Is(body.ToUpperInvariant()) : Refused("A hash by TLSH has 70 hexadecimal digits (STIX 2.1 section 2.6)."),
            _ => written.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) ? Refused("A hash has no blanks (STIX 2.1 section 2.6).")
                : Is(written),
        };
    }

    public static SyntaxReading Hex(string written, int digits, string what, string where) => written.Length == digits
        && written.All(char.IsAsciiHexDigit)
        ? Is(written.ToLowerInvariant()) : Refused($"{what} has {digits} hexadecimal digits (STIX 2.1 {where}).");

    /// <summary>Section 6.7: bytes.</summary>
    public static SyntaxReading Size(string written) =>
        long.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
        ? Is(bytes.ToString(CultureInfo.InvariantCulture)) : Refused("A size is a whole number of bytes (STIX 2.1 section 6.7).");

    /// <summary>Section 6.7: RFC 6838 section 4.2.</summary>
    public static SyntaxReading MediaType(string written) => written.Split(';')[0].Trim().Split('/') is [var type, var sub]
        && new[] { type, sub }.All(n => n.Length is > 0 and <= 127 && char.IsAsciiLetterOrDigit(n[0])
            && n.All(c => char.IsAsciiLetterOrDigit(c) || "!#$&-^_.+".Contains(c, StringComparison.Ordinal)))
        ? Is($"{type}/{sub}".ToLowerInvariant()) : Refused("A media type has the form application/pdf (STIX 2.1 section 6.7, RFC 6838 section 4.2).");

    /// <summary>Section 6.17: the whole key, its hive written out and its letters as they were.</summary>
    public static SyntaxReading RegistryKey(string written)
    {
        var key = Expanded(written).TrimEnd('\\');
        var hive = key.Split('\\')[0];
        return Hives.Any(h => h.Long == hive) && !key.Any(char.IsControl) && !key.Contains(@"\\", StringComparison.Ordinal) ? Is(key)
            : Refused("A registry key begins with its hive, such as HKEY_LOCAL_MACHINE, and has backslashes between its parts (STIX "
                + "2.1 section 6.17).");
    }

    /// <summary>A key with its hive written out; as it is where it begins with none.</summary>
    public static string Expanded(string key)
    {
        var end = key.IndexOf('\\', StringComparison.Ordinal) is > 0 and var at ? at : key.Length;
        // What the kernel and the provider of PowerShell call the hives.
        if (key.StartsWith(@"\REGISTRY\MACHINE\", StringComparison.OrdinalIgnoreCase)) return "HKEY_LOCAL_MACHINE"
            + key[@"\REGISTRY\MACHINE".Length..];
        if (key.StartsWith(@"\REGISTRY\USER\", StringComparison.OrdinalIgnoreCase)) return "HKEY_USERS" + key[@"\REGISTRY\USER".Length..];
        var hive = key[..end].TrimEnd(':');
        var known = Hives.FirstOrDefault(h => h.Short.Equals(hive, StringComparison.OrdinalIgnoreCase)
            || h.Long.Equals(hive, StringComparison.OrdinalIgnoreCase)).Long;
        return known is null ? key : known + key[end..];
    }

    public static SyntaxReading RegistryDataType(string written) => DataTypes.Contains(written.ToUpperInvariant(), StringComparer.Ordinal)
        ? Is(written.ToUpperInvariant()) : Refused("The type of a registry value is one of those that STIX 2.1 lists, such as REG_SZ "
            + "(STIX 2.1 section 6.17).");

    /// <summary>Section 4.19: a name, which for most is the number that the CVE programme gave.</summary>
    public static SyntaxReading Vulnerability(string written)
    {
        if (written.Any(char.IsControl)) return Refused("The name of a vulnerability is one line (STIX 2.1 section 4.19).");
        if (!written.StartsWith("CVE", StringComparison.OrdinalIgnoreCase)) return Is(written);
        var plain = written.Replace('‐', '-').Replace('‑', '-').Replace('–', '-').ToUpperInvariant();
        return plain.Split('-') is ["CVE", { Length: 4 } year, { Length: >= 4 and <= 19 } number] && (year + number).All(char.IsAsciiDigit)
            && (number[0] != '0' || number.Length == 4)
            ? Is(plain) : Refused("A CVE number has the form CVE-2026-12345 (STIX 2.1 section 4.19, CVE Record Format).");
    }
}
