using System.Text.Json.Nodes;
using Demarche.Observables;
using Demarche.Reading;
using Demarche.Stix;
using Observable = Demarche.Observables.Observable;

namespace Demarche.Releases;

/// <summary>A cyber-observable object before it is marked.</summary>
/// <param name="Id">The deterministic one, which no property that another item adds can change.</param>
internal sealed record CyberObject(StixId Id, JsonObject Properties);

/// <summary>
/// An observable as STIX objects: each value that section 6 has a place for, a file with its hashes and its name as one object. What a type has no place for, or
/// what is not of its syntax, stands in the words and in the extension of the note alone.
/// </summary>
internal sealed class CyberShape
{
    private static readonly string[] Addresses = [ObservableTypes.Ipv4, ObservableTypes.Ipv6, ObservableTypes.Domain, "mac-addr"];

    private static readonly string[] RegistryTypes =
    [
        "REG_NONE", "REG_SZ", "REG_EXPAND_SZ", "REG_BINARY", "REG_DWORD", "REG_DWORD_BIG_ENDIAN", "REG_DWORD_LITTLE_ENDIAN", "REG_LINK", "REG_MULTI_SZ",
        "REG_RESOURCE_LIST", "REG_FULL_RESOURCE_DESCRIPTION", "REG_RESOURCE_REQUIREMENTS_LIST", "REG_QWORD", "REG_INVALID_TYPE",
    ];

    private readonly List<TypedValue> values;
    private readonly List<CyberObject> objects = [];
    private readonly List<string> looksFor = [];

    private CyberShape(Observable observable)
    {
        values = [.. (observable.Also ?? []).Prepend(new(observable.Type, observable.Value)).Select(v => v with { Type = Plain(v.Type) }).Where(v => v.Value.Length > 0).Distinct()];
        foreach (var value in values) Simple(value);
        File();
        RegistryKey();
        Network();
        // The object of the value that it is known by is the one by which its partner knows it.
        var root = Plain(observable.Type).Split(':')[0];
        Objects = [.. objects.OrderBy(o => o.Id.Type != root)];
        Pattern = looksFor.Count == 0 ? null : $"[{string.Join(" OR ", looksFor)}]";
        Cve = One(ObservableTypes.Vulnerability) is { } name ? StixSyntax.Cve(name) : null;
    }

    /// <summary>Its objects, that of its own value first; empty where there is none.</summary>
    public IReadOnlyList<CyberObject> Objects { get; }

    /// <summary>What to look for (STIX patterning, section 9); null where nothing can be.</summary>
    public string? Pattern { get; }

    /// <summary>The entry of the CVE list that it is; null where it is none.</summary>
    public string? Cve { get; }

    public static CyberShape Of(Observable observable) => new(observable);

    /// <summary>
    /// Each object once, with all that the items say of it. Where two say otherwise the one goes whose text is first: which item was added first is nobody's to know.
    /// </summary>
    public static Dictionary<StixId, JsonObject> Merged(IEnumerable<CyberObject> all)
    {
        Dictionary<StixId, JsonObject> merged = [];
        foreach (var one in all)
        {
            if (merged.TryGetValue(one.Id, out var known)) Merge(known, one.Properties);
            else merged.Add(one.Id, (JsonObject)one.Properties.DeepClone());
        }
        return merged;
    }

    private static void Merge(JsonObject into, JsonObject other)
    {
        foreach (var (name, value) in other)
        {
            switch (into[name], value)
            {
                case (null, { } added):
                    into[name] = added.DeepClone();
                    break;
                case (JsonObject known, JsonObject more):
                    Merge(known, more);
                    break;
                case (JsonArray known, JsonArray more):
                    into[name] = new JsonArray([.. known.Concat(more).Select(n => n!.ToJsonString()).Distinct().Order(StringComparer.Ordinal).Select(n => JsonNode.Parse(n))]);
                    break;
                case ({ } known, { } more) when string.CompareOrdinal(more.ToJsonString(), known.ToJsonString()) < 0:
                    into[name] = more.DeepClone();
                    break;
            }
        }
    }

    private static string Plain(string type) => type switch
    {
        "mutex:name" => "mutex",
        "autonomous-system:number" => ObservableTypes.AutonomousSystem,
        "windows-registry-key:key" => ObservableTypes.RegistryKey,
        "vulnerability:name" => ObservableTypes.Vulnerability,
        "file-name" => ObservableTypes.FileName,
        _ when type.EndsWith(":value", StringComparison.Ordinal) && !type.Contains('.', StringComparison.Ordinal) => type[..^":value".Length],
        _ => type,
    };

