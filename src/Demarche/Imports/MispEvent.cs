using System.Text;
using System.Text.Json;

namespace Demarche.Imports;

/// <summary>An attribute of a MISP event, alone or of one of its objects.</summary>
/// <param name="Relation">What it is to its object; empty for one that stands alone.</param>
/// <param name="ToIds">Whether its originator marks it for detection; null where that is not said.</param>
/// <param name="Labels">How far it may go: its own labels, and those of its object.</param>
/// <param name="AsOf">When its originator last changed it.</param>
/// <param name="Unread">What of it has not the form that it should have. Where that is more than a time, nothing of it is taken.</param>
/// <param name="Json">As it stands in the event.</param>
internal sealed record MispAttribute(
    string Uuid, string Category, string Type, string Value, string Relation, string Comment, bool? ToIds, IReadOnlyList<string> Tags,
    IReadOnlyList<MispLabel> Labels, ApproximateTime? FirstSeen, ApproximateTime? LastSeen, string? AsOf, bool IsDeleted,
    IReadOnlyList<MispUnread> Unread, JsonElement Json)
{
    /// <summary>The strictest of its labels; null where it has none.</summary>
    public Tlp? Level => MispLabels.Strictest(Labels);

    /// <summary>Why it says nothing: what of it could not be read; null where all of it could.</summary>
    public string? WhyUnread => Unread.FirstOrDefault(u => !u.IsTime) is { } odd ? $"its {odd.Member} is not {odd.Why}" : null;

    /// <summary>Whether it counts: what its originator deleted says nothing any more.</summary>
    public bool Stands => !IsDeleted && WhyUnread is null;
}

/// <summary>An object of a MISP event.</summary>
/// <param name="References">What it refers to: the relationship, and the id of an object or attribute.</param>
/// <param name="Unread">What of it has not the form that it should have.</param>
internal sealed record MispObject(
    string Uuid, string Name, string Comment, ApproximateTime? FirstSeen, ApproximateTime? LastSeen, bool IsDeleted,
    IReadOnlyList<MispAttribute> Attributes,
    IReadOnlyList<(string Relationship, string To)> References, IReadOnlyList<MispUnread> Unread, JsonElement Json)
{
    /// <summary>Why nothing of it counts: what it is, or whether it is deleted, could not be read; null where it could.</summary>
    public string? WhyUnread => Unread.FirstOrDefault(u => u.Member is "name" or "deleted") is { } odd
        ? $"its {odd.Member} is not {odd.Why}" : null;

    /// <summary>Whether it counts.</summary>
    public bool Stands => !IsDeleted && WhyUnread is null;
}

/// <summary>What a file holds.</summary>
/// <param name="Refused">Events that are not taken as a whole.</param>
/// <param name="Failed">How many things of it were not taken for an event that can be read; the file itself counts where nothing of it
/// was read.</param>
internal sealed record MispFile(IReadOnlyList<MispEvent> Events, IReadOnlyList<MispEvent> Refused, int Failed);

