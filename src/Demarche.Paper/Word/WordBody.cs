using System.Globalization;
using Demarche.Paper.Checking;
using Demarche.Paper.Fonts;
using DocumentFormat.OpenXml;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Demarche.Paper.Word;

internal sealed class WordBody(Prepared prepared, WordText text, WordPictures pictures, WordNumbering numbering)
{
    /// <summary>Twentieths of a point.</summary>
    public const int Margin = 1240;
    private const int TextWidth = 11906 - 2 * Margin;

    public IEnumerable<OpenXmlElement> Elements()
    {
        var paper = prepared.Paper;
        yield return text.Paragraph("Title", paper.Title);
        for (var i = 0; i < paper.Lines.Count; i++)
        {
            var line = paper.Lines[i];
            yield return new W.Paragraph([WordText.Style("PaperLine", Ruled(i == 0, i == paper.Lines.Count - 1)), new W.Run(new W.RunProperties(new W.Color { Val = "545C66" }), new W.Text(line.Name) { Space = SpaceProcessingModeValues.Preserve }), new W.Run(new W.TabChar()), .. text.Of(line.Value)]);
        }
        foreach (var element in paper.Sections.SelectMany(s => (IEnumerable<OpenXmlElement>)[.. s.Heading.Length > 0 ? [text.Paragraph("Heading1", s.Heading)] : (OpenXmlElement[])[], .. s.Blocks.SelectMany(Block)])) yield return element;
        if (!paper.TablesOfPictures || prepared.Illustrations.Count == 0) yield break;
        yield return text.Paragraph("Heading1", paper.Words.PicturesAsTables);
        foreach (var element in prepared.Illustrations.SelectMany(i => Table(i.Table with { Caption = i.Picture.Title, Source = "" }))) yield return element;
    }

    private IEnumerable<OpenXmlElement> Block(Block block)
    {
        switch (block)
        {
            case Paragraph p:
                return [text.Paragraph("BodyText", p.Text)];
            case Points p:
                var list = numbering.Next(p.Numbered);
                return p.Items.Select(i => text.Paragraph(p.Numbered ? "ListNumber" : "ListBullet", i, new W.NumberingProperties(new W.NumberingLevelReference { Val = 0 }, new W.NumberingId { Val = list })));
            case Quotation q:
                return q.Speaker.Length == 0 ? [text.Paragraph("Quote", q.Text)] : [text.Paragraph("Quote", q.Text, new W.KeepNext()), text.Paragraph("QuoteSpeaker", "— " + q.Speaker)];
            case Table t:
                return Table(t);
            case Illustration i:
                return Illustrated(i);
            default:
                throw new ArgumentOutOfRangeException(nameof(block));
        }
    }

    private IEnumerable<OpenXmlElement> Illustrated(Illustration shown)
    {
        yield return text.Paragraph("Caption", shown.Picture.Title);
        var under = shown.Caption.Length > 0 || shown.Source.Length > 0;
        yield return new W.Paragraph(WordText.Style("PaperPicture", under ? [new W.KeepNext()] : []), new W.Run(pictures.Of(shown.Picture, TextWidth / 15.0, 780)));
        if (shown.Caption.Length > 0) yield return text.Paragraph("PaperSource", shown.Caption, shown.Source.Length > 0 ? [new W.KeepNext()] : []);
        if (shown.Source.Length > 0) yield return Source(shown.Source);
    }

    private IEnumerable<OpenXmlElement> Table(Table table)
    {
        if (table.Caption.Length > 0) yield return text.Paragraph("Caption", table.Caption);
        var widths = ColumnWidths.Of(table, TextWidth / 20.0, 9, 12).Select(w => ((int)(w * 20)).ToString(CultureInfo.InvariantCulture)).ToList();
        var properties = new W.TableProperties(new W.TableStyle { Val = "PaperTable" });
        if (prepared.Paper.Direction == BaseDirection.RightToLeft) properties.Append(new W.BiDiVisual());
        properties.Append(new W.TableWidth { Width = TextWidth.ToString(CultureInfo.InvariantCulture), Type = W.TableWidthUnitValues.Dxa }, new W.TableLayout { Type = W.TableLayoutValues.Fixed }, new W.TableLook { Val = "0020", FirstRow = true });
        yield return new W.Table([
            properties,
            new W.TableGrid(widths.Select(w => new W.GridColumn { Width = w })),
            Row(table, widths, table.Columns.Select(c => Prose.Of(new Words(c.Head, Stress.Strong))), head: true, last: false),
            .. table.Rows.Select((r, i) => Row(table, widths, r, head: false, last: i == table.Rows.Count - 1 && table.Source.Length > 0)),
        ]);
        yield return table.Source.Length > 0 ? Source(table.Source) : new W.Paragraph(WordText.Style("PaperSource"));
    }

    private W.TableRow Row(Table table, List<string> widths, IEnumerable<Prose> cells, bool head, bool last)
    {
        var row = new W.TableRow();
        if (head) row.Append(new W.TableRowProperties(new W.CantSplit(), new W.TableHeader()));
        else if (cells.All(c => c.Plain.Length < 1500)) row.Append(new W.TableRowProperties(new W.CantSplit()));
        row.Append(cells.Select((cell, c) =>
        {
            var justified = table.Columns[c].Alignment switch { Alignment.Centre => W.JustificationValues.Center, Alignment.End => W.JustificationValues.Right, _ => W.JustificationValues.Left };
            return new W.TableCell(
                new W.TableCellProperties(new W.TableCellWidth { Width = widths[c], Type = W.TableWidthUnitValues.Dxa }),
                text.Paragraph("TableText", cell, [.. head || last ? [new W.KeepNext()] : (OpenXmlElement[])[], new W.Justification { Val = justified }]));
        }));
        return row;
    }

    private W.Paragraph Source(string source) => text.Paragraph("PaperSource", PaperWords.Fill(prepared.Paper.Words.Source, source));

    private static W.ParagraphBorders Ruled(bool above, bool below)
    {
        var borders = new W.ParagraphBorders();
        if (above) borders.Append(new W.TopBorder { Val = W.BorderValues.Single, Size = 4, Space = 4, Color = "C0C6CD" });
        if (below) borders.Append(new W.BottomBorder { Val = W.BorderValues.Single, Size = 4, Space = 4, Color = "C0C6CD" });
        return borders;
    }
}
