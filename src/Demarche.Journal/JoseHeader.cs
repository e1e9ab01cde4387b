using System.Text;
using System.Text.Json;

namespace Demarche.Journal;

/// <summary>A protected JOSE header, read before any key is touched: the algorithm is the profile's, never the sender's choice.</summary>
internal sealed class JoseHeader
{
    private readonly Dictionary<string, JsonElement> members = [];

    public string this[string name] => members[name].GetString()!;

    public string? Find(string name) => members.TryGetValue(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;

    public JsonElement Element(string name) => members[name];

    public static JoseHeader? Read(ReadOnlySpan<char> segment, out string? problem)
    {
        problem = null;
        if (segment.Length > Limits.HeaderCharacters) problem = $"Its header is longer than {Limits.HeaderCharacters} characters.";
        else if (segment.Length == 0 || Strict.Base64(segment) is not { } bytes) problem = "Its header is not base64url.";
        else
        {
            try
            {
                using var document = JsonDocument.Parse(Strict.Utf8.GetString(bytes), new JsonDocumentOptions { MaxDepth = 4 });
                return Read(document.RootElement, out problem);
            }
            catch (Exception bad) when (bad is JsonException or DecoderFallbackException)
            {
                problem = "Its header is not JSON, or says something twice.";
            }
        }
        return null;
    }

    /// <summary>What is wrong with the header when it must have exactly these members; a null value accepts any key id.</summary>
    public string? Wrong(params ReadOnlySpan<(string Name, string? Value)> expected)
    {
        foreach (var (name, value) in expected)
        {
            if (!members.TryGetValue(name, out var member)) return $"Its header lacks \"{name}\".";
            if (name == "epk") continue;
            if (member.ValueKind != JsonValueKind.String) return $"The header member \"{name}\" must be a string.";
            var text = member.GetString()!;
            if (value is null ? Strict.Base64(text) is not { Length: 32 } : text != value)
                return value is null ? "Its key id is not a SHA-256 thumbprint." : $"The header member \"{name}\" must be {value}.";
        }
        return members.Count > expected.Length ? "Its header has members that are not accepted here." : null;
    }

    private static JoseHeader? Read(JsonElement root, out string? problem)
    {
        problem = root.ValueKind == JsonValueKind.Object ? null : "Its header is not a JSON object.";
        if (problem is not null) return null;
        // Throws for a member that stands twice and for half a surrogate pair, at any depth.
        CanonicalJson.Of(root);
        var header = new JoseHeader();
        foreach (var member in root.EnumerateObject()) header.members.Add(member.Name, member.Value.Clone());
        return header;
    }
}
