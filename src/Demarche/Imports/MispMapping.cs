using Demarche.Observables;
using Demarche.Reading;

namespace Demarche.Imports;

/// <summary>What MISP's types and tags are at this desk. Types follow MISP's own mapping to STIX 2.1 (misp-stix), as far as STIX has the
/// type.</summary>
internal static class MispMapping
{
    private static readonly Dictionary<string, string> Simple = new(StringComparer.Ordinal)
    {
        ["md5"] = ObservableTypes.Md5,
        ["sha1"] = ObservableTypes.Sha1,
        ["sha224"] = ObservableTypes.FileHash("SHA-224"),
        ["sha256"] = ObservableTypes.Sha256,
        ["sha384"] = ObservableTypes.FileHash("SHA-384"),
        ["sha512"] = ObservableTypes.Sha512,
        ["sha512/224"] = ObservableTypes.FileHash("SHA-512-224"),
        ["sha512/256"] = ObservableTypes.FileHash("SHA-512-256"),
        ["sha3-224"] = ObservableTypes.FileHash("SHA3-224"),
        ["sha3-256"] = ObservableTypes.FileHash("SHA3-256"),
        ["sha3-384"] = ObservableTypes.FileHash("SHA3-384"),
        ["sha3-512"] = ObservableTypes.FileHash("SHA3-512"),
        ["ssdeep"] = ObservableTypes.FileHash("SSDEEP"),
        ["tlsh"] = ObservableTypes.FileHash("TLSH"),
        ["telfhash"] = ObservableTypes.FileHash("telfhash"),
        ["vhash"] = ObservableTypes.FileHash("vhash"),
        ["authentihash"] = ObservableTypes.FileHash("authentihash"),
        ["pehash"] = ObservableTypes.FileHash("pehash"),
        ["imphash"] = ObservableTypes.ImportHash,
        ["filename"] = ObservableTypes.FileName,
        ["attachment"] = ObservableTypes.FileName,
        ["email-attachment"] = ObservableTypes.FileName,
        ["size-in-bytes"] = ObservableTypes.FileSize,
        ["mime-type"] = ObservableTypes.MediaType,
        ["domain"] = ObservableTypes.Domain,
        ["hostname"] = ObservableTypes.Domain,
        ["url"] = ObservableTypes.Url,
        ["uri"] = ObservableTypes.Url,
        ["email"] = ObservableTypes.Email,
        ["email-src"] = ObservableTypes.Email,
        ["email-dst"] = ObservableTypes.Email,
        ["email-reply-to"] = ObservableTypes.Email,
        ["email-subject"] = ObservableTypes.MessageSubject,
        ["mac-address"] = ObservableTypes.Mac,
        ["mutex"] = ObservableTypes.Mutex,
        ["AS"] = ObservableTypes.AutonomousSystem,
        ["regkey"] = ObservableTypes.RegistryKey,
        ["user-agent"] = ObservableTypes.UserAgent,
        ["windows-service-name"] = ObservableTypes.ServiceName,
        ["x509-fingerprint-md5"] = "x509-certificate:hashes.MD5",
        ["x509-fingerprint-sha1"] = ObservableTypes.Certificate,
        ["x509-fingerprint-sha256"] = "x509-certificate:hashes.SHA-256",
        ["vulnerability"] = ObservableTypes.Vulnerability,
    };

    // Attributes of an object whose type alone does not say what they are.
    private static readonly Dictionary<(string Object, string Relation), string> Related = new()
    {
        [("file", "path")] = ObservableTypes.Folder,
        [("file", "fullpath")] = ObservableTypes.FileName,
        [("file", "mimetype")] = ObservableTypes.MediaType,
        [("file", "size-in-bytes")] = ObservableTypes.FileSize,
        [("registry-key", "key")] = ObservableTypes.RegistryKey,
        [("registry-key", "name")] = ObservableTypes.RegistryValue("name"),
        [("registry-key", "data")] = ObservableTypes.RegistryValue("data"),
        [("registry-key", "data-type")] = ObservableTypes.RegistryValue("data_type"),
        [("asn", "asn")] = ObservableTypes.AutonomousSystem,
        [("asn", "description")] = ObservableTypes.AutonomousSystemName,
        [("mutex", "name")] = ObservableTypes.Mutex,
        [("process", "command-line")] = ObservableTypes.CommandLine,
        [("directory", "path")] = ObservableTypes.Directory,
        [("user-account", "username")] = ObservableTypes.AccountLogin,
        [("user-account", "user-id")] = ObservableTypes.AccountId,
        [("x509", "serial-number")] = ObservableTypes.CertificateSerial,
        [("network-connection", "layer4-protocol")] = ObservableTypes.Protocol,
        [("network-socket", "protocol")] = ObservableTypes.Protocol,
        [("ip-port", "protocol")] = ObservableTypes.Protocol,
    };

