using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;

namespace Demarche.Paper.Tests;

internal static class Written
{
    public static WrittenPaper Of(ShortPaper paper, PaperFormat format)
    {
        var result = PaperWriter.Write(paper, format);
        Assert.Empty(result.Problems);
        return result.Written!;
    }

    public static string TextOf(ShortPaper paper, PaperFormat format) => Encoding.UTF8.GetString(Of(paper, format).Bytes);

    public static ShortPaper Short(params Block[] blocks) => new("A title", PaperMarking.Of("TLP:GREEN"), [new("A heading", blocks)]);

    public static ShortPaper Short(string text) => Short(new Paragraph(text));

    /// <summary>The words of a DOCX in their order: body, then footnotes. Fails where the SDK's validator finds a fault.</summary>
    public static string WordsOf(byte[] docx)
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(docx), isEditable: false);
        Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Microsoft365).Validate(document).Select(e => $"{e.Part?.Uri} {e.Path?.XPath}: {e.Description}").Distinct());
        var main = document.MainDocumentPart!;
        return string.Join("\n", main.Document!.Body!.Descendants<DocumentFormat.OpenXml.Wordprocessing.Paragraph>().Concat(main.FootnotesPart!.Footnotes!.Descendants<DocumentFormat.OpenXml.Wordprocessing.Paragraph>()).Select(p => p.InnerText));
    }

    /// <summary>Text without the white space that setting it in lines adds.</summary>
    public static string Solid(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
