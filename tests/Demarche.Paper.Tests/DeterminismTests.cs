using System.IO.Compression;
using System.Text;

namespace Demarche.Paper.Tests;

public sealed class DeterminismTests
{
    [Theory]
    [InlineData(PaperFormat.Html)]
    [InlineData(PaperFormat.Markdown)]
    [InlineData(PaperFormat.Docx)]
    [InlineData(PaperFormat.Pdf)]
    public async Task The_same_paper_gives_the_same_bytes_seconds_later(PaperFormat format)
    {
        var first = Written.Of(Sample.Brief, format).Bytes;
        await Task.Delay(2100, TestContext.Current.CancellationToken);
        Assert.Equal(first, Written.Of(Sample.Brief, format).Bytes);
        Assert.NotEqual(first, Written.Of(Sample.Brief with { Title = "Another" }, format).Bytes);
    }

    [Fact]
    public async Task Papers_that_are_written_at_once_do_not_touch_each_other()
    {
        var alone = Written.Of(Sample.Brief, PaperFormat.Pdf).Bytes;
        var together = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => Written.Of(i % 2 == 0 ? Sample.Brief : Written.Short($"{i}"), PaperFormat.Pdf).Bytes)));
        Assert.All(together.Where((_, i) => i % 2 == 0), b => Assert.Equal(alone, b));
    }

    [Fact]
    public void A_PDF_says_its_title_and_language_and_nothing_of_who_wrote_it_when_or_with_what()
    {
        var pdf = Encoding.Latin1.GetString(Written.Of(Sample.Brief, PaperFormat.Pdf).Bytes);
        Assert.Contains("/Lang(en)", pdf);
        Assert.Contains("/Title<FEFF", pdf);
        foreach (var said in (string[])["/Producer", "/Creator", "/Author", "/CreationDate", "/ModDate", "xmpmeta", "/Metadata", "D:20"]) Assert.DoesNotContain(said, pdf);
        Assert.False(pdf.Contains("pdfsharp", StringComparison.OrdinalIgnoreCase));
        Assert.False(pdf.Contains(Environment.MachineName, StringComparison.Ordinal));
    }

    [Fact]
    public void A_DOCX_says_its_title_and_language_and_nothing_of_who_wrote_it_when_or_with_what()
    {
        using var zip = new ZipArchive(new MemoryStream(Written.Of(Sample.Brief, PaperFormat.Docx).Bytes));
        Assert.All(zip.Entries, e => Assert.Equal(new DateTime(1980, 1, 1), e.LastWriteTime.DateTime));
        Assert.Equal("[Content_Types].xml", zip.Entries[0].FullName);
        var parts = zip.Entries.Where(e => !e.FullName.EndsWith(".emf", StringComparison.Ordinal)).ToDictionary(e => e.FullName, Text);
        Assert.DoesNotContain("docProps/app.xml", parts.Keys);
        var properties = parts["docProps/core.xml"];
        Assert.Contains("<dc:title", properties);
        Assert.Contains(">en</dc:language>", properties);
        foreach (var said in (string[])["creator", "lastModifiedBy", "created", "modified", "revision"]) Assert.DoesNotContain(said, properties);
        foreach (var said in (string[])["rsid", "w:author", Environment.MachineName + "\""]) Assert.All(parts.Values, p => Assert.DoesNotContain(said, p));
    }

    [Fact]
    public void Keys_of_notes_are_in_no_file()
    {
        var paper = Written.Short(new Paragraph(Prose.Of(new Words("x"), new Cite("case-7f3a-secret")))) with { Notes = [new("case-7f3a-secret", "A note")] };
        foreach (var format in Enum.GetValues<PaperFormat>())
        {
            var bytes = Written.Of(paper, format).Bytes;
            if (format == PaperFormat.Docx)
            {
                using var zip = new ZipArchive(new MemoryStream(bytes));
                Assert.All(zip.Entries, e => Assert.DoesNotContain("7f3a", Text(e)));
            }
            else
            {
                Assert.DoesNotContain("7f3a", Encoding.Latin1.GetString(bytes));
            }
        }
    }

    private static string Text(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open());
        return reader.ReadToEnd();
    }
}
