using AngleSharp.Html.Parser;

namespace Demarche.Paper.Tests;

public sealed class FormatTests
{
    private static IEnumerable<string> Said => Sample.Brief.Sections.SelectMany(s => s.Blocks.OfType<Paragraph>().Select(p => p.Text.Plain).Append(s.Heading))
        .Concat(Sample.Brief.Notes.Select(n => n.Text.Plain)).Concat(Sample.Brief.Lines.Select(l => l.Value.Plain)).Append(Sample.Brief.Title);

    [Fact]
    public void Every_word_is_in_the_HTML()
    {
        var html = new HtmlParser().ParseDocument(Written.TextOf(Sample.Brief, PaperFormat.Html));
        Holds(html.QuerySelector("article")!.TextContent);
        Assert.Equal("en", html.DocumentElement.GetAttribute("lang"));
        Assert.Equal(3, html.QuerySelectorAll("svg[role=img] > title + desc").Length);
        Assert.Equal("1,2,3,4,5,3,5", string.Join(",", html.QuerySelectorAll("sup a").Select(a => a.TextContent)));
        Assert.All(html.QuerySelectorAll("sup a"), a => Assert.NotNull(html.QuerySelector(a.GetAttribute("href")!)));
        Assert.Equal(2, html.QuerySelectorAll(".paper-marking-amber").Length);
        Assert.Empty(html.QuerySelectorAll("[style], script, link, img"));
    }

    [Fact]
    public void Every_word_is_in_the_DOCX_and_notes_are_footnotes()
    {
        var bytes = Written.Of(Sample.Brief, PaperFormat.Docx).Bytes;
        Holds(Written.WordsOf(bytes));
        using var document = DocumentFormat.OpenXml.Packaging.WordprocessingDocument.Open(new MemoryStream(bytes), false);
        var body = document.MainDocumentPart!.Document!.Body!;
        Assert.Equal([1, 2, 3, 4, 5], body.Descendants<DocumentFormat.OpenXml.Wordprocessing.FootnoteReference>().Select(f => (int)f.Id!.Value));
        Assert.Equal(2, body.Descendants<DocumentFormat.OpenXml.Wordprocessing.SimpleField>().Count(f => f.Instruction!.Value!.Contains("NOTEREF", StringComparison.Ordinal)));
        var styles = document.MainDocumentPart.StyleDefinitionsPart!.Styles!.Elements<DocumentFormat.OpenXml.Wordprocessing.Style>().Select(s => s.StyleId!.Value!).ToHashSet();
        Assert.All(body.Descendants<DocumentFormat.OpenXml.Wordprocessing.ParagraphStyleId>(), s => Assert.Contains(s.Val!.Value!, styles));
        Assert.Contains("TLP:AMBER", document.MainDocumentPart.HeaderParts.Single().Header!.InnerText);
        Assert.Contains("TLP:AMBER", document.MainDocumentPart.FooterParts.Single().Footer!.InnerText);
    }

    [Fact]
    public void Every_word_is_in_the_PDF_and_every_page_has_its_marking_and_number()
    {
        var pdf = Written.Of(Sample.Brief, PaperFormat.Pdf).Bytes;
        var pages = Tools.PdfText(pdf).Split('\f', StringSplitOptions.RemoveEmptyEntries);
        Assert.InRange(pages.Length, 1, 4);
        Assert.Equal(pages.Length, Tools.PageCount(pdf));
        Holds(string.Join("\n", pages));
        for (var i = 0; i < pages.Length; i++)
        {
            Assert.Equal(2, pages[i].Split("TLP:AMBER").Length - 1);
            Assert.Contains($"{i + 1} of {pages.Length}", pages[i]);
        }
        Tools.Screenshot("paper-pdf", pdf, 1);
        var drawn = Tools.Pixmaps(pdf);
        Assert.Equal(pages.Length, drawn.Count);
        Assert.All(drawn, p => Assert.True(p.Count(b => b < 128) > 2000, "A page is blank."));
    }

    [Fact]
    public void The_PDF_has_a_structure_for_those_who_hear_it()
    {
        var structure = Tools.PdfInfo(Written.Of(Sample.Brief, PaperFormat.Pdf).Bytes, "-struct-text");
        foreach (var tag in (string[])["H1", "H2", "BlockQuote", "Table", "TR", "TH", "TD", "Figure"]) Assert.Contains(tag, structure);
        Assert.DoesNotContain("TLP:AMBER", structure);
    }

    [Fact]
    public void LibreOffice_opens_the_DOCX()
    {
        var printed = Tools.Printed(Written.Of(Sample.Brief, PaperFormat.Docx).Bytes);
        Assert.InRange(Tools.PageCount(printed), 1, 4);
        Tools.Screenshot("paper-docx", printed, 2);
        var pages = Tools.PdfText(printed).Split('\f', StringSplitOptions.RemoveEmptyEntries);
        Holds(string.Join("\n", pages));
        Assert.Contains("Publishes the same loader", string.Join("\n", pages.Take(1)));
        for (var i = 0; i < pages.Length; i++)
        {
            Assert.Equal(2, pages[i].Split("TLP:AMBER").Length - 1);
            Assert.Contains($"{i + 1} of {pages.Length}", pages[i]);
        }
    }

    [Fact]
    public void Markdown_reads_as_text()
    {
        var markdown = Written.TextOf(Sample.Brief, PaperFormat.Markdown);
        Assert.Contains("## What is asked of you\n\n**Decide by Thursday whether Norland speaks in public, and if so with whom.** Three courses are open;", markdown);
        Assert.Contains("> We were asked to look at the cranes. We should have been asked to look at the door.\n>\n> — A Norland official", markdown);
        Assert.Contains("| Kasteria | The loader’s first sighting and who ran the servers\\[3\\] | 6 Dec | In full |", markdown);
        Assert.Contains("\n1) Five reports are copies", markdown);
        Assert.StartsWith("**TLP\\:AMBER**\n", markdown);
    }

    [Fact]
    public void A_paper_from_right_to_left_says_so_in_HTML_and_DOCX()
    {
        var paper = Written.Short("שלום world") with { Language = "he", Direction = BaseDirection.RightToLeft };
        Assert.Contains("<html lang=\"he\" dir=\"rtl\">", Written.TextOf(paper, PaperFormat.Html));
        var docx = Written.Of(paper, PaperFormat.Docx).Bytes;
        Assert.Contains("שלום world", Written.WordsOf(docx));
        using var document = DocumentFormat.OpenXml.Packaging.WordprocessingDocument.Open(new MemoryStream(docx), false);
        Assert.NotEmpty(document.MainDocumentPart!.Document!.Descendants<DocumentFormat.OpenXml.Wordprocessing.BiDi>());
        Assert.NotEmpty(document.MainDocumentPart.Document!.Descendants<DocumentFormat.OpenXml.Wordprocessing.RightToLeftText>());
    }

    private static void Holds(string text)
    {
        // Citation marks stand among the words, and a broken line may end between any two of them.
        var solid = Written.Solid(text);
        foreach (var said in Said.SelectMany(s => s.Split('.', ';')).Where(s => s.Length > 0)) Assert.Contains(Written.Solid(said), solid);
    }
}
