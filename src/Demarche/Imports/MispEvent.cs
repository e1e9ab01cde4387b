using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Demarche.Imports;

/// <summary>An attribute of a MISP event, alone or of one of its objects.</summary>
/// <param name="Object">The name of the object it belongs to; null for none.</param>
internal sealed record MispAttribute(string Category, string Type, string Value, string Comment, IReadOnlyList<string> Tags, string? FirstSeen, string? LastSeen, string? Object);

/// <summary>An event in the MISP core format (Internet-Draft draft-dulaunoy-misp-core-format).</summary>
/// <param name="Raw">Its JSON as it stands in the file.</param>
/// <param name="LeftOut">What it holds beside these, by name, and how often: deleted attributes, proposals, galaxies.</param>
internal sealed record MispEvent(
    string? Uuid, string Info, string? Date, string? Organisation, IReadOnlyList<string> Tags, IReadOnlyList<MispAttribute> Attributes, string Raw,
    IReadOnlyDictionary<string, int> LeftOut)
{
    /// <summary>The events of a file: one by itself, one under <c>Event</c>, or several under <c>response</c>.</summary>
    public static IReadOnlyList<MispEvent> Read(ReadOnlyMemory<byte> bytes, string file, List<ImportProblem> problems)
    {
        void Tell(Defect defect, string what, string? column = null, int? line = null) => problems.Add(new(defect, file, line, column, what));
        if (bytes.Length > ImportLimits.EventBytes)
        {
            Tell(Defect.TooMuch, $"It is larger than {ImportLimits.EventBytes / 1024 / 1024} MiB. Nothing of it was read.");
            return [];
        }
        try
        {
            _ = new UTF8Encoding(false, true).GetCharCount(bytes.Span);
            // Of two members of one name another reader may take the other: the tags of one may be wider than those of the other.
            using var json = JsonDocument.Parse(bytes.Span is [0xEF, 0xBB, 0xBF, ..] ? bytes[3..] : bytes, new JsonDocumentOptions { AllowDuplicateProperties = false });
            List<JsonElement> events = [];
            Find(json.RootElement, events);
            if (events.Count == 0) Tell(Defect.NoIncident, "This is no MISP event: it has no info, neither by itself, nor under Event or response.");
            if (events.Count > ImportLimits.Events) Tell(Defect.TooMuch, $"A file takes at most {ImportLimits.Events} events. The others were not read.");
            List<MispEvent> read = [];
            foreach (var one in events.Take(ImportLimits.Events))
            {
                var e = Of(one);
                if (e.Attributes.Count > ImportLimits.Attributes) Tell(Defect.TooMuch, $"Event “{Cut.To(e.Info, 80, "…")}” has more than {ImportLimits.Attributes} attributes. It was not taken.", "Attribute");
                else if (e.Info.Length == 0) Tell(Defect.MissingText, "An event has no info; it was not taken.", "info");
                else read.Add(e);
            }
            return read;
        }
        catch (DecoderFallbackException)
        {
            Tell(Defect.UnreadableRow, "This is not UTF-8. Nothing of it was read.");
        }
        catch (InvalidOperationException)
        {
            Tell(Defect.UnreadableRow, "A text in it has half of a surrogate pair, which is no character. Nothing of it was read.");
        }
        catch (JsonException problem)
        {
            Tell(Defect.UnreadableRow, "This is no JSON from here on, or names a member twice. Nothing of it was read.", null, (int)Math.Min((problem.LineNumber ?? 0) + 1, int.MaxValue));
        }
        return [];
    }

    private static void Find(JsonElement at, List<JsonElement> events)
    {
        if (at.ValueKind == JsonValueKind.Array)
        {
            foreach (var one in at.EnumerateArray()) Find(one, events);
        }
        else if (at.ValueKind == JsonValueKind.Object)
        {
            if (at.TryGetProperty("response", out var inner) || at.TryGetProperty("Event", out inner)) Find(inner, events);
            else if (at.TryGetProperty("info", out _)) events.Add(at);
        }
    }

    private static MispEvent Of(JsonElement e)
    {
        Dictionary<string, int> left = [];
        void Leave(string what, int count) => left[what] = left.GetValueOrDefault(what) + count;
        List<MispAttribute> attributes = [];
        void Take(JsonElement holder, string? of)
        {
            foreach (var a in Items(holder, "Attribute"))
            {
                if (a.TryGetProperty("deleted", out var deleted) && deleted.ValueKind is JsonValueKind.True || Text(a, "deleted") == "1") Leave("deleted attribute", 1);
                else attributes.Add(new(Text(a, "category"), Text(a, "type"), Text(a, "value"), Text(a, "comment"), TagsOf(a), Seen(a, "first_seen"), Seen(a, "last_seen"), of));
                if (Text(a, "data").Length > 0) Leave("attached file", 1);
                Leave("proposal", Items(a, "ShadowAttribute").Count());
                Leave("sighting", Items(a, "Sighting").Count());
            }
        }
        Take(e, null);
        foreach (var one in Items(e, "Object"))
        {
            Take(one, Text(one, "name"));
            Leave("reference between objects", Items(one, "ObjectReference").Count());
        }
        foreach (var (member, called) in new[] { ("ShadowAttribute", "proposal"), ("Galaxy", "galaxy"), ("RelatedEvent", "related event"), ("EventReport", "report") })
            Leave(called, Items(e, member).Count());
        var organisation = e.TryGetProperty("Orgc", out var org) || e.TryGetProperty("Org", out org) ? Text(org, "name") : "";
        return new(Text(e, "uuid") is { Length: > 0 } uuid ? uuid : null, Text(e, "info"), Text(e, "date") is { Length: > 0 } date ? date : null,
            organisation.Length > 0 ? organisation : null, TagsOf(e), attributes, e.GetRawText(), left.Where(l => l.Value > 0).ToDictionary());
    }

    private static IEnumerable<JsonElement> Items(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.Object) : [];

    private static IReadOnlyList<string> TagsOf(JsonElement of) => [.. Items(of, "Tag").Select(t => Text(t, "name")).Where(n => n.Length > 0)];

    private static string Text(JsonElement of, string name) => of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value)
        ? value.ValueKind switch { JsonValueKind.String => value.GetString()!.Trim(), JsonValueKind.Number => value.GetRawText(), _ => "" } : "";

    // Seconds since 1970 in old exports, ISO 8601 in later ones.
    private static string? Seen(JsonElement of, string name) => Text(of, name) is not { Length: > 0 } text ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 253_402_300_799 ? Times.Text(DateTimeOffset.FromUnixTimeSeconds(seconds)) : text;
}
