using System.Globalization;
using System.Text;
using Demarche.Paper.Checking;
using Demarche.Paper.Pictures;

namespace Demarche.Paper.Html;

/// <summary>No script, no inline style, no request: the document refuses them by its own policy as well.</summary>
internal sealed class HtmlWriter
{
    private readonly Prepared prepared;
    private readonly StringBuilder html = new(16 * 1024);
    private readonly HashSet<int> cited = [];

    private HtmlWriter(Prepared prepared) => this.prepared = prepared;

    public static string Stylesheet { get; } = ReadStylesheet();

    private ShortPaper Paper => prepared.Paper;

    public static byte[] Fragment(Prepared prepared)
    {
        var writer = new HtmlWriter(prepared);
        writer.Article();
        return Encoding.UTF8.GetBytes(writer.html.ToString());
    }

    public static byte[] Document(Prepared prepared)
    {
        var paper = prepared.Paper;
        var writer = new HtmlWriter(prepared);
        writer.html.Append(CultureInfo.InvariantCulture, $"<!DOCTYPE html>\n<html lang=\"{Markup.Escape(paper.Language)}\" dir=\"{Direction(paper)}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        writer.html.Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
        writer.html.Append(CultureInfo.InvariantCulture, $"<title>{Markup.Escape(paper.Title)}</title>\n<style>\n{Stylesheet}{PrintedMarking(paper)}</style>\n</head>\n<body class=\"paper-alone\">\n");
        writer.Article();
        writer.html.Append("</body>\n</html>\n");
        return Encoding.UTF8.GetBytes(writer.html.ToString());
    }

    private static string Direction(ShortPaper paper) => paper.Direction == BaseDirection.RightToLeft ? "rtl" : "ltr";

    /// <summary>Head and foot of every printed page; browsers without margin boxes print the ones at the article's ends.</summary>
    private static string PrintedMarking(ShortPaper paper)
    {
        var label = $"content: \"\\a0 {Markup.EscapeStyle(paper.Marking.Label)}\\a0 \"; color: #{paper.Marking.Ink}; background: #000; font: bold 12pt Arial, sans-serif; -webkit-print-color-adjust: exact; print-color-adjust: exact; height: 16pt; width: max-content; margin-block: auto;";
        var page = PaperWords.Fill(Markup.EscapeStyle(paper.Words.Page).Replace("\\7b 0\\7d ", "{0}", StringComparison.Ordinal).Replace("\\7b 1\\7d ", "{1}", StringComparison.Ordinal), "\" counter(page) \"", "\" counter(pages) \"");
        return $":root {{ -webkit-print-color-adjust: exact; print-color-adjust: exact; }}\n@page {{ size: A4; margin: 22mm 20mm; @top-right {{ {label} }} @bottom-right {{ {label} }} @bottom-left {{ content: \"{page}\"; font: 9pt Arial, sans-serif; }} }}\n";
    }

    private void Article()
    {
        html.Append(CultureInfo.InvariantCulture, $"<article class=\"paper\" lang=\"{Markup.Escape(Paper.Language)}\" dir=\"{Direction(Paper)}\">\n");
        Marking();
        html.Append(CultureInfo.InvariantCulture, $"<h1>{Markup.Escape(Paper.Title)}</h1>\n");
        if (Paper.Lines.Count > 0)
        {
            html.Append("<dl class=\"paper-lines\">\n");
            foreach (var line in Paper.Lines) html.Append(CultureInfo.InvariantCulture, $"<div><dt>{Markup.Escape(line.Name)}</dt><dd>{Text(line.Value)}</dd></div>\n");
            html.Append("</dl>\n");
        }
        foreach (var section in Paper.Sections)
        {
            html.Append("<section>\n");
            if (section.Heading.Length > 0) html.Append(CultureInfo.InvariantCulture, $"<h2>{Markup.Escape(section.Heading)}</h2>\n");
            foreach (var block in section.Blocks) Write(block);
            html.Append("</section>\n");
        }
        if (prepared.Notes.Count > 0)
        {
            html.Append(CultureInfo.InvariantCulture, $"<section class=\"paper-notes\">\n<h2>{Markup.Escape(Paper.Words.Notes)}</h2>\n<ol>\n");
            for (var i = 0; i < prepared.Notes.Count; i++) html.Append(CultureInfo.InvariantCulture, $"<li id=\"paper-note-{i + 1}\" dir=\"auto\">{Text(prepared.Notes[i].Text)} <a class=\"paper-back\" href=\"#paper-cite-{i + 1}\" aria-label=\"{i + 1}\">↑</a></li>\n");
            html.Append("</ol>\n</section>\n");
        }
        Marking();
        html.Append("</article>\n");
    }

    private void Marking() => html.Append(CultureInfo.InvariantCulture, $"<p class=\"paper-marking paper-marking-{Paper.Marking.Colour.ToString().ToLowerInvariant()}\"><strong>{Markup.Escape(Paper.Marking.Label)}</strong></p>\n");

    private void Write(Block block)
    {
        switch (block)
        {
            case Paragraph p:
                html.Append(CultureInfo.InvariantCulture, $"<p>{Text(p.Text)}</p>\n");
                break;
            case Points p:
                var list = p.Numbered ? "ol" : "ul";
                html.Append(CultureInfo.InvariantCulture, $"<{list}>\n{string.Concat(p.Items.Select(i => $"<li>{Text(i)}</li>\n"))}</{list}>\n");
                break;
            case Quotation q:
                html.Append(CultureInfo.InvariantCulture, $"<figure class=\"paper-quotation\"><blockquote dir=\"auto\"><p>{Text(q.Text)}</p></blockquote>{(q.Speaker.Length > 0 ? $"<figcaption dir=\"auto\">— {Markup.Escape(q.Speaker)}</figcaption>" : "")}</figure>\n");
                break;
            case Table t:
                Write(t);
                break;
            case Illustration i:
                html.Append("<figure class=\"paper-picture\">\n");
                html.Append(CultureInfo.InvariantCulture, $"<p class=\"paper-picture-title\">{Markup.Escape(i.Picture.Title)}</p>\n{SvgWriter.Write(i.Picture, onPage: true)}\n");
                if (i.Caption.Length > 0 || i.Source.Length > 0) html.Append(CultureInfo.InvariantCulture, $"<figcaption>{Markup.Escape(i.Caption)}{Source(i.Source)}</figcaption>\n");
                html.Append(CultureInfo.InvariantCulture, $"<details><summary>{Markup.Escape(Paper.Words.AsTable)}</summary>\n");
                Write(i.Table);
                html.Append("</details>\n</figure>\n");
                break;
        }
    }

