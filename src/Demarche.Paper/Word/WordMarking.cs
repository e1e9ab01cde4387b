using DocumentFormat.OpenXml;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Demarche.Paper.Word;

/// <summary>Head and foot of every page: the label at the end of the line, in the foot the page's number before it.</summary>
internal static class WordMarking
{
    public static W.Paragraph Head(ShortPaper paper) => new(WordText.Style("Header"), new W.Run(new W.TabChar()), Label(paper.Marking));

    public static W.Paragraph Foot(ShortPaper paper) => new([WordText.Style("Footer"), .. Page(paper.Words.Page), new W.Run(new W.TabChar()), Label(paper.Marking)]);

    private static W.Run Label(PaperMarking marking) => new(
        new W.RunProperties(
            new W.Bold(),
            new W.BoldComplexScript(),
            new W.Color { Val = marking.Ink },
            new W.FontSize { Val = "24" },
            new W.FontSizeComplexScript { Val = "24" },
            new W.Shading { Val = W.ShadingPatternValues.Clear, Color = "auto", Fill = "000000" }),
        new W.Text(marking.Label) { Space = SpaceProcessingModeValues.Preserve });

    private static IEnumerable<OpenXmlElement> Page(string pattern)
    {
        while (pattern.Length > 0)
        {
            var next = new[] { pattern.IndexOf("{0}", StringComparison.Ordinal), pattern.IndexOf("{1}", StringComparison.Ordinal) }.Where(i => i >= 0).DefaultIfEmpty(pattern.Length).Min();
            if (next > 0) yield return WordText.Run(new(pattern[..next]));
            if (next == pattern.Length) yield break;
            yield return new W.SimpleField(new W.Run(new W.Text("1"))) { Instruction = pattern[next + 1] == '0' ? " PAGE " : " NUMPAGES " };
            pattern = pattern[(next + 3)..];
        }
    }
}
