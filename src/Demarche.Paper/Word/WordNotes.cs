using Demarche.Paper.Checking;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Demarche.Paper.Word;

internal static class WordNotes
{
    public static W.Footnotes Of(Prepared prepared, WordText text) => new([
        new W.Footnote(new W.Paragraph(Tight(), new W.Run(new W.SeparatorMark()))) { Type = W.FootnoteEndnoteValues.Separator, Id = -1 },
        new W.Footnote(new W.Paragraph(Tight(), new W.Run(new W.ContinuationSeparatorMark()))) { Type = W.FootnoteEndnoteValues.ContinuationSeparator, Id = 0 },
        .. prepared.Notes.Select((n, i) => new W.Footnote(new W.Paragraph(
        [
            WordText.Style("FootnoteText"),
            new W.Run(new W.RunProperties(new W.RunStyle { Val = "FootnoteReference" }), new W.FootnoteReferenceMark()),
            WordText.Run(new(" ")),
            .. text.Of(n.Text),
        ])) { Id = i + 1 }),
    ]);

    private static W.ParagraphProperties Tight() => new(new W.SpacingBetweenLines { After = "0", Line = "240", LineRule = W.LineSpacingRuleValues.Auto });
}
