using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Demarche.Stix;

/// <summary>Writes one object's properties in a fixed order; what has no value is left out, as the specification wants (section 2.12).</summary>
internal sealed class ObjectWriter
{
    // STIX travels as application/stix+json, never inside a page: text stays readable, as RFC 8785 has it too.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonObject json = [];

    public ObjectWriter Put(string name, string? value) => value is null ? this : Own(name, JsonValue.Create(value));

    /// <summary>Text that must say something.</summary>
    /// <exception cref="ArgumentException">The text is empty.</exception>
    public ObjectWriter PutRequired(string name, string value) =>
        value.Length == 0 ? throw new ArgumentException($"The property {name} is required and empty.", nameof(value)) : Put(name, value);

    /// <summary>Text that is left out when it says nothing.</summary>
    public ObjectWriter PutOptional(string name, string? value) => string.IsNullOrEmpty(value) ? this : Put(name, value);

    public ObjectWriter Put(string name, long? value) => value is null ? this : Own(name, JsonValue.Create(value.Value));

    public ObjectWriter Put(string name, bool? value) => value is null ? this : Own(name, JsonValue.Create(value.Value));

    public ObjectWriter Put(string name, StixId? value) => Put(name, value?.ToString());

    public ObjectWriter Put(string name, StixTimestamp? value) => Put(name, value?.ToString());

    public ObjectWriter Put(string name, IEnumerable<string> values) =>
        new JsonArray([.. values.Select(v => JsonValue.Create(v))]) is { Count: > 0 } list ? Own(name, list) : this;

    public ObjectWriter Put(string name, IEnumerable<StixId> values) => Put(name, values.Select(v => v.ToString()));

    /// <summary>The node is copied: a node can only be in one object.</summary>
    public ObjectWriter Put(string name, JsonNode? value)
    {
        if (value is null or JsonArray { Count: 0 } or JsonObject { Count: 0 }) return this;
        return Own(name, value.DeepClone());
    }

    public ObjectWriter PutAll(JsonObject? others)
    {
        foreach (var (name, value) in others ?? []) Put(name, value);
        return this;
    }

    public JsonObject ToJsonObject() => json;

    public JsonElement ToElement() => JsonSerializer.SerializeToElement(json, Plain);

    /// <summary>The object written.</summary>
    /// <exception cref="ArgumentException">It is not valid STIX 2.1: the caller gave a wrong value. The message has the first problem.</exception>
    public StixObject ToObject()
    {
        var element = ToElement();
        return StixCheck.Check(element).FirstOrDefault(p => p.Severity == StixSeverity.Error) is { } problem
            ? throw new ArgumentException($"This is not a valid {json["type"]}: {problem}")
            : StixObject.TryView(element)!;
    }

    private ObjectWriter Own(string name, JsonNode value)
    {
        json[name] = value;
        return this;
    }
}
