using System.Text;
using System.Text.Json;
using CsCheck;
using Demarche.Stix.Checking;

namespace Demarche.Stix.Tests;

/// <summary>What must hold for any JSON at all.</summary>
public class StixCheckPropertyTests
{
    private static readonly string[] Names =
    [
        "type", "id", "spec_version", "objects", "extensions", "hashes", "granular_markings", "selectors", "object_refs", "definition", "created",
        "modified", "is_multipart", "contents", "kill_chain_phases", "name",
    ];

    private static readonly string[] Scalars =
    [
        "null", "true", "7", "-0.5e400", "1e-400", "\"\"", "\"bundle\"", "\"incident\"", "\"file\"", "\"marking-definition\"", "\"2.1\"", "\"\\ud800\"",
        "\"name.[0]\"", "\"2026-03-01T12:00:00.000Z\"", "\"bundle--8f2e4a55-2d53-4a9c-9a57-6d7c1a9f7a11\"", "\"incident--8f2e4a55-2d53-4a9c-9a57-6d7c1a9f7a11\"",
    ];

    private static readonly Gen<string> Json = Gen.Recursive<string>((depth, self) => depth > 4
        ? OneOf(Scalars)
        : Gen.OneOf(
            OneOf(Scalars),
            self.Array[0, 4].Select(items => $"[{string.Join(',', items)}]"),
            Gen.Select(OneOf(Names), self).Array[0, 8].Select(m => $"{{{string.Join(',', m.DistinctBy(p => p.Item1).Select(p => $"\"{p.Item1}\":{p.Item2}"))}}}")));

    [Fact]
    public void The_check_never_throws_on_any_json() => Json.Sample(json =>
    {
        StixCheck.Check(JsonElement.Parse(json));
        StixObject.Parse(Encoding.UTF8.GetBytes(json));
        StixBundle.Parse(Encoding.UTF8.GetBytes(json));
    });

    [Fact]
    public void The_check_never_throws_on_a_valid_object_with_one_property_changed() =>
        Gen.Select(OneOf([Examples.Incident, Examples.Traffic, Examples.Indicator]), OneOf(Names), Json).Sample((example, name, value) =>
        {
            if (!value.Contains("\\ud800", StringComparison.Ordinal)) StixCheck.Check(Examples.With(example, (name, value)));
        });

    [Fact]
    public void Parsing_never_throws_on_any_bytes() => Gen.Byte.Array[0, 200].Sample(bytes =>
        StixBundle.Parse(bytes).Value is null && StixObject.Parse(bytes).Value is null);

    [Fact]
    public void Every_object_of_a_bundle_is_either_taken_or_refused() => Json.Array[1, 6].Sample(items =>
    {
        var json = $$"""{"type":"bundle","id":"bundle--8f2e4a55-2d53-4a9c-9a57-6d7c1a9f7a11","objects":[{{string.Join(',', items)}}]}""";
        var bundle = StixBundle.Parse(Encoding.UTF8.GetBytes(json)).Value;
        return bundle is null || (bundle.Objects.Count + bundle.Refused.Count == items.Length && bundle.Refused.All(r => r.Problems.Count > 0));
    });

    [Fact]
    public void Every_type_that_the_tables_name_exists()
    {
        var tables = SpecificationTables.Instance;
        Assert.Equal(19, tables.Objects.Count(o => o.Category == "sdo"));
        Assert.Equal(2, tables.Objects.Count(o => o.Category == "sro"));
        Assert.Equal(18, tables.Objects.Count(o => o.Category == "sco"));
        Assert.Equal(3, tables.Objects.Count(o => o.Category == "smo"));
        foreach (var property in tables.Objects.SelectMany(o => o.Properties.Values)) Resolve(property.Type);
        void Resolve(PropertyType type)
        {
            if (type.Item is not null) Resolve(type.Item);
            if (type.Kind is PropertyKind.Vocab or PropertyKind.Enum) Assert.False(tables.Knows(type.Argument, "no such word"));
            if (type.Kind == PropertyKind.Type) Assert.NotEmpty(tables.Type(type.Argument).Properties);
            foreach (var target in type.Targets ?? []) Assert.True(target[0] == '@' || tables.Object(target) is not null, target);
        }
    }

    private static Gen<string> OneOf(string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);
}
