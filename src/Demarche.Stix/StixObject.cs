using System.Text.Json;
using Demarche.Stix.Checking;

namespace Demarche.Stix;

/// <summary>
/// One STIX object, as it was read: the JSON is kept whole, so properties that nobody here knows survive a round trip byte for byte.
/// Every accessor is a view; it gives null where the property is absent or is not what the specification says.
/// </summary>
public sealed class StixObject
{
    private StixObject(JsonElement json, StixId id)
    {
        Json = json;
        Id = id;
    }

    /// <summary>The object as JSON.</summary>
    public JsonElement Json { get; }

    /// <summary>The bytes it was read from, as text: its own order, spaces and number forms.</summary>
    public string RawJson => Json.GetRawText();

    public StixId Id { get; }

    public string Type => Id.Type;

    public string? SpecVersion => Text("spec_version");

    public StixTimestamp? Created => Time("created");

    public StixTimestamp? Modified => Time("modified");

    /// <summary>What tells one version of an object from another: <c>modified</c>, else <c>created</c> (section 3.6).</summary>
    public StixTimestamp? Version => Modified ?? Created;

    public StixId? CreatedByRef => Ref("created_by_ref");

    public bool Revoked => Json.Member("revoked").ValueKind == JsonValueKind.True;

    /// <summary>0 to 100; null when not given.</summary>
    public int? Confidence => Json.Member("confidence") is { ValueKind: JsonValueKind.Number } n && n.TryGetInt32(out var value) ? value : null;

    /// <summary>The language of its text; null means English (section 3.2).</summary>
    public string? Lang => Text("lang");

    public string? Name => Text("name");

    public string? Description => Text("description");

    public IReadOnlyList<string> Labels => Texts("labels");

    public IReadOnlyList<StixId> ObjectMarkingRefs => Refs("object_marking_refs");

    public IReadOnlyList<StixId> ObjectRefs => Refs("object_refs");

    /// <summary>The extensions by their definition's id or predefined name.</summary>
    public IReadOnlyDictionary<string, JsonElement> Extensions => Json.Member("extensions") is { ValueKind: JsonValueKind.Object } extensions
        ? extensions.EnumerateObject().Where(p => ForeignJson.Name(p) is not null).ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal)
        : new Dictionary<string, JsonElement>();

    /// <summary>The object that bytes are, or every reason why they are none.</summary>
    public static StixReading<StixObject> Parse(ReadOnlyMemory<byte> utf8) =>
        ForeignJson.Read(utf8, out var json) is { } problem ? new StixReading<StixObject>(null, [problem]) : Read(json);

    /// <summary>The object that a JSON value is. The value is null when it has an error.</summary>
    public static StixReading<StixObject> Read(JsonElement json)
    {
        var problems = StixCheck.Check(json);
        if (problems.Any(p => p.Severity == StixSeverity.Error)) return new StixReading<StixObject>(null, problems);
        return TryView(json.Clone()) is { } value
            ? new StixReading<StixObject>(value, problems)
            : new StixReading<StixObject>(null, [.. problems, new StixProblem("", "This is a bundle, not an object.", StixSeverity.Error)]);
    }

    /// <summary>A property's text; null when it is absent or no string.</summary>
    public string? Text(string property) => ForeignJson.Text(Json.Member(property));

    /// <summary>A property's moment; null when it is absent or no timestamp.</summary>
    public StixTimestamp? Time(string property) => StixTimestamp.TryParse(Text(property), out var time) ? time : null;

    /// <summary>The identifier that a property holds; null when it is absent or none.</summary>
    public StixId? Ref(string property) => StixId.TryParse(Text(property), out var id) ? id : null;

    /// <summary>The identifiers that a list property holds; items that are none are left out.</summary>
    public IReadOnlyList<StixId> Refs(string property) => [.. Texts(property).Select(t => StixId.TryParse(t, out var id) ? id : null).OfType<StixId>()];

    /// <summary>The strings of a list property; items that are none are left out.</summary>
    public IReadOnlyList<string> Texts(string property) => Json.Member(property) is { ValueKind: JsonValueKind.Array } list
        ? [.. list.EnumerateArray().Select(ForeignJson.Text).OfType<string>()]
        : [];

    /// <summary>An extension by its definition's id; a value of kind undefined when the object has none.</summary>
    public JsonElement Extension(string id) => Json.Member("extensions").Member(id);

    /// <summary>
    /// Whether two objects have the same properties with the same values, whatever their order and spaces; a property left out is equal to
    /// one with its default value (section 3.6).
    /// </summary>
    public bool HasSameContentAs(StixObject other) => VersionContent.Of(Json) == VersionContent.Of(other.Json);

    public override string ToString() => $"{Id} {Version}".TrimEnd();

    /// <summary>A view over JSON that stays alive as long as the view does; null when it has no identifier of its own type.</summary>
    internal static StixObject? TryView(JsonElement json) =>
        StixId.TryParse(ForeignJson.Text(json.Member("id")), out var id) && ForeignJson.Text(json.Member("type")) == id.Type && id.Type != "bundle"
            ? new StixObject(json, id)
            : null;
}
