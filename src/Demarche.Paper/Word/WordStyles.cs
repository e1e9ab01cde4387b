using System.Globalization;
using DocumentFormat.OpenXml;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Demarche.Paper.Word;

/// <summary>Styles by the names that word processors know, so that whoever edits the paper changes all of it at once. Arial has the widths of the PDF's font.</summary>
internal static class WordStyles
{
    public static W.Styles For(ShortPaper paper)
    {
        OpenXmlElement[] toRight = paper.Direction == BaseDirection.RightToLeft ? [new W.BiDi()] : [];
        return new(
            new W.DocDefaults(
                new W.RunPropertiesDefault(new W.RunPropertiesBaseStyle(
                    new W.RunFonts { Ascii = "Arial", HighAnsi = "Arial", ComplexScript = "Arial", EastAsia = "Arial" },
                    new W.Color { Val = "16191D" },
                    new W.FontSize { Val = "21" },
                    new W.FontSizeComplexScript { Val = "21" },
                    new W.Languages { Val = paper.Language, Bidi = paper.Language, EastAsia = paper.Language })),
                new W.ParagraphPropertiesDefault()),
            Style("Normal", "Normal", null, [.. toRight, Spaced(0, 0, 276)], [], isDefault: true),
            Style("BodyText", "Body Text", "Normal", [Spaced(0, 120, 276)], []),
            Style("Title", "Title", "Normal", [new W.KeepNext(), Spaced(60, 160, 250)], Sized(40, bold: true)),
            Style("Heading1", "heading 1", "Normal", [new W.KeepNext(), Spaced(260, 60, 259), new W.OutlineLevel { Val = 0 }], Sized(25, bold: true)),
            Style("PaperLine", "Paper line", "Normal", [new W.Tabs(new W.TabStop { Val = W.TabStopValues.Left, Position = 1500 }), Spaced(0, 20, 259), new W.Indentation { Left = "1500", Hanging = "1500" }], Sized(18)),
            Style("Quote", "Quote", "Normal", [Barred(), Spaced(60, 0, 276), new W.Indentation { Left = "320" }], [new W.Italic(), new W.ItalicComplexScript()]),
            Style("QuoteSpeaker", "Quote speaker", "Normal", [Barred(), Spaced(0, 160, 276), new W.Indentation { Left = "320" }], Quiet(18)),
            Style("Caption", "caption", "Normal", [new W.KeepNext(), Spaced(120, 60, 259)], Sized(19, bold: true)),
            Style("PaperPicture", "Paper picture", "Normal", [Spaced(0, 60, 240)], []),
            Style("PaperSource", "Paper source", "Normal", [Spaced(40, 140, 259), new W.ContextualSpacing()], Quiet(17)),
            Style("TableText", "Table text", "Normal", [Spaced(30, 30, 250)], Sized(18)),
            Style("ListBullet", "List Bullet", "Normal", [Spaced(0, 60, 276), new W.ContextualSpacing { Val = false }], []),
            Style("ListNumber", "List Number", "Normal", [Spaced(0, 60, 276), new W.ContextualSpacing { Val = false }], []),
            Style("Header", "header", "Normal", [Tabbed()], []),
            Style("Footer", "footer", "Normal", [Tabbed()], Quiet(18)),
            Style("FootnoteText", "footnote text", "Normal", [Spaced(0, 30, 250)], Sized(17)),
            new W.Style(new W.StyleName { Val = "footnote reference" }, new W.StyleRunProperties(new W.VerticalTextAlignment { Val = W.VerticalPositionValues.Superscript })) { Type = W.StyleValues.Character, StyleId = "FootnoteReference" },
            TableStyle());
    }

    private static W.Style Style(string id, string name, string? based, OpenXmlElement[] paragraph, OpenXmlElement[] run, bool isDefault = false)
    {
        var style = new W.Style(new W.StyleName { Val = name }) { Type = W.StyleValues.Paragraph, StyleId = id };
        if (isDefault) style.Default = true;
        if (id.StartsWith("Paper", StringComparison.Ordinal) || id is "TableText" or "QuoteSpeaker") style.CustomStyle = true;
        if (based is not null) style.Append(new W.BasedOn { Val = based });
        style.Append(new W.PrimaryStyle(), new W.StyleParagraphProperties(paragraph));
        if (run.Length > 0) style.Append(new W.StyleRunProperties(run));
        return style;
    }

    private static W.Style TableStyle() => new(
        new W.StyleName { Val = "Paper table" },
        new W.StyleTableProperties(
            new W.TableBorders(
                new W.BottomBorder { Val = W.BorderValues.Single, Size = 4, Color = "C0C6CD" },
                new W.InsideHorizontalBorder { Val = W.BorderValues.Single, Size = 4, Color = "C0C6CD" }),
            new W.TableCellMarginDefault(new W.TableCellLeftMargin { Width = 0, Type = W.TableWidthValues.Dxa }, new W.TableCellRightMargin { Width = 200, Type = W.TableWidthValues.Dxa })),
        new W.TableStyleProperties(
            new W.StyleRunProperties(new W.Bold(), new W.BoldComplexScript()),
            new W.TableStyleConditionalFormattingTableCellProperties(new W.TableCellBorders(new W.BottomBorder { Val = W.BorderValues.Single, Size = 8, Color = "16191D" })))
        { Type = W.TableStyleOverrideValues.FirstRow })
    { Type = W.StyleValues.Table, StyleId = "PaperTable", CustomStyle = true };

    private static OpenXmlElement[] Sized(int halfPoints, bool bold = false)
    {
        OpenXmlElement[] size = [new W.FontSize { Val = halfPoints.ToString(CultureInfo.InvariantCulture) }, new W.FontSizeComplexScript { Val = halfPoints.ToString(CultureInfo.InvariantCulture) }];
        return bold ? [new W.Bold(), new W.BoldComplexScript(), .. size] : size;
    }

    private static OpenXmlElement[] Quiet(int halfPoints) => [new W.Color { Val = "545C66" }, .. Sized(halfPoints)];

    private static W.SpacingBetweenLines Spaced(int before, int after, int line) => new()
    {
        Before = before.ToString(CultureInfo.InvariantCulture),
        After = after.ToString(CultureInfo.InvariantCulture),
        Line = line.ToString(CultureInfo.InvariantCulture),
        LineRule = W.LineSpacingRuleValues.Auto,
    };

    private static W.ParagraphBorders Barred() => new(new W.LeftBorder { Val = W.BorderValues.Single, Size = 18, Space = 8, Color = "A9B0B8" });

    private static W.Tabs Tabbed() => new(new W.TabStop { Val = W.TabStopValues.Right, Position = 11906 - 2 * WordBody.Margin });
}
