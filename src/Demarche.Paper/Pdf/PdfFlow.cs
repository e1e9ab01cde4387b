using System.Globalization;
using Demarche.Paper.Checking;
using Demarche.Paper.Fonts;
using PdfSharp.Drawing;
using PdfSharp.UniversalAccessibility;

namespace Demarche.Paper.Pdf;

/// <summary>A paper as pieces in reading order.</summary>
internal sealed class PdfFlow(Prepared prepared, Remarks remarks)
{
    public const double BodySize = 10.5;
    private const double SmallSize = 8.5;
    private const double Leading = 1.4;

    private readonly PdfLines lines = new(prepared, remarks);
    private readonly List<Piece> pieces = [];

    public IReadOnlyList<Piece> Pieces()
    {
        var paper = prepared.Paper;
        Text(paper.Title, 20, PdfElement.Of(PdfBlockLevelElementTag.Heading1), Stress.Strong, leading: 1.2);
        pieces.Add(Piece.Space(8));
        Lines(paper.Lines);
        foreach (var section in paper.Sections)
        {
            Heading(section.Heading);
            foreach (var block in section.Blocks) Block(block);
        }
        if (paper.TablesOfPictures && prepared.Illustrations is { Count: > 0 } pictures)
        {
            Heading(paper.Words.PicturesAsTables);
            foreach (var picture in pictures) Table(picture.Table with { Caption = picture.Picture.Title, Source = "" });
        }
        if (prepared.Notes.Count > 0) Heading(paper.Words.Notes);
        for (var i = 0; i < prepared.Notes.Count; i++) Item(prepared.Notes[i].Text, (i + 1).ToString(CultureInfo.InvariantCulture), SmallSize, 20, 2);
        return pieces;
    }

    private void Lines(IReadOnlyList<PaperLine> given)
    {
        if (given.Count == 0) return;
        var names = given.Max(l => Face.Of(false).Width(l.Name, 9)) + 14;
        names = Math.Min(names, Sheet.Width / 3);
        pieces.Add(new Piece(5, (_, _) => { }) { Ornament = Across(0), KeepNext = true });
        foreach (var line in given)
        {
            var name = Wrap.Lines(Face.Shown(line.Name, Stress.None, remarks), names - 8, 9, most: 1).FirstOrDefault() ?? "";
            var broken = lines.Break(line.Value, Sheet.Width - names, 9);
            var element = PdfElement.Of(PdfBlockLevelElementTag.Paragraph);
            for (var i = 0; i < Math.Max(broken.Count, 1); i++)
            {
                var (index, text) = (i, i < broken.Count ? broken[i] : null);
                pieces.Add(new Piece(13, (s, y) =>
                {
                    if (index == 0) s.Text(Sheet.Left, y + 9.5, name, 9, Stress.None, Sheet.Quiet);
                    if (text is not null) s.Line(text, Sheet.Left + names, y + 9.5, 9);
                })
                { Element = element });
            }
        }
        pieces.Add(new Piece(10, (_, _) => { }) { Ornament = Across(4) });
    }

    private void Heading(string text)
    {
        if (text.Length == 0) return;
        pieces.Add(Piece.Space(9));
        Text(text, 12.5, PdfElement.Of(PdfBlockLevelElementTag.Heading2), Stress.Strong, leading: 1.35, keepAll: true);
        pieces.Add(new Piece(2, (_, _) => { }) { KeepNext = true, IsSpace = true });
    }

    private void Block(Block block)
    {
        switch (block)
        {
            case Paragraph p:
                Text(p.Text, BodySize, PdfElement.Of(PdfBlockLevelElementTag.Paragraph));
                pieces.Add(Piece.Space(6));
                break;
            case Points p:
                for (var i = 0; i < p.Items.Count; i++) Item(p.Items[i], p.Numbered ? string.Create(CultureInfo.InvariantCulture, $"{i + 1}.") : "•", BodySize, 16, 3);
                pieces.Add(Piece.Space(4));
                break;
            case Quotation q:
                Action<Sheet, double> bar = (s, y) => s.Fill(Sheet.Left + 2, y, 2.2, BodySize * Leading + 0.3, "a9b0b8");
                Text(q.Text, BodySize, PdfElement.Quote, Stress.Emphasis, 16, ornament: bar, keepAll: q.Speaker.Length > 0);
                if (q.Speaker.Length > 0) Text("— " + q.Speaker, 9, PdfElement.Of(PdfBlockLevelElementTag.Paragraph), indent: 16, colour: Sheet.Quiet, ornament: bar);
                pieces.Add(Piece.Space(8));
                break;
            case Table t:
                Table(t);
                break;
            case Illustration i:
                Picture(i);
                break;
        }
    }

