using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Demarche.Journal;

/// <summary>The JSON Canonicalization Scheme: one byte sequence for one JSON value (RFC 8785).</summary>
public static class CanonicalJson
{
    /// <summary>Deeper JSON than this is refused: nesting is the cheapest way to exhaust a reader's stack.</summary>
    public const int MaximumDepth = 64;

    private const string HalfPair = "A string holds half of a surrogate pair.";

    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(c => (char)c), '"', '\\']);

    /// <summary>The canonical text of a JSON text.</summary>
    /// <exception cref="JsonException">The text is not JSON, nests too deeply, repeats a property name, holds a lone surrogate, or a number that is no finite double.</exception>
    public static string Of(string json)
    {
        if (!Strict.IsUnicode(json)) throw new JsonException(HalfPair);
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaximumDepth });
        return Of(document.RootElement);
    }

    /// <summary>The canonical text of a JSON value.</summary>
    /// <exception cref="JsonException">It nests too deeply, an object repeats a property name, a string holds a lone surrogate, or a number is no finite double.</exception>
    public static string Of(JsonElement value) => Encoding.UTF8.GetString(Written(value).WrittenSpan);

    /// <summary>The canonical text of a value as <see cref="JsonSerializer"/> writes it.</summary>
    public static string Of<T>(T value, JsonSerializerOptions? options = null)
    {
        using var document = JsonSerializer.SerializeToDocument(value, options);
        return Of(document.RootElement);
    }

    /// <summary>The UTF-8 bytes of <see cref="Of(JsonElement)"/>, which are what is hashed and signed.</summary>
    public static byte[] Bytes(JsonElement value) => Written(value).WrittenSpan.ToArray();

    internal static void WriteString(StringBuilder text, ReadOnlySpan<char> value)
    {
        text.Append('"');
        while (!value.IsEmpty)
        {
            var at = value.IndexOfAny(Escaped);
            if (at < 0)
            {
                text.Append(value);
                break;
            }
            text.Append(value[..at]);
            text.Append(value[at] switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\t' => "\\t",
                '\n' => "\\n",
                '\f' => "\\f",
                '\r' => "\\r",
                var c => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
            });
            value = value[(at + 1)..];
        }
        text.Append('"');
    }

    /// <summary>ECMAScript's Number::toString, which RFC 8785 section 3.2.2.3 prescribes.</summary>
    internal static string Number(double value)
    {
        if (!double.IsFinite(value)) throw new JsonException("A JSON number must be finite.");
        if (value == 0) return "0";
        var round = value.ToString("R", CultureInfo.InvariantCulture);
        var negative = round[0] == '-';
        if (negative) round = round[1..];
        var mark = round.IndexOf('E', StringComparison.Ordinal);
        var exponent = mark < 0 ? 0 : int.Parse(round.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = mark < 0 ? round : round[..mark];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? mantissa : mantissa[..point];
        var digits = point < 0 ? mantissa : whole + mantissa[(point + 1)..];
        var position = whole.Length + exponent;
        var leading = digits.Length - digits.TrimStart('0').Length;
        digits = digits[leading..].TrimEnd('0');
        position -= leading;
        var text = position switch
        {
            > 21 or <= -6 => (digits.Length == 1 ? digits : digits[..1] + "." + digits[1..])
                + "e" + (position > 0 ? "+" : "") + (position - 1).ToString(CultureInfo.InvariantCulture),
            <= 0 => "0." + new string('0', -position) + digits,
            _ when digits.Length <= position => digits + new string('0', position - digits.Length),
            _ => digits[..position] + "." + digits[position..],
        };
        return negative ? "-" + text : text;
    }

    private static ArrayBufferWriter<byte> Written(JsonElement value)
    {
        // Seldom longer than what it is read from.
        var text = new ArrayBufferWriter<byte>(JsonMarshal.GetRawUtf8Value(value).Length + 1);
        Write(text, value, MaximumDepth);
        return text;
    }

    private static void Write(ArrayBufferWriter<byte> text, JsonElement value, int depth)
    {
        if (depth == 0 && value.ValueKind is (JsonValueKind.Object or JsonValueKind.Array)) throw new JsonException($"The JSON nests more than {MaximumDepth} deep.");
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(text, value, depth);
                break;
            case JsonValueKind.Array:
                text.Write("["u8);
                var first = true;
                foreach (var item in value.EnumerateArray())
                {
                    if (!first) text.Write(","u8);
                    first = false;
                    Write(text, item, depth - 1);
                }
                text.Write("]"u8);
                break;
            case JsonValueKind.String when JsonMarshal.GetRawUtf8Value(value) is var raw && IsCanonical(raw):
                text.Write(raw);
                break;
            case JsonValueKind.String:
                WriteString(text, Text(value));
                break;
            case JsonValueKind.Number:
                Encoding.UTF8.GetBytes(Number(value.GetDouble()), text);
                break;
            case JsonValueKind.True:
                text.Write("true"u8);
                break;
            case JsonValueKind.False:
                text.Write("false"u8);
                break;
            case JsonValueKind.Null:
                text.Write("null"u8);
                break;
            default:
                throw new JsonException("There is no JSON value to write.");
        }
    }

    private static void WriteObject(ArrayBufferWriter<byte> text, JsonElement value, int depth)
    {
        var properties = value.EnumerateObject().ToArray();
        // What is wrong with a name is said here: a sort would wrap it.
        foreach (var property in properties.Where(p => !IsPlain(JsonMarshal.GetRawUtf8PropertyName(p)))) Name(property);
        Array.Sort(properties, InOrder);
        text.Write("{"u8);
        for (var i = 0; i < properties.Length; i++)
        {
            if (i > 0)
            {
                if (InOrder(properties[i], properties[i - 1]) == 0)
                    throw new JsonException($"The property \"{Strict.Shown(Name(properties[i]))}\" stands twice in one object.");
                text.Write(","u8);
            }
            WriteName(text, properties[i]);
            text.Write(":"u8);
            Write(text, properties[i].Value, depth - 1);
        }
        text.Write("}"u8);
    }

    private static void WriteName(ArrayBufferWriter<byte> text, JsonProperty property)
    {
        var raw = JsonMarshal.GetRawUtf8PropertyName(property);
        if (!IsCanonical(raw))
        {
            WriteString(text, Name(property));
            return;
        }
        text.Write("\""u8);
        text.Write(raw);
        text.Write("\""u8);
    }

    private static void WriteString(ArrayBufferWriter<byte> text, string value)
    {
        var written = new StringBuilder(value.Length + 2);
        WriteString(written, value);
        Encoding.UTF8.GetBytes(written.ToString(), text);
    }

    // A parsed string without a backslash holds neither quote nor control character, so it stands as it will be written.
    private static bool IsCanonical(ReadOnlySpan<byte> raw) => !raw.Contains((byte)'\\') && Utf8.IsValid(raw);

    // RFC 8785 section 3.2.3 orders names by their UTF-16 units, which for ASCII is the order of the bytes.
    private static int InOrder(JsonProperty first, JsonProperty second)
    {
        var one = JsonMarshal.GetRawUtf8PropertyName(first);
        var other = JsonMarshal.GetRawUtf8PropertyName(second);
        return IsPlain(one) && IsPlain(other) ? one.SequenceCompareTo(other) : string.CompareOrdinal(Name(first), Name(second));
    }

    private static bool IsPlain(ReadOnlySpan<byte> raw) => !raw.Contains((byte)'\\') && Ascii.IsValid(raw);

    private static string Name(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            throw new JsonException(HalfPair);
        }
    }

    private static string Text(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new JsonException(HalfPair);
        }
    }
}
