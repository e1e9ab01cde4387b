using System.Globalization;
using Demarche.Paper.Checking;
using Demarche.Paper.Fonts;
using PdfSharp;
using PdfSharp.Drawing;
using PdfSharp.Pdf;
using PdfSharp.UniversalAccessibility;

namespace Demarche.Paper.Pdf;

/// <summary>A4, tagged, with the language and the title; fonts embedded.</summary>
internal static class PdfWriter
{
    private const double Top = 76;
    private const double Bottom = 772;

    /// <summary>PDFsharp keeps fonts in caches of the process.</summary>
    private static readonly Lock Gate = new();

    public static byte[] Write(Prepared prepared, Remarks remarks)
    {
        EmbeddedFaces.Install();
        lock (Gate)
        {
            var paper = prepared.Paper;
            using var document = new PdfDocument();
            document.Info.Title = paper.Title;
            document.Language = paper.Language;
            var structure = UAManager.ForDocument(document).StructureBuilder;
            var pages = Pages.Of(new PdfFlow(prepared, remarks).Pieces(), Top, Bottom);
            for (var i = 0; i < pages.Count; i++)
            {
                var page = document.AddPage();
                page.Size = PageSize.A4;
                using var graphics = XGraphics.FromPdfPage(page);
                Paint(new(graphics, structure), pages[i], prepared, i + 1, pages.Count, remarks);
            }
            using var saved = new MemoryStream();
            document.Save(saved, closeStream: false);
            return StillPdf.Of(saved.ToArray(), paper.Title);
        }
    }

    private static void Paint(Sheet sheet, IReadOnlyList<(Piece Piece, double Y)> pieces, Prepared prepared, int number, int count, Remarks remarks)
    {
        var paper = prepared.Paper;
        sheet.Structure.BeginArtifact();
        Marking(sheet, paper.Marking, 34, remarks);
        Marking(sheet, paper.Marking, 792, remarks);
        sheet.Text(Sheet.Left, 805, PaperWords.Fill(paper.Words.Page, number.ToString(CultureInfo.InvariantCulture), count.ToString(CultureInfo.InvariantCulture)), 9, Stress.None, Sheet.Quiet);
        if (number > 1) sheet.Text(Sheet.Left, 47, Wrap.Lines(Face.Shown(paper.Title, Stress.None, remarks), 320, SmallHead, most: 1).FirstOrDefault() ?? "", SmallHead, Stress.None, Sheet.Quiet);
        foreach (var (piece, y) in pieces) piece.Ornament?.Invoke(sheet, y);
        sheet.Structure.End();
        PdfElement? open = null;
        foreach (var (piece, y) in pieces)
        {
            if (piece.Element != open)
            {
                open?.Close(sheet.Structure);
                piece.Element?.Open(sheet.Structure);
                open = piece.Element;
            }
            piece.Paint(sheet, y);
        }
        open?.Close(sheet.Structure);
    }

    private const double SmallHead = 8.5;

    private static void Marking(Sheet sheet, PaperMarking marking, double y, Remarks remarks)
    {
        var label = Wrap.Lines(Face.Shown(marking.Label, Stress.Strong, remarks), Sheet.Width - 12, 12, bold: true, most: 1).FirstOrDefault() ?? "";
        var width = Face.Of(true).Width(label, 12);
        sheet.Fill(Sheet.Right - width - 12, y, width + 12, 19, "000000");
        sheet.Text(Sheet.Right - width - 6, y + 13.7, label, 12, Stress.Strong, marking.Ink);
    }
}