    private void Write(Table table)
    {
        html.Append("<div class=\"paper-table\"><table>\n");
        if (table.Caption.Length > 0) html.Append(CultureInfo.InvariantCulture, $"<caption>{Markup.Escape(table.Caption)}</caption>\n");
        html.Append("<thead><tr>");
        foreach (var column in table.Columns) html.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\"{Aligned(column)}>{Markup.Escape(column.Head)}</th>");
        html.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in table.Rows)
        {
            html.Append("<tr>");
            for (var c = 0; c < row.Count; c++) html.Append(CultureInfo.InvariantCulture, $"<td dir=\"auto\"{Aligned(table.Columns[c])}>{Text(row[c])}</td>");
            html.Append("</tr>\n");
        }
        html.Append("</tbody>\n</table>");
        if (table.Source.Length > 0) html.Append(CultureInfo.InvariantCulture, $"<p class=\"paper-source\">{Source(table.Source)}</p>");
        html.Append("</div>\n");
    }

    private static string Aligned(Column column) => column.Alignment switch { Alignment.Centre => " class=\"paper-centre\"", Alignment.End => " class=\"paper-end\"", _ => "" };

    private string Source(string source) => source.Length == 0 ? "" : $" <span class=\"paper-source\">{Markup.Escape(PaperWords.Fill(Paper.Words.Source, source))}</span>";

    private string Text(Prose prose) => string.Concat(prose.Runs.Select((r, i) => (r is Cite && i > 0 && prose.Runs[i - 1] is Cite ? "<sup class=\"paper-cite\">,</sup>" : "") + Text(r)));

    private string Text(Run run) => run switch
    {
        Words { Stress: Stress.Emphasis } w => $"<em>{Markup.Escape(w.Text)}</em>",
        Words { Stress: Stress.Strong } w => $"<strong>{Markup.Escape(w.Text)}</strong>",
        Words w => Markup.Escape(w.Text),
        Cite c => Mark(prepared.Numbers[c.Key]),
        _ => "",
    };

    private string Mark(int number) => $"<sup class=\"paper-cite\"{(cited.Add(number) ? $" id=\"paper-cite-{number}\"" : "")}><a href=\"#paper-note-{number}\">{number}</a></sup>";

    private static string ReadStylesheet()
    {
        using var reader = new StreamReader(typeof(HtmlWriter).Assembly.GetManifestResourceStream("paper.css")!);
        return reader.ReadToEnd();
    }
}