    // What a rule for detection looks for, and not what was seen.
    private static readonly HashSet<string> Rules = ["yara", "sigma", "snort", "suricata", "zeek", "bro", "pattern-in-file",
        "pattern-in-traffic", "pattern-in-memory", "stix2-pattern", "kusto-query", "jarm-pattern"];

    public static bool IsRule(MispAttribute attribute) => Rules.Contains(attribute.Type);

    /// <summary>
    /// The typed values that an attribute states, those of one object together; none where STIX 2.1 has no such type. An address and the
    /// name that stood for it are two objects.
    /// </summary>
    /// <param name="object">The name of the object that the attribute is of; null for none.</param>
    public static IReadOnlyList<IReadOnlyList<TypedValue>> Of(MispAttribute attribute, string? @object = null)
    {
        var (type, value) = (attribute.Type, attribute.Value);
        if (@object is not null && Related.TryGetValue((@object, attribute.Relation), out var related)) return One(new(related, value));
        if (Simple.TryGetValue(type, out var simple)) return One(new(simple, value));
        if (type is "ip-src" or "ip-dst") return One(new(Address(value), value));
        if (type == "port") return @object is null ? []
            : One(new(attribute.Relation.StartsWith("src", StringComparison.Ordinal) ? ObservableTypes.SourcePort
            : ObservableTypes.DestinationPort, value));
        // A name may hold a bar, and neither a hash, an address nor a port does; of a registry value it is the other way round.
        var bar = type == "regkey|value" ? value.IndexOf('|', StringComparison.Ordinal) : value.LastIndexOf('|');
        // A text alone may be a name of anything; what has the form of a hash is the hash.
        var isFile = type == "malware-sample" || type.StartsWith("filename|", StringComparison.Ordinal);
        var (first, second) = bar < 0 ? isFile ? ("", value) : (value, "") : (value[..bar].Trim(), value[(bar + 1)..].Trim());
        // Both parts, whatever is missing: an empty one is refused, and told.
        TypedValue[] With(string own, string other) => [new(own, first), new(other, second)];
        return type switch
        {
            "domain|ip" => second.Length == 0 ? [With(ObservableTypes.Domain, ObservableTypes.ResolvesTo)]
                : [With(ObservableTypes.Domain, ObservableTypes.ResolvesTo), [new(Address(second), second)]],
            "ip-dst|port" => [With(Address(first), ObservableTypes.DestinationPort)],
            "ip-src|port" => [With(Address(first), ObservableTypes.SourcePort)],
            "hostname|port" => [With(ObservableTypes.Domain, ObservableTypes.DestinationPort)],
            "regkey|value" => [With(ObservableTypes.RegistryKey, ObservableTypes.RegistryValue("data"))],
            "malware-sample" => [With(ObservableTypes.FileName, ObservableTypes.Md5)],
            _ when type.StartsWith("filename|", StringComparison.Ordinal)
                && Simple.TryGetValue(type["filename|".Length..], out var hash) => [With(ObservableTypes.FileName, hash)],
            _ => [],
        };
    }

    /// <summary>How surely a value tells its object from all others: the first one is what the object is known by.</summary>
    public static int Rank(TypedValue value) => value.Type switch
    {
        ObservableTypes.Sha256 => 0,
        ObservableTypes.Sha512 => 1,
        ObservableTypes.Sha1 => 3,
        ObservableTypes.Md5 => 4,
        ObservableTypes.FileName => 6,
        ObservableTypes.ImportHash => 7,
        _ when ObservableWords.RegistryValueOf(value.Type) is not null => Beside,
        _ when IsHash(value) => value.Type.Contains(".SHA", StringComparison.Ordinal) ? 2 : 5,
        _ when ObservableWords.AlsoTypes.Contains(value.Type) && !ObservableWords.Types.Contains(value.Type) => Beside,
        _ => 0,
    };

    /// <summary>Whether a value says something of an object that is known by another one.</summary>
    public static bool IsBeside(TypedValue value) => Rank(value) == Beside;

    /// <summary>Whether nothing but this object has the value.</summary>
    public static bool IsHash(TypedValue value) => value.Type.Contains(":hashes.", StringComparison.Ordinal);

    private const int Beside = 8;

    private static IReadOnlyList<IReadOnlyList<TypedValue>> One(TypedValue value) => [[value]];

    // 198.51.100.7:443 has one colon, and every IPv6 address two.
    private static string Address(string value) => value.Count(c => c == ':') > 1 ? ObservableTypes.Ipv6 : ObservableTypes.Ipv4;
}
