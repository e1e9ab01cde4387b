using AngleSharp.Html.Parser;
using CsCheck;
using Demarche.Paper.Pictures;

namespace Demarche.Paper.Tests;

public sealed class RandomPaperTests
{
    private static readonly string[] Scraps =
    [
        "the ports", " ", "  ", "\n", "\t", "*", "**", "_", "`", "```", "#", "> ", "- ", "1. ", "|", "\\", "<", ">", "&", "&amp;", "\"", "'", "[", "](x)", "!", "http://a.example", "www.a.example", "@", "<b>", "</p>", "]]>", "<!--", "\u0000", "\u0001",
        "\uFFFE", "\u202E", "\u200F", "שלום", "日本", "😀", "e\u0301", "Привет", "Ω", "—", "\u00A0", "\u2028", "(", ")", "\\)", "endobj", "stream", "/ID", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "{0}", "$", "~~", "^", ":", "=",
    ];

    private static readonly Gen<string> Text = Gen.OneOf(One(Scraps).Array[0, 8].Select(string.Concat), Gen.String[0, 12]);
    private static readonly Gen<Stress> Stressed = One(Enum.GetValues<Stress>());
    private static readonly Gen<Run> OneRun = Gen.Frequency((4, Gen.Select(Text, Stressed, (t, s) => (Run)new Words(t, s))), (1, One<Run>(new Cite("a"), new Cite("b"))));
    private static readonly Gen<Prose> OneProse = OneRun.Array[0, 5].Select(r => new Prose(r));
    private static readonly Gen<Tone?> AnyTone = One<Tone?>([null, .. Enum.GetValues<Tone>().Select(t => (Tone?)t)]);
    private static readonly Gen<Spot> AnySpot = Gen.Select(Gen.Double[-50, 700], Gen.Double[-50, 700], (x, y) => new Spot(x, y));

    private static readonly Gen<Shape> AnyShape = Gen.Select(Gen.OneOf(
        AnySpot.Array[0, 5].Select(p => (Shape)new Polyline(p)),
        AnySpot.Array[0, 5].Array[0, 3].Select(r => (Shape)new Area(r)),
        Gen.Select(AnySpot, Gen.Double[0, 90], (s, r) => (Shape)new Circle(s, r)),
        Gen.Select(AnySpot, Gen.Double[0, 90], (s, r) => (Shape)new Box(s.X, s.Y, r, r / 2)),
        Gen.Select(AnySpot, AnySpot, Gen.Double[-40, 40], (a, b, bend) => (Shape)new Arrow(a, b) { Bend = bend }),
        Gen.Select(AnySpot, Text, One(Enum.GetValues<Alignment>()), (s, t, a) => (Shape)new Label(s, t) { Anchor = a })), AnyTone, AnyTone, Gen.Bool, (s, fill, edge, dashed) => s with { Fill = fill, Edge = edge, Dashed = dashed });

    private static readonly Gen<Picture> AnyPicture = Gen.Select(Text, Text, AnyShape.Array[0, 8], (t, d, s) => new Picture(640, 300, "P" + t, d, s));

    private static readonly Gen<Table> AnyTable = Gen.Int[1, 4].SelectMany(n => Gen.Select(Text.Array[n], OneProse.Array[n].Array[0, 4], Text, Text, (heads, rows, c, s) => new Table([.. heads.Select(h => new Column(h, (Alignment)(h.Length % 3)))], rows) { Caption = c, Source = s }));

    private static readonly Gen<Block> AnyBlock = Gen.OneOf(
        OneProse.Select(p => (Block)new Paragraph(p)),
        Gen.Select(OneProse.Array[0, 4], Gen.Bool, (i, n) => (Block)new Points(i, n)),
        Gen.Select(OneProse, Text, (p, s) => (Block)new Quotation(p, s)),
        AnyTable.Select(t => (Block)t),
        Gen.Select(AnyPicture, AnyTable, Text, Text, (p, t, c, s) => (Block)new Illustration(p, t with { Rows = [.. t.Rows.Select(r => (IReadOnlyList<Prose>)[.. r.Select(x => (Prose)x.Plain)])] }) { Caption = c, Source = s }));

