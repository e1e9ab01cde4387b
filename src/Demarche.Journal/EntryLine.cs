using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Demarche.Journal;

/// <summary>An entry as one line of an exported journal: the RFC 8785 form of all its members.</summary>
internal static class EntryLine
{
    public static string Write(Entry entry)
    {
        var text = new StringBuilder(entry.Body.Length + entry.Marking.Length + 400);
        text.Append("{\"author\":");
        CanonicalJson.WriteString(text, entry.Author);
        text.Append(",\"body\":").Append(entry.Body).Append(",\"case\":");
        CanonicalJson.WriteString(text, entry.Case);
        text.Append(",\"hash\":");
        CanonicalJson.WriteString(text, entry.Hash);
        text.Append(",\"kind\":");
        CanonicalJson.WriteString(text, entry.Kind);
        text.Append(",\"marking\":").Append(entry.Marking).Append(CultureInfo.InvariantCulture, $",\"number\":{entry.Number},\"previous\":");
        CanonicalJson.WriteString(text, entry.Previous);
        text.Append(",\"time\":");
        CanonicalJson.WriteString(text, entry.Time);
        return text.Append(CultureInfo.InvariantCulture, $",\"version\":{entry.Version}}}").ToString();
    }

    /// <summary>Reads one line's object. The body and the marking keep their spelling, so that a line that is not canonical is found.</summary>
    public static Entry? Read(JsonElement line, out string? problem)
    {
        problem = null;
        var members = new Dictionary<string, JsonElement>();
        foreach (var member in line.EnumerateObject())
            if (!members.TryAdd(member.Name, member.Value)) problem = $"The member \"{Strict.Shown(member.Name)}\" stands twice.";
        string Text(string name) => members.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : Missing(name, "a string");
        string Json(string name) => members.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.Object ? value.GetRawText() : Missing(name, "an object");
        long Whole(string name, long limit) =>
            members.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var n) && n >= 1 && n <= limit
                ? n : MissingNumber(name);
        string? missing = null;
        string Missing(string name, string what)
        {
            missing ??= $"The member \"{name}\" must be {what}.";
            return "";
        }
        long MissingNumber(string name)
        {
            Missing(name, "a whole number from 1");
            return 0;
        }

        // RFC 8785 numbers are IEEE doubles: above 2^53 two numbers would be one.
        var entry = new Entry(Text("case"), Whole("number", 1L << 53), Text("time"), Text("author"), Text("kind"), (int)Whole("version", int.MaxValue),
            Json("marking"), Json("body"), Text("previous"), Text("hash"));
        if (members.Count > 10) missing ??= "There are members that an entry does not have.";
        problem ??= missing;
        return problem is null ? entry : null;
    }
}
