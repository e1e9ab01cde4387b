using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace Demarche.Tests.Releases;

/// <summary>The JSON schemas that OASIS publishes for STIX 2.1, of the folder beside the repository.</summary>
internal static class OasisSchemas
{
    private static readonly Lazy<(Dictionary<string, JsonSchema> ByType, EvaluationOptions Options)> Read = new(() =>
    {
        var options = new EvaluationOptions { OutputFormat = OutputFormat.List, RequireFormatValidation = true };
        Dictionary<string, JsonSchema> byType = [];
        foreach (var file in Directory.EnumerateFiles(Shared.PathOf("data", "standards", "stix21-json-schemas", "schemas"), "*.json", SearchOption.AllDirectories))
        {
            var schema = JsonSchema.FromText(File.ReadAllText(file));
            options.SchemaRegistry.Register(schema);
            byType[Path.GetFileNameWithoutExtension(file)] = schema;
        }
        return (byType, options);
    });

    /// <summary>What the schemas find wrong in a bundle, object by object.</summary>
    public static IReadOnlyList<string> Problems(JsonElement bundle)
    {
        var (byType, options) = Read.Value;
        // The schema of the bundle takes an object of a type that it does not list for one of nobody's and then for two kinds at once: groupings and notes among them.
        var listed = File.ReadAllText(Shared.PathOf("data", "standards", "stix21-json-schemas", "schemas", "common", "bundle.json"));
        var shell = JsonNode.Parse(bundle.GetRawText())!.AsObject();
        shell["objects"] = new JsonArray([.. shell["objects"]!.AsArray().Where(o => listed.Contains($"/{o!["type"]}.json", StringComparison.Ordinal)).Select(o => o!.DeepClone())]);
        List<string> found = [.. Problems(byType["bundle"], JsonElement.Parse(shell.ToJsonString()), options).Select(p => $"bundle: {p}")];
        foreach (var one in bundle.GetProperty("objects").EnumerateArray())
        {
            var type = one.GetProperty("type").GetString()!;
            found.AddRange(Problems(byType[type], one, options).Select(p => $"{type}: {p} in {one.GetRawText()}"));
        }
        return found;
    }

    private static IEnumerable<string> Problems(JsonSchema schema, JsonElement one, EvaluationOptions options)
    {
        var result = schema.Evaluate(one, options);
        if (result.IsValid) return [];
        return [string.Join("; ", (result.Details ?? []).Where(d => d.Errors is not null).SelectMany(d => d.Errors!.Select(e => $"{d.InstanceLocation} {e.Key}: {e.Value}")).Take(8))];
    }
}
