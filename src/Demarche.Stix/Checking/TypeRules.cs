using System.Text.Json;

namespace Demarche.Stix.Checking;

/// <summary>The rules of single types that no table expresses.</summary>
internal static class TypeRules
{
    public static void Check(ProblemList problems, Place place, JsonElement json, string type)
    {
        switch (type)
        {
            case "malware" when IsTrue(json, "is_family") && !Has(json, "name"):
                problems.Error(place, "A malware family has a name.");
                break;
            case "network-traffic" when IsTrue(json, "is_active") && Has(json, "end"):
                problems.Error(place.At("end"), "Traffic that is active has no end.");
                break;
            case "email-message" when Has(json, "is_multipart"):
                if (IsTrue(json, "is_multipart") && Has(json, "body")) problems.Error(place.At("body"), "A multipart message has body_multipart, not body.");
                if (!IsTrue(json, "is_multipart") && Has(json, "body_multipart")) problems.Error(place.At("body_multipart"), "A message of one part has body, not body_multipart.");
                break;
            case "extension-definition" when Has(json, "extension_properties") && !Lists(json, "extension_types", "toplevel-property-extension"):
                problems.Error(place.At("extension_properties"), "The property is only used with toplevel-property-extension.");
                break;
            case "observed-data" when json.Member("object_refs") is { ValueKind: JsonValueKind.Array } refs && !refs.EnumerateArray().Any(IsObservable):
                problems.Error(place.At("object_refs"), "At least one reference points at a cyber-observable.");
                break;
            case "marking-definition":
                Marking(problems, place, json);
                break;
        }
    }

    private static void Marking(ProblemList problems, Place place, JsonElement json)
    {
        if (!Has(json, "extensions") && (!Has(json, "definition_type") || !Has(json, "definition")))
            problems.Error(place, "A marking definition without extensions has definition_type and definition.");
        var definition = json.Member("definition");
        switch (ForeignJson.Text(json.Member("definition_type")))
        {
            case "statement" when definition.ValueKind != JsonValueKind.Undefined && ForeignJson.Text(definition.Member("statement")) is null:
                problems.Error(place.At("definition"), "A statement marking holds its statement.");
                break;
            case "tlp" when !IsStandardTlp(json, definition):
                problems.Error(place, "The TLP markings of the specification are the only instances of their kind (section 7.2.1.4).");
                break;
        }
    }

    private static bool IsStandardTlp(JsonElement json, JsonElement definition) =>
        StixId.TryParse(ForeignJson.Text(json.Member("id")), out var id)
        && TlpMarkings.TryRead(id, out var level, out var edition) && edition == TlpEdition.First
        && TlpMarkings.TryParseLabel(ForeignJson.Text(definition.Member("tlp")), out var stated) && stated == level;

    private static bool IsObservable(JsonElement reference) =>
        StixId.TryParse(ForeignJson.Text(reference), out var id) && SpecificationTables.Instance.Object(id.Type) is null or { Category: "sco" };

    private static bool Lists(JsonElement json, string name, string value) =>
        json.Member(name) is { ValueKind: JsonValueKind.Array } list && list.EnumerateArray().Any(i => ForeignJson.Text(i) == value);

    private static bool Has(JsonElement json, string name) => json.Member(name).ValueKind != JsonValueKind.Undefined;

    private static bool IsTrue(JsonElement json, string name) => json.Member(name).ValueKind == JsonValueKind.True;
}
