using AngleSharp.Html.Parser;
using Demarche.Paper.Pictures;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Demarche.Paper.Tests;

public sealed class HostileTextTests
{
    public static TheoryData<string> Texts { get; } =
    [
        "<script>alert(1)</script>", "]]> <![CDATA[ -->", "\" onload=\"x", "' onload='x", "&lt; &amp; &#0; &nbsp;", "</style><img src=x>", "javascript:alert(1)",
        "# not a heading", "- not an item", "1. nor this", "1) nor this", "> nor a quote", "*not* _stressed_ **at all** ~~gone~~", "[link](http://a.example)", "![picture](x.png)", "<http://a.example>",
        "https://a.example/path www.a.example x@a.example", "`code` ``` fence", "| a | b |\n|---|---|", "--- ", "=== ", "***", "\\*", "    four spaces", "[^1]: note", "$x^2$", "a\\\nb", "{{template}} {0} {1}",
        "(unbalanced \\ parentheses) << >> /Producer endobj stream endstream", "{\\rtf1}", "ﬁ naïve Ωμέγα Привет Łódź ✓", "x\u200Bx\u00ADx",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Hostile_text_is_shown_as_it_is(string text)
    {
        var paper = Everywhere(text);
        var plain = Written.Solid(text);
        var html = new HtmlParser().ParseDocument(Written.TextOf(paper, PaperFormat.Html));
        Assert.Empty(html.QuerySelectorAll("script, img, a:not([href^='#paper-']), [onload]"));
        Assert.Contains(plain, Written.Solid(html.QuerySelector("article > section > p")!.TextContent));
        Assert.Equal(text.Trim().ReplaceLineEndings(" "), html.QuerySelector("svg title")!.TextContent);

        var markdown = Markdig.Markdown.Parse(Written.TextOf(paper, PaperFormat.Markdown), Everything);
        Assert.Empty(Strange(markdown));
        Assert.Contains(plain, Written.Solid(Plain(markdown)));

        Assert.Contains(plain, Written.Solid(Written.WordsOf(Written.Of(paper, PaperFormat.Docx).Bytes)));
        Assert.NotEmpty(Written.Of(paper, PaperFormat.Pdf).Bytes);
    }

    [Fact]
    public void A_title_that_nobody_sees_is_no_reason_to_write_nothing() =>
        Assert.NotEmpty(Written.Of(Written.Short([.. Enumerable.Repeat(new Paragraph("A line of words that fills the page after the first."), 120)]) with { Title = "\u200D" }, PaperFormat.Pdf).Bytes);

    [Theory]
    [InlineData("a\u0000b", "U+0000")]
    [InlineData("a\u0007b", "U+0007")]
    [InlineData("a\u001Bb", "U+001B")]
    [InlineData("a\uFFFEb", "U+FFFE")]
    [InlineData("a\u202Eb", "U+202E")]
    [InlineData("a\u2066b", "U+2066")]
    [InlineData("a\U000E0041b", "U+E0041")]
    public void What_is_no_text_is_replaced_visibly_and_reported(string text, string remark)
    {
        var paper = Everywhere(text);
        foreach (var format in Enum.GetValues<PaperFormat>()) Assert.Contains(Written.Of(paper, format).Remarks, r => r.StartsWith(remark + " ", StringComparison.Ordinal));
        Assert.Contains("a\uFFFDb", Written.TextOf(paper, PaperFormat.Html));
        Assert.Contains("a\uFFFDb", Written.TextOf(paper, PaperFormat.Markdown));
        Assert.Contains("a\uFFFDb", Written.WordsOf(Written.Of(paper, PaperFormat.Docx).Bytes));
        Assert.Contains("a□b", Tools.PdfText(Written.Of(paper, PaperFormat.Pdf).Bytes));
    }

    [Fact]
    public void Half_a_pair_of_surrogates_is_replaced_visibly_and_reported()
    {
        What_is_no_text_is_replaced_visibly_and_reported("a\uD800b", "U+D800");
        What_is_no_text_is_replaced_visibly_and_reported("a\uDC00b", "U+DC00");
    }

    [Fact]
    public void What_the_font_lacks_is_a_box_in_PDF_and_reported_and_is_itself_elsewhere()
    {
        var paper = Written.Short("Ask 日本 and שלום and 😀.");
        var pdf = Written.Of(paper, PaperFormat.Pdf);
        Assert.Contains("Ask □□ and □□□□ and □.", Tools.PdfText(pdf.Bytes));
        Assert.Equal(7, pdf.Remarks.Count);
        Assert.Contains(pdf.Remarks, r => r.StartsWith("U+65E5 is not in the font", StringComparison.Ordinal));
        Assert.Contains(pdf.Remarks, r => r.StartsWith("U+05E9 is written from right to left", StringComparison.Ordinal));
        Assert.Empty(Written.Of(paper, PaperFormat.Docx).Remarks);
        Assert.Contains("日本 and שלום and 😀", Written.WordsOf(Written.Of(paper, PaperFormat.Docx).Bytes));
        Assert.Contains("日本 and שלום and 😀", Written.TextOf(paper, PaperFormat.Html));
    }

    [Fact]
    public void A_word_without_end_stays_on_the_page()
    {
        var word = new string('x', 10_000);
        var pdf = Written.Of(Written.Short(new Paragraph(word), new Table([new("a"), new("b")], [[word, "y"]])), PaperFormat.Pdf).Bytes;
        var text = Tools.PdfText(pdf);
        Assert.Equal(20_000, text.Count(c => c == 'x'));
        Assert.Contains("1 of ", text);
    }

    /// <summary>CommonMark, GFM and what else Markdig knows, but for lists by letters and Roman numerals, which would begin at "I." or "xx)".</summary>
    internal static readonly MarkdownPipeline Everything = Pipeline();

    private static MarkdownPipeline Pipeline()
    {
        var builder = new MarkdownPipelineBuilder().UseAdvancedExtensions();
        builder.Extensions.TryRemove<Markdig.Extensions.ListExtras.ListExtraExtension>();
        return builder.Build();
    }

    private static ShortPaper Everywhere(string text)
    {
        var table = new Table([new(text), new("b")], [[text, Prose.Of(new Words(text, Stress.Strong), new Cite("n"))]]) { Caption = text, Source = text };
        var picture = new Picture(200, 40, text, text, [new Label(new(5, 20), text)]);
        return new ShortPaper("x " + text, PaperMarking.Of("TLP:RED"), [new(text,
        [
            new Paragraph(text),
            new Paragraph(Prose.Of(new Words("before"), new Words(text, Stress.Emphasis), new Words("after"), new Cite("n"))),
            new Points([text, text]),
            new Points([text], Numbered: true),
            new Quotation(text, text),
            table,
            new Illustration(picture, table with { Rows = [[text, text]] }) { Caption = text, Source = text },
        ])])
        { Lines = [new(text, text)], Notes = [new("n", text)] };
    }

    /// <summary>Whatever a reader of Markdown found that the writer did not mean.</summary>
    internal static IEnumerable<string> Strange(MarkdownDocument document) => document.Descendants()
        .Where(n => n is LinkInline or AutolinkInline or CodeInline or HtmlInline or HtmlEntityInline or HtmlBlock or CodeBlock or ThematicBreakBlock or LinkReferenceDefinition or Markdig.Extensions.Footnotes.Footnote or Markdig.Extensions.Mathematics.MathInline
            || (n is HeadingBlock { Level: > 2 }))
        .Select(n => n.GetType().Name);

    internal static string Plain(MarkdownDocument document) => string.Concat(document.Descendants<LiteralInline>().Select(l => l.Content.ToString()));
}
