using System.Text.Json;

namespace Demarche.Stix.Tests;

public class StixCheckTests
{
    [Theory]
    [InlineData(Examples.Incident)]
    [InlineData(Examples.Traffic)]
    [InlineData(Examples.Indicator)]
    public void A_valid_object_has_no_problem(string json) => Assert.Empty(StixCheck.Check(JsonElement.Parse(json)));

    [Theory]
    [InlineData("id", null, "", "required property id")]
    [InlineData("id", "\"incident--1\"", "/id", "two hyphens and a UUID")]
    [InlineData("id", "\"note--8f2e4a55-2d53-4a9c-9a57-6d7c1a9f7a11\"", "/id", "the object a incident")]
    [InlineData("name", null, "", "required property name")]
    [InlineData("name", "7", "/name", "must be text")]
    [InlineData("labels", "null", "/labels", "null is not used")]
    [InlineData("labels", "[]", "/labels", "empty list")]
    [InlineData("labels", "[1]", "/labels/0", "must be text")]
    [InlineData("labels", "\"a\"", "/labels", "a list")]
    [InlineData("extensions", "{}", "/extensions", "empty dictionary")]
    [InlineData("spec_version", "\"2.0\"", "/spec_version", "STIX 2.0")]
    [InlineData("spec_version", null, "", "required property spec_version")]
    [InlineData("created", "\"2026-03-01T12:00:00Z\"", "/created", "ss.sss")]
    [InlineData("created", "\"2026-03-05T12:00:00.000Z\"", "", "modified must not be before created")]
    [InlineData("modified", "\"yesterday\"", "/modified", "timestamp")]
    [InlineData("revoked", "\"true\"", "/revoked", "true or false")]
    [InlineData("confidence", "101", "/confidence", "from 0 to 100")]
    [InlineData("confidence", "50.5", "/confidence", "whole number")]
    [InlineData("lang", "\"klingon language\"", "/lang", "RFC 5646")]
    [InlineData("created_by_ref", "\"note--8f2e4a55-2d53-4a9c-9a57-6d7c1a9f7a11\"", "/created_by_ref", "must be identity")]
    [InlineData("object_marking_refs", "[\"identity--8f2e4a55-2d53-4a9c-9a57-6d7c1a9f7a11\"]", "/object_marking_refs/0", "must be marking-definition")]
    [InlineData("external_references", "[{\"source_name\":\"x\"}]", "/external_references/0", "At least one of description, url, external_id")]
    [InlineData("severity", "\"high\"", "/severity", "reserved")]
    [InlineData("defanged", "true", "/defanged", "only used on cyber-observables")]
    [InlineData("X", "1", "/X", "3 to 250 of a-z")]
    [InlineData("granular_markings", "[{\"selectors\":[\"name\"]}]", "/granular_markings/0", "At least one of lang, marking_ref")]
    [InlineData("granular_markings", "[{\"lang\":\"en\",\"marking_ref\":\"marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1\",\"selectors\":[\"name\"]}]", "/granular_markings/0", "Only one of")]
    [InlineData("granular_markings", "[{\"lang\":\"en\",\"selectors\":[\"description\"]}]", "/granular_markings/0/selectors/0", "points at nothing")]
    [InlineData("extensions", "{\"extension-definition--8f2e4a55-2d53-4a9c-9a57-6d7c1a9f7a11\":{\"abc\":1}}", "/extensions/extension-definition--8f2e4a55-2d53-4a9c-9a57-6d7c1a9f7a11/extension_type", "extension-type-enum")]
    [InlineData("extensions", "{\"extension-definition--8f2e4a55-2d53-4a9c-9a57-6d7c1a9f7a11\":{\"extension_type\":\"property-extension\",\"Ab\":1}}", "/extensions/extension-definition--8f2e4a55-2d53-4a9c-9a57-6d7c1a9f7a11/Ab", "extension property")]
    [InlineData("extensions", "{\"ntfs-ext\":{\"sid\":\"1\"}}", "/extensions/ntfs-ext", "not one of incident")]
    public void What_breaks_a_MUST_is_an_error_at_its_place(string property, string? value, string path, string message) =>
        Single(Examples.With(Examples.Incident, (property, value)), StixSeverity.Error, path, message);

    [Theory]
    [InlineData("src_ref", null, "", "At least one of src_ref, dst_ref")]
    [InlineData("src_port", "65536", "/src_port", "from 0 to 65535")]
    [InlineData("end", "\"2026-02-01T12:00:00Z\"", "", "end must not be before start")]
    [InlineData("src_ref", "\"url--28bb3599-77cd-5a82-a950-b5bc3caf07c4\"", "/src_ref", "points at url")]
    [InlineData("extensions", "{\"icmp-ext\":{\"icmp_type_hex\":\"08\",\"icmp_code_hex\":\"0\"}}", "/extensions/icmp-ext/icmp_code_hex", "even number")]
    [InlineData("extensions", "{\"tcp-ext\":{\"abc\":1}}", "/extensions/tcp-ext", "At least one property")]
    [InlineData("ipfix", "{\"a b\":1}", "/ipfix/a b", "key")]
    public void Observables_are_held_to_their_tables(string property, string? value, string path, string message) =>
        Single(Examples.With(Examples.Traffic, (property, value)), StixSeverity.Error, path, message);

