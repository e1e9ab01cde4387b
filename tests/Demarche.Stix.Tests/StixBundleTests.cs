using System.Text;
using System.Text.Json;

namespace Demarche.Stix.Tests;

public class StixBundleTests
{
    private const string Head = """{"type":"bundle","id":"bundle--8f2e4a55-2d53-4a9c-9a57-6d7c1a9f7a11","objects":[""";

    [Fact]
    public void What_nobody_here_knows_survives_byte_for_byte()
    {
        const string Odd = """
            {"x_number": 1.0e+2, "type":"incident" ,"spec_version":"2.1","id":"incident--8f2e4a55-2d53-4a9c-9a57-6d7c1a9f7a11",
             "created":"2026-03-01T12:00:00.000000Z","modified":"2026-03-02T12:00:00.000Z","name":"Caf\u00e9 \/ ünï", "x_deep":{"aaa":[ 1,{"b-b":false} ]}}
            """;
        var bundle = StixBundle.Parse(Examples.Utf8(Head + Odd + "]}")).Value!;
        Assert.Equal(Odd, bundle.Objects[0].RawJson);
        Assert.Equal(Head + Odd + "]}", Encoding.UTF8.GetString(bundle.ToUtf8()));
    }

    [Fact]
    public void An_object_with_an_error_is_refused_alone_and_not_lost()
    {
        var reading = StixBundle.Parse(Examples.Utf8($$"""{{Head}}{{Examples.Incident}},{"type":"note"},{{Examples.Indicator}}]}"""));
        Assert.False(reading.IsValid);
        Assert.Equal(["incident", "indicator"], reading.Value!.Objects.Select(o => o.Type));
        var refused = Assert.Single(reading.Value.Refused);
        Assert.Equal(1, refused.Index);
        Assert.Equal("note", refused.Json.GetProperty("type").GetString());
        Assert.All(refused.Problems, p => Assert.StartsWith("/objects/1", p.Path, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("{} x", "not JSON")]
    [InlineData("""{"type":"bundle","id":"bundle--8f2e4a55-2d53-4a9c-9a57-6d7c1a9f7a11","spec_version":"2.0"}""", "STIX 2.0")]
    [InlineData("""{"type":"bundle"}""", "identifier of a bundle")]
    [InlineData("""{"type":"incident"}""", "whose type is bundle")]
    [InlineData("""{"type":"bundle","id":"bundle--8f2e4a55-2d53-4a9c-9a57-6d7c1a9f7a11","objects":[]}""", "1 to 100,000")]
    [InlineData("""{"type":"bundle","id":"bundle--8f2e4a55-2d53-4a9c-9a57-6d7c1a9f7a11","objects":{}}""", "a list")]
    [InlineData("""{"type":"bundle","type":"bundle","id":"bundle--8f2e4a55-2d53-4a9c-9a57-6d7c1a9f7a11"}""", "not JSON")]
    [InlineData("""{"type":"bundle","typ\u0065":"bundle","id":"bundle--8f2e4a55-2d53-4a9c-9a57-6d7c1a9f7a11"}""", "not JSON")]
    public void What_is_no_bundle_of_2_1_gives_none_and_says_why(string json, string message)
    {
        var reading = StixBundle.Parse(Examples.Utf8(json));
        Assert.Null(reading.Value);
        Assert.Contains(reading.Problems, p => p.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_name_that_stands_twice_in_an_object_is_refused_however_it_is_written()
    {
        var json = Head + Examples.Incident.Replace("\"name\"", "\"n\\u0061me\":\"other\",\"name\"", StringComparison.Ordinal) + "]}";
        Assert.Null(StixBundle.Parse(Examples.Utf8(json)).Value);
        var lenient = JsonElement.Parse(json);
        Assert.Contains(StixCheck.Check(lenient), p => p.Path == "/objects/0/name" && p.Message.Contains("twice", StringComparison.Ordinal));
    }

    [Fact]
    public void Limits_stop_what_would_cost_too_much()
    {
        Assert.Contains("the limit is", StixBundle.Parse(new byte[StixLimits.Bytes + 1]).Problems[0].Message, StringComparison.Ordinal);
        var deep = new string('[', 100_000);
        Assert.Null(StixBundle.Parse(Examples.Utf8(deep)).Value);
        var nested = JsonElement.Parse(new string('[', 900) + "1" + new string(']', 900), new JsonDocumentOptions { MaxDepth = 1000 });
        Assert.Contains("deeper than", Assert.Single(StixCheck.Check(nested)).Message, StringComparison.Ordinal);
        var many = StixBundle.Parse(Examples.Utf8(Head + string.Join(',', Enumerable.Repeat("1", StixLimits.Objects)) + "]}"));
        Assert.Equal(StixLimits.Problems + 1, many.Problems.Count);
        Assert.Equal(StixLimits.Objects, many.Value!.Refused.Count);
        Assert.Null(StixBundle.Parse(Examples.Utf8(Head + string.Join(',', Enumerable.Repeat("1", StixLimits.Objects + 1)) + "]}")).Value);
        var text = Examples.Incident.Replace("Westmark", new string('a', StixLimits.StringLength), StringComparison.Ordinal);
        Assert.Equal("/name", Assert.Single(StixObject.Parse(Examples.Utf8(text)).Problems).Path);
    }

    [Fact]
    public void Limits_stop_what_would_take_the_square_of_its_size()
    {
        var wide = string.Join(',', Enumerable.Range(0, StixLimits.Members + 1).Select(i => $"\"p{i:D6}\":1"));
        Assert.Contains("properties; the limit", Assert.Single(StixObject.Parse(Examples.Utf8($"{{{wide}}}")).Problems).Message, StringComparison.Ordinal);
        var selectors = string.Join(',', Enumerable.Repeat("\"name\"", StixLimits.Selectors / 2));
        var marking = $$"""{"lang":"en","selectors":[{{selectors}}]}""";
        var allowed = Examples.With(Examples.Incident, ("granular_markings", $"[{marking},{marking}]"));
        Assert.Empty(StixCheck.Check(allowed));
        var many = Examples.With(Examples.Incident, ("granular_markings", $$"""[{{marking}},{{marking}},{"lang":"en","selectors":["name"]}]"""));
        Assert.Equal("/granular_markings", Assert.Single(StixCheck.Check(many)).Path);
    }

    [Fact]
    public void One_version_of_an_object_has_one_content()
    {
        var reordered = Examples.With(Examples.Incident, ("type", null), ("type", "\"incident\"")).GetRawText();
        Assert.True(StixBundle.Parse(Examples.Utf8($"{Head}{Examples.Incident},{reordered}]}}")).IsValid);
        var changed = Examples.With(Examples.Incident, ("name", "\"Other\"")).GetRawText();
        var twin = StixBundle.Parse(Examples.Utf8($"{Head}{Examples.Incident},{changed}]}}"));
        Assert.Equal(1, Assert.Single(twin.Value!.Refused).Index);
        var defaulted = Examples.With(Examples.Incident, ("revoked", "false"), ("lang", "\"en\""), ("modified", "\"2026-03-02T12:00:00.000000Z\"")).GetRawText();
        Assert.False(StixBundle.Parse(Examples.Utf8($"{Head}{Examples.Incident},{defaulted}]}}")).IsValid);
        defaulted = Examples.With(defaulted, ("modified", "\"2026-03-02T12:00:00.000Z\"")).GetRawText();
        Assert.True(StixBundle.Parse(Examples.Utf8($"{Head}{Examples.Incident},{defaulted}]}}")).IsValid);
        var newer = Examples.With(changed, ("modified", "\"2026-04-02T12:00:00.000Z\"")).GetRawText();
        Assert.Equal(2, StixBundle.Parse(Examples.Utf8($"{Head}{Examples.Incident},{newer}]}}")).Value!.Objects.Count);
    }

    [Fact]
    public void Two_descriptions_of_one_observable_are_both_taken()
    {
        var other = Examples.With(Examples.Traffic, ("src_port", "53")).GetRawText();
        var reading = StixBundle.Parse(Examples.Utf8($"{Head}{Examples.Traffic},{other}]}}"));
        Assert.True(reading.IsValid);
        Assert.Equal(2, reading.Value!.Objects.Count);
        Assert.Single(reading.Problems);
    }

    [Fact]
    public void A_byte_order_mark_is_passed_over_and_other_encodings_are_refused()
    {
        Assert.NotNull(StixObject.Parse((byte[])[.. Encoding.UTF8.Preamble, .. Examples.Utf8(Examples.Incident)]).Value);
        Assert.Equal("This is not UTF-8.", Assert.Single(StixObject.Parse((byte[])[0xff, .. Examples.Utf8(Examples.Incident)]).Problems).Message);
    }

    [Fact]
    public void An_empty_bundle_has_no_list() =>
        Assert.Equal(
            """{"type":"bundle","id":"bundle--8f2e4a55-2d53-4a9c-9a57-6d7c1a9f7a11"}""",
            Encoding.UTF8.GetString(StixBundle.Of(StixId.Parse("bundle--8f2e4a55-2d53-4a9c-9a57-6d7c1a9f7a11")).ToUtf8()));
}
