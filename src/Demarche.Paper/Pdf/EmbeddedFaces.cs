using Demarche.Paper.Fonts;
using PdfSharp.Fonts;

namespace Demarche.Paper.Pdf;

/// <summary>The fonts that ship with the library; nothing is looked for on the machine. PDFsharp keeps one resolver per process.</summary>
internal sealed class EmbeddedFaces : IFontResolver
{
    private static readonly Lock Gate = new();

    public static void Install()
    {
        lock (Gate) GlobalFontSettings.FontResolver ??= new EmbeddedFaces();
        if (GlobalFontSettings.FontResolver is not EmbeddedFaces) throw new InvalidOperationException("Another font resolver of PDFsharp is set in this process; papers need theirs.");
    }

    public byte[] GetFont(string faceName) => Face.Of(Enum.Parse<Stress>(faceName)).Bytes;

    public FontResolverInfo ResolveTypeface(string familyName, bool bold, bool italic) => new(bold ? nameof(Stress.Strong) : italic ? nameof(Stress.Emphasis) : nameof(Stress.None));
}
