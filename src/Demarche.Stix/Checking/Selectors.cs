using System.Globalization;
using System.Text.Json;

namespace Demarche.Stix.Checking;

/// <summary>
/// Finds what the selectors of one object point at (section 7.2.3): names and <c>[index]</c> with dots between them. What a step is looked for in is
/// read through once, however many selectors pass through it: an object of thousands of properties under a thousand selectors would be read a thousand times.
/// </summary>
internal sealed class Selectors(JsonElement json)
{
    private readonly Dictionary<string, Opened> opened = new(StringComparer.Ordinal);

    /// <summary>Values read through so far.</summary>
    public long Steps { get; private set; }

    /// <summary>The value; of kind undefined where the selector points at nothing.</summary>
    public JsonElement Select(string selector)
    {
        var (value, at) = (json, 0);
        while (at <= selector.Length)
        {
            var dot = selector.IndexOf('.', at);
            var end = dot < 0 ? selector.Length : dot;
            var found = Open(selector[..Math.Max(0, at - 1)], value).Step(selector[at..end]);
            if (found.ValueKind == JsonValueKind.Undefined) return default;
            (value, at) = (found, end + 1);
        }
        return value;
    }

    private Opened Open(string path, JsonElement value)
    {
        if (opened.TryGetValue(path, out var known)) return known;
        var made = new Opened(value);
        Steps += made.Count;
        return opened[path] = made;
    }

    private sealed class Opened
    {
        private readonly Dictionary<string, JsonElement> members = new(StringComparer.Ordinal);
        private readonly List<JsonElement> items = [];

        public Opened(JsonElement value)
        {
            if (value.ValueKind == JsonValueKind.Array) items.AddRange(value.EnumerateArray());
            if (value.ValueKind != JsonValueKind.Object) return;
            foreach (var member in value.EnumerateObject())
            {
                if (ForeignJson.Name(member) is { } name) members[name] = member.Value;
            }
        }

        public int Count => members.Count + items.Count;

        public JsonElement Step(string step) =>
            step is ['[', .. var digits, ']'] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < items.Count
                ? items[at] : members.GetValueOrDefault(step);
    }
}
