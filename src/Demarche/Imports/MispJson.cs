using System.Globalization;
using System.Text.Json;

namespace Demarche.Imports;

/// <summary>How MISP writes values in JSON: numbers and times as texts or as numbers, yes and no as such or as 1 and 0.</summary>
internal static class MispJson
{
    public static IEnumerable<JsonElement> Items(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.Object) : [];

    public static IReadOnlyList<string> Tags(JsonElement of) => [.. Items(of, "Tag").Select(t => Text(t, "name")).Where(n => n.Length > 0)];

    public static string Text(JsonElement of, string name) => of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value)
        ? value.ValueKind switch { JsonValueKind.String => value.GetString()!.Trim(), JsonValueKind.Number => value.GetRawText(), _ => "" }
            : "";

    /// <summary>Null where it is not said.</summary>
    public static bool? IsTrue(JsonElement of, string name) => of.ValueKind != JsonValueKind.Object
        || !of.TryGetProperty(name, out var value) ? null : value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String or JsonValueKind.Number => Text(of, name) switch { "1" or "true" => true, "0" or "false" => false, _ => null },
            _ => null,
        };

    /// <summary>
    /// A moment in UTC: seconds since 1970 in old exports, ISO 8601 in later ones. The beginning of 1970 is what programs write where they
    /// know nothing.
    /// </summary>
    public static ApproximateTime? Moment(JsonElement of, string name)
    {
        var text = Text(of, name);
        DateTimeOffset time;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds < 253_402_300_799) time = DateTimeOffset.FromUnixTimeSeconds(seconds);
        else if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time)) return null;
        if (time == DateTimeOffset.UnixEpoch) return null;
        var isDay = text.Length == 10 && text[4] == '-';
        return new(time.ToString(isDay ? "yyyy-MM-dd" : time.Millisecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'"
            : "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
    }
}
