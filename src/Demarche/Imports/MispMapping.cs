using Demarche.Reading;

namespace Demarche.Imports;

/// <summary>What MISP's types and tags are at this desk. Types follow MISP's own mapping to STIX 2.1 (misp-stix), as far as the desk has the type.</summary>
internal static class MispMapping
{
    private static readonly Dictionary<string, string> Simple = new(StringComparer.Ordinal)
    {
        ["md5"] = ObservableTypes.Md5,
        ["sha1"] = ObservableTypes.Sha1,
        ["sha256"] = ObservableTypes.Sha256,
        ["sha512"] = ObservableTypes.Sha512,
        ["filename"] = ObservableTypes.FileName,
        ["attachment"] = ObservableTypes.FileName,
        ["email-attachment"] = ObservableTypes.FileName,
        ["domain"] = ObservableTypes.Domain,
        ["hostname"] = ObservableTypes.Domain,
        ["url"] = ObservableTypes.Url,
        ["uri"] = ObservableTypes.Url,
        ["email"] = ObservableTypes.Email,
        ["email-src"] = ObservableTypes.Email,
        ["email-dst"] = ObservableTypes.Email,
        ["email-reply-to"] = ObservableTypes.Email,
        ["AS"] = ObservableTypes.AutonomousSystem,
        ["regkey"] = ObservableTypes.RegistryKey,
        ["vulnerability"] = ObservableTypes.Vulnerability,
    };

    /// <summary>Types of words about the event rather than of anything a machine can look for.</summary>
    private static readonly HashSet<string> Words = ["comment", "text", "other", "link"];

    public static bool IsNote(MispAttribute attribute) => Words.Contains(attribute.Type);

    /// <summary>The observables that an attribute is; null where the desk has no such type. A type of two parts is two observables.</summary>
    public static IReadOnlyList<(string Type, string Value)>? Observables(string type, string value)
    {
        if (Simple.TryGetValue(type, out var one)) return [(one, value)];
        if (type is "ip-src" or "ip-dst") return [(Address(value), value)];
        var bar = value.LastIndexOf('|');
        var (first, second) = bar < 0 ? (value, "") : (value[..bar], value[(bar + 1)..]);
        switch (type)
        {
            case "domain|ip": return second.Length > 0 ? [(ObservableTypes.Domain, first), (Address(second), second)] : [(ObservableTypes.Domain, first)];
            case "ip-src|port" or "ip-dst|port": return [(Address(first), first)];
            case "hostname|port": return [(ObservableTypes.Domain, first)];
            case "regkey|value": return [(ObservableTypes.RegistryKey, value.Split('|')[0])];
            case "malware-sample": return second.Length > 0 ? [(ObservableTypes.FileName, first), (ObservableTypes.Md5, second)] : [(ObservableTypes.FileName, first)];
        }
        return type.StartsWith("filename|", StringComparison.Ordinal) && Simple.TryGetValue(type["filename|".Length..], out var hash) && second.Length > 0
            ? [(ObservableTypes.FileName, first), (hash, second)] : null;
    }

    /// <summary>The strictest TLP label among tags; null where there is none. A label that nobody here knows is the strictest of all.</summary>
    public static Tlp? Level(IReadOnlyList<string> tags)
    {
        Tlp? strictest = null;
        foreach (var tag in tags.Select(t => t.Trim().ToLowerInvariant()).Where(t => t.StartsWith("tlp:", StringComparison.Ordinal)))
        {
            var level = tag["tlp:".Length..].Trim('"') switch
            {
                "clear" or "white" => Tlp.Clear,
                "green" => Tlp.Green,
                "amber" => Tlp.Amber,
                "amber+strict" or "amber-strict" => Tlp.AmberStrict,
                _ => Tlp.Red,
            };
            if (strictest is null || level > strictest) strictest = level;
        }
        return strictest;
    }

    private static string Address(string value) => value.Contains(':', StringComparison.Ordinal) ? ObservableTypes.Ipv6 : ObservableTypes.Ipv4;
}