    private string? One(string type) => values.Find(v => v.Type == type)?.Value;

    private CyberObject? Add(string type, JsonObject properties, params ReadOnlySpan<string> comparisons)
    {
        CyberObject made;
        try
        {
            made = new(StixObservables.Create(type, properties).Id, properties);
        }
        catch (ArgumentException)
        {
            // Half of a surrogate pair, or another text that no JSON holds.
            return null;
        }
        if (objects.Find(o => o.Id == made.Id) is { } known) return known;
        objects.Add(made);
        if (comparisons.Length > 0) looksFor.Add(string.Join(" AND ", comparisons));
        return made;
    }

    private void Simple(TypedValue value)
    {
        var (type, text) = (value.Type, value.Value);
        switch (type)
        {
            case ObservableTypes.Ipv4 when StixSyntax.Ipv4(text) is { } address:
                Add(type, new() { ["value"] = address }, Address(type, address));
                break;
            case ObservableTypes.Ipv6 when StixSyntax.Ipv6(text) is { } address:
                Add(type, new() { ["value"] = address }, Address(type, address));
                break;
            case ObservableTypes.Domain when StixSyntax.Domain(text) is { } domain:
                var resolved = values.Where(v => v.Type == ObservableTypes.ResolvesTo).Select(v => Resolved(v.Value)).OfType<CyberObject>().ToList();
                Add(type, With(new() { ["value"] = domain }, "resolves_to_refs", Ids(resolved)), StixPattern.Equal("domain-name:value", domain));
                break;
            case ObservableTypes.Url when StixSyntax.Url(text) is { } url:
                Add(type, new() { ["value"] = url }, StixPattern.Equal("url:value", url));
                break;
            case ObservableTypes.Email when StixSyntax.Email(text) is { } mail:
                Add(type, With(new() { ["value"] = mail }, "display_name", One("email-addr:display_name")), StixPattern.Equal("email-addr:value", mail));
                break;
            case "mac-addr" when StixSyntax.Mac(text) is { } mac:
                Add(type, new() { ["value"] = mac }, StixPattern.Equal("mac-addr:value", mac));
                break;
            case "mutex":
                Add(type, new() { ["name"] = text }, StixPattern.Equal("mutex:name", text));
                break;
            case ObservableTypes.Directory:
                Add("directory", new() { ["path"] = text }, StixPattern.Equal(ObservableTypes.Directory, text));
                break;
            case ObservableTypes.Software:
                Add("software", new() { ["name"] = text }, StixPattern.Equal(ObservableTypes.Software, text));
                break;
            case ObservableTypes.AutonomousSystem when StixSyntax.AutonomousSystem(text) is { } number:
                Add(type, With(new() { ["number"] = number }, "name", One("autonomous-system:name")), StixPattern.Equal("autonomous-system:number", number));
                break;
        }
    }

    // What a name resolves to is known with it; by itself it is nothing to look for.
    private CyberObject? Resolved(string value) =>
        StixSyntax.Ipv4(value) is { } four ? Add(ObservableTypes.Ipv4, new() { ["value"] = four })
        : StixSyntax.Ipv6(value) is { } six ? Add(ObservableTypes.Ipv6, new() { ["value"] = six }) : null;

    private static string Address(string type, string address) =>
        address.Contains('/', StringComparison.Ordinal) ? StixPattern.IsIn($"{type}:value", address) : StixPattern.Equal($"{type}:value", address);

    private void File()
    {
        const string path = "file:hashes.";
        var hashes = new JsonObject();
        List<string> sums = [];
        foreach (var value in values.Where(v => v.Type.StartsWith(path, StringComparison.Ordinal)))
        {
            var algorithm = value.Type[path.Length..].Trim('\'');
            if (hashes.ContainsKey(algorithm) || StixSyntax.Hash(algorithm, value.Value) is not { } hash) continue;
            hashes[algorithm] = hash;
            sums.Add(StixPattern.Equal(algorithm.Contains('-', StringComparison.Ordinal) ? $"{path}'{algorithm}'" : path + algorithm, hash));
        }
        var name = One(ObservableTypes.FileName);
        if (hashes.Count == 0 && name is null) return;
        var folder = One("file:parent_directory_ref.path") is { } at ? Add("directory", new() { ["path"] = at }) : null;
        var file = new JsonObject();
        if (hashes.Count > 0) file["hashes"] = hashes;
        if (long.TryParse(One("file:size"), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var size)) file["size"] = size;
        With(file, "name", name);
        With(file, "mime_type", One("file:mime_type"));
        With(file, "parent_directory_ref", folder?.Id.ToString());
        // Each hash alone is the file; a name is where there is nothing better.
        if (Add("file", file) is null) return;
        if (sums.Count > 0) looksFor.AddRange(sums);
        else looksFor.Add(StixPattern.Equal("file:name", name!));
    }

