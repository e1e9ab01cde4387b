using System.Text;
using System.Text.Json;

namespace Demarche.Stix;

/// <summary>
/// The deterministic identifiers of cyber-observables: UUID version 5 over the canonical JSON of the contributing properties
/// (STIX 2.1 sections 2.9 and 6). Two desks that saw the same address give it the same identifier.
/// <para>Such an identifier tells its value to whoever can guess it: all IPv4 addresses are 2^32 guesses. Never show it where the value is
/// withheld.</para>
/// <para>A foreign object whose identifier does not recompute is still valid; that is never a reason to refuse it.</para>
/// </summary>
public static class ObservableId
{
    /// <summary>The namespace that the specification keeps for observables (section 2.9).</summary>
    public static readonly Guid Space = Guid.Parse("00abedb4-aa42-466c-9c01-fed23315a9b7");

    private static readonly string[] PreferredHashes = ["MD5", "SHA-1", "SHA-256", "SHA-512"];

    private static readonly Dictionary<string, string[]> Contributing = new(StringComparer.Ordinal)
    {
        ["artifact"] = ["hashes", "payload_bin"],
        ["autonomous-system"] = ["number"],
        ["directory"] = ["path"],
        ["domain-name"] = ["value"],
        ["email-addr"] = ["value"],
        ["email-message"] = ["from_ref", "subject", "body"],
        ["file"] = ["hashes", "name", "extensions", "parent_directory_ref"],
        ["ipv4-addr"] = ["value"],
        ["ipv6-addr"] = ["value"],
        ["mac-addr"] = ["value"],
        ["mutex"] = ["name"],
        ["network-traffic"] = ["start", "end", "src_ref", "dst_ref", "src_port", "dst_port", "protocols", "extensions"],
        ["process"] = [],
        ["software"] = ["name", "cpe", "swid", "vendor", "version"],
        ["url"] = ["value"],
        ["user-account"] = ["account_type", "user_id", "account_login"],
        ["windows-registry-key"] = ["key", "values"],
        ["x509-certificate"] = ["hashes", "serial_number"],
    };

    /// <summary>
    /// The identifier of an observable with those properties; null when the type has no such rule or none of the properties that
    /// contribute is there, and the identifier must be random (section 2.9). Of the hashes one contributes: the first of MD5, SHA-1,
    /// SHA-256 and SHA-512, else the one whose name is first by code unit, a case the specification leaves open.
    /// </summary>
    /// <exception cref="JsonException">The properties cannot be put into canonical form.</exception>
    public static StixId? For(string type, JsonElement properties)
    {
        if (!Contributing.TryGetValue(type, out var names)) return null;
        var parts = names
            .Select(n => (Name: n, Value: properties.Member(n)))
            .Where(p => p.Value.ValueKind != JsonValueKind.Undefined)
            .OrderBy(p => p.Name, StringComparer.Ordinal)
            .Select(p => $"\"{p.Name}\":{(p.Name == "hashes" ? OneHash(p.Value) : CanonicalJson.Of(p.Value))}")
            .ToArray();
        return parts.Length == 0 ? null : StixId.Of(type, NameBasedUuid.Of(Space, $"{{{string.Join(',', parts)}}}"));
    }

    private static string OneHash(JsonElement hashes)
    {
        if (hashes.ValueKind != JsonValueKind.Object) return CanonicalJson.Of(hashes);
        var name = PreferredHashes.FirstOrDefault(h => hashes.TryGetProperty(h, out _))
            ?? hashes.EnumerateObject().Select(h => h.Name).Order(StringComparer.Ordinal).FirstOrDefault();
        if (name is null) return "{}";
        var text = new StringBuilder("{");
        CanonicalJson.WriteString(text, name);
        return text.Append(':').Append(CanonicalJson.Of(hashes.GetProperty(name))).Append('}').ToString();
    }
}
