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
    public void A_label_in_the_first_lines_is_read_by_its_meaning(string text, string label, int line)
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
    [InlineData("1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\nTLP:RED")]
    public void What_is_no_label_of_the_document_is_not_guessed(string text)
    {
        Assert.Null(StatedMarking.Find(Texts.Read(text)));
        using var json = JsonDocument.Parse(ReadingJson.Write([Texts.Read(text)]));
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("documents")[0].GetProperty("statedMarking").ValueKind);
    }

    [Fact]
    public void A_long_line_without_end_is_looked_at_in_its_beginning_only() =>
        Assert.Null(StatedMarking.Find(Texts.Read(new string('x', StatedMarking.FirstCharacters) + " TLP:RED")));
}
