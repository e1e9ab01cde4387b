using System.Text.Json;

namespace Demarche.Stix.Tests;

/// <summary>Objects that others published, as a second opinion on the tables.</summary>
public class PublishedExamplesTests
{
    /// <summary>
    /// The objects printed in the specification that break its own rules: fragments without an identifier or with the local references
    /// of STIX 2.0 (0 to 4, 126 to 131, 134), an identifier with one hyphen (5), indicators without pattern_type or valid_from (32, 35,
    /// 124, 125), and an extension without extension_type (175).
    /// </summary>
    private static readonly int[] FaultyInTheSpecification = [0, 1, 2, 3, 4, 5, 32, 35, 124, 125, 126, 127, 128, 129, 130, 131, 134, 175];

    [Fact]
    public void The_objects_of_the_specification_are_valid_but_for_its_known_slips()
    {
        var objects = SharedData.Json("standards/stix21-vectors/spec-example-objects.json");
        var faulty = objects.EnumerateArray().Index()
            .Where(o => StixCheck.Check(o.Item).Any(p => p.Severity == StixSeverity.Error))
            .Select(o => o.Index);
        Assert.Equal(FaultyInTheSpecification, faulty);
        Assert.Equal(178, objects.GetArrayLength());
    }

    [Theory]
    [InlineData("standards/stix21-examples/cti-documentation")]
    [InlineData("standards/stix21-json-schemas/examples")]
    [InlineData("real/stix-amnesty")]
    [InlineData("real/stix-mvt")]
    public void Published_bundles_are_read_whole_and_written_back_byte_for_byte(string folder)
    {
        var files = Directory.EnumerateFiles(SharedData.Folder(folder), "*", SearchOption.AllDirectories)
            .Where(f => f.EndsWith(".json", StringComparison.Ordinal) || f.EndsWith(".stix2", StringComparison.Ordinal))
            .Select(f => (Name: f, Bytes: File.ReadAllBytes(f)))
            .Where(f => JsonElement.Parse(f.Bytes) is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty("objects", out _))
            .ToArray();
        Assert.NotEmpty(files);
        foreach (var (name, bytes) in files)
        {
            var reading = StixBundle.Parse(bytes);
            Assert.True(reading.IsValid, $"{name}: {reading.Problems.FirstOrDefault(p => p.Severity == StixSeverity.Error)}");
            var objects = JsonElement.Parse(bytes).GetProperty("objects");
            Assert.Equal(objects.EnumerateArray().Select(o => o.GetRawText()), reading.Value!.Objects.Select(o => o.RawJson));
            Assert.Equal(reading.Value.Objects.Select(o => o.RawJson), StixBundle.Parse(reading.Value.ToUtf8()).Value!.Objects.Select(o => o.RawJson));
        }
    }

    [Fact]
    public void Bundles_of_STIX_2_0_are_refused_by_name()
    {
        foreach (var file in Directory.EnumerateFiles(SharedData.Folder("real/stix-unit42-playbooks/playbook_json"), "*.json"))
        {
            var reading = StixBundle.Parse(File.ReadAllBytes(file));
            Assert.Null(reading.Value);
            Assert.Contains("STIX 2.0", Assert.Single(reading.Problems).Message, StringComparison.Ordinal);
        }
    }
}
