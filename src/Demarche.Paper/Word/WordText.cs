using System.Globalization;
using Demarche.Paper.Checking;
using DocumentFormat.OpenXml;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Demarche.Paper.Word;

/// <summary>Prose as runs. The first citation of a note is its footnote; a later one refers to that footnote's number.</summary>
internal sealed class WordText(Prepared prepared)
{
    private readonly HashSet<int> cited = [];

    public W.Paragraph Paragraph(string style, Prose prose, params OpenXmlElement[] properties) => new(Of(prose).Prepend(Style(style, properties)));

    public static W.ParagraphProperties Style(string style, params OpenXmlElement[] properties) => new([new W.ParagraphStyleId { Val = style }, .. properties]);

    public IEnumerable<OpenXmlElement> Of(Prose prose) =>
        prose.Runs.SelectMany((run, i) => run is Cite cite ? Cited(prepared.Numbers[cite.Key], i > 0 && prose.Runs[i - 1] is Cite) : run is Words { Text.Length: > 0 } words ? [Run(words)] : (IEnumerable<OpenXmlElement>)[]);

    public static W.Run Run(Words words)
    {
        var properties = new W.RunProperties();
        if (words.Stress == Stress.Strong) properties.Append(new W.Bold(), new W.BoldComplexScript());
        if (words.Stress == Stress.Emphasis) properties.Append(new W.Italic(), new W.ItalicComplexScript());
        if (words.Text.Any(IsRightToLeft)) properties.Append(new W.RightToLeftText());
        var text = new W.Text(words.Text) { Space = SpaceProcessingModeValues.Preserve };
        return properties.HasChildren ? new(properties, text) : new(text);
    }

    private IEnumerable<OpenXmlElement> Cited(int number, bool afterAnother)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"note{number}");
        var id = number.ToString(CultureInfo.InvariantCulture);
        if (afterAnother) yield return new W.Run(Raised(), new W.Text(","));
        if (cited.Add(number))
        {
            yield return new W.BookmarkStart { Name = name, Id = id };
            yield return new W.Run(Raised(), new W.FootnoteReference { Id = number });
            yield return new W.BookmarkEnd { Id = id };
        }
        else
        {
            yield return new W.SimpleField(new W.Run(Raised(), new W.Text(id))) { Instruction = $" NOTEREF {name} \\f \\h " };
        }
    }

    private static W.RunProperties Raised() => new(new W.RunStyle { Val = "FootnoteReference" });

    private static bool IsRightToLeft(char c) => c is (>= '\u0590' and <= '\u08FF') or (>= '\uFB1D' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFE');
}
