using System.Text.Json;
using AngleSharp.Html.Dom;

namespace Demarche.Reading;

/// <summary>The first article that a page describes in JSON-LD (schema.org Article and its kinds).</summary>
internal sealed record JsonLd(string? Title, string? Author, string? Publisher, string? Published)
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 };

    public static JsonLd Of(IHtmlDocument document)
    {
        var budget = ReadingLimits.JsonLdCharacters;
        foreach (var script in document.All.Where(e => e.LocalName == "script" && e.GetAttribute("type") == "application/ld+json"))
        {
            var json = script.TextContent;
            budget -= json.Length;
            if (budget < 0)
                break;
            if (Article(json) is { } article)
                return article;
        }
        return new JsonLd(null, null, null, null);
    }

    private static JsonLd? Article(string json)
    {
        try
        {
            using var parsed = JsonDocument.Parse(json, Lenient);
            var todo = new Queue<JsonElement>([parsed.RootElement]);
            while (todo.TryDequeue(out var element))
            {
                if (element.ValueKind == JsonValueKind.Array)
                {
                    foreach (var item in element.EnumerateArray())
                        todo.Enqueue(item);
                }
                if (element.ValueKind != JsonValueKind.Object)
                    continue;
                if (IsArticle(element))
                    return new JsonLd(Text(element, "headline"), Name(element, "author") ?? Name(element, "creator"), Name(element, "publisher"), Text(element, "datePublished"));
                if (element.TryGetProperty("@graph", out var graph))
                    todo.Enqueue(graph);
            }
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            // An escaped half of a surrogate pair is valid JSON that no string can hold.
            return null;
        }
    }

    private static bool IsArticle(JsonElement element) =>
        element.TryGetProperty("@type", out var type) && (type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Any(NamesArticle) : NamesArticle(type));

    private static bool NamesArticle(JsonElement type) =>
        type.ValueKind == JsonValueKind.String && (type.GetString()!.EndsWith("Article", StringComparison.Ordinal) || type.GetString() is "BlogPosting" or "Report");

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? System.Net.WebUtility.HtmlDecode(text) : null;

    private static string? Name(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out var value))
            return null;
        var names = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(Name) : [Name(value)];
        var joined = string.Join(", ", names.Where(n => !string.IsNullOrWhiteSpace(n)));
        return joined.Length == 0 ? null : joined;
    }

    private static string? Name(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Object => Text(value, "name"),
        _ => null,
    };
}
