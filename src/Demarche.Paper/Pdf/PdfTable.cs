using Demarche.Paper.Fonts;
using PdfSharp.UniversalAccessibility;

namespace Demarche.Paper.Pdf;

/// <summary>A table as pieces: its head, which comes again on each page, and a piece per row.</summary>
internal sealed class PdfTable(PdfLines lines, Table table)
{
    private const double Size = 9;
    private const double Lead = 12;
    private const double Padding = 12;

    /// <summary>Lines of a row that stand on one page together; a longer row is cut.</summary>
    private const int SliceLines = 40;

    private readonly IReadOnlyList<double> widths = ColumnWidths.Of(table, Sheet.Width, Size, Padding);

    public IReadOnlyList<Piece> Pieces()
    {
        var element = new PdfElement(b => b.BeginElement(PdfBlockLevelElementTag.Table));
        var head = Slices(table.Columns.Select(c => (Prose)c.Head), PdfBlockLevelElementTag.TableHeaderCell, Stress.Strong, element).Select(p => p with { KeepNext = true }).ToList();
        var rows = table.Rows.SelectMany(r => Slices(r, PdfBlockLevelElementTag.TableDataCell, Stress.None, element)).Select(p => p with { Head = head.Count == 1 ? head[0] : null }).ToList();
        for (var i = 0; i < rows.Count; i++) rows[i] = rows[i] with { KeepNext = (i == rows.Count - 1 && table.Source.Length > 0) || (i == rows.Count - 2 && rows.Count < 40) };
        return [.. head, .. rows];
    }

    private IEnumerable<Piece> Slices(IEnumerable<Prose> texts, PdfBlockLevelElementTag tag, Stress usual, PdfElement element)
    {
        var cells = texts.Select((t, c) => lines.Break(t, widths[c] - Padding, Size, usual)).ToList();
        var most = Math.Max(cells.Max(c => c.Count), 1);
        for (var from = 0; from < most; from += SliceLines)
        {
            var (start, end, last) = (from, Math.Min(from + SliceLines, most), from + SliceLines >= most);
            var height = (end - start) * Lead + (last ? 6 : 0);
            yield return new Piece(height, (s, y) => Paint(s, y, cells, start, end, tag))
            {
                Element = element,
                Ornament = !last ? null : usual == Stress.Strong
                    ? (s, y) => s.Rule(Sheet.Left, y + height - 1, Sheet.Right, y + height - 1, Sheet.Ink, 0.9)
                    : (s, y) => s.Rule(Sheet.Left, y + height - 1, Sheet.Right, y + height - 1, "c0c6cd", 0.5),
            };
        }
    }

    private void Paint(Sheet sheet, double y, List<IReadOnlyList<PdfLine>> cells, int start, int end, PdfBlockLevelElementTag tag)
    {
        sheet.Structure.BeginElement(PdfBlockLevelElementTag.TableRow);
        var x = Sheet.Left;
        for (var c = 0; c < cells.Count; c++)
        {
            sheet.Structure.BeginElement(tag);
            for (var i = start; i < Math.Min(end, cells[c].Count); i++)
            {
                var room = widths[c] - Padding - cells[c][i].Width;
                var shift = table.Columns[c].Alignment switch { Alignment.Centre => room / 2, Alignment.End => room, _ => 0 };
                sheet.Line(cells[c][i], x + shift, y + (i - start) * Lead + 11, Size);
            }
            sheet.Structure.End();
            x += widths[c];
        }
        sheet.Structure.End();
    }
}
