using PdfSharp.UniversalAccessibility;

namespace Demarche.Paper.Pdf;

/// <summary>What is never cut by the end of a page. Neighbours that share an element are one paragraph, table or list to a reader of the structure.</summary>
/// <param name="Paint">Paints from the given y downwards.</param>
internal sealed record Piece(double Height, Action<Sheet, double> Paint)
{
    public PdfElement? Element { get; init; }

    /// <summary>Stays on the page of the next piece, where a page can hold both.</summary>
    public bool KeepNext { get; init; }

    /// <summary>Left out at the top of a page.</summary>
    public bool IsSpace { get; init; }

    /// <summary>Rules and bars: no content, so outside of the structure.</summary>
    public Action<Sheet, double>? Ornament { get; init; }

    /// <summary>Painted again at the top of a page that begins with this piece: the head of a table.</summary>
    public Piece? Head { get; init; }

    public static Piece Space(double height) => new(height, (_, _) => { }) { IsSpace = true };
}

/// <summary>An element of the structure tree (ISO 32000-1, 14.8.4), opened on each page that holds a part of it.</summary>
internal sealed class PdfElement(Action<StructureBuilder> open, int depth = 1)
{
    public void Open(StructureBuilder builder) => open(builder);

    public void Close(StructureBuilder builder)
    {
        for (var i = 0; i < depth; i++) builder.End();
    }

    public static PdfElement Of(PdfBlockLevelElementTag tag) => new(b => b.BeginElement(tag));

    public static PdfElement Quote => new(b =>
    {
        b.BeginElement(PdfGroupingElementTag.BlockQuotation);
        b.BeginElement(PdfBlockLevelElementTag.Paragraph);
    }, 2);
}