/// <summary>An event in the MISP core format (Internet-Draft draft-dulaunoy-misp-core-format).</summary>
/// <param name="Organisation">Who made it; where that is not said, whose server it came from.</param>
/// <param name="ThreatLevel">In words; null where it says nothing.</param>
/// <param name="Analysis">How far its originator's analysis had come, in words.</param>
/// <param name="Labels">How far it may go as a whole, but for what its parts ask for.</param>
/// <param name="Attributes">Those that stand alone, the deleted ones too.</param>
/// <param name="Unread">What of it has not the form that it should have.</param>
/// <param name="Raw">Its JSON as it stands in the file.</param>
internal sealed record MispEvent(
    string? Uuid, string Info, string? Date, string? Organisation, string? ThreatLevel, string? Analysis, string? AsOf,
    IReadOnlyList<string> Tags, IReadOnlyList<MispLabel> Labels,
    IReadOnlyList<MispAttribute> Attributes, IReadOnlyList<MispObject> Objects, IReadOnlyList<MispUnread> Unread, string Raw,
        JsonElement Json)
{
    /// <summary>What the whole of it is worth: no less than its strictest part, the deleted ones too; null where nothing has a
    /// label.</summary>
    public Tlp? Whole { get; } = MispLabels.Strictest(MispLabels.Anywhere(Json));

    /// <summary>Everything of it, and of its parts, that has not the form that it should have, and where.</summary>
    public IEnumerable<(string Place, MispUnread What)> NotRead => Unread.Select(u => ("event", u))
        .Concat(Objects.SelectMany(o => o.Unread.Select(u => ($"object {o.Name} {o.Uuid}".TrimEnd(), u))))
        .Concat(Attributes.Concat(Objects.SelectMany(o => o.Attributes)).SelectMany(a => a.Unread.Select(u =>
            ($"attribute {a.Type} {a.Uuid}".TrimEnd(), u))));

    /// <summary>The events of a file: one by itself, one under <c>Event</c>, or several under <c>response</c>.</summary>
    public static MispFile Read(ReadOnlyMemory<byte> bytes, string file, List<ImportProblem> problems)
    {
        var failed = 0;
        void Tell(Defect defect, string what, string? column = null, int? line = null)
        {
            failed++;
            problems.Add(new(defect, file, line, column, what));
        }
        List<MispEvent> read = [], refused = [];
        if (bytes.Length > ImportLimits.EventBytes)
        {
            Tell(Defect.TooMuch, $"It is larger than {ImportLimits.EventBytes / 1024 / 1024} MiB. Nothing of it was read.");
        }
        else
        {
            try
            {
                List<JsonElement> events = [];
                Find(Parsed(bytes, file, problems), events, out var others);
                if (events.Count == 0) Tell(Defect.NoIncident,
                    "This is no MISP event: it has no info, neither by itself, nor under Event or response.");
                else if (others > 0) Tell(Defect.NoIncident,
                    $"{others} of the things in its lists are no MISP events: they have no info. They were not read.");
                if (events.Count > ImportLimits.Events) Tell(Defect.TooMuch,
                    $"A file takes at most {ImportLimits.Events} events. The others were not read.");
                foreach (var (n, one) in events.Index())
                {
                    var e = Of(one);
                    var isRead = false;
                    if (n >= ImportLimits.Events) isRead = false;
                    else if (e.Attributes.Count + e.Objects.Sum(o => o.Attributes.Count) > ImportLimits.Attributes)
                        Tell(Defect.TooMuch, $"Event “{Cut.To(e.Info, 80, "…")}” has more than {ImportLimits.Attributes} attributes. It was not taken.", "Attribute");
                    else if (e.Info.Length == 0) Tell(Defect.MissingText, "An event has no info; it was not taken.", "info");
                    else isRead = true;
                    (isRead ? read : refused).Add(e);
                }
            }
            catch (DecoderFallbackException)
            {
                Tell(Defect.UnreadableRow, "This is not UTF-8. Nothing of it was read.");
            }
            catch (InvalidOperationException)
            {
                Tell(Defect.UnreadableRow, "A text in it has half of a surrogate pair, which is no character. Nothing of it was read.");
                read.Clear();
                refused.Clear();
            }
            catch (JsonException problem)
            {
                Tell(Defect.UnreadableRow, "This is no JSON from here on, or names a member twice. Nothing of it was read.", null,
                    (int)Math.Min((problem.LineNumber ?? 0) + 1, int.MaxValue));
            }
        }
        return new(read, refused, failed);
    }

    // Of two members of one name another reader may take the other: the tags of one may be wider than those of the other. A comma too many
    // has one reading, and is common in events that somebody put together by hand.
    private static JsonElement Parsed(ReadOnlyMemory<byte> bytes, string file, List<ImportProblem> problems)
    {
        _ = new UTF8Encoding(false, true).GetCharCount(bytes.Span);
        var text = bytes.Span is [0xEF, 0xBB, 0xBF, ..] ? bytes[3..] : bytes;
        try
        {
            using var strict = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return strict.RootElement.Clone();
        }
        catch (JsonException wrong)
        {
            using var loose = JsonDocument.Parse(text,
                new JsonDocumentOptions { AllowDuplicateProperties = false, AllowTrailingCommas = true });
            problems.Add(new(Defect.LooseJson, file, (int)Math.Min((wrong.LineNumber ?? 0) + 1, int.MaxValue), null,
                "A comma stands before a closing bracket, which JSON does not have. The file was read without it."));
            return loose.RootElement.Clone();
        }
    }

    private static void Find(JsonElement at, List<JsonElement> events, out int others)
    {
        others = 0;
        if (at.ValueKind == JsonValueKind.Array)
        {
            foreach (var one in at.EnumerateArray())
            {
                Find(one, events, out var more);
                others += more;
            }
        }
        else if (at.ValueKind == JsonValueKind.Object && (at.TryGetProperty("response", out var inner) || at.TryGetProperty("Event",
            out inner)))
        {
            Find(inner, events, out others);
        }
        else if (at.ValueKind == JsonValueKind.Object && at.TryGetProperty("info", out _)) events.Add(at);
        else others++;
    }

    private static MispEvent Of(JsonElement e)
    {
        var json = new MispJson(e);
        // Whose server it came from says who made it only where nothing else does.
        var made = (json.Object("Orgc") ?? (e.TryGetProperty("Orgc", out JsonElement _) ? null : json.Object("Org"))) is { } by
            ? new MispJson(by).Text("name") : "";
        List<MispLabel> labels = [.. MispLabels.Of(e), .. MispLabels.OfText(json.Text("info"))];
        return new(Given(json, "uuid"), json.Text("info"), json.Day("date"), made.Length > 0 ? made : null,
            json.Of("threat_level_id", "", "high", "medium", "low", "undefined"), json.Of("analysis", "initial", "ongoing", "completed"),
            json.Moment("timestamp")?.Value, MispLabels.Tags(e), labels,
            [.. json.Items("Attribute").Select(a => Attribute(a, [], []))], [.. json.Items("Object").Select(Object)], json.Unread,
                e.GetRawText(), e);
    }

    private static MispObject Object(JsonElement o)
    {
        var json = new MispJson(o);
        List<MispLabel> labels = [.. MispLabels.Of(o), .. MispLabels.OfText(json.Text("comment"))];
        return new(json.Text("uuid"), json.Text("name"), json.Text("comment"), json.Moment("first_seen"), json.Moment("last_seen"),
            json.IsTrue("deleted") == true,
            [.. json.Items("Attribute").Select(a => Attribute(a, labels, MispLabels.Tags(o)))],
            [.. json.Items("ObjectReference").Select(r => new MispJson(r)).Where(r => r.IsTrue("deleted") != true && r.Unread.Count == 0)
                .Select(r => (r.Text("relationship_type"), r.Text("referenced_uuid")))], json.Unread, o);
    }

    // What an object is worth, each of its attributes is.
    private static MispAttribute Attribute(JsonElement a, IReadOnlyList<MispLabel> above, IReadOnlyList<string> tags)
    {
        var json = new MispJson(a);
        List<MispLabel> labels = [.. above, .. MispLabels.Of(a), .. MispLabels.OfText(json.Text("comment")),
            .. MispLabels.OfText(json.Text("value"))];
        return new(json.Text("uuid"), json.Text("category"), json.Text("type"), json.Text("value"), json.Text("object_relation"),
            json.Text("comment"),
            json.IsTrue("to_ids"), [.. tags, .. MispLabels.Tags(a)], labels, json.Moment("first_seen"), json.Moment("last_seen"),
                json.Moment("timestamp")?.Value,
            json.IsTrue("deleted") == true, json.Unread, a);
    }

    private static string? Given(MispJson of, string name) => of.Text(name) is { Length: > 0 } text ? text : null;
}
