using System.Collections;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Demarche.Web;

namespace Demarche.Tests.Leaks;

/// <summary>Bodies that endpoints may read, made from the records that they read.</summary>
internal static class Bodies
{
    /// <summary>Members that name an item, a partner or a person.</summary>
    private static readonly Dictionary<string, string> Named = new()
    {
        ["proposition"] = "proposition",
        ["source"] = "source",
        ["document"] = "document",
        ["victim"] = "party",
        ["contact"] = "contact",
        ["request"] = "request",
        ["partner"] = "partner",
        ["partners"] = "partner",
        ["includes"] = "claim",
        ["person"] = "person",
        ["owner"] = "person",
        ["other"] = "source",
        ["first"] = "document",
        ["second"] = "document",
        ["case"] = "case",
        ["releasableTo"] = "partner",
        ["participants"] = "partner",
        ["consented"] = "partner",
        ["party"] = "party",
        ["to"] = "neighbour",
        ["hypothesis"] = "hypothesis",
        ["about"] = "hypothesis",
        ["alternatives"] = "hypothesis",
        ["observables"] = "observable",
        ["effect"] = "effect",
        ["restsOn"] = "effect",
        ["against"] = "party",
        ["reliesOn"] = "partner",
        ["options"] = "option",
        ["interest"] = "interest",
        ["reply"] = "received",
    };

    public static JsonObject Of(Type type, IReadOnlyDictionary<string, string> ids) => Object(FormReader.Json.GetTypeInfo(type), ids);

    /// <summary>Every place in a body in which the id of something stands.</summary>
    public static IEnumerable<(string Path, string Key)> Ids(JsonNode? node, string path = "") => node switch
    {
        JsonObject record => record.SelectMany(m => m.Value switch
        {
            JsonValue when Named.TryGetValue(m.Key, out var key) => [($"{path}/{m.Key}", key)],
            JsonArray { Count: > 0 } list when list[0] is JsonValue && Named.TryGetValue(m.Key, out var key) => [($"{path}/{m.Key}/0", key)],
            _ => Ids(m.Value, $"{path}/{m.Key}"),
        }),
        JsonArray list => list.SelectMany((item, i) => Ids(item, $"{path}/{i}")),
        _ => [],
    };

    /// <summary>Every place of a body.</summary>
    public static IEnumerable<string> Places(JsonNode? node, string path = "") => node switch
    {
        JsonObject record => record.SelectMany(m => Places(m.Value, $"{path}/{m.Key}").Prepend($"{path}/{m.Key}")),
        JsonArray list => list.SelectMany((item, i) => Places(item, $"{path}/{i}").Prepend($"{path}/{i}")),
        _ => [],
    };

    /// <summary>The same body with something else at one place.</summary>
    public static JsonObject With(JsonObject body, string path, JsonNode? value)
    {
        var copy = body.DeepClone().AsObject();
        JsonNode at = copy;
        var steps = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        foreach (var step in steps[..^1]) at = at is JsonArray list ? list[int.Parse(step, null)]! : at[step]!;
        if (at is JsonArray array) array[int.Parse(steps[^1], null)] = value;
        else at[steps[^1]] = value;
        return copy;
    }

    private static JsonObject Object(JsonTypeInfo type, IReadOnlyDictionary<string, string> ids)
    {
        var value = new JsonObject();
        foreach (var property in type.Properties)
        {
            if (Value(property.PropertyType, property.Name, property.AssociatedParameter?.IsNullable != false, ids) is { } node) value[property.Name] = node;
        }
        return value;
    }

    private static JsonNode? Value(Type type, string name, bool isNullable, IReadOnlyDictionary<string, string> ids)
    {
        if (type == typeof(string)) return Text(name, ids);
        if (Nullable.GetUnderlyingType(type) is { } inner) return inner.IsEnum ? First(inner) : null;
        if (type == typeof(bool)) return false;
        if (type == typeof(int) || type == typeof(long)) return 1;
        if (type.IsEnum) return First(type);
        if (type == typeof(ApproximateTime)) return isNullable ? null : new JsonObject { ["value"] = "2026-01-01" };
        if (!type.IsAssignableTo(typeof(IEnumerable))) return Object(FormReader.Json.GetTypeInfo(type), ids);
        var item = type.GetGenericArguments()[0];
        // What is TLP:CLEAR, the first level, is kept from nobody.
        return name is "compartments" or "notReleasableTo" or "handlers" or "answers" || item.IsEnum ? new JsonArray() : new JsonArray(Value(item, name, false, ids));
    }

    private static JsonValue? Text(string name, IReadOnlyDictionary<string, string> ids) => name switch
    {
        "id" => null,
        "due" => JsonValue.Create("2030-01-31T12:00"),
        "type" => JsonValue.Create("domain-name"),
        "value" => JsonValue.Create("relay.example"),
        "until" => JsonValue.Create("2026-03-02T09:00"),
        "zone" => JsonValue.Create("UTC"),
        "country" => JsonValue.Create("NO"),
        "figure" => JsonValue.Create("7"),
        "unit" => JsonValue.Create("km"),
        "variety" => JsonValue.Create("Internal"),
        "choice" => JsonValue.Create("no-impact"),
        "reviewOn" => JsonValue.Create("2026-04-01"),
        _ when Named.TryGetValue(name, out var key) => ids.TryGetValue(key, out var id) ? JsonValue.Create(id) : null,
        _ => JsonValue.Create("text"),
    };

    private static JsonNode First(Type type) => System.Text.Json.JsonSerializer.SerializeToNode(Enum.GetValues(type).GetValue(0), type, FormReader.Json)!;
}
