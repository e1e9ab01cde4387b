using Demarche.Paper.Pictures;

namespace Demarche.Paper.Tests;

public sealed class LimitTests
{
    public static TheoryData<string, ShortPaper, ShortPaper> Edges()
    {
        static string Long(int length) => new('a', length);
        static Prose Many(int runs) => new([.. Enumerable.Repeat(new Words("a"), runs)]);
        static ShortPaper Blocks(int count) => Written.Short([.. Enumerable.Repeat(new Paragraph("a"), count)]);
        static ShortPaper Grid(int columns, int rows) => Written.Short(new Table([.. Enumerable.Repeat(new Column("a"), columns)], [.. Enumerable.Repeat<IReadOnlyList<Prose>>([.. Enumerable.Repeat<Prose>("b", columns)], rows)]));
        static ShortPaper Drawn(Picture picture, int times = 1) => Written.Short([.. Enumerable.Repeat(new Illustration(picture, new([new("a")], [])), times)]);
        static Picture Shapes(int count) => new(100, 100, "t", "d", [.. Enumerable.Repeat(new Box(0, 0, 1, 1) { Fill = Tone.Ink }, count)]);
        static ShortPaper Noted(int count) => Written.Short(new Paragraph(new Prose([.. Enumerable.Range(0, count).Select(i => new Cite($"{i}"))]))) with { Notes = [.. Enumerable.Range(0, count).Select(i => new Note($"{i}", "n"))] };
        return new()
        {
            { "a line's characters", Written.Short("a") with { Title = Long(PaperLimits.LineCharacters) }, Written.Short("a") with { Title = Long(PaperLimits.LineCharacters + 1) } },
            { "a text's characters", Written.Short(Long(PaperLimits.ProseCharacters)), Written.Short(Long(PaperLimits.ProseCharacters + 1)) },
            { "a text's runs", Written.Short(new Paragraph(Many(PaperLimits.Runs))), Written.Short(new Paragraph(Many(PaperLimits.Runs + 1))) },
            { "all characters", Written.Short([.. Enumerable.Repeat(new Paragraph(Long(19_990)), 20)]), Written.Short([.. Enumerable.Repeat(new Paragraph(Long(20_000)), 20)]) },
            { "blocks", Blocks(PaperLimits.Blocks - 1), Blocks(PaperLimits.Blocks) },
            { "columns", Grid(PaperLimits.Columns, 2), Grid(PaperLimits.Columns + 1, 2) },
            { "cells", Grid(10, PaperLimits.Cells / 10 - 1), Grid(10, PaperLimits.Cells / 10) },
            { "notes", Noted(PaperLimits.Notes), Noted(PaperLimits.Notes + 1) },
            { "pictures", Drawn(Shapes(1), PaperLimits.Pictures), Drawn(Shapes(1), PaperLimits.Pictures + 1) },
            { "shapes", Drawn(Shapes(PaperLimits.Shapes)), Drawn(Shapes(PaperLimits.Shapes + 1)) },
            { "points", Drawn(new(9, 9, "t", "d", [new Polyline([.. Enumerable.Repeat(new Spot(1, 1), PaperLimits.Points)]) { Edge = Tone.Ink }])), Drawn(new(9, 9, "t", "d", [new Polyline([.. Enumerable.Repeat(new Spot(1, 1), PaperLimits.Points + 1)]) { Edge = Tone.Ink }])) },
            { "a picture's side", Drawn(new(PaperLimits.PictureSide, 1, "t", "d", [])), Drawn(new(PaperLimits.PictureSide + 1, 1, "t", "d", [])) },
        };
    }

    [Theory]
    [MemberData(nameof(Edges), DisableDiscoveryEnumeration = true)]
    public void At_the_limit_a_paper_is_written_and_beyond_it_a_problem_says_why(string limit, ShortPaper at, ShortPaper beyond)
    {
        foreach (var format in Enum.GetValues<PaperFormat>())
        {
            Assert.True(PaperWriter.Write(at, format).Written is not null, limit);
            var refused = PaperWriter.Write(beyond, format);
            Assert.Null(refused.Written);
            Assert.NotEmpty(refused.Problems);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("e")]
    [InlineData("en\"><script>")]
    [InlineData("en ")]
    public void A_language_is_a_tag(string language) => Refused(Written.Short("a") with { Language = language }, "language");

    [Fact]
    public void A_paper_has_a_title_and_a_marking()
    {
        Refused(Written.Short("a") with { Title = " " }, "title");
        Refused(Written.Short("a") with { Marking = PaperMarking.Of("") }, "marking");
    }

    [Fact]
    public void Every_citation_has_its_note_and_every_note_its_citation()
    {
        Refused(Written.Short(new Paragraph(Prose.Of(new Cite("gone")))), "notes");
        Refused(Written.Short("a") with { Notes = [new("unused", "n")] }, "notes");
        Refused(Written.Short(new Paragraph(Prose.Of(new Cite("n")))) with { Notes = [new("n", "1"), new("n", "2")] }, "notes");
        Refused(Written.Short(new Paragraph(Prose.Of(new Cite("n")))) with { Notes = [new("n", Prose.Of(new Cite("n")))] }, "notes[0]");
    }

    [Fact]
    public void A_row_has_a_cell_for_each_column() => Refused(Written.Short(new Table([new("a"), new("b")], [["1"]])), "sections[0].blocks[0].rows[0]");

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e9)]
    public void A_shape_that_lies_nowhere_is_refused(double x) =>
        Refused(Written.Short(new Illustration(new(10, 10, "t", "d", [new Circle(new(x, 0), 1)]), new([new("a")], []))), "sections[0].blocks[0]");

    private static void Refused(ShortPaper paper, string where)
    {
        var result = PaperWriter.Write(paper, PaperFormat.Html);
        Assert.Null(result.Written);
        Assert.Contains(result.Problems, p => p.Where == where);
    }
}
