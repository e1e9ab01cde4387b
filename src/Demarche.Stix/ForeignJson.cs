using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;

namespace Demarche.Stix;

/// <summary>Reading JSON that an outsider wrote: nothing here throws on what it reads.</summary>
internal static class ForeignJson
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = StixLimits.Depth, AllowDuplicateProperties = false };

    /// <summary>
    /// The value that bytes are. A name that stands twice in one object is refused: two readers could take different values, and a
    /// filter would see another object than the recipient (RFC 8259 section 4).
    /// </summary>
    public static StixProblem? Read(ReadOnlyMemory<byte> utf8, out JsonElement value)
    {
        value = default;
        if (utf8.Length > StixLimits.Bytes) return Whole($"This has {utf8.Length:N0} bytes; the limit is {StixLimits.Bytes:N0}.");
        var bytes = utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
        if (!Utf8.IsValid(bytes.Span)) return Whole("This is not UTF-8.");
        try
        {
            value = JsonElement.Parse(bytes.Span, Strict);
            return null;
        }
        catch (JsonException e)
        {
            return Whole($"This is not JSON that can be read: {e.Message}");
        }
    }

    /// <summary>A string's text; null when the value is no string or holds half of a surrogate pair.</summary>
    public static string? Text(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String) return null;
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Whether a string is readable and no longer than so many characters, as far as that can be seen without decoding it.</summary>
    public static bool IsPlain(JsonElement text, int length)
    {
        var raw = JsonMarshal.GetRawUtf8Value(text);
        return raw.Length <= length && !raw.Contains((byte)'\\') && Utf8.IsValid(raw);
    }

    /// <summary>A member's name; null when it holds half of a surrogate pair.</summary>
    public static string? Name(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A member's value; a value of kind undefined when the object has no such member, cannot be searched, or is no object.</summary>
    public static JsonElement Member(this JsonElement value, string name)
    {
        if (value.ValueKind != JsonValueKind.Object) return default;
        try
        {
            return value.TryGetProperty(name, out var member) ? member : default;
        }
        catch (InvalidOperationException)
        {
            // Another name of the object holds half of a surrogate pair.
            return default;
        }
    }

    private static StixProblem Whole(string message) => new("", message, StixSeverity.Error);
}
