using System.Text.Json;
using System.Text.RegularExpressions;

namespace Demarche.Reading.Tests;

public class IndicatorTests(ITestOutputHelper output)
{
    // Measured over 24 reports beside their MISP events: 1,222 of 1,226 hashes, addresses, hosts and URLs that the prose names (a port, a path
    // without a scheme, a host all of digits and a rare top-level domain are missed).
    private const double Floor = 0.99;

    private static readonly HashSet<string> Types = ["md5", "sha1", "sha256", "domain", "hostname", "ip-dst", "ip-src", "domain|ip", "url", "vulnerability"];

    [Fact]
    public void Indicators_of_published_events_are_found_in_the_prose_about_them()
    {
        int named = 0, found = 0;
        foreach (var folder in Directory.GetDirectories(SharedData.Folder("data/real/misp-events-eset")))
        {
            var report = Path.Combine(folder, "README.adoc");
            var gold = File.Exists(report) ? Gold(folder) : [];
            if (gold.Count == 0)
                continue;
            var document = SharedData.Read(report, "text/plain");
            var prose = document.Text.Replace("[.]", ".", StringComparison.Ordinal).Replace("hxxp", "http", StringComparison.Ordinal).ToLowerInvariant();
            var values = document.Observables.Select(o => o.Value.ToLowerInvariant()).ToHashSet();
            foreach (var value in gold.Where(v => IsNamed(prose, v)))
            {
                named++;
                found += values.Contains(value) || values.Contains(value.TrimEnd('/')) ? 1 : 0;
            }
        }
        output.WriteLine($"{found} of {named}");

        Assert.True(found >= named * Floor, $"Only {found} of {named} were found.");
    }

    // As a whole: "evil.example" is not named where only "www.evil.example" stands.
    private static bool IsNamed(string prose, string value) =>
        Regex.IsMatch(prose, $@"(?<![\w.-]){Regex.Escape(value)}(?![\w-]|\.\w)", RegexOptions.None, TimeSpan.FromSeconds(5));

    private static HashSet<string> Gold(string folder)
    {
        var gold = new HashSet<string>();
        foreach (var path in Directory.GetFiles(folder, "*.json").Where(IsJson))
        {
            using var json = JsonDocument.Parse(File.ReadAllText(path));
            Add(json.RootElement, gold);
        }
        return gold;
    }

    // One file of the collection is cut short.
    private static bool IsJson(string path)
    {
        try
        {
            JsonDocument.Parse(File.ReadAllText(path)).Dispose();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void Add(JsonElement element, HashSet<string> gold)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
                Add(item, gold);
        }
        if (element.ValueKind != JsonValueKind.Object)
            return;
        if (Text(element, "type") is { } type && Types.Contains(type) && Text(element, "value") is { } value)
            gold.UnionWith(value.ToLowerInvariant().Split('|'));
        foreach (var member in element.EnumerateObject())
            Add(member.Value, gold);
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
