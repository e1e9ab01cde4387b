using System.Globalization;
using System.Text;
using Demarche.Paper.Checking;
using Demarche.Paper.Html;

namespace Demarche.Paper.Pictures;

internal static class SvgWriter
{
    public const string Fonts = "Liberation Sans, Arial, Helvetica, sans-serif";

    public static string Write(Picture given, bool onPage)
    {
        if (PaperCheck.Problems(given).FirstOrDefault() is { } problem) throw new ArgumentException(problem, nameof(given));
        var picture = Prepared.Clean(given, new());
        var svg = new StringBuilder(4096);
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 {N(picture.Width)} {N(picture.Height)}\" width=\"{N(picture.Width)}\" height=\"{N(picture.Height)}\"");
        svg.Append(CultureInfo.InvariantCulture, $"{(onPage ? " class=\"picture\"" : "")} font-family=\"{Fonts}\" aria-label=\"{Markup.Escape(picture.Title)}\">");
        svg.Append(CultureInfo.InvariantCulture, $"<title>{Markup.Escape(picture.Title)}</title><desc>{Markup.Escape(picture.Description)}</desc>");
        if (!onPage) svg.Append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>");
        foreach (var shape in picture.Shapes) Append(svg, shape, onPage);
        return svg.Append("</svg>").ToString();
    }

    private static void Append(StringBuilder svg, Shape shape, bool onPage)
    {
        var paint = Paint(shape, onPage);
        switch (shape)
        {
            case Box b:
                svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{N(b.X)}\" y=\"{N(b.Y)}\" width=\"{N(b.Width)}\" height=\"{N(b.Height)}\"{paint}/>");
                break;
            case Circle c:
                svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{N(c.Centre.X)}\" cy=\"{N(c.Centre.Y)}\" r=\"{N(c.Radius)}\"{paint}/>");
                break;
            case Polyline p:
                svg.Append(CultureInfo.InvariantCulture, $"<polyline points=\"{string.Join(' ', p.Points.Select(P))}\"{paint}/>");
                break;
            case Area a:
                svg.Append(CultureInfo.InvariantCulture, $"<path fill-rule=\"evenodd\" d=\"{string.Concat(a.Rings.Where(r => r.Count > 0).Select(r => "M" + string.Join('L', r.Select(P)) + "Z"))}\"{paint}/>");
                break;
            case Arrow a:
                foreach (var part in Flattened.Of(a)) Append(svg, part, onPage);
                break;
            case Label l:
                var anchor = l.Anchor switch { Alignment.Centre => " text-anchor=\"middle\"", Alignment.End => " text-anchor=\"end\"", _ => "" };
                svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{N(l.At.X)}\" y=\"{N(l.At.Y)}\" font-size=\"{N(l.Size)}\"{(l.Bold ? " font-weight=\"bold\"" : "")}{anchor}{Paint(l with { Fill = l.Fill ?? Tone.Ink, Edge = null }, onPage)}>{Markup.Escape(l.Text)}</text>");
                break;
        }
    }

    private static string Paint(Shape shape, bool onPage)
    {
        var width = shape.Edge is null || shape.EdgeWidth == 1 ? "" : $" stroke-width=\"{N(shape.EdgeWidth)}\"";
        var dash = shape.Edge is null || !shape.Dashed ? "" : " stroke-dasharray=\"3 3\"";
        if (!onPage) return $" fill=\"{(shape.Fill is { } f ? "#" + f.Print() : "none")}\"{(shape.Edge is { } e ? $" stroke=\"#{e.Print()}\"" : "")}{width}{dash}";
        var classes = $"{(shape.Fill is { } fill ? "fill-" + fill.Class() : "fill-none")}{(shape.Edge is { } edge ? " edge-" + edge.Class() : "")}";
        return $" class=\"{classes}\"{width}{dash}";
    }

    private static string P(Spot spot) => N(spot.X) + "," + N(spot.Y);

    private static string N(double number) => Math.Round(number, 2).ToString("0.##", CultureInfo.InvariantCulture);
}
