namespace Demarche.Paper.Pictures;

/// <summary>Shapes on a ground, painted in their order. Units are CSS pixels; y grows downwards.</summary>
/// <param name="Title">Names the picture to whoever hears it.</param>
/// <param name="Description">Says in words what is to be seen.</param>
public sealed record Picture(double Width, double Height, string Title, string Description, IReadOnlyList<Shape> Shapes)
{
    /// <summary>The picture as an SVG element with the classes of <see cref="PaperWriter.Stylesheet"/>, for a page.</summary>
    public string ToSvg() => SvgWriter.Write(this, onPage: true);

    /// <summary>The picture as an SVG document in print colours, which needs no stylesheet.</summary>
    public string ToPrintSvg() => SvgWriter.Write(this, onPage: false);
}

public readonly record struct Spot(double X, double Y)
{
    internal bool IsFinite => Math.Abs(X) <= 10 * PaperLimits.PictureSide && Math.Abs(Y) <= 10 * PaperLimits.PictureSide;
}
