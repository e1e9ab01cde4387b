using System.Text;
using CsCheck;

namespace Demarche.Reading.Tests;

public class AnyInputTests
{
    private static readonly string[] Scraps =
    [
        "<p>", "</p>", "<div>", "</div>", "<b>", "<br>", "<table><tr><td>", "<pre>", "<!--", "<script>", "&#xD800;", "&amp;", "\n", "\n\n", "\r\n", "\u00A0", "\t", " ", " ", " ", ", ", ". ", "\"", "“", "”", "''", "(", ")",
        "said", "said", "an official", "the official", "he", "who spoke on condition of anonymity", "Anna Holt", "Holt", "according to", "that", "adding", "no evidence of", "might", "denied", "and", "but", "on Friday", "Nov. 24",
        "U.S.", "192.0.2.1", "hxxp://a[.]example/x", "x@y.example", "[.]", "::", "2001:db8::1", "By Anna Holt", "Dec 21, 2030 09:32 AM EST", "© 2030 The Courier", "The cranes stopped in all three of the ports of Norland.", "😀", "é", "中文",
    ];

    private static readonly Gen<string> Soup = Gen.Int[0, Scraps.Length - 1].Array[0, 120].Select(picks => string.Concat(picks.Select(p => Scraps[p])));

    [Fact]
    public void Ranges_are_true_for_any_text() =>
        Soup.Sample(text => Check(Encoding.UTF8.GetBytes(text), "text/plain"), iter: 1000);

    [Fact]
    public void Ranges_are_true_for_any_HTML() =>
        Soup.Sample(text => Check(Encoding.UTF8.GetBytes(text), "text/html"), iter: 1000);

    [Fact]
    public void Any_bytes_are_read_or_refused() =>
        Gen.Byte.Array[0, 400].Sample(bytes => Check(bytes, null), iter: 1000);

    [Fact]
    public void Any_characters_are_read_or_refused() =>
        Gen.String.Sample(text => Check(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(text)).ToArray(), null), iter: 1000);

    [Theory]
    [InlineData("he said, ")]
    [InlineData("\"he said ")]
    [InlineData("Aa ")]
    [InlineData("a.b@")]
    [InlineData("1:")]
    [InlineData("www.")]
    [InlineData("on Friday ")]
    [InlineData("x\n\n")]
    [InlineData("An official said it. ")]
    [InlineData("hxxp://")]
    [InlineData("(")]
    public void What_repeats_itself_a_hundred_thousand_times_is_read_to_its_end(string scrap)
    {
        // Work that grew with the square of the length would not come to an end here.
        var text = string.Concat(Enumerable.Repeat(scrap, 800_000 / scrap.Length));
        Check(Encoding.UTF8.GetBytes(text), "text/plain");
    }

    private static void Check(byte[] bytes, string? mediaType)
    {
        var result = Reader.Read(bytes, mediaType, null);
        if (result.Document is not { } document)
        {
            Assert.NotEmpty(result.Problems);
            return;
        }
        Texts.AssertRanges(document);
        Assert.NotEmpty(ReadingJson.Write([document]));
        Assert.Single(Origins.Find([document]));
    }
}
