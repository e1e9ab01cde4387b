using System.Text;
using Demarche.Paper.Checking;
using Demarche.Paper.Pictures;
using DocumentFormat.OpenXml.Office2019.Drawing.SVG;
using DocumentFormat.OpenXml.Packaging;
using A = DocumentFormat.OpenXml.Drawing;
using D = DocumentFormat.OpenXml.Drawing.Wordprocessing;
using P = DocumentFormat.OpenXml.Drawing.Pictures;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Demarche.Paper.Word;

/// <summary>Each picture twice, both as vectors: SVG for whoever reads it, and a metafile for all others. Alternative text on the picture itself.</summary>
internal sealed class WordPictures(MainDocumentPart main, Remarks remarks)
{
    /// <summary>EMU of a CSS pixel.</summary>
    private const double Emu = 9525;

    private uint count;

    public W.Drawing Of(Picture picture, double widest, double highest)
    {
        count++;
        var (metafile, vectors) = ($"rId{100 + 2 * count}", $"rId{101 + 2 * count}");
        using (var stream = new MemoryStream(Emf.Write(picture, remarks))) main.AddImagePart(ImagePartType.Emf, metafile).FeedData(stream);
        using (var stream = new MemoryStream(Encoding.UTF8.GetBytes(picture.ToPrintSvg()))) main.AddImagePart(ImagePartType.Svg, vectors).FeedData(stream);
        var scale = Math.Min(1, Math.Min(widest / picture.Width, highest / picture.Height)) * Emu;
        var (width, height) = ((long)(picture.Width * scale), (long)(picture.Height * scale));
        var name = $"picture{count}";
        return new(new D.Inline(
            new D.Extent { Cx = width, Cy = height },
            new D.DocProperties { Id = count, Name = name, Title = picture.Title, Description = picture.Description },
            new D.NonVisualGraphicFrameDrawingProperties(new A.GraphicFrameLocks { NoChangeAspect = true }),
            new A.Graphic(new A.GraphicData(new P.Picture(
                new P.NonVisualPictureProperties(new P.NonVisualDrawingProperties { Id = count, Name = name }, new P.NonVisualPictureDrawingProperties()),
                new P.BlipFill(
                    new A.Blip(new A.BlipExtensionList(new A.BlipExtension(new SVGBlip { Embed = vectors }) { Uri = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}" })) { Embed = metafile },
                    new A.Stretch(new A.FillRectangle())),
                new P.ShapeProperties(
                    new A.Transform2D(new A.Offset { X = 0, Y = 0 }, new A.Extents { Cx = width, Cy = height }),
                    new A.PresetGeometry(new A.AdjustValueList()) { Preset = A.ShapeTypeValues.Rectangle })))
            { Uri = "http://schemas.openxmlformats.org/drawingml/2006/picture" }))
        { DistanceFromTop = 0, DistanceFromBottom = 0, DistanceFromLeft = 0, DistanceFromRight = 0 });
    }
}