    private void Text(Prose prose, double size, PdfElement element, Stress usual = Stress.None, double indent = 0, string colour = Sheet.Ink, Action<Sheet, double>? ornament = null, double leading = Leading, bool keepAll = false)
    {
        var broken = lines.Break(prose, Sheet.Width - indent, size, usual);
        for (var i = 0; i < broken.Count; i++)
        {
            var line = broken[i];

            // No page begins or ends with a single line of a longer paragraph.
            pieces.Add(new Piece(size * leading, (s, y) => s.Line(line, Sheet.Left + indent, y + size * leading * 0.76, size, colour))
            {
                Element = element,
                Ornament = ornament,
                KeepNext = keepAll && broken.Count < 12 || (broken.Count > 1 && (i == 0 || i == broken.Count - 2)) || (keepAll && i == broken.Count - 1),
            });
        }
    }

    private void Item(Prose prose, string mark, double size, double indent, double after)
    {
        var broken = lines.Break(prose, Sheet.Width - indent, size);
        var lead = size * Leading;
        var element = PdfElement.Of(PdfBlockLevelElementTag.Paragraph);
        for (var i = 0; i < Math.Max(broken.Count, 1); i++)
        {
            var (first, line) = (i == 0, i < broken.Count ? broken[i] : null);
            pieces.Add(new Piece(lead + (i >= broken.Count - 1 ? after : 0), (s, y) =>
            {
                if (first) s.Text(Sheet.Left + (mark == "•" ? 4 : 0), y + lead * 0.76, mark, size);
                if (line is not null) s.Line(line, Sheet.Left + indent, y + lead * 0.76, size);
            })
            { Element = element, KeepNext = broken.Count > 1 && i == 0 });
        }
    }

    private void Table(Table table)
    {
        pieces.Add(Piece.Space(3));
        Text(table.Caption, 9, PdfElement.Of(PdfBlockLevelElementTag.Paragraph), Stress.Strong, keepAll: true);
        pieces.AddRange(new PdfTable(lines, table).Pieces());
        Source(table.Source);
        pieces.Add(Piece.Space(9));
    }

    private void Picture(Illustration shown)
    {
        var picture = shown.Picture;
        pieces.Add(Piece.Space(3));
        Text(picture.Title, 9.5, PdfElement.Of(PdfBlockLevelElementTag.Paragraph), Stress.Strong, keepAll: true);
        var scale = Math.Min(Math.Min(Sheet.Width / picture.Width, 0.75), 560 / picture.Height);
        pieces.Add(new Piece(picture.Height * scale + 6, (s, y) =>
        {
            s.Structure.BeginElement(PdfIllustrationElementTag.Figure, picture.Description, new XRect(Sheet.Left, y + 3, picture.Width * scale, picture.Height * scale));
            s.Picture(picture, Sheet.Left, y + 3, scale, (text, bold) => Face.Shown(text, bold ? Stress.Strong : Stress.None, remarks));
            s.Structure.End();
        })
        { KeepNext = shown.Caption.Length + shown.Source.Length > 0 });
        Text(shown.Caption, SmallSize, PdfElement.Of(PdfBlockLevelElementTag.Paragraph), colour: Sheet.Quiet, keepAll: shown.Source.Length > 0);
        Source(shown.Source);
        pieces.Add(Piece.Space(9));
    }

    private void Source(string source)
    {
        if (source.Length > 0) Text(PaperWords.Fill(prepared.Paper.Words.Source, source), SmallSize, PdfElement.Of(PdfBlockLevelElementTag.Paragraph), colour: Sheet.Quiet);
    }

    private static Action<Sheet, double> Across(double down) => (s, y) => s.Rule(Sheet.Left, y + down, Sheet.Right, y + down, "c0c6cd", 0.6);
}
