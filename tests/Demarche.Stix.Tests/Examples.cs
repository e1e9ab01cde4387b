using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Demarche.Stix.Tests;

/// <summary>Objects of our own writing that the tests start from.</summary>
internal static class Examples
{
    public static readonly StixTimestamp Noon = StixTimestamp.Parse("2026-03-01T12:00:00.000Z");

    public static StixHeader Header(string type) => new(StixId.DerivedFrom(type, "example"), Noon);

    /// <summary>A valid object, changed: a null removes a property.</summary>
    public static JsonElement With(string json, params ReadOnlySpan<(string Name, string? Value)> changes)
    {
        var node = JsonNode.Parse(json)!.AsObject();
        foreach (var (name, value) in changes)
        {
            if (value is null) node.Remove(name);
            else node[name] = JsonNode.Parse(value);
        }
        return JsonElement.Parse(node.ToJsonString());
    }

    public static byte[] Utf8(string json) => Encoding.UTF8.GetBytes(json);

    public const string Incident = """
        {"type":"incident","spec_version":"2.1","id":"incident--8f2e4a55-2d53-4a9c-9a57-6d7c1a9f7a11",
         "created":"2026-03-01T12:00:00.000Z","modified":"2026-03-02T12:00:00.000Z","name":"Westmark port outage"}
        """;

    public const string Traffic = """
        {"type":"network-traffic","id":"network-traffic--8f2e4a55-2d53-4a9c-9a57-6d7c1a9f7a12","protocols":["tcp"],
         "src_ref":"ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4","start":"2026-03-01T12:00:00Z"}
        """;

    public const string Indicator = """
        {"type":"indicator","spec_version":"2.1","id":"indicator--8f2e4a55-2d53-4a9c-9a57-6d7c1a9f7a13",
         "created":"2026-03-01T12:00:00.000Z","modified":"2026-03-01T12:00:00.000Z","pattern":"[url:value = 'https://norland.example/']",
         "pattern_type":"stix","valid_from":"2026-03-01T12:00:00Z"}
        """;
}
