using System.Text.Json;
using System.Text.Json.Nodes;
using Demarche.Stix.Checking;

namespace Demarche.Stix;

/// <summary>Reads the properties of one of our extensions from a foreign object, and says what is wrong and where.</summary>
internal sealed class ExtensionReader
{
    private readonly ProblemList problems;
    private readonly Place place;
    private readonly JsonElement json;

    private ExtensionReader(ProblemList problems, Place place, JsonElement json)
    {
        this.problems = problems;
        this.place = place;
        this.json = json;
    }

    /// <summary>What an extension says. Without the extension the reading has neither value nor problem.</summary>
    public static StixReading<T> Read<T>(StixObject source, string type, string id, Func<ExtensionReader, T> read)
        where T : class
    {
        var extension = source.Extension(id);
        if (extension.ValueKind == JsonValueKind.Undefined) return new StixReading<T>(null, []);
        var problems = new ProblemList();
        var reader = new ExtensionReader(problems, Place.Root.At("extensions").At(id), extension);
        if (source.Type != type) reader.Wrong("extension_type", $"The extension is one of {type}, not of {source.Type}.");
        var value = read(reader);
        return new StixReading<T>(problems.Errors == 0 ? value : null, problems.All);
    }

    /// <summary>The extension as it is written, ready for its own properties.</summary>
    public static ObjectWriter Begin() => new ObjectWriter().Put("extension_type", "property-extension");

    public bool Has(string name) => json.Member(name).ValueKind != JsonValueKind.Undefined;

    public string Required(string name)
    {
        if (ForeignJson.Text(json.Member(name)) is { Length: > 0 } text) return text;
        Wrong(name, "The property is required, as text that is not empty.");
        return "";
    }

    public string? Optional(string name)
    {
        var text = ForeignJson.Text(json.Member(name));
        if (string.IsNullOrEmpty(text) && Has(name)) Wrong(name, "The property is text and not empty.");
        return text;
    }

    public bool Flag(string name)
    {
        var kind = json.Member(name).ValueKind;
        if (kind is not (JsonValueKind.True or JsonValueKind.False)) Wrong(name, "The property is required, true or false.");
        return kind == JsonValueKind.True;
    }

    /// <summary>A whole number; null when there is none.</summary>
    public int? Whole(string name)
    {
        if (!Has(name)) return null;
        if (json.Member(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value)) return value;
        Wrong(name, "The property is a whole number.");
        return null;
    }

    public T Word<T>(string name)
        where T : struct, Enum
    {
        if (!Words.TryParse<T>(ForeignJson.Text(json.Member(name)), out var value)) Wrong(name, $"The property is required: one of {Words.All<T>()}.");
        return value;
    }

    public StixTimestamp? Time(string name)
    {
        if (!Has(name)) return null;
        if (StixTimestamp.TryParse(ForeignJson.Text(json.Member(name)), out var time)) return time;
        Wrong(name, "The property is a timestamp.");
        return null;
    }

    public StixId? Ref(string name, string type)
    {
        if (!Has(name)) return null;
        if (StixId.TryParse(ForeignJson.Text(json.Member(name)), out var id) && id.Type == type) return id;
        Wrong(name, $"The property is an identifier of {type}.");
        return null;
    }

    /// <summary>A list whose items have a key of their own; two items with one key would leave open which is meant.</summary>
    public IReadOnlyList<T> Items<T>(string name, Func<ExtensionReader, T> read, Func<T, string> key)
    {
        if (json.Member(name) is not { ValueKind: JsonValueKind.Array } list)
        {
            Wrong(name, "The property is required, as a list.");
            return [];
        }
        var items = new List<T>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var element in list.EnumerateArray())
        {
            var at = place.At(name).At(items.Count);
            var item = read(new ExtensionReader(problems, at, element));
            if (!keys.Add(key(item))) problems.Error(at, "Another item has the same key.");
            items.Add(item);
        }
        if (items.Count == 0) Wrong(name, "The list has at least one item.");
        return items;
    }

    public void Wrong(string name, string message) => problems.Error(place.At(name), message);

    internal static JsonArray Array(IEnumerable<JsonObject> items) => new([.. items]);
}
