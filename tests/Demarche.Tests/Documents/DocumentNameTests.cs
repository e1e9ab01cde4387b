using Demarche.Documents;

namespace Demarche.Tests.Documents;

public sealed class DocumentNameTests
{
    [Theory]
    [InlineData("report.html", "report.html")]
    [InlineData("C:\\Users\\ana\\Desktop\\report.txt", "report.txt")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("a\r\nSet-Cookie: x=1.txt", "aSet-Cookie: x=1.txt")]
    [InlineData("invoice\u202Efdp.exe", "invoicefdp.exe")]
    [InlineData("two   \t spaces.txt", "two spaces.txt")]
    [InlineData("...", DocumentName.Untitled)]
    [InlineData("dir/", DocumentName.Untitled)]
    [InlineData(null, DocumentName.Untitled)]
    [InlineData("Zażółć gęślą.txt", "Zażółć gęślą.txt")]
    public void A_name_is_its_last_part_in_one_line_of_visible_characters(string? given, string clean) =>
        Assert.Equal(clean, DocumentName.Clean(given));

    [Fact]
    public void A_long_name_keeps_its_ending()
    {
        var clean = DocumentName.Clean(new string('n', 5000) + ".html");
        Assert.Equal(DocumentName.Longest, clean.Length);
        Assert.EndsWith("….html", clean, StringComparison.Ordinal);
    }
}