    private static readonly Gen<ShortPaper> AnyPaper = Gen.Select(Text, One("TLP:RED", "TLP:CLEAR", "SECRET <b>"), Gen.Select(Text, AnyBlock.Array[0, 4], (h, b) => new Section(h, b)).Array[0, 3], Text, OneProse, Gen.Bool,
        (title, label, sections, note, line, rtl) => new ShortPaper("T" + title, PaperMarking.Of(label), sections)
        {
            Lines = [new(note, line), new("cites", Prose.Of(new Cite("b"), new Cite("a")))],
            Notes = [new("a", note), new("b", "B")],
            Direction = rtl ? BaseDirection.RightToLeft : BaseDirection.LeftToRight,
        });

    [Fact]
    public void Any_paper_becomes_HTML_of_the_elements_that_were_meant() => AnyPaper.Sample(paper =>
    {
        var html = new HtmlParser().ParseDocument(Written.TextOf(paper, PaperFormat.Html));
        Assert.Empty(html.QuerySelectorAll("script, img, b, [style]"));
        Assert.Equal(paper.Sections.Sum(s => s.Blocks.OfType<Quotation>().Count()), html.QuerySelectorAll("blockquote").Length);
        Assert.Equal(paper.Sections.Sum(s => s.Blocks.OfType<Illustration>().Count()), html.QuerySelectorAll("svg").Length);
        Same(paper, Said(paper), html.QuerySelector("article")!.TextContent);
    }, iter: 300);

    [Fact]
    public void Any_paper_becomes_Markdown_without_markup_of_its_text() => AnyPaper.Sample(paper =>
    {
        var document = Markdig.Markdown.Parse(Written.TextOf(paper, PaperFormat.Markdown), HostileTextTests.Everything);
        Assert.True(!HostileTextTests.Strange(document).Any(), $"{string.Join(", ", HostileTextTests.Strange(document))} in\n{Written.TextOf(paper, PaperFormat.Markdown)}");
        Same(paper, Said(paper), HostileTextTests.Plain(document));
    }, iter: 300);

    [Fact]
    public void Any_paper_becomes_a_valid_DOCX() => AnyPaper.Sample(paper => Same(paper, Said(paper), Written.WordsOf(Written.Of(paper, PaperFormat.Docx).Bytes)), iter: 60);

    [Fact]
    public void Any_paper_becomes_the_same_PDF_twice() => AnyPaper.Sample(paper => Assert.Equal(Written.Of(paper, PaperFormat.Pdf).Bytes, Written.Of(paper, PaperFormat.Pdf).Bytes), iter: 60);

    [Fact]
    public void Poppler_opens_any_PDF() => AnyPaper.Sample(paper => Assert.True(Tools.PageCount(Written.Of(paper, PaperFormat.Pdf).Bytes) > 0), iter: 12, threads: 1);

    private static IEnumerable<string> Said(ShortPaper paper) => paper.Sections.SelectMany(s => s.Blocks).SelectMany(b => b switch
    {
        Paragraph p => [p.Text],
        Points p => p.Items,
        Quotation q => [q.Text],
        Table t => t.Rows.SelectMany(r => r),
        _ => (IEnumerable<Prose>)[],
    }).SelectMany(p => p.Runs.OfType<Words>().Select(w => w.Text));

    private static Gen<T> One<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    /// <summary>Each run's text as it is cleaned is found in what was written.</summary>
    private static void Same(ShortPaper paper, IEnumerable<string> said, string written)
    {
        var solid = Written.Solid(written);
        foreach (var text in said) Assert.True(solid.Contains(Written.Solid(Checking.Scrub.Text(text, new())), StringComparison.Ordinal), $"{text} is lost in\n{written}");
    }
}
