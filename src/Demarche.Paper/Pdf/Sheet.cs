using Demarche.Paper.Fonts;
using Demarche.Paper.Pictures;
using PdfSharp.Drawing;
using PdfSharp.UniversalAccessibility;

namespace Demarche.Paper.Pdf;

/// <summary>One page that is painted on. Points from the top left.</summary>
internal sealed class Sheet(XGraphics graphics, StructureBuilder structure)
{
    public const double Left = 62;
    public const double Right = 533;
    public const double Width = Right - Left;
    public const string Quiet = "545c66";
    public const string Ink = "16191d";

    public StructureBuilder Structure => structure;

    public void Text(double x, double baseline, string text, double size, Stress stress = Stress.None, string colour = Ink)
    {
        if (text.Length > 0) graphics.DrawString(text, Font(size, stress), Brush(colour), x, baseline, XStringFormats.BaseLineLeft);
    }

    public void Line(PdfLine line, double x, double baseline, double size, string colour = Ink)
    {
        foreach (var f in line.Fragments) Text(x + f.X, f.Raised ? baseline - size * 0.34 : baseline, f.Text, f.Raised ? size * PdfFragment.RaisedSize : size, f.Stress, colour);
    }

    public void Rule(double x1, double y1, double x2, double y2, string colour, double width) => graphics.DrawLine(Pen(colour, width, false), x1, y1, x2, y2);

    public void Fill(double x, double y, double width, double height, string colour) => graphics.DrawRectangle(Brush(colour), x, y, width, height);

    public void Picture(Picture picture, double left, double top, double scale, Func<string, bool, string> shown)
    {
        XPoint At(Spot s) => new(left + s.X * scale, top + s.Y * scale);
        foreach (var shape in picture.Shapes.SelectMany(Flattened.Of))
        {
            var pen = shape.Edge is { } edge ? Pen(edge.Print(), shape.EdgeWidth * scale, shape.Dashed) : null;
            switch (shape)
            {
                case Label l:
                    var text = shown(l.Text, l.Bold);
                    var width = Face.Of(l.Bold).Width(text, l.Size * scale);
                    var x = left + l.At.X * scale - (l.Anchor switch { Alignment.Centre => width / 2, Alignment.End => width, _ => 0 });
                    Text(x, top + l.At.Y * scale, text, l.Size * scale, l.Bold ? Stress.Strong : Stress.None, (l.Fill ?? Tone.Ink).Print());
                    break;
                case Area a:
                    var path = new XGraphicsPath { FillMode = XFillMode.Alternate };
                    foreach (var ring in a.Rings.Where(r => r.Count > 1)) path.AddPolygon([.. ring.Select(At)]);
                    if (shape.Fill is { } fill && pen is not null) graphics.DrawPath(pen, Brush(fill.Print()), path);
                    else if (shape.Fill is { } only) graphics.DrawPath(Brush(only.Print()), path);
                    else if (pen is not null) graphics.DrawPath(pen, path);
                    break;
                case Polyline p when pen is not null && p.Points.Count > 1:
                    graphics.DrawLines(pen, [.. p.Points.Select(At)]);
                    break;
            }
        }
    }

    private static XFont Font(double size, Stress stress) =>
        new(Face.Family, size, stress switch { Stress.Strong => XFontStyleEx.Bold, Stress.Emphasis => XFontStyleEx.Italic, _ => XFontStyleEx.Regular }, new XPdfFontOptions(PdfSharp.Pdf.PdfFontEncoding.Unicode));

    private static XSolidBrush Brush(string colour) => new(Colour(colour));

    private static XPen Pen(string colour, double width, bool dashed)
    {
        var pen = new XPen(Colour(colour), width) { LineJoin = XLineJoin.Round };
        if (dashed) pen.DashPattern = [3, 3];
        return pen;
    }

    private static XColor Colour(string rgb)
    {
        var bytes = Convert.FromHexString(rgb);
        return XColor.FromArgb(bytes[0], bytes[1], bytes[2]);
    }
}
