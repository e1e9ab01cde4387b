using System.Text;
using System.Xml;
using Demarche.Paper.Checking;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Demarche.Paper.Word;

/// <summary>Office Open XML (ISO/IEC 29500, transitional). Every relationship has a number that follows the paper; no author, no revision, no program is named.</summary>
internal static class WordWriter
{
    public static byte[] Write(Prepared prepared, Remarks remarks)
    {
        using var written = new MemoryStream();
        using (var document = WordprocessingDocument.Create(written, WordprocessingDocumentType.Document))
        {
            var main = document.AddNewPart<MainDocumentPart>("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", "rId1");
            Properties(document.AddNewPart<CoreFilePropertiesPart>("application/vnd.openxmlformats-package.core-properties+xml", "rId2"), prepared.Paper);
            var body = new W.Body();
            var pictures = new WordPictures(main, remarks);
            var text = new WordText(prepared);
            var numbering = new WordNumbering();
            foreach (var element in new WordBody(prepared, text, pictures, numbering).Elements()) body.Append(element);
            body.Append(Page(prepared.Paper));
            main.Document = new(body);
            main.AddNewPart<StyleDefinitionsPart>("rId1").Styles = WordStyles.For(prepared.Paper);
            main.AddNewPart<NumberingDefinitionsPart>("rId2").Numbering = numbering.Definitions();
            main.AddNewPart<FootnotesPart>("rId3").Footnotes = WordNotes.Of(prepared, text);
            main.AddNewPart<DocumentSettingsPart>("rId4").Settings = Settings(prepared.Paper);
            main.AddNewPart<HeaderPart>("rId5").Header = new(WordMarking.Head(prepared.Paper));
            main.AddNewPart<FooterPart>("rId6").Footer = new(WordMarking.Foot(prepared.Paper));
        }
        return StillZip.Of(written.ToArray());
    }

    private static void Properties(CoreFilePropertiesPart part, ShortPaper paper)
    {
        const string core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
        const string dublin = "http://purl.org/dc/elements/1.1/";
        using var stream = part.GetStream(FileMode.Create);
        using var xml = XmlWriter.Create(stream, new() { Encoding = new UTF8Encoding(false) });
        xml.WriteStartElement("cp", "coreProperties", core);
        xml.WriteElementString("dc", "title", dublin, paper.Title);
        xml.WriteElementString("dc", "language", dublin, paper.Language);
        xml.WriteEndElement();
    }

    private static W.Settings Settings(ShortPaper paper) => new(
        new W.DefaultTabStop { Val = 720 },
        new W.CharacterSpacingControl { Val = W.CharacterSpacingValues.DoNotCompress },
        new W.FootnoteDocumentWideProperties(new W.FootnoteSpecialReference { Id = -1 }, new W.FootnoteSpecialReference { Id = 0 }),
        new W.Compatibility(new W.CompatibilitySetting { Name = W.CompatSettingNameValues.CompatibilityMode, Uri = "http://schemas.microsoft.com/office/word", Val = "15" }),
        new W.ThemeFontLanguages { Val = paper.Language, Bidi = paper.Language });

    /// <summary>A4 with margins of 22 and 27 millimetres, in twentieths of a point.</summary>
    private static W.SectionProperties Page(ShortPaper paper)
    {
        var section = new W.SectionProperties(
            new W.HeaderReference { Type = W.HeaderFooterValues.Default, Id = "rId5" },
            new W.FooterReference { Type = W.HeaderFooterValues.Default, Id = "rId6" },
            new W.PageSize { Width = 11906, Height = 16838 },
            new W.PageMargin { Top = 1480, Bottom = 1300, Left = WordBody.Margin, Right = WordBody.Margin, Header = 600, Footer = 560, Gutter = 0 });
        if (paper.Direction == BaseDirection.RightToLeft) section.Append(new W.BiDi());
        return section;
    }
}
