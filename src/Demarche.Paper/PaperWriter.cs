using Demarche.Paper.Checking;
using Demarche.Paper.Html;
using Demarche.Paper.Markdown;
using Demarche.Paper.Pdf;
using Demarche.Paper.Word;

namespace Demarche.Paper;

/// <summary>One paper, any format. The same paper gives the same bytes, at any time and on any machine.</summary>
public static class PaperWriter
{
    public static WriteResult Write(ShortPaper paper, PaperFormat format)
    {
        ArgumentNullException.ThrowIfNull(paper);
        var problems = PaperCheck.Problems(paper);
        if (problems.Count > 0) return new(null, problems);
        var remarks = new Remarks();
        var prepared = Prepared.Of(paper, remarks);
        var bytes = format switch
        {
            PaperFormat.Html => HtmlWriter.Document(prepared),
            PaperFormat.Markdown => MarkdownWriter.Write(prepared),
            PaperFormat.Docx => WordWriter.Write(prepared, remarks),
            PaperFormat.Pdf => PdfWriter.Write(prepared, remarks),
            _ => throw new ArgumentOutOfRangeException(nameof(format)),
        };
        return new(new(bytes, MediaType(format), Extension(format), remarks.All), []);
    }

    /// <summary>The paper as an article for a page that brings <see cref="Stylesheet"/> itself.</summary>
    public static WriteResult WriteFragment(ShortPaper paper)
    {
        ArgumentNullException.ThrowIfNull(paper);
        var problems = PaperCheck.Problems(paper);
        if (problems.Count > 0) return new(null, problems);
        var remarks = new Remarks();
        return new(new(HtmlWriter.Fragment(Prepared.Of(paper, remarks)), MediaType(PaperFormat.Html), Extension(PaperFormat.Html), remarks.All), []);
    }

    /// <summary>Styles of the fragment and of pictures on pages, light, dark and printed. No rule reaches outside of <c>.paper</c> and <c>.picture</c>.</summary>
    public static string Stylesheet => HtmlWriter.Stylesheet;

    private static string MediaType(PaperFormat format) => format switch
    {
        PaperFormat.Html => "text/html; charset=utf-8",
        PaperFormat.Markdown => "text/markdown; charset=utf-8",
        PaperFormat.Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _ => "application/pdf",
    };

    private static string Extension(PaperFormat format) => format switch { PaperFormat.Html => ".html", PaperFormat.Markdown => ".md", PaperFormat.Docx => ".docx", _ => ".pdf" };
}

public enum PaperFormat
{
    Html,
    Markdown,
    Docx,
    Pdf,
}

/// <summary>A written paper, or none and the reasons.</summary>
public sealed record WriteResult(WrittenPaper? Written, IReadOnlyList<PaperProblem> Problems);

/// <param name="Remarks">What could not be shown as it is, such as characters that the font lacks. Each stands in the bytes as a visible replacement.</param>
public sealed record WrittenPaper(byte[] Bytes, string MediaType, string Extension, IReadOnlyList<string> Remarks);

/// <param name="Where">The place in the paper, such as "sections[0].blocks[2]".</param>
public sealed record PaperProblem(string Where, string Message);
