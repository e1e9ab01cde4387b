using System.Text.Json.Nodes;

namespace Demarche.Stix;

/// <summary>
/// Writing the objects that a desk sends. Equal arguments give equal bytes; each method throws <see cref="ArgumentException"/> when what
/// it is given does not make a valid object.
/// </summary>
public static class StixObjects
{
    /// <summary>Any domain, relationship or meta object: the header, then the properties in their order.</summary>
    /// <exception cref="ArgumentException">The result is not valid STIX 2.1.</exception>
    public static StixObject Create(StixHeader header, JsonObject properties) => Begin(header).PutAll(properties).End(header);

    /// <summary>Who speaks, or who is spoken of (section 4.5).</summary>
    /// <param name="header">Its identifier is of type identity.</param>
    /// <param name="name">The name to show.</param>
    /// <param name="identityClass">One of identity-class-ov.</param>
    /// <param name="description">In words.</param>
    /// <param name="contact">How to reach them, in words.</param>
    public static StixObject Identity(StixHeader header, string name, string identityClass = "organization", string? description = null, string? contact = null) =>
        Begin(header, "identity").Put("name", name).Put("description", description).Put("identity_class", identityClass).Put("contact_information", contact).End(header);

    /// <summary>An incident (section 4.6): in STIX 2.1 a name and a description.</summary>
    public static StixObject Incident(StixHeader header, string name, string? description = null) =>
        Begin(header, "incident").Put("name", name).Put("description", description).End(header);

    /// <summary>Objects that belong together (section 4.4).</summary>
    /// <param name="context">One of grouping-context-ov.</param>
    public static StixObject Grouping(StixHeader header, string name, IEnumerable<StixId> objects, string? description = null, string context = "unspecified") =>
        Begin(header, "grouping").Put("name", name).Put("description", description).Put("context", context).Put("object_refs", objects).End(header);

    /// <summary>Words about other objects (section 4.13).</summary>
    public static StixObject Note(StixHeader header, string content, IEnumerable<StixId> objects, string? @abstract = null, params IEnumerable<string> authors) =>
        Begin(header, "note").Put("abstract", @abstract).Put("content", content).Put("authors", authors).Put("object_refs", objects).End(header);

    /// <summary>A published account (section 4.16).</summary>
    /// <param name="types">Of report-type-ov.</param>
    public static StixObject Report(StixHeader header, string name, StixTimestamp published, IEnumerable<StixId> objects, string? description = null, params IEnumerable<string> types) =>
        Begin(header, "report").Put("name", name).Put("description", description).Put("report_types", types).Put("published", published).Put("object_refs", objects).End(header);

    /// <summary>That observables were seen, when and how often (section 4.14).</summary>
    public static StixObject ObservedData(StixHeader header, StixTimestamp first, StixTimestamp last, int times, IEnumerable<StixId> objects) =>
        Begin(header, "observed-data").Put("first_observed", first).Put("last_observed", last).Put("number_observed", times).Put("object_refs", objects).End(header);

    /// <summary>A pattern to look for (section 4.7). The pattern's text is not checked here.</summary>
    /// <param name="patternType">One of pattern-type-ov.</param>
    public static StixObject Indicator(StixHeader header, string pattern, StixTimestamp validFrom, string? name = null, string? description = null, string patternType = "stix") =>
        Begin(header, "indicator").Put("name", name).Put("description", description).Put("pattern", pattern).Put("pattern_type", patternType).Put("valid_from", validFrom).End(header);

    /// <summary>A tie between two objects (section 5.1).</summary>
    /// <param name="type">Such as <c>attributed-to</c> or <c>derived-from</c>.</param>
    public static StixObject Relationship(StixHeader header, StixId source, string type, StixId target, string? description = null) =>
        Begin(header, "relationship").Put("relationship_type", type).Put("description", description).Put("source_ref", source).Put("target_ref", target).End(header);

    /// <summary>How far its author agrees with other objects (section 4.15).</summary>
    /// <param name="opinion">One of opinion-enum.</param>
    public static StixObject Opinion(StixHeader header, string opinion, IEnumerable<StixId> objects, string? explanation = null, params IEnumerable<string> authors) =>
        Begin(header, "opinion").Put("explanation", explanation).Put("authors", authors).Put("opinion", opinion).Put("object_refs", objects).End(header);

    /// <summary>A place (section 4.10); a region or a country is needed.</summary>
    /// <param name="country">ISO 3166-1 alpha-2.</param>
    /// <param name="region">One of region-ov.</param>
    public static StixObject Location(StixHeader header, string? name = null, string? country = null, string? region = null) =>
        Begin(header, "location").Put("name", name).Put("region", region).Put("country", country).End(header);

    /// <summary>A marking in words (section 7.2.1). A marking has no versions, so the header's <c>Modified</c> is not written.</summary>
    public static StixObject StatementMarking(StixHeader header, string statement) =>
        Begin(header, "marking-definition").Put("definition_type", "statement").Put("definition", new JsonObject { ["statement"] = statement }).End(header);

    /// <summary>A marking that only an extension of the header explains (section 7.2.1).</summary>
    public static StixObject ExtensionMarking(StixHeader header, string name) => Begin(header, "marking-definition").Put("name", name).End(header);

    /// <summary>The definition of an extension (section 7.3).</summary>
    /// <param name="schema">Where its JSON Schema is, or its text.</param>
    /// <param name="version">MAJOR.MINOR.PATCH.</param>
    /// <param name="types">Of extension-type-enum.</param>
    public static StixObject ExtensionDefinition(StixHeader header, string name, string description, string schema, string version, params IEnumerable<string> types) =>
        Begin(header, "extension-definition").Put("name", name).Put("description", description).Put("schema", schema).Put("version", version).Put("extension_types", types).End(header);

    private static ObjectWriter Begin(StixHeader header, string? type = null)
    {
        if (type is not null && header.Id.Type != type) throw new ArgumentException($"The identifier {header.Id} is not one of {type}.", nameof(header));
        return new ObjectWriter()
            .Put("type", header.Id.Type)
            .Put("spec_version", "2.1")
            .Put("id", header.Id)
            .Put("created_by_ref", header.CreatedBy)
            .Put("created", header.Created)
            .Put("modified", header.Id.Type == "marking-definition" ? null : header.Modified)
            .Put("revoked", header.Revoked ? true : null)
            .Put("labels", header.Labels)
            .Put("confidence", header.Confidence)
            .Put("lang", header.Lang)
            .PutAll(header.Others)
            .Put("object_marking_refs", header.Markings);
    }

    private static StixObject End(this ObjectWriter writer, StixHeader header) => writer.Put("extensions", header.Extensions).ToObject();
}
