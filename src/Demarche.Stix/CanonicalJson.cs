using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Demarche.Stix;

/// <summary>The JSON Canonicalization Scheme (RFC 8785), which the ids of cyber-observables are computed over.</summary>
internal static class CanonicalJson
{
    /// <exception cref="JsonException">An object repeats a name, a number is not finite, or a string holds half of a surrogate pair.</exception>
    public static string Of(JsonElement value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    internal static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            switch (c)
            {
                case '"': text.Append("\\\""); break;
                case '\\': text.Append("\\\\"); break;
                case '\b': text.Append("\\b"); break;
                case '\t': text.Append("\\t"); break;
                case '\n': text.Append("\\n"); break;
                case '\f': text.Append("\\f"); break;
                case '\r': text.Append("\\r"); break;
                case < ' ': text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"); break;
                default: text.Append(c); break;
            }
        }
        text.Append('"');
    }

    /// <summary>ECMAScript's Number::toString (RFC 8785 section 3.2.2.3).</summary>
    internal static string Number(double value)
    {
        if (!double.IsFinite(value)) throw new JsonException("A JSON number must be finite.");
        if (value == 0) return "0";
        var shortest = value.ToString("R", CultureInfo.InvariantCulture).TrimStart('-');
        var mark = shortest.IndexOf('E', StringComparison.Ordinal);
        var digits = (mark < 0 ? shortest : shortest[..mark]).Replace(".", "", StringComparison.Ordinal).Trim('0');
        var exponent = Exponent(shortest, mark);
        var position = exponent + 1;
        var magnitude = position switch
        {
            > 21 or <= -6 => (digits.Length == 1 ? digits : digits[..1] + "." + digits[1..])
                + (exponent > 0 ? "e+" : "e") + exponent.ToString(CultureInfo.InvariantCulture),
            <= 0 => "0." + new string('0', -position) + digits,
            _ when digits.Length <= position => digits + new string('0', position - digits.Length),
            _ => digits[..position] + "." + digits[position..],
        };
        return value < 0 ? "-" + magnitude : magnitude;
    }

    private static int Exponent(string shortest, int mark)
    {
        if (mark >= 0) return int.Parse(shortest.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var point = shortest.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? shortest : shortest[..point];
        if (whole != "0") return whole.Length - 1;
        var zeros = shortest.AsSpan(point + 1).IndexOfAnyExcept('0');
        return -zeros - 1;
    }

    private static void Write(StringBuilder text, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object: WriteObject(text, value); break;
            case JsonValueKind.Array: WriteArray(text, value); break;
            case JsonValueKind.String: WriteString(text, ForeignJson.Text(value) ?? throw new JsonException("A string holds half of a surrogate pair.")); break;
            case JsonValueKind.Number: text.Append(Number(value.GetDouble())); break;
            default: text.Append(value.GetRawText()); break;
        }
    }

    private static void WriteArray(StringBuilder text, JsonElement value)
    {
        text.Append('[');
        var first = true;
        foreach (var item in value.EnumerateArray())
        {
            if (!first) text.Append(',');
            first = false;
            Write(text, item);
        }
        text.Append(']');
    }

    private static void WriteObject(StringBuilder text, JsonElement value)
    {
        var members = value.EnumerateObject()
            .Select(p => (Name: ForeignJson.Name(p) ?? throw new JsonException("A name holds half of a surrogate pair."), p.Value))
            .OrderBy(p => p.Name, StringComparer.Ordinal)
            .ToArray();
        text.Append('{');
        for (var i = 0; i < members.Length; i++)
        {
            if (i > 0 && members[i].Name == members[i - 1].Name) throw new JsonException($"The name \"{members[i].Name}\" stands twice in one object.");
            if (i > 0) text.Append(',');
            WriteString(text, members[i].Name);
            text.Append(':');
            Write(text, members[i].Value);
        }
        text.Append('}');
    }
}
