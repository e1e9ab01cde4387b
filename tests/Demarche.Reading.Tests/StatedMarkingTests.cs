using System.Text.Json;

namespace Demarche.Reading.Tests;

public class StatedMarkingTests
{
    [Theory]
    [InlineData("TLP:AMBER+STRICT\n\nMarch 3, 2025\n\nThe address 192.0.2.7 was seen on Friday.", "TLP:AMBER+STRICT", 1)]
    [InlineData("Report 7\nTLP: AMBER\n\nWords.", "TLP:AMBER", 2)]
    [InlineData("tlp:white\n\nWords.", "TLP:CLEAR", 1)]
    [InlineData("Distribution: TLP - Green. Words.", "TLP:GREEN", 1)]
    [InlineData("TLP:AMBER STRICT\n\nWords.", "TLP:AMBER+STRICT", 1)]
    [InlineData("TLP:AMBER-STRICT\n\nWords.", "TLP:AMBER+STRICT", 1)]
    [InlineData("TLP:GREEN\n(annex: TLP:RED)\n\nWords.", "TLP:RED", 2)]
    [InlineData("TLP\uFF1ARED\n\nWords.", "TLP:RED", 1)]
    [InlineData("T\u00ADLP:R\u200BED\n\nWords.", "TLP:RED", 1)]
    [InlineData("TLP:\u0410MBER\n\nWords.", "TLP:AMBER", 1)]
    [InlineData("\uFF34\uFF2C\uFF30:RED\n\nWords.", "TLP:RED", 1)]
    [InlineData("\U0001D413\U0001D40B\U0001D40F:RED\n\nWords.", "TLP:RED", 1)]
    [InlineData("TLP 2.0: RED\n\nWords.", "TLP:RED", 1)]
    [InlineData("TLPv2:RED\n\nWords.", "TLP:RED", 1)]
    [InlineData("TLP (v2.0): AMBER+STRICT\n\nWords.", "TLP:AMBER+STRICT", 1)]
    [InlineData("TLP=RED\n\nWords.", "TLP:RED", 1)]
    [InlineData("Traffic Light Protocol: RED\n\nWords.", "TLP:RED", 1)]
    [InlineData("Traffic Light Protocol (TLP): Green\n\nWords.", "TLP:GREEN", 1)]
    [InlineData("[TLP:[AMBER]]\n\nWords.", "TLP:AMBER", 1)]
    [InlineData("1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\nTLP:RED\n16\n17\n18\n19\n20\n21\n22\n23\n24\n25", "TLP:RED", 15)]
    [InlineData("a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\nm\nn\no\np\nq\nr\ns\nt\nu\nv\nw\nx\nTLP:RED\n\nPage 3 of 3", "TLP:RED", 25)]
    public void A_label_at_the_beginning_or_the_end_is_read_by_its_meaning(string text, string label, int line)
    {
        var stated = StatedMarking.Find(Texts.Read(text));
        Assert.Equal((label, line), (stated?.Label, stated?.Line));
        using var json = JsonDocument.Parse(ReadingJson.Write([Texts.Read(text)]));
        Assert.Equal(label, json.RootElement.GetProperty("documents")[0].GetProperty("statedMarking").GetProperty("label").GetString());
    }

    [Theory]
    [InlineData("CONFIDENTIAL\n\nWords.")]
    [InlineData("NATO SECRET // EYES ONLY\n\nWords.")]
    [InlineData("The traffic light protocol has red, amber and green.")]
    [InlineData("XTLP:RED is a product. TLP:REDDISH too.")]
    [InlineData("The traffic light protocol red is the strictest.")]
    [InlineData("TLP 3 was red. TLP2 is for redaction.")]
    [InlineData("a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\nm\nn\no\np\nq\nr\ns\nt\nu\nTLP:RED\na\nb\nc\nd\ne\nf\ng")]
    public void What_is_no_label_of_the_document_is_not_guessed(string text)
    {
        Assert.Null(StatedMarking.Find(Texts.Read(text)));
        using var json = JsonDocument.Parse(ReadingJson.Write([Texts.Read(text)]));
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("documents")[0].GetProperty("statedMarking").ValueKind);
    }

    [Fact]
    public void A_long_line_without_end_is_looked_at_in_its_beginning_and_its_end_only()
    {
        Assert.Null(StatedMarking.Find(Texts.Read(new string('x', StatedMarking.FirstCharacters) + " TLP:RED " + new string('x', StatedMarking.LastCharacters))));
        Assert.Equal("TLP:RED", StatedMarking.Find(Texts.Read(new string('x', StatedMarking.FirstCharacters) + " TLP:RED"))?.Label);
    }

    [Theory]
    [InlineData("94868c89-83c2-464b-929b-a1a8aa3c8487", "TLP:CLEAR")]
    [InlineData("bab4a63c-aed9-4cf5-a766-dfca5abac2bb", "TLP:GREEN")]
    [InlineData("55d920b0-5e8b-4f79-9ee9-91f868d9b421", "TLP:AMBER")]
    [InlineData("939a9414-2ddd-4d32-a0cd-375ea402b003", "TLP:AMBER+STRICT")]
    [InlineData("e828b379-4e03-4974-9ac4-e53a884c97c1", "TLP:RED")]
    [InlineData("5e57c739-391a-4eb3-b6be-7d15ca92d5ed", "TLP:RED")]
    public void A_bundle_states_the_strictest_marking_that_its_objects_bear(string id, string label)
    {
        var padding = string.Join(",\n", Enumerable.Range(0, 200).Select(i => $"{{\"type\":\"note\",\"content\":\"words {i}\"}}"));
        var bundle = $"{{\"type\":\"bundle\",\"objects\":[{padding},\n{{\"type\":\"note\",\"object_marking_refs\":[\"marking-definition--{id}\",\n\"marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487\"]}},{padding}]}}";
        Assert.Equal((label, 201), (StatedMarking.Find(Texts.Read(bundle)) is { } stated ? (stated.Label, stated.Line) : default));
    }

    [Fact]
    public void A_label_within_data_counts_wherever_it_stands()
    {
        var padding = string.Join(",\n", Enumerable.Range(0, 200).Select(i => $"{{\"value\":\"words {i}\"}}"));
        Assert.Equal("TLP:AMBER", StatedMarking.Find(Texts.Read($"{{\"Event\":{{\"Attribute\":[{padding},{{\"Tag\":[{{\"name\":\"tlp:amber\"}}]}},{padding}]}}}}"))?.Label);
    }
}
