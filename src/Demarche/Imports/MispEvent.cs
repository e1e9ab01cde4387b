using System.Text;
using System.Text.Json;

namespace Demarche.Imports;

/// <summary>An attribute of a MISP event, alone or of one of its objects.</summary>
/// <param name="Relation">What it is to its object; empty for one that stands alone.</param>
/// <param name="ToIds">Whether its originator marks it for detection; null where that is not said.</param>
/// <param name="AsOf">When its originator last changed it.</param>
/// <param name="Json">As it stands in the event.</param>
internal sealed record MispAttribute(
    string Category, string Type, string Value, string Relation, string Comment, bool? ToIds, IReadOnlyList<string> Tags,
    ApproximateTime? FirstSeen,
    ApproximateTime? LastSeen, string? AsOf, bool IsDeleted, JsonElement Json);

/// <summary>An object of a MISP event.</summary>
/// <param name="References">What it refers to: the relationship, and the id of an object or attribute.</param>
internal sealed record MispObject(
    string Uuid, string Name, string Comment, ApproximateTime? FirstSeen, ApproximateTime? LastSeen, bool IsDeleted,
    IReadOnlyList<MispAttribute> Attributes,
    IReadOnlyList<(string Relationship, string To)> References, JsonElement Json);

/// <summary>An event in the MISP core format (Internet-Draft draft-dulaunoy-misp-core-format).</summary>
/// <param name="Organisation">Who made it; where that is not said, whose server it came from.</param>
/// <param name="ThreatLevel">In words; null where it says nothing.</param>
/// <param name="Analysis">How far its originator's analysis had come, in words.</param>
/// <param name="Attributes">Those that stand alone, the deleted ones too.</param>
/// <param name="Raw">Its JSON as it stands in the file.</param>
internal sealed record MispEvent(
    string? Uuid, string Info, string? Date, string? Organisation, string? ThreatLevel, string? Analysis, string? AsOf,
    IReadOnlyList<string> Tags,
    IReadOnlyList<MispAttribute> Attributes, IReadOnlyList<MispObject> Objects, string Raw, JsonElement Json)
{
    /// <summary>All that counts: what its originator deleted says nothing any more, and what stands in a deleted object is deleted with
    /// it.</summary>
    public IEnumerable<MispAttribute> Standing =>
        Attributes.Concat(Objects.Where(o => !o.IsDeleted).SelectMany(o => o.Attributes)).Where(a => !a.IsDeleted);

    /// <summary>The events of a file: one by itself, one under <c>Event</c>, or several under <c>response</c>.</summary>
    /// <param name="refused">How many things of it were not taken for an event that can be read; the file itself counts where nothing
    /// of it was read.</param>
    public static IReadOnlyList<MispEvent> Read(ReadOnlyMemory<byte> bytes, string file, List<ImportProblem> problems, out int refused)
    {
        var failed = 0;
        void Tell(Defect defect, string what, string? column = null, int? line = null)
        {
            failed++;
            problems.Add(new(defect, file, line, column, what));
        }
        List<MispEvent> read = [];
        if (bytes.Length > ImportLimits.EventBytes)
        {
            Tell(Defect.TooMuch, $"It is larger than {ImportLimits.EventBytes / 1024 / 1024} MiB. Nothing of it was read.");
        }
        else
        {
            try
            {
                List<JsonElement> events = [];
                Find(Parsed(bytes, file, problems), events);
                if (events.Count == 0) Tell(Defect.NoIncident,
                    "This is no MISP event: it has no info, neither by itself, nor under Event or response.");
                if (events.Count > ImportLimits.Events) Tell(Defect.TooMuch,
                    $"A file takes at most {ImportLimits.Events} events. The others were not read.");
                foreach (var one in events.Take(ImportLimits.Events))
                {
                    var e = Of(one);
                    if (e.Attributes.Count + e.Objects.Sum(o => o.Attributes.Count) > ImportLimits.Attributes)
                        Tell(Defect.TooMuch, $"Event “{Cut.To(e.Info, 80, "…")}” has more than {ImportLimits.Attributes} attributes. It was not taken.", "Attribute");
                    else if (e.Info.Length == 0) Tell(Defect.MissingText, "An event has no info; it was not taken.", "info");
                    else read.Add(e);
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
            }
            catch (JsonException problem)
            {
                Tell(Defect.UnreadableRow, "This is no JSON from here on, or names a member twice. Nothing of it was read.", null,
                    (int)Math.Min((problem.LineNumber ?? 0) + 1, int.MaxValue));
            }
        }
        refused = failed;
        return read;
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
        var organisation = Given(Member(e, "Orgc"), "name") ?? Given(Member(e, "Org"), "name");
        return new(Given(e, "uuid"), MispJson.Text(e, "info"), Given(e, "date"), organisation,
            MispJson.Text(e, "threat_level_id") switch { "1" => "high", "2" => "medium", "3" => "low", "4" => "undefined", _ => null },
            MispJson.Text(e, "analysis") switch { "0" => "initial", "1" => "ongoing", "2" => "completed", _ => null },
            MispJson.Moment(e, "timestamp")?.Value, MispJson.Tags(e), [.. MispJson.Items(e, "Attribute").Select(Attribute)],
                [.. MispJson.Items(e, "Object").Select(Object)],
            e.GetRawText(), e);
    }

    private static MispObject Object(JsonElement o) =>
        new(MispJson.Text(o, "uuid"), MispJson.Text(o, "name"), MispJson.Text(o, "comment"), MispJson.Moment(o, "first_seen"),
        MispJson.Moment(o, "last_seen"), MispJson.IsTrue(o, "deleted") == true, [.. MispJson.Items(o, "Attribute").Select(Attribute)],
        [.. MispJson.Items(o, "ObjectReference").Where(r => MispJson.IsTrue(r, "deleted") != true)
            .Select(r => (MispJson.Text(r, "relationship_type"), MispJson.Text(r, "referenced_uuid")))], o);

    private static MispAttribute Attribute(JsonElement a) =>
        new(MispJson.Text(a, "category"), MispJson.Text(a, "type"), MispJson.Text(a, "value"), MispJson.Text(a, "object_relation"),
        MispJson.Text(a, "comment"), MispJson.IsTrue(a, "to_ids"), MispJson.Tags(a), MispJson.Moment(a, "first_seen"),
            MispJson.Moment(a, "last_seen"),
        MispJson.Moment(a, "timestamp")?.Value, MispJson.IsTrue(a, "deleted") == true, a);

    private static JsonElement Member(JsonElement of, string name) => of.TryGetProperty(name, out var value) ? value : default;

    private static string? Given(JsonElement of, string name) => MispJson.Text(of, name) is { Length: > 0 } text ? text : null;
}