    [Theory]
    [InlineData("indicator_types", "[\"odd\"]", "/indicator_types/0", "indicator-type-ov")]
    [InlineData("x_ours", "1", "/x_ours", "no extension adds it")]
    [InlineData("extensions", "{\"x-ours-ext\":{\"abc\":1}}", "/extensions/x-ours-ext", "deprecated")]
    public void What_breaks_a_SHOULD_is_a_warning(string property, string? value, string path, string message) =>
        Single(Examples.With(Examples.Indicator, (property, value)), StixSeverity.Warning, path, message);

    [Theory]
    [InlineData("""{"type":"marking-definition","spec_version":"2.1","id":"marking-definition--8f2e4a55-2d53-4a9c-9a57-6d7c1a9f7a11","created":"2026-03-01T12:00:00.000Z","name":"X"}""", "", "without extensions")]
    [InlineData("""{"type":"marking-definition","spec_version":"2.1","id":"marking-definition--8f2e4a55-2d53-4a9c-9a57-6d7c1a9f7a11","created":"2026-03-01T12:00:00.000Z","definition_type":"tlp","definition":{"tlp":"white"}}""", "", "only instances")]
    [InlineData("""{"type":"marking-definition","spec_version":"2.1","id":"marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed","created":"2017-01-20T00:00:00.000Z","definition_type":"tlp","definition":{"tlp":"white"}}""", "", "only instances")]
    [InlineData("""{"type":"file","id":"file--8f2e4a55-2d53-4a9c-9a57-6d7c1a9f7a11","hashes":{"MD5":"12"}}""", "/hashes/MD5", "not a MD5 hash")]
    [InlineData("""{"type":"file","id":"file--8f2e4a55-2d53-4a9c-9a57-6d7c1a9f7a11","size":1}""", "", "At least one of hashes, name")]
    [InlineData("""{"type":"artifact","id":"artifact--8f2e4a55-2d53-4a9c-9a57-6d7c1a9f7a11","payload_bin":"%%"}""", "/payload_bin", "base64")]
    [InlineData("""{"type":"mac-addr","id":"mac-addr--8f2e4a55-2d53-4a9c-9a57-6d7c1a9f7a11","value":"AA:BB:CC:00:00:01"}""", "/value", "lower-case")]
    [InlineData("""{"type":"process","id":"process--8f2e4a55-2d53-4a9c-9a57-6d7c1a9f7a11"}""", "", "At least one property of process")]
    [InlineData("""{"type":"email-message","id":"email-message--8f2e4a55-2d53-4a9c-9a57-6d7c1a9f7a11","is_multipart":true,"body":"x"}""", "/body", "body_multipart")]
    [InlineData("""{"id":"x"}""", "", "type is missing")]
    [InlineData("[]", "", "empty list")]
    [InlineData("\"text\"", "", "is a JSON object")]
    [InlineData("""{"type":"incident","name":"\ud800"}""", "/name", "surrogate")]
    [InlineData("""{"type":"incident","\udfff":1}""", "", "surrogate")]
    public void Other_objects_are_held_to_their_own_rules(string json, string path, string message) =>
        Assert.Contains(StixCheck.Check(JsonElement.Parse(json)), p => p.Severity == StixSeverity.Error && p.Path == path && p.Message.Contains(message, StringComparison.Ordinal));

    [Fact]
    public void A_top_level_extension_allows_its_properties_and_a_new_type_its_object()
    {
        const string Key = "extension-definition--8f2e4a55-2d53-4a9c-9a57-6d7c1a9f7a11";
        Assert.Empty(StixCheck.Check(Examples.With(
            Examples.Incident, ("toxicity", "8"), ("extensions", $$"""{"{{Key}}":{"extension_type":"toplevel-property-extension"} }"""))));
        var custom = Examples.With(
            Examples.Incident,
            ("type", "\"hypothesis\""),
            ("id", "\"hypothesis--8f2e4a55-2d53-4a9c-9a57-6d7c1a9f7a11\""),
            ("extensions", $$"""{"{{Key}}":{"extension_type":"new-sdo"} }"""));
        Assert.Empty(StixCheck.Check(custom));
        Single(Examples.With(custom.GetRawText(), ("modified", null)), StixSeverity.Error, "", "required property modified");
        Single(Examples.With(custom.GetRawText(), ("extensions", null)), StixSeverity.Warning, "/type", "no type hypothesis");
    }

    [Fact]
    public void Selectors_reach_into_lists_and_dictionaries()
    {
        var json = Examples.With(
            Examples.Incident,
            ("external_references", """[{"source_name":"a","url":"https://a.example/"},{"source_name":"b","description":"c"}]"""),
            ("granular_markings", """[{"lang":"en","selectors":["external_references.[1].description","name","external_references"]}]"""));
        Assert.Empty(StixCheck.Check(json));
    }

    private static void Single(JsonElement json, StixSeverity severity, string path, string message)
    {
        var problem = Assert.Single(StixCheck.Check(json), p => p.Severity == severity);
        Assert.Equal(path, problem.Path);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }
}
