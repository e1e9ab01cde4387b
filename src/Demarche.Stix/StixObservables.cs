using System.Text.Json.Nodes;

namespace Demarche.Stix;

/// <summary>
/// Writing cyber-observables (STIX 2.1 section 6). The identifier is the deterministic one (<see cref="ObservableId"/>), unless another
/// is given; markings do not change it.
/// </summary>
public static class StixObservables
{
    /// <summary>Any observable.</summary>
    /// <param name="type">One of the observables' types.</param>
    /// <param name="properties">All but the type, the version and the identifier.</param>
    /// <param name="id">Its identifier; null for the deterministic one, or a random one where none is defined.</param>
    /// <param name="markings">What it is marked with.</param>
    /// <exception cref="ArgumentException">The result is not valid STIX 2.1, or the identifier is of another type.</exception>
    public static StixObject Create(string type, JsonObject properties, StixId? id = null, params IEnumerable<StixId> markings)
    {
        if (id is not null && id.Type != type) throw new ArgumentException($"The identifier {id} is not one of {type}.", nameof(id));
        return new ObjectWriter()
            .Put("type", type)
            .Put("spec_version", "2.1")
            .Put("id", id ?? ObservableId.For(type, new ObjectWriter().PutAll(properties).ToElement()) ?? StixId.New(type))
            .Put("object_marking_refs", markings)
            .PutAll(properties)
            .ToObject();
    }

    /// <param name="value">An address, or a network in CIDR form.</param>
    public static StixObject Ipv4Address(string value, params IEnumerable<StixId> markings) => Valued("ipv4-addr", value, markings);

    /// <param name="value">An address, or a network in CIDR form.</param>
    public static StixObject Ipv6Address(string value, params IEnumerable<StixId> markings) => Valued("ipv6-addr", value, markings);

    public static StixObject DomainName(string value, params IEnumerable<StixId> markings) => Valued("domain-name", value, markings);

    public static StixObject Url(string value, params IEnumerable<StixId> markings) => Valued("url", value, markings);

    /// <param name="value">The address alone, without a display name.</param>
    public static StixObject EmailAddress(string value, params IEnumerable<StixId> markings) => Valued("email-addr", value, markings);

    /// <param name="value">Lower case, with colons.</param>
    public static StixObject MacAddress(string value, params IEnumerable<StixId> markings) => Valued("mac-addr", value, markings);

    public static StixObject Mutex(string name, params IEnumerable<StixId> markings) => Create("mutex", new JsonObject { ["name"] = name }, null, markings);

    public static StixObject AutonomousSystem(long number, string? name = null, params IEnumerable<StixId> markings) =>
        Create("autonomous-system", new ObjectWriter().Put("number", number).Put("name", name).ToJsonObject(), null, markings);

    /// <param name="hashes">By the algorithm's name: MD5, SHA-1, SHA-256 …</param>
    /// <param name="name">The file's name; needed when there is no hash.</param>
    /// <param name="size">In bytes.</param>
    /// <param name="markings">What it is marked with.</param>
    public static StixObject File(IEnumerable<KeyValuePair<string, string>> hashes, string? name = null, long? size = null, params IEnumerable<StixId> markings)
    {
        var sums = new ObjectWriter();
        foreach (var (algorithm, value) in hashes.OrderBy(h => h.Key, StringComparer.Ordinal)) sums.Put(algorithm, value);
        return Create("file", new ObjectWriter().Put("hashes", sums.ToJsonObject()).Put("size", size).Put("name", name).ToJsonObject(), null, markings);
    }

    private static StixObject Valued(string type, string value, IEnumerable<StixId> markings) => Create(type, new JsonObject { ["value"] = value }, null, markings);
}
