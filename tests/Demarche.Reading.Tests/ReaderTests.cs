using System.Text;

namespace Demarche.Reading.Tests;

public class ReaderTests
{
    [Fact]
    public void A_story_in_plain_text_is_parted_from_its_furniture()
    {
        var document = Texts.Read(WireStory.WithPlainFurniture());

        Assert.Equal(WireStory.Headline, document.Title);
        Assert.Equal("Northern News Agency", document.Byline);
        Assert.Equal("Northern News Agency", document.Agency);
        Assert.Equal("The Halden Courier", document.Publisher);
        Assert.Equal("2031-03-05T18:15+01:00", document.Published);
        Assert.Equal("en", document.Language);
        Assert.Equal(WireStory.Paragraphs.Length, document.Body().Count);
        Assert.Equal(6, document.Furniture().Count);
        Texts.AssertRanges(document);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\n\n")]
    public void Bare_paragraphs_are_all_body_and_say_nothing_of_themselves(string newline)
    {
        var document = Texts.Read(WireStory.Plain(newline));

        Assert.Equal(WireStory.Paragraphs, document.Body());
        Assert.Empty(document.Furniture());
        Assert.Null(document.Title);
        Assert.Null(document.Published);
        Assert.Equal(WireStory.Plain(newline), document.Text);
    }

    [Fact]
    public void A_web_page_gives_the_story_without_menus_and_its_metadata()
    {
        var document = Texts.Read(WireStory.AsPage());

        Assert.Equal("text/html", document.MediaType);
        Assert.Equal(WireStory.Headline, document.Title);
        Assert.Equal("Northern News Agency", document.Agency);
        Assert.Equal("Sudria Today", document.Publisher);
        Assert.Equal("2031-03-05T18:40+01:00", document.Published);
        Assert.Equal(WireStory.Paragraphs, document.Body());
        Texts.AssertRanges(document);
    }

    [Fact]
    public void Lines_that_a_mail_program_broke_are_one_paragraph()
    {
        const string text = """
            The harbour office wrote on Monday that its cranes were standing still,
            and that nobody should expect them to move before the end of the week,
            whatever the newspapers said about it.

            A second letter followed the next morning and took back the first one,
            without giving any reason for that.
            """;

        Assert.Equal(2, Texts.Read(text).Body().Count);
    }

    [Fact]
    public void The_byte_order_mark_is_not_part_of_the_kept_text()
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("Nothing was taken from the archive, the keeper said.")];

        Assert.StartsWith("Nothing", Reader.Read(bytes, null, null).Document!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_bytes_give_the_same_answer()
    {
        var bytes = Encoding.UTF8.GetBytes(WireStory.AsPage());

        Assert.Equal(
            ReadingJson.Write([Reader.Read(bytes, null, null).Document!]),
            ReadingJson.Write([Reader.Read(bytes, null, null).Document!]));
    }
}