    private void RegistryKey()
    {
        if (One(ObservableTypes.RegistryKey) is not { } written || StixSyntax.RegistryKey(written) is not { } key) return;
        const string path = "windows-registry-key:values[";
        var entries = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        List<string> comparisons = [StixPattern.Equal("windows-registry-key:key", key)];
        foreach (var value in values.Where(v => v.Type.StartsWith(path, StringComparison.Ordinal)))
        {
            var parts = value.Type[path.Length..].Split("].");
            if (parts is not [var place, "name" or "data" or "data_type"] || (parts[1] == "data_type" && !RegistryTypes.Contains(value.Value))) continue;
            if (!entries.TryGetValue(place, out var entry)) entries[place] = entry = [];
            if (!entry.TryAdd(parts[1], value.Value)) continue;
            if (parts[1] != "data_type") comparisons.Add(StixPattern.Equal($"windows-registry-key:values[*].{parts[1]}", value.Value));
        }
        var properties = new JsonObject { ["key"] = key };
        if (entries.Count > 0) properties["values"] = new JsonArray([.. entries.Values]);
        Add(ObservableTypes.RegistryKey, properties, [.. comparisons]);
    }

    // A port is one of an address: where it was reached, unless it is said to be where it sent from.
    private void Network()
    {
        var (to, from) = (Ports("network-traffic:dst_port"), Ports("network-traffic:src_port"));
        if (to.Count + from.Count == 0 || objects.Find(o => Addresses.Contains(o.Id.Type)) is not { } address) return;
        // Who looks for the port looks for no other traffic of the address.
        looksFor.RemoveAll(l => l == Address(address.Id.Type, (string)address.Properties["value"]!));
        // Of several nobody has said which goes with which.
        if (to.Count <= 1 && from.Count <= 1) Traffic(address, to.Count == 0 ? null : to[0], from.Count == 0 ? null : from[0]);
        else
        {
            foreach (var port in to) Traffic(address, port, null);
            foreach (var port in from) Traffic(address, null, port);
        }
    }

    private void Traffic(CyberObject address, int? to, int? from)
    {
        var end = to is null ? "src" : "dst";
        var protocols = values.Where(v => v.Type == "network-traffic:protocols").SelectMany(v => v.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Select(p => p.ToLowerInvariant()).DefaultIfEmpty(address.Id.Type switch { ObservableTypes.Ipv4 => "ipv4", ObservableTypes.Ipv6 => "ipv6", "mac-addr" => "ethernet", _ => "ip" });
        var properties = new JsonObject { [$"{end}_ref"] = address.Id.ToString() };
        if (from is { } sent) properties["src_port"] = sent;
        if (to is { } reached) properties["dst_port"] = reached;
        properties["protocols"] = new JsonArray([.. protocols.Select(p => JsonValue.Create(p))]);
        List<string> comparisons =
        [
            StixPattern.Equal($"network-traffic:{end}_ref.type", address.Id.Type),
            StixPattern.Equal($"network-traffic:{end}_ref.value", (string)address.Properties["value"]!),
        ];
        if (from is { } source) comparisons.Add(StixPattern.Equal("network-traffic:src_port", source));
        if (to is { } target) comparisons.Add(StixPattern.Equal("network-traffic:dst_port", target));
        Add("network-traffic", properties, [.. comparisons]);
    }

    private List<int> Ports(string type) => [.. values.Where(v => v.Type == type).Select(v =>
        StixSyntax.Port(v.Value)).OfType<int>().Distinct()];

    private static JsonArray? Ids(List<CyberObject> objects) => objects.Count == 0 ? null : new([.. objects.Select(o => JsonValue.Create(o.Id.ToString()))]);

    private static JsonObject With(JsonObject into, string name, JsonNode? value)
    {
        if (value is not null) into[name] = value;
        return into;
    }
}
