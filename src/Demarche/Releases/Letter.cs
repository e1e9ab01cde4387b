using System.Text;
using System.Text.Encodings.Web;
using Demarche.Briefs;

namespace Demarche.Releases;

/// <summary>The package as a person reads it: one HTML page that loads nothing and runs nothing.</summary>
internal static class Letter
{
    public static string Write(Outgoing outgoing, Letterhead head, Tlp tlp, IReadOnlyList<LetterLine> lines)
    {
        var label = Marking.Of(tlp).Label;
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>").Append(Text(outgoing.Title)).Append("</title>\n</head>\n<body>\n");
        html.Append("<p><strong>").Append(Text(label)).Append("</strong></p>\n");
        html.Append("<table>\n");
        Row(html, "From", head.FromName);
        Row(html, "To", head.ToName);
        Row(html, "Date", head.Created);
        Row(html, "Package", head.Package);
        if (outgoing.AnsweredPackage is { } answered) Row(html, "In reply to", answered);
        if (outgoing.Due is { } due) Row(html, "Answer needed by", due);
        if (outgoing.LegalBasis is { } basis) Row(html, "Legal basis", basis);
        if (outgoing.Disposition is { } disposition) Row(html, "Reply", LetterWords.Of(disposition));
        html.Append("</table>\n<h1>").Append(Text(outgoing.Title)).Append("</h1>\n");
        if (outgoing.Kind == PackageKind.Brief)
        {
            Brief(html, outgoing, lines);
            return html.Append("<p>").Append(Text(label)).Append("</p>\n</body>\n</html>\n").ToString();
        }
        foreach (var paragraph in outgoing.Text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
            html.Append("<p>").Append(Text(paragraph.Trim()).Replace("\n", "<br>", StringComparison.Ordinal)).Append("</p>\n");
        if (outgoing.Kind == PackageKind.Request) Asks(html, outgoing);
        else if (outgoing.Kind == PackageKind.Reply) Answers(html, outgoing);
        else About(html, outgoing);
        Enclosed(html, lines);
        html.Append("<p>").Append(Text(label)).Append("</p>\n</body>\n</html>\n");
        return html.ToString();
    }

    private static void Brief(StringBuilder html, Outgoing outgoing, IReadOnlyList<LetterLine> lines)
    {
        var cited = new Citations(outgoing, lines);
        foreach (var block in BriefText.Read(outgoing.Text))
        {
            if (block is BriefBlock.Heading heading) html.Append("<h2>").Append(Text(heading.Text)).Append("</h2>\n");
            else if (block is BriefBlock.Paragraph paragraph) html.Append("<p>").Append(Text(cited.Words(paragraph.Runs))).Append("</p>\n");
            else if (block is BriefBlock.Points points)
            {
                html.Append("<ul>\n");
                foreach (var point in points.Items) html.Append("<li>").Append(Text(cited.Words(point))).Append("</li>\n");
                html.Append("</ul>\n");
            }
        }
        var rests = cited.InOrder();
        if (rests.Count == 0) return;
        html.Append("<h2>Rests on</h2>\n<table>\n");
        for (var i = 0; i < rests.Count; i++)
            html.Append(System.Globalization.CultureInfo.InvariantCulture, $"<tr><td>[{i + 1}]</td><td>").Append(Text(rests[i].Kind)).Append("</td><td>").Append(Text(rests[i].Text)).Append("</td><td>").Append(Text(rests[i].Label)).Append("</td></tr>\n");
        html.Append("</table>\n");
    }

    private static void Asks(StringBuilder html, Outgoing outgoing)
    {
        html.Append("<h2>What we ask</h2>\n<ol>\n");
        foreach (var ask in outgoing.Asks) html.Append("<li>").Append(Text(ask.Text)).Append("</li>\n");
        html.Append("</ol>\n");
    }

    private static void Answers(StringBuilder html, Outgoing outgoing)
    {
        if (outgoing.Answers!.Count == 0) return;
        html.Append("<h2>Answers</h2>\n<table>\n");
        foreach (var answer in outgoing.Answers)
        {
            var ask = outgoing.Asks.FirstOrDefault(a => a.Id == answer.Ask)?.Text ?? answer.Ask;
            Row(html, ask, LetterWords.Answer(answer.Disposition, answer.Text));
        }
        html.Append("</table>\n");
    }

    private static void About(StringBuilder html, Outgoing outgoing)
    {
        html.Append(outgoing.Kind == PackageKind.Retraction ? "<h2>What no longer holds</h2>\n<table>\n" : "<h2>What is corrected</h2>\n<table>\n");
        foreach (var one in outgoing.Notices)
            html.Append("<tr><td>").Append(Text(one.Kind)).Append("</td><td>").Append(Text(one.As)).Append("</td><td>sent in package ")
                .Append(Text(one.Package)).Append(" of ").Append(Text(one.Sent)).Append("</td></tr>\n");
        html.Append("</table>\n");
    }

    private static void Enclosed(StringBuilder html, IReadOnlyList<LetterLine> lines)
    {
        if (lines.Count == 0) return;
        html.Append("<h2>Enclosed</h2>\n<table>\n");
        foreach (var line in lines)
            html.Append("<tr><td>").Append(Text(line.Kind)).Append("</td><td>").Append(Text(line.Text)).Append("</td><td>").Append(Text(line.Label)).Append("</td></tr>\n");
        html.Append("</table>\n");
    }

    private static void Row(StringBuilder html, string name, string value) =>
        html.Append("<tr><th scope=\"row\">").Append(Text(name)).Append("</th><td>").Append(Text(value)).Append("</td></tr>\n");

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
