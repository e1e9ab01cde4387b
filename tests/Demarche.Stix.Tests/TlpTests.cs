using System.Text.Json;

namespace Demarche.Stix.Tests;

public class TlpTests
{
    [Fact]
    public void The_levels_are_ordered_and_the_strictest_wins()
    {
        Assert.Equal([Tlp.Clear, Tlp.Green, Tlp.Amber, Tlp.AmberStrict, Tlp.Red], Enum.GetValues<Tlp>().Order());
        Assert.Equal(Tlp.AmberStrict, TlpMarkings.Strictest([Tlp.Green, Tlp.AmberStrict, Tlp.Amber]));
        Assert.Null(TlpMarkings.Strictest([]));
    }

    [Theory]
    [InlineData("TLP:CLEAR", Tlp.Clear)]
    [InlineData("TLP:WHITE", Tlp.Clear)]
    [InlineData("tlp:amber+strict", Tlp.AmberStrict)]
    [InlineData("amber", Tlp.Amber)]
    [InlineData(" Tlp:Red ", Tlp.Red)]
    public void A_label_is_read_by_meaning(string label, Tlp level)
    {
        Assert.True(TlpMarkings.TryParseLabel(label, out var read));
        Assert.Equal(level, read);
    }

    [Theory]
    [InlineData("TLP:AMBER STRICT")]
    [InlineData("TLP:EX:CHR")]
    [InlineData("ＴＬＰ：ＣＬＥＡＲ")]
    [InlineData("TLP:")]
    [InlineData(null)]
    public void What_is_no_label_is_no_level_and_leaves_the_strictest(string? label)
    {
        Assert.False(TlpMarkings.TryParseLabel(label, out var level));
        Assert.Equal(Tlp.Red, level);
    }

    [Fact]
    public void A_definition_carries_its_label_and_is_read_back_by_meaning()
    {
        foreach (var level in Enum.GetValues<Tlp>())
        {
            var definition = level.Definition();
            Assert.Equal(level.Label(), definition.Name);
            Assert.Equal(level.MarkingId(), definition.Id);
            Assert.True(TlpMarkings.TryRead(definition, out var read, out var edition));
            Assert.Equal((level, TlpEdition.Second), (read, edition));
            Assert.Empty(StixCheck.Check(definition.Json));
        }
    }

    [Fact]
    public void A_definition_under_an_unknown_identifier_is_read_by_its_content()
    {
        var marking = StixObject.Read(JsonElement.Parse($$$"""
            {"type":"marking-definition","spec_version":"2.1","id":"marking-definition--0c7b5b88-8ff7-4a4d-aa9d-feb398cd0061","created":"2026-01-01T00:00:00.000Z",
             "name":"TLP:CLEAR","extensions":{"{{{TlpMarkings.ExtensionId}}}":{"extension_type":"property-extension","tlp_2_0":"red"} } }
            """)).Value!;
        Assert.True(TlpMarkings.TryRead(marking, out var level, out _));
        Assert.Equal(Tlp.Red, level);
    }

    [Fact]
    public void The_published_markings_of_both_editions_are_known()
    {
        var markings = SharedData.Json("standards/markings/stix-marking-definitions.json");
        foreach (var json in markings.GetProperty("tlp_1_0").EnumerateArray())
        {
            var marking = StixObject.Read(json).Value!;
            Assert.True(TlpMarkings.TryRead(marking, out var level, out var edition));
            Assert.True(TlpMarkings.TryParseLabel(marking.Name, out var named));
            Assert.Equal((named, TlpEdition.First), (level, edition));
        }
        foreach (var json in markings.GetProperty("tlp_2_0").EnumerateArray())
        {
            Assert.True(TlpMarkings.TryRead(StixId.Parse(json.GetProperty("id").GetString()!), out var level, out _));
            Assert.True(level.Definition().HasSameContentAs(StixObject.Read(json).Value!));
        }
    }
}
