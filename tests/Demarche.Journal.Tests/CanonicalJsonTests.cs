using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;

namespace Demarche.Journal.Tests;

public sealed class CanonicalJsonTests
{
    private static readonly Gen<string> Texts = Gen.String[Gen.Char.Where(c => !char.IsSurrogate(c)), 0, 12];

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("1.0", "1")]
    [InlineData("1e2", "100")]
    [InlineData("123456789012345680000", "123456789012345680000")]
    [InlineData("1e21", "1e+21")]
    [InlineData("999999999999999900000", "999999999999999900000")]
    [InlineData("0.000001", "0.000001")]
    [InlineData("0.0000001", "1e-7")]
    [InlineData("-1.5e-9", "-1.5e-9")]
    [InlineData("5e-324", "5e-324")]
    [InlineData("1.7976931348623157e308", "1.7976931348623157e+308")]
    [InlineData("9007199254740993", "9007199254740992")]
    [InlineData("333333333.33333329", "333333333.3333333")]
    public void A_number_is_written_as_ECMAScript_writes_it(string json, string canonical) => Assert.Equal(canonical, CanonicalJson.Of(json));

    [Fact]
    public void Members_are_sorted_by_their_UTF_16_code_units()
    {
        Assert.Equal("{\"\":1,\"A\":2,\"a\":3,\"\U0001f600\":4,\"\ufb33\":5}", CanonicalJson.Of("{\"\ufb33\":5,\"a\":3,\"\\ud83d\\ude00\":4,\"A\":2,\"\":1}"));
        Assert.Equal("{\"a\":{\"b\":[1,{\"c\":2,\"d\":3}]}}", CanonicalJson.Of("{\"a\":{\"b\":[1,{\"d\":3,\"c\":2}]}}"));
    }

    [Fact]
    public void Only_what_must_be_escaped_is() =>
        Assert.Equal("\"\\u0000\\b\\t\\n\\f\\r\\u001f\\\"\\\\/\u007f<é\u2028\U0001f600\"", CanonicalJson.Of("\"\\u0000\\b\\t\\n\\f\\r\\u001f\\\"\\\\\\/\u007f\\u003cé\\u2028\\ud83d\\ude00\""));

    [Theory]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{\"a\":1,\"\\u0061\":2}")]
    [InlineData("\"\\ud800\"")]
    [InlineData("{\"\\udfff\":1}")]
    [InlineData("{\"b\":1,\"\\udfff\":2,\"a\":3}")]
    [InlineData("1e400")]
    [InlineData("NaN")]
    [InlineData("[1,]")]
    [InlineData("// note\n1")]
    [InlineData("")]
    public void What_has_no_single_form_is_refused(string json) => Assert.ThrowsAny<JsonException>(() => CanonicalJson.Of(json));

    [Fact]
    public void Half_a_surrogate_pair_is_refused_however_it_is_written()
    {
        Assert.ThrowsAny<JsonException>(() => CanonicalJson.Of("\"\ud800\""));
        Assert.ThrowsAny<JsonException>(() => CanonicalJson.Of("\"\\ud800\""));
        Assert.ThrowsAny<JsonException>(() => CanonicalJson.Of("{\"\\ud800\":1}"));
    }

    [Fact]
    public void Nesting_is_limited_whatever_the_reader_allowed()
    {
        Assert.Equal(Nested(CanonicalJson.MaximumDepth), CanonicalJson.Of(Nested(CanonicalJson.MaximumDepth)));
        Assert.ThrowsAny<JsonException>(() => CanonicalJson.Of(Nested(CanonicalJson.MaximumDepth + 1)));
        using var deep = JsonDocument.Parse(Nested(100_000), new JsonDocumentOptions { MaxDepth = 200_000 });
        Assert.ThrowsAny<JsonException>(() => CanonicalJson.Of(deep.RootElement));

        static string Nested(int depth) => new string('[', depth) + new string(']', depth);
    }

    [Fact]
    public void The_canonical_form_of_a_canonical_form_is_itself() => Json(3).Sample(node =>
    {
        var canonical = CanonicalJson.Of(node?.ToJsonString() ?? "null");
        return CanonicalJson.Of(canonical) == canonical;
    });

    [Fact]
    public void Spelling_and_order_do_not_matter() => Gen.Select(Texts, Gen.Double.Where(double.IsFinite)).Sample((text, number) =>
    {
        var escaped = string.Concat(text.Select(c => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}")));
        var value = number.ToString("E16", CultureInfo.InvariantCulture);
        var one = CanonicalJson.Of($"{{\"b\":\"{escaped}\",\"a\":{value}}}");
        using var parsed = JsonDocument.Parse(one);
        Assert.Equal(text, parsed.RootElement.GetProperty("b").GetString());
        Assert.Equal(number, parsed.RootElement.GetProperty("a").GetDouble());
        Assert.Equal(one, CanonicalJson.Of($" {{ \"a\" : {parsed.RootElement.GetProperty("a").GetRawText()}, \"b\" : {JsonSerializer.Serialize(text)} }} "));
    });

    [Theory]
    [InlineData("arrays")]
    [InlineData("french")]
    [InlineData("structures")]
    [InlineData("unicode")]
    [InlineData("values")]
    [InlineData("weird")]
    public void The_published_vectors_hold(string name)
    {
        var folder = Shared.Folder("data/standards/jcs-rfc8785/testdata");
        var canonical = CanonicalJson.Of(File.ReadAllText(Path.Combine(folder, "input", name + ".json")));
        var hex = File.ReadAllText(Path.Combine(folder, "outhex", name + ".txt")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(string.Concat(hex), Convert.ToHexStringLower(Encoding.UTF8.GetBytes(canonical)));
    }

    private static Gen<JsonNode?> Json(int depth)
    {
        var leaf = Gen.OneOf(
            Texts.Select(t => (JsonNode?)JsonValue.Create(t)),
            Gen.Double.Where(double.IsFinite).Select(n => (JsonNode?)JsonValue.Create(n)),
            Gen.Long.Select(n => (JsonNode?)JsonValue.Create(n)),
            Gen.Bool.Select(b => (JsonNode?)JsonValue.Create(b)),
            Gen.Const((JsonNode?)null));
        return depth == 0 ? leaf : Gen.OneOf(
            leaf,
            Json(depth - 1).Array[0, 4].Select(items => (JsonNode?)new JsonArray([.. items.Select(i => i?.DeepClone())])),
            Gen.Dictionary(Texts, Json(depth - 1))[0, 4].Select(members => (JsonNode?)new JsonObject(members.Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone())))));
    }
}
