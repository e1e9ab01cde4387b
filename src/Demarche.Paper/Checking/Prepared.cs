using Demarche.Paper.Pictures;

namespace Demarche.Paper.Checking;

/// <summary>A paper whose every string can be written, with its notes in the order of first citation.</summary>
internal sealed record Prepared(ShortPaper Paper, IReadOnlyDictionary<string, int> Numbers, IReadOnlyList<Note> Notes)
{
    public IReadOnlyList<Illustration> Illustrations => [.. Paper.Sections.SelectMany(s => s.Blocks).OfType<Illustration>()];

    public static Prepared Of(ShortPaper paper, Remarks remarks)
    {
        string L(string text) => Scrub.Line(text, remarks);
        Prose P(Prose prose) => new([.. prose.Runs.Select(r => r is Words w ? w with { Text = Scrub.Text(w.Text, remarks) } : r)]);
        Table T(Table table) => table with
        {
            Columns = [.. table.Columns.Select(c => c with { Head = L(c.Head) })],
            Rows = [.. table.Rows.Select(r => (IReadOnlyList<Prose>)[.. r.Select(P)])],
            Caption = L(table.Caption),
            Source = L(table.Source),
        };
        Block B(Block block) => block switch
        {
            Paragraph p => new Paragraph(P(p.Text)),
            Points p => p with { Items = [.. p.Items.Select(P)] },
            Quotation q => new Quotation(P(q.Text), L(q.Speaker)),
            Table t => T(t),
            Illustration i => i with { Picture = Clean(i.Picture, remarks), Table = T(i.Table), Caption = L(i.Caption), Source = L(i.Source) },
            _ => throw new ArgumentOutOfRangeException(nameof(block)),
        };
        var order = Cited(paper).Distinct().ToList();
        var notes = paper.Notes.ToDictionary(n => n.Key, n => P(n.Text));
        return new(
            paper with
            {
                Title = L(paper.Title),
                Marking = paper.Marking with { Label = L(paper.Marking.Label) },
                Lines = [.. paper.Lines.Select(l => new PaperLine(L(l.Name), P(l.Value)))],
                Sections = [.. paper.Sections.Select(s => new Section(L(s.Heading), [.. s.Blocks.Select(B)]))],
            },
            order.Select((key, i) => (key, i)).ToDictionary(k => k.key, k => k.i + 1),
            [.. order.Select(key => new Note(key, notes[key]))]);
    }

    public static Picture Clean(Picture picture, Remarks remarks) => picture with
    {
        Title = Scrub.Line(picture.Title, remarks),
        Description = Scrub.Line(picture.Description, remarks),
        Shapes = [.. picture.Shapes.Select(s => s is Label l ? l with { Text = Scrub.Line(l.Text, remarks) } : s)],
    };

    /// <summary>Keys in reading order.</summary>
    public static IEnumerable<string> Cited(ShortPaper paper) =>
        paper.Lines.Select(l => l.Value).Concat(paper.Sections.SelectMany(s => s.Blocks).SelectMany(Texts)).SelectMany(p => p.Runs).OfType<Cite>().Select(c => c.Key);

    public static IEnumerable<Prose> Texts(Block block) => block switch
    {
        Paragraph p => [p.Text],
        Points p => p.Items,
        Quotation q => [q.Text],
        Table t => t.Rows.SelectMany(r => r),
        _ => [],
    };
}
